/* read/html_reference.h - character references one at a time, for read/html*.c.
**
** tw_html_decode (read/html.h) is the call for everybody else.
*/
#ifndef TW_READ_HTML_REFERENCE_H
#define TW_READ_HTML_REFERENCE_H
#include "base/buf.h"

/* Appends what the reference at the start of s stands for and returns its
** length in bytes; 0 when s does not begin with a reference: nothing is
** appended then.  Looks at most 33 bytes ahead, except along digits. */
size_t tw_reference_add(struct tw_buf *out, struct tw_slice s, bool in_attr);

#endif
