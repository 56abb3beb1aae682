/* serve/apiwrite.c - articles and pages handed in over the API.
**
** What comes is read in a sandboxed process, as `add` reads files, and put into the inbox of the
** store: then it is on the disk, and one commit later it is an article.  The answer waits for
** that commit; when another process holds the store and takes its time, it says "waiting" (202).
** Each document of a request ends in one way, so the counts always add up:
** in = created + duplicates + waiting + not_article + dropped.
*/
#include "serve/api.h"
#include "serve/serve_int.h"

#include "base/map.h"
#include "base/vec.h"

enum { LINES = 20000 /* of one request */, URL = 2048 /* bytes */ };

enum fate { CREATED, DUPLICATE, WAITING, NOT_ARTICLE, DROPPED, FATES };

static const char *const fates[] = {"created", "duplicate", "waiting", "not_article", "dropped"};

/* A document of a request. */
struct one {
    size_t line;                /* from 1 */
    struct tw_slice id;         /* of its article; empty: it has none */
    enum fate fate;
    const char *why;            /* of the last two */
    bool is_new;                /* handed in */
    unsigned status;            /* of an answer that is about it alone */
};

struct intake { struct one *v; size_t n, cap; struct tw_handed *handed; size_t handed_n, handed_cap; struct tw_map ids; };

/* ---- Reading what came */

static enum tw_status read_article(struct tw_request *r, const struct tw_raw *raw,
                                   struct tw_article *out, const char **why)
{
    const struct tw_exchange *x = r->exchange;
    const struct tw_serve_options *o = &x->thread->server->o;
    struct tw_slice json;
    struct tw_jv object;
    enum tw_status st = o->read(o->context, x->thread->number, r->mem, raw, &json, why);

    if (st != TW_OK) return st;
    if ((st = tw_json_parse(r->mem, json, &object, NULL)) != TW_OK) return st;
    return tw_article_read(r->mem, &object, out);
}

/* What is known of it already. */
static enum tw_status look_up(struct tw_request *r, struct intake *in, struct one *o)
{
    enum tw_known known;
    uint64_t number;
    bool added;
    enum tw_status st = tw_store_known(r->store, o->id, &known, &number);

    if (st != TW_OK) return st;
    tw_map_add(&in->ids, o->id, &added);
    if (known == TW_FORGOTTEN) o->fate = DROPPED, o->why = "forgotten before", o->status = 410;
    else if (known == TW_STORED || !added) o->fate = DUPLICATE;
    else o->fate = WAITING, o->is_new = true;
    return TW_OK;
}

/* One document; `id`: what it is to be called, empty: by itself. */
static enum tw_status take(struct tw_request *r, struct intake *in, const struct tw_raw *raw,
                           size_t line, struct tw_slice id)
{
    struct one o = {.line = line, .fate = DROPPED};
    struct tw_article a;
    enum tw_status st = read_article(r, raw, &a, &o.why);

    if (st == TW_NOTNEWS || st == TW_EMPTY) o.fate = NOT_ARTICLE;
    if (st != TW_OK) {
        if (!o.why) o.why = tw_status_text(st);
        o.status = st == TW_TOOBIG ? 413 : 422;
        TW_PUSH(r->mem, in->v, in->n, in->cap, o);
        return TW_OK;
    }
    if (id.n > 0) a.id = id;
    o.id = a.id;
    if ((st = look_up(r, in, &o)) != TW_OK) return st;
    TW_PUSH(r->mem, in->v, in->n, in->cap, o);
    if (o.is_new)
        TW_PUSH(r->mem, in->handed, in->handed_n, in->handed_cap,
                ((struct tw_handed){.article = a, .received = raw->received,
                                    .kind = (enum tw_evidence_kind)raw->kind, .evidence = raw->bytes}));
    return TW_OK;
}

static struct tw_raw raw_of(const struct tw_request *r, enum tw_raw_kind kind,
                            struct tw_slice bytes)
{
    return (struct tw_raw){.kind = kind, .source = TW_LIT("api"), .bytes = bytes,
                           .received = tw_date_from_unix(r->now), .received_given = true};
}

/* ---- What became of it */

static enum tw_status settle(struct tw_request *r, struct one *o)
{
    enum tw_known known;
    uint64_t number;
    enum tw_status st;

    if (!o->is_new) return TW_OK;
    if ((st = tw_store_known(r->store, o->id, &known, &number)) != TW_OK) return st;
    if (known == TW_STORED) o->fate = CREATED;
    else if (known == TW_FORGOTTEN) o->fate = DROPPED, o->why = "forgotten before";
    return TW_OK;
}

static enum tw_status hand_in(struct tw_request *r, struct tw_answer *a, struct intake *in,
                              enum tw_status (*finish)(struct tw_request *, struct tw_answer *))
{
    enum tw_status st;

    if (in->handed_n > 0 && (st = tw_store_hand(r->store, in->handed, in->handed_n)) != TW_OK)
        return st;
    a->kept = in;
    a->finish = finish;
    a->after_write = in->handed_n > 0;
    return a->after_write ? TW_OK : finish(r, a);
}

static struct intake *intake_new(struct tw_request *r)
{
    struct intake *in = TW_NEW(r->mem, struct intake);

    in->ids = tw_map_in(r->mem);
    return in;
}

static struct tw_slice place_of(struct tw_request *r, struct tw_slice id)
{
    struct tw_buf b = {.mem = r->mem};

    tw_buf_adds(&b, "/v1/articles/");
    tw_route_encode(&b, id);
    return tw_buf_slice(&b);
}

/* The answer about one document: 201, 200 or 204, 202, or why it is none. */
static enum tw_status finish_one(struct tw_request *r, struct tw_answer *a)
{
    struct intake *in = a->kept;
    struct one *o = &in->v[0];
    struct tw_json j = {.out = &a->body};
    enum tw_status st = settle(r, o);

    if (st != TW_OK) return st;
    if (o->fate >= NOT_ARTICLE) {
        a->status = o->status ? o->status : 422;
        return tw_refuse(a, r, TW_BROKEN, "%s", o->why);
    }
    a->status = o->fate == CREATED ? 201 : o->fate == WAITING ? 202
        : tw_slice_eq(r->method, TW_LIT("PUT")) ? 204 : 200;
    a->location = place_of(r, o->id);
    if (a->status == 204) return TW_OK;
    a->type = TW_TYPE_JSON;
    tw_json_open(&j, '{');
    tw_json_text(&j, "id", o->id);
    tw_json_word(&j, "status", fates[o->fate]);
    tw_json_close(&j, '}');
    tw_buf_addc(&a->body, '\n');
    return TW_OK;
}

static void write_one(struct tw_json *j, const struct one *o)
{
    tw_json_open(j, '{');
    tw_json_count(j, "line", o->line);
    tw_json_word(j, "status", fates[o->fate]);
    tw_json_text_or_null(j, "id", o->id);
    tw_json_text_or_null(j, "why", tw_slice_of(o->fate >= NOT_ARTICLE ? o->why : ""));
    tw_json_close(j, '}');
}

static enum tw_status finish_lines(struct tw_request *r, struct tw_answer *a)
{
    static const char *const names[] = {"created", "duplicates", "waiting", "not_article",
                                        "dropped"};
    struct intake *in = a->kept;
    struct tw_json j = {.out = &a->body};
    size_t count[FATES] = {0};
    enum tw_status st;

    for (size_t i = 0; i < in->n; i++) {
        if ((st = settle(r, &in->v[i])) != TW_OK) return st;
        count[in->v[i].fate]++;
    }
    a->status = count[WAITING] > 0 ? 202 : 200;
    a->type = TW_TYPE_JSON;
    tw_json_open(&j, '{');
    tw_json_count(&j, "in", in->n);
    for (size_t i = 0; i < FATES; i++) tw_json_count(&j, names[i], count[i]);
    tw_json_key(&j, "lines");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < in->n; i++) write_one(&j, &in->v[i]);
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
    tw_buf_addc(&a->body, '\n');
    return TW_OK;
}

/* ---- The requests */

static enum tw_status take_lines(struct tw_request *r, struct tw_answer *a, struct intake *in)
{
    struct tw_slice rest = r->body, line;
    size_t number = 0;
    enum tw_status st = TW_OK;

    while (st == TW_OK && tw_slice_line(&rest, &line)) {
        struct tw_raw raw = raw_of(r, TW_RAW_JSON, tw_slice_trim(line));

        number++;
        if (raw.bytes.n == 0) continue;
        if (in->n == LINES) {
            a->status = 413;
            return tw_refuse(a, r, TW_TOOBIG, "more than %d lines in one request", LINES);
        }
        st = take(r, in, &raw, number, (struct tw_slice){"", 0});
    }
    return st;
}

/* POST /v1/articles: an object, or lines of them. */
enum tw_status tw_api_articles_post(struct tw_request *r, struct tw_answer *a)
{
    struct intake *in = intake_new(r);
    struct tw_raw raw = raw_of(r, TW_RAW_JSON, r->body);
    enum tw_status st;

    if (tw_slice_eq(r->type, TW_LIT("application/json"))) {
        if ((st = take(r, in, &raw, 1, (struct tw_slice){"", 0})) != TW_OK) return st;
        return hand_in(r, a, in, finish_one);
    }
    if ((st = take_lines(r, a, in)) != TW_OK) return st;
    return hand_in(r, a, in, finish_lines);
}

/* Whether the article that is there has another text than the one given. */
static enum tw_status differs(struct tw_request *r, const struct tw_raw *raw, bool *yes)
{
    struct tw_article given;
    struct tw_stored there;
    enum tw_known known;
    uint64_t number;
    const char *why;
    enum tw_status st = tw_store_known(r->store, r->arg[0], &known, &number);

    *yes = false;
    if (st != TW_OK || known != TW_STORED) return st;
    if ((st = tw_store_article(r->store, r->mem, number, &there)) != TW_OK) return st;
    if (read_article(r, raw, &given, &why) == TW_OK)
        *yes = !tw_slice_eq(given.text, there.article.text);
    return TW_OK;
}

/* PUT /v1/articles/{article}: an object under a name of the caller's. */
enum tw_status tw_api_article_put(struct tw_request *r, struct tw_answer *a)
{
    struct intake *in = intake_new(r);
    struct tw_raw raw = raw_of(r, TW_RAW_JSON, r->body);
    bool other;
    enum tw_status st = differs(r, &raw, &other);

    if (st != TW_OK) return st;
    if (other) {
        a->status = 409;
        return tw_refuse(a, r, TW_USAGE,
                         "the article of that id has another text; under an id of its own this one is"
                         " an edition of it");
    }
    if ((st = take(r, in, &raw, 1, r->arg[0])) != TW_OK) return st;
    return hand_in(r, a, in, finish_one);
}

/* POST /v1/pages?url=...: a page as its server sent it. */
enum tw_status tw_api_pages_post(struct tw_request *r, struct tw_answer *a)
{
    struct intake *in = intake_new(r);
    struct tw_raw raw = raw_of(r, TW_RAW_FILE, r->body);
    enum tw_status st;

    raw.url = tw_request_query(r, "url");
    if (raw.url.n == 0) raw.url = tw_request_header(r, "Content-Location");
    if (raw.url.n > URL || (raw.url.n > 0 && !tw_is_web_address(raw.url)))
        return tw_refuse(a, r, TW_USAGE, "url is the address of the page, http:// or https://");
    if (raw.url.n > 0) raw.source = raw.url;
    raw.charset = r->charset;
    if ((st = take(r, in, &raw, 1, (struct tw_slice){"", 0})) != TW_OK) return st;
    return hand_in(r, a, in, finish_one);
}

/* ---- Taking away */

static enum tw_status finish_forget(struct tw_request *r, struct tw_answer *a)
{
    enum tw_known known;
    uint64_t number;
    enum tw_status st = tw_store_known(r->store, r->arg[0], &known, &number);

    a->status = known == TW_STORED ? 202 : 204;
    return st;
}

/* DELETE /v1/articles/{article} */
enum tw_status tw_api_article_delete(struct tw_request *r, struct tw_answer *a)
{
    uint64_t number;
    enum tw_status st = tw_api_article(r, a, &number);

    if (st == TW_OK) st = tw_request_decide(r, a, TW_LIT("forget"), &r->arg[0], 1, &number);
    a->finish = finish_forget;
    return st;
}
