/* read/document.h - bytes as received, with where they came from and when.
**
** The text is valid UTF-8: charsets are converted and damage repaired here,
** once; later stages rely on it.
*/
#ifndef TW_READ_DOCUMENT_H
#define TW_READ_DOCUMENT_H
#include "base/date.h"
#include "base/slice.h"

enum tw_format { TW_FORMAT_TEXT, TW_FORMAT_HTML, TW_FORMAT_ARTICLE };

struct tw_jv;

struct tw_document {
    enum tw_format format;      /* TW_FORMAT_ARTICLE: text is one JSON object of an article */
    struct tw_slice source;     /* path, URL, FILE#OFFSET or FILE#LINE */
    struct tw_slice url;        /* when known from outside (WARC, feed, JSON) */
    struct tw_slice text;       /* UTF-8 */
    /* TW_FORMAT_ARTICLE: put together from another format (newsitem.h) */
    bool is_item;
    const struct tw_jv *object; /* TW_FORMAT_ARTICLE: the text parsed, or NULL */
    struct tw_date received;    /* --now, WARC-Date, HTTP Date or the file's time */
    bool received_given;        /* not the file's time, which may be much later */
    struct tw_slice feed_title; /* what a feed or JSON line says besides, each may be empty */
    struct tw_slice feed_outlet;    /* the feed's own title */
    struct tw_date feed_date;
    struct tw_slice sender;     /* who sent it by mail; empty otherwise */
    bool sender_is_person;      /* not an outlet */
    struct tw_slice sender_host;    /* of the address */
    size_t repaired;            /* ill-formed sequences replaced */
};

#endif
