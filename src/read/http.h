/* read/http.h - an HTTP response in memory, taken apart.
**
** For archived responses: head and body as they went over the wire (RFC 9112).
** What archives get wrong is forgiven: a body that is already de-chunked or
** unpacked although the head says otherwise, line ends without CR, a length
** that does not fit.  One pass; copies only what must be unpacked.
*/
#ifndef TW_READ_HTTP_H
#define TW_READ_HTTP_H
#include "base/slice.h"
#include "base/status.h"

struct tw_http {
    int status;                     /* 200; 0 when there is no status line */
    struct tw_slice content_type, content_encoding, transfer_encoding, date, location;
    struct tw_slice body;           /* as sent */
};

/* Takes head and body apart; false when there is no HTTP head. */
bool tw_http_parse(struct tw_slice message, struct tw_http *out);

/* The body without chunks and content codings, at most `max` bytes.  TW_OK;
** TW_BROKEN: damaged, *out holds what could be had; TW_TOOBIG. */
TW_MUST_USE enum tw_status tw_http_body(struct tw_arena *mem, const struct tw_http *h, size_t max,
                                        struct tw_slice *out);

/* Is it a page, text or data that can hold an article, as far as the head
** tells?  Pictures, scripts, styles, redirects and errors are not. */
bool tw_http_is_document(const struct tw_http *h);

/* The value of a header line in a block of "Name: value" lines; empty when it
** is absent.  The first one counts. */
struct tw_slice tw_http_field(struct tw_slice head, struct tw_slice name);

/* An HTTP date (RFC 9110, 5.6.7: "Mon, 25 Mar 2024 10:30:00 GMT"), also as RFC
** 822 has it in feeds ("25 Mar 24 10:30 +0100"). */
struct tw_date;
bool tw_http_date(struct tw_slice s, struct tw_date *out);

#endif
