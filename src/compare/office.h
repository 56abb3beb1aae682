/* compare/office.h - what stands beside a person's name to say what he is.
**
** "Health Minister Rosa Imhof", "the data commissioner, Rosa Imhof," and "Rosa
** Imhof, who is data commissioner of Marn,": the noun phrase around a word of
** data/en/roles.  So "the minister" of another account can be told to be her.
*/
#ifndef TW_COMPARE_OFFICE_H
#define TW_COMPARE_OFFICE_H
#include "compare/view.h"

struct tw_office { size_t first, end; };        /* tokens; equal: none */

/* In front of, and behind, the mention whose tokens are [first, end). */
struct tw_office tw_office_before(const struct tw_view *v, size_t first);
struct tw_office tw_office_behind(const struct tw_view *v, size_t end);

#endif
