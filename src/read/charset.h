/* read/charset.h - which encoding bytes are in, and the way to UTF-8.
**
** Order: a byte order mark; the encoding given from outside; bytes that are
** valid UTF-8 and use it (pages are often stored as UTF-8 whatever they
** declare); the HTTP header; <meta> or the XML declaration; mostly valid
** UTF-8; ICU's detector; windows-1252.
** Labels follow the WHATWG Encoding Standard (iso-8859-1 means windows-1252).
** Cost: valid UTF-8 is only checked; others go through ICU's converters.
*/
#ifndef TW_READ_CHARSET_H
#define TW_READ_CHARSET_H
#include "base/slice.h"

enum tw_charset_how { TW_CHARSET_BOM, TW_CHARSET_OUTSIDE, TW_CHARSET_UTF8, TW_CHARSET_HTTP,
                      TW_CHARSET_META, TW_CHARSET_DETECTED, TW_CHARSET_DEFAULT };

struct tw_charset {
    const char *name;           /* ICU converter; "UTF-8" for UTF-8 */
    enum tw_charset_how how;
    size_t skip;                /* bytes of a byte order mark */
};

/* The ICU converter that a label means; NULL when it means none. */
const char *tw_charset_of_label(struct tw_slice label);

/* The charset parameter of a Content-Type value; empty when none. */
struct tw_slice tw_charset_of_type(struct tw_slice content_type);

/* The encoding label that an HTML or XML head declares in its first 1,024
** bytes (4,096 are looked at, as pages put much before it); empty when none. */
struct tw_slice tw_charset_of_meta(struct tw_slice bytes);

/* Finds the encoding.  outside and http are labels and may be empty. */
struct tw_charset tw_charset_find(struct tw_slice bytes, struct tw_slice outside,
                                  struct tw_slice http);

/* The bytes as valid UTF-8 in mem (the bytes themselves when they need no
** work); *repaired counts what had to be replaced by U+FFFD. */
struct tw_slice tw_charset_convert(struct tw_arena *mem, struct tw_slice bytes, struct tw_charset c,
                                   size_t *repaired);

#endif
