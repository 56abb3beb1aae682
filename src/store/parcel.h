/* store/parcel.h - an article on its way to a desk, as bytes.
**
** Reading, cleaning and finding what an article says cost most of the time; taking it into a
** store can only be done in one place.  So the first is done where there is room, and what
** came of it is sent: the article, when and as what it was received, and what it says.
**
** A parcel holds all of that exactly: a desk that takes it stores what it would have stored
** from the document itself.  What an article says depends on the program that found it; a
** parcel names that `build`, and for a reader of another one it has no statements, so that
** they are found anew (store/desk.h).
**
** Two forms: bare, for files that pack and check many at once, and packed, one zstd frame with
** a checksum, for a message.  Both are for strangers to tamper with: what is read is within
** its bounds and consistent, or refused.  The format has a number; later ones are told apart.
** Size: an article of 1.9 KB with its line of JSON takes 4.1 KB bare, 1.5 KB packed.  Time: 10 us
** to write, 30 to pack, 10 to unpack and read it; finding its statements takes 340.
*/
#ifndef TW_STORE_PARCEL_H
#define TW_STORE_PARCEL_H
#include "extract/statements.h"
#include "store/desk.h"
#include "store/packing.h"

enum { TW_PARCEL_BUILD = 64 };      /* bytes that a build's name may have */

struct tw_parcel {
    struct tw_article article;
    struct tw_date received;
    enum tw_evidence_kind kind;
    struct tw_slice evidence;
    struct tw_slice build;          /* names the program that found the statements; bytes */
    const struct tw_statements *statements;     /* NULL: to be found by whoever takes it */
};

/* Appends the bare form.  TW_BROKEN: it would be refused (a date or number out of bounds),
** nothing is appended. */
TW_MUST_USE enum tw_status tw_parcel_write(struct tw_buf *out, const struct tw_parcel *p);

/* Reads the bare form; *out lives in mem and borrows from `bytes`.  Its statements are NULL
** when its build is not `build`.  TW_BROKEN: damaged, or none; TW_NEWER: of a later format. */
TW_MUST_USE enum tw_status tw_parcel_read(struct tw_arena *mem, struct tw_slice bytes,
                                          struct tw_slice build, struct tw_parcel *out);

/* The packed form, in mem.  As tw_parcel_write. */
TW_MUST_USE enum tw_status tw_parcel_pack(struct tw_packer *packer, struct tw_arena *mem,
                                          const struct tw_parcel *p, struct tw_slice *out);
/* *out lives in mem.  As tw_parcel_read, or TW_TOOBIG. */
TW_MUST_USE enum tw_status tw_parcel_unpack(struct tw_packer *packer, struct tw_arena *mem,
                                            struct tw_slice packed, struct tw_slice build,
                                            struct tw_parcel *out);

/* What a desk is given; borrows from p. */
struct tw_incoming tw_parcel_incoming(const struct tw_parcel *p);

#endif
