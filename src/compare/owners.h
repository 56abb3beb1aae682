/* compare/owners.h - who owns which outlet, as the user says.
**
** A text of lines DOMAIN<TAB>OWNER; empty lines and lines with # are remarks.
** A domain stands for those below it, too ("lamp.example" for
** "www.lamp.example"); of several the longest counts.  Accounts whose outlets
** have one owner are one origin (compare/origin.h).  Cost: one pass over the
** text; a look-up for each label of a domain.
*/
#ifndef TW_COMPARE_OWNERS_H
#define TW_COMPARE_OWNERS_H
#include "base/map.h"
#include "compare/comparison.h"

struct tw_owners { struct tw_map of; struct tw_slice *name; size_t n, cap; };

/* Reads the text; *out lives in mem and borrows from it.  TW_OK, or TW_BROKEN
** with the number of the line that is none of a domain and an owner. */
TW_MUST_USE enum tw_status tw_owners_read(struct tw_arena *mem, struct tw_slice text,
                                          struct tw_owners *out, size_t *line);

/* The owner of the domain; empty when the table does not say. */
struct tw_slice tw_owners_find(const struct tw_owners *o, struct tw_arena *mem,
                               struct tw_slice domain);

#endif
