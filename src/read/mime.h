/* read/mime.h - an e-mail as a press release: what it says, and what it brings along.
**
** RFC 5322 messages (.eml) with MIME (RFC 2045 to 2047, 2231): multipart of all sorts, base64,
** quoted-printable, encoded words and parameters, any charset (read/charset.h), format=flowed (RFC
** 3676).  Broken structure is read as far as it goes: a missing end of a part is the end of the
** message.  Caps: 16 levels, 256 parts, 1 MiB of header.  Every step is linear in the message.
**
** The text is the plain alternative, unless the HTML one says much more.  Off it go: signatures
** (behind "-- "), quoted replies, what stands behind an original message, legal footers
** (data/any/mail-footers.txt, mail-marks.txt).  A forwarded message is the text when little stands
** before it.  Subject is the title, From the outlet (or, when it is a person, the byline, and the
** domain of the address the outlet), Date the time of publication.
*/
#ifndef TW_READ_MIME_H
#define TW_READ_MIME_H
#include "base/date.h"
#include "base/status.h"
#include "read/document.h"
#include "read/source.h"

struct tw_mime_part {
    struct tw_slice type;           /* "text/plain", in lower case */
    struct tw_slice charset, name;  /* of a file; each may be empty */
    struct tw_slice encoding;       /* of the transfer, in lower case */
    bool attached, flowed, delsp;
    struct tw_slice bytes;          /* as sent */
};

struct tw_mime {
    struct tw_slice subject, sender, address, organization, url;    /* UTF-8; may be empty */
    struct tw_date date, received;
    struct { struct tw_mime_part *v; size_t n, cap; } parts;                /* leaves, in order */
};

/* May a file that begins so be a message; a box of them (mbox, RFC 4155)? */
bool tw_mime_is(struct tw_slice first);
bool tw_mime_is_box(struct tw_slice first);

/* Takes a message apart.  *out lives in mem and borrows from it. */
void tw_mime_parse(struct tw_arena *mem, struct tw_slice message, struct tw_mime *out);

/* The host of the sender's address; empty: it is one for everybody (data/any/mail-hosts.txt). */
struct tw_slice tw_mime_host(const struct tw_mime *mail);

/* The bytes of a part without their transfer encoding (mimecode.c); of a text, as UTF-8. */
struct tw_slice tw_mime_bytes(struct tw_arena *mem, const struct tw_mime_part *part);
struct tw_slice tw_mime_text(struct tw_arena *mem, const struct tw_mime_part *part);

/* Is it a document of its own: a page, a text, a PDF, a message that is attached? */
bool tw_mime_is_document(const struct tw_mime_part *part);

/* The text that the message itself has, as a document: format, text and what a feed would say.
** TW_OK; TW_EMPTY: it has none, or only names what is attached. */
TW_MUST_USE enum tw_status tw_mime_read(struct tw_arena *mem, struct tw_slice message,
                                        struct tw_document *out, const char **why);

#endif
