/* read/mimecode.h - the codings of mail: base64, quoted-printable, encoded words, parameters. */
#ifndef TW_READ_MIMECODE_H
#define TW_READ_MIMECODE_H
#include "base/slice.h"

/* What is no digit of base64 is passed over (RFC 2045, 6.8). */
struct tw_slice tw_base64_decode(struct tw_arena *mem, struct tw_slice s);

/* RFC 2045, 6.7; what is no escape stays as it is. */
struct tw_slice tw_quoted_decode(struct tw_arena *mem, struct tw_slice s);

/* A header's value on one line, its encoded words (RFC 2047) as UTF-8. */
struct tw_slice tw_mime_words(struct tw_arena *mem, struct tw_slice value);

/* The parameter of a value ("text/plain; charset=utf-8"), continued and encoded ones (RFC 2231)
** put together, as UTF-8; empty: it has none. */
struct tw_slice tw_mime_parameter(struct tw_arena *mem, struct tw_slice value,
                                  struct tw_slice name);

#endif
