/* serve/apiarticle.c - articles over the API.
**
** The bytes as they were received are what somebody elsewhere sent: they go out as a file to be
** saved, of no type that a browser would show.
*/
#include "serve/api.h"

#include "store/standing.h"

static enum tw_status read_article(struct tw_request *r, struct tw_answer *a, struct tw_stored *out)
{
    uint64_t number;
    enum tw_status st = tw_api_article(r, a, &number);

    if (st == TW_OK) st = tw_store_article(r->store, r->mem, number, out);
    return st;
}

enum tw_status tw_api_article_one(struct tw_request *r, struct tw_answer *a)
{
    struct tw_standing x;
    uint64_t number;
    enum tw_status st;

    if ((st = tw_api_article(r, a, &number)) != TW_OK) return st;
    if ((st = tw_standing_find(r->store, r->mem, number, &x)) != TW_OK) return st;
    a->type = TW_TYPE_JSON;
    return tw_standing_write(r->store, r->mem, &x, &a->body);
}

enum tw_status tw_api_article_text(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored x;
    enum tw_status st = read_article(r, a, &x);

    if (st != TW_OK) return st;
    a->type = TW_TYPE_TEXT;
    a->modified = tw_date_unix(&x.received);
    tw_buf_add(&a->body, x.article.text);
    return TW_OK;
}

enum tw_status tw_api_article_statements(struct tw_request *r, struct tw_answer *a)
{
    struct tw_stored x;
    enum tw_status st = read_article(r, a, &x);

    if (st != TW_OK) return st;
    a->type = TW_TYPE_JSON;
    a->modified = tw_date_unix(&x.received);
    tw_buf_add(&a->body, x.statements);
    return TW_OK;
}

enum tw_status tw_api_article_evidence(struct tw_request *r, struct tw_answer *a)
{
    enum tw_evidence_kind kind;
    struct tw_slice bytes;
    uint64_t number;
    enum tw_status st;

    if ((st = tw_api_article(r, a, &number)) != TW_OK) return st;
    if ((st = tw_store_evidence(r->store, r->mem, number, &kind, &bytes)) != TW_OK) return st;
    a->type = "application/octet-stream";
    a->policy = "default-src 'none'; sandbox";
    a->is_file = true;
    tw_buf_add(&a->body, bytes);
    return TW_OK;
}
