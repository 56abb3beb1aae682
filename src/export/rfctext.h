/* export/rfctext.h - times and addresses as the formats of others want them. */
#ifndef TW_EXPORT_RFCTEXT_H
#define TW_EXPORT_RFCTEXT_H
#include "base/buf.h"
#include "base/date.h"

#include <stdint.h>

/* RFC 3339, UTC: "2031-04-02T10:00:00Z", with thousandths "2031-04-02T10:00:00.000Z". */
struct tw_slice tw_rfc3339(struct tw_arena *mem, int64_t seconds);
struct tw_slice tw_rfc3339_ms(struct tw_arena *mem, int64_t seconds);
/* The same of a date as it was given: what is not known counts as the earliest. */
struct tw_slice tw_rfc3339_date(struct tw_arena *mem, const struct tw_date *d);

/* An absolute http or https address as RFC 3986 has it, with what is beyond ASCII escaped (RFC
** 3987, 3.1): one that may stand wherever an address is asked for.  Empty: it is none. */
struct tw_slice tw_rfc3986(struct tw_arena *mem, struct tw_slice url);

#endif
