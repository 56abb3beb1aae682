/* read/decode.h - a document's bytes into UTF-8 text.
**
** Takes HTTP bodies out of their head, chunks and compression; finds the
** charset; converts; repairs damage; tells HTML from text; reads the common
** shapes of JSON lines.  All that reading needs of a document happens here, so
** that one thread (or one sandboxed worker) can do it for one document.
**
** JSON lines: an article as doc/json.md describes it passes unaltered
** (TW_FORMAT_ARTICLE).  Shapes of common crawls: `html` (raw_html, content
** that is HTML) with `url` gives a page; `text` (content, body, maintext,
** article) without `id` gives an article whose text is taken as it is.  Agency items (ninjs.h) and
** fact checks (claimreview.h) are told by what they have.
*/
#ifndef TW_READ_DECODE_H
#define TW_READ_DECODE_H
#include "base/status.h"
#include "read/document.h"
#include "read/source.h"

/* *out lives in mem and borrows from raw.  TW_OK; TW_EMPTY, TW_BINARY,
** TW_BROKEN, TW_TOOBIG, TW_NOTNEWS: not a document to go on with, *why says
** what is wrong in a static phrase. */
TW_MUST_USE enum tw_status tw_document_read(struct tw_arena *mem, const struct tw_raw *raw,
                                            struct tw_document *out, const char **why);

#endif
