/* store/storearticle.c - articles: in, out, out for good.
**
** The article is kept as its JSON object (clean/article.c), packed; the bytes it came from
** and its statements are packed behind it, since most of them is in the article already.
** Beside it, in a narrow row of its own, stands what is asked for by value.
*/
#include "base/hash.h"
#include "base/utf8.h"
#include "store/dictionary.h"
#include "store/indexwords.h"
#include "store/packing.h"
#include "store/store_int.h"

#include <assert.h>

enum { OUTLETS = 10000 };       /* whose numbers are remembered */

/* What statements look like whatever the article says, in front of the article as base of its
** statements and evidence.  Part of the file format: it must never change. */
static const char shape[] =
    "{\"id\":\"\",\"sentences\":[[0,],\"attributions\":[{\"kind\":\"direct\",\"type\":\"speech\","
    "\"source\":[,],\"cue\":[,],"
    "\"content\":[,],\"speaker\":\"\",\"when\":null,\"in\":null,\"act\":\"say\"},{\"kind\":"
    "\"mixed\",\"type\":\"speech\",\"source\":null,"
    "\"act\":\"announce\"},{\"kind\":\"indirect\",\"type\":\"thought\",\"speaker\":null,\"when\":"
    "null,\"in\":null,\"act\":\"say\"}],"
    "\"figures\":[{\"span\":[,],\"number\":[,],\"low\":1,\"high\":1,\"comparator\":\"at_least\","
    "\"unit\":\"killed\",\"of\":null,"
    "\"said_by\":null},{\"comparator\":\"exact\",\"unit\":\"people\",\"of\":\"people\",\"said_by\":"
    "0},{\"span\":[\"comparator\":\"about\","
    "\"unit\":\"other:\"],\"times\":[{\"span\":[,],\"value\":\"20\"}],\"actors\":[{\"name\":\"\","
    "\"type\":\"person\",\"aliases\":[],"
    "\"mentions\":[[,]]},{\"name\":\"\",\"type\":\"org\",\"aliases\":[],\"mentions\":[[,]]},{"
    "\"name\":\"\",\"type\":\"country\","
    "\"aliases\":[\"\"],\"mentions\":[[,]]},{\"name\":\"\",\"type\":\"place\",\"aliases\":[],"
    "\"mentions\":[[,]]}],\"claims\":[{\"span\":[,],"
    "\"by\":\"\",\"who\":\"\",\"what\":\"attack\",\"stance\":\"affirm\",\"attribution\":0},"
    "\"stance\":\"deny\",\"attribution\":null}]}";

static struct tw_slice base_of(struct tw_arena *mem, struct tw_slice json)
{
    struct tw_buf base = {.mem = mem};

    tw_buf_add(&base, (struct tw_slice){shape, sizeof shape - 1});
    tw_buf_add(&base, json);
    return tw_buf_slice(&base);
}

static enum tw_status ask_outlet(struct tw_store *s, const struct tw_article *a, uint64_t *number)
{
    struct tw_value domain = tw_value_text(a->outlet_domain), name = tw_value_text(a->outlet_name);
    enum tw_status st = tw_sql_number(
        s, number, "SELECT number FROM outlet WHERE domain = ?1 AND name = ?2", domain, name);

    if (st != TW_NOTFOUND) return st;
    return tw_sql_number(s, number,
                         "INSERT INTO outlet (domain, name) VALUES (?1, ?2) RETURNING number",
                         domain, name);
}

static enum tw_status outlet_number(struct tw_store *s, const struct tw_article *a,
                                    uint64_t *number)
{
    struct tw_map_item *known;
    struct tw_buf key = {.mem = s->scratch};
    enum tw_status st = TW_OK;
    bool added;

    if (s->outlets.n >= OUTLETS) tw_store_forget_outlets(s);
    tw_buf_add(&key, a->outlet_domain);
    tw_buf_addc(&key, '\n');
    tw_buf_add(&key, a->outlet_name);
    known = tw_map_add(&s->outlets, tw_buf_slice(&key), &added);
    if (added) known->key = tw_slice_dup(s->outlets.mem, known->key);
    if (added) st = ask_outlet(s, a, &known->value);
    *number = known->value;
    if (st != TW_OK) tw_store_forget_outlets(s);
    return st;
}

static bool id_is_given(struct tw_arena *mem, const struct tw_article *a)
{
    struct tw_article made = *a;

    tw_article_set_id(mem, &made);
    return !tw_slice_eq(made.id, a->id);
}

/* To an agency that is not the outlet itself. */
static bool is_credited(const struct tw_article *a)
{
    for (size_t i = 0; i < a->credit.n; i++)
        if (!tw_slice_eq_nocase(a->credit.v[i], a->outlet_name)) return true;
    return false;
}

static enum tw_status put_row(struct tw_store *s, const struct tw_stored *in)
{
    const struct tw_article *a = &in->article;
    int64_t received = tw_date_unix(&in->received);
    int64_t time = a->published.grain == TW_DATE_NONE ? received : tw_date_unix(&a->published);
    uint64_t outlet = 0;
    enum tw_status st = outlet_number(s, a, &outlet);

    if (st != TW_OK) return st;
    return tw_sql_run(
        s,
        "INSERT INTO article VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        tw_value_int(in->number), tw_value_text(a->id), tw_value_int(id_is_given(s->scratch, a)),
        tw_value_int(outlet), tw_value_int_or_null(in->story), tw_value_int_or_null(in->edition_of),
        tw_value_int_or_null(a->url.n ? tw_hash(a->url) : 0), tw_value_text(a->lang),
        tw_value_int((uint64_t)time), tw_value_int((uint64_t)received), tw_value_real(in->copied),
        tw_value_int(is_credited(a)), tw_value_int(a->text.n), tw_value_int(tw_hash(a->text)));
}

static enum tw_status put_content(struct tw_store *s, const struct tw_stored *in,
                                  enum tw_evidence_kind kind, struct tw_slice evidence)
{
    struct tw_buf json = {.mem = s->scratch};
    struct tw_slice article, base;
    char received[TW_DATE_TEXT];
    size_t n = tw_date_iso(&in->received, received);

    tw_article_write(&json, &in->article);
    article = tw_packer_pack(s->packer, s->scratch, tw_buf_slice(&json), (struct tw_slice){"", 0});
    base = base_of(s->scratch, tw_buf_slice(&json));
    return tw_sql_run(
        s, "INSERT INTO content VALUES (?1, ?2, ?3, ?4, ?5, ?6)", tw_value_int(in->number),
        tw_value_text((struct tw_slice){received, n}), tw_value_blob(article),
        tw_value_blob(tw_packer_pack(s->packer, s->scratch, in->statements, base)),
        tw_value_int(kind), tw_value_blob(tw_packer_pack(s->packer, s->scratch, evidence, base)));
}

enum tw_status tw_store_put_article(struct tw_store *s, const struct tw_stored *a,
                                    enum tw_evidence_kind kind, struct tw_slice evidence)
{
    struct tw_indexed words;
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    if (a->number != s->last + 1)
        return tw_store_fail(s, TW_USAGE, "article %llu cannot follow %llu",
                             (unsigned long long)a->number, (unsigned long long)s->last);
    words = tw_index_words(s->scratch, &a->article, a->statements);
    words.received = tw_date_unix(&a->received);
    st = s->backend->index(s, a->number, &words, true); /* first: it may begin a partition */
    if (st == TW_OK) st = put_row(s, a);
    if (st == TW_OK) st = put_content(s, a, kind, evidence);
    if (st == TW_OK) s->last = a->number;
    tw_arena_reset(s->scratch);
    return st;
}

enum tw_status tw_store_place(struct tw_store *s, uint64_t article, uint64_t story)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    return tw_sql_run(s, "UPDATE article SET story = ?2 WHERE number = ?1", tw_value_int(article),
                      tw_value_int_or_null(story));
}

enum tw_status tw_store_put_edition(struct tw_store *s, uint64_t article, uint64_t edition_of)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    return tw_sql_run(s,
                      "UPDATE article SET edition_of = ?2 WHERE number = ?1 AND coalesce(edition_of, 0) <> coalesce(?2, 0)"
                      " AND NOT EXISTS (SELECT 1 FROM article o WHERE o.url = article.url AND o.number < ?1)",
                      tw_value_int(article), tw_value_int_or_null(edition_of));
}

enum tw_status tw_store_last(struct tw_store *s, uint64_t *number)
{
    enum tw_status st;

    *number = s->last;
    if (s->begun && s->mode != TW_STORE_READ) return TW_OK;
    *number = 0;
    st = tw_sql_number(s, number, "SELECT n FROM counter WHERE name = ?1",
                       tw_value_text(TW_LIT("article")));
    return st == TW_NOTFOUND ? TW_OK : st;
}

enum tw_status tw_store_known(struct tw_store *s, struct tw_slice id, enum tw_known *known,
                              uint64_t *number)
{
    uint64_t found = 0;
    enum tw_status st = tw_sql_number(s, &found,
                                      "SELECT number FROM article WHERE id = ?1"
                                      " UNION ALL SELECT 0 FROM forgotten WHERE id = ?1",
                                      tw_value_text(id));

    *known = st != TW_OK ? TW_UNKNOWN : found ? TW_STORED : TW_FORGOTTEN;
    *number = found;
    return st == TW_NOTFOUND ? TW_OK : st;
}

enum tw_status tw_store_known_many(struct tw_store *s, const struct tw_slice *id, size_t n,
                                   enum tw_known *known)
{
    struct tw_value v[TW_STORE_MANY];
    struct tw_sql q;

    assert(n > 0 && n <= TW_STORE_MANY);
    for (size_t i = 0; i < TW_STORE_MANY; i++) v[i] = tw_value_text(id[i < n ? i : 0]);
    for (size_t i = 0; i < n; i++) known[i] = TW_UNKNOWN;
    q = tw_sql_ask_values(s,
                          "SELECT id, 1 FROM article WHERE id IN (" TW_MANY ")"
                          " UNION ALL SELECT id, 2 FROM forgotten WHERE id IN (" TW_MANY ")",
                          v, TW_STORE_MANY);
    while (tw_sql_row(&q))
        for (size_t i = 0; i < n; i++)
            if (tw_slice_eq(tw_sql_bytes(&q, 0), id[i]))
                known[i] = (enum tw_known)tw_sql_int(&q, 1);
    return tw_sql_end(&q);
}

/* ---- Reading */

/* Unpacks; what is damaged is told with the number of the article. */
static enum tw_status unpack(struct tw_store *s, struct tw_arena *mem, uint64_t number,
                             struct tw_slice frame, struct tw_slice base, struct tw_slice *out)
{
    enum tw_status st = tw_dictionary_unpack(s, mem, frame, base, out);

    if (st == TW_OK) return TW_OK;
    return tw_store_fail(s, TW_BROKEN, "article %llu: what is kept of it is damaged",
                         (unsigned long long)number);
}

static enum tw_status parse(struct tw_store *s, struct tw_arena *mem, uint64_t number,
                            struct tw_slice json, struct tw_article *out)
{
    struct tw_jv v;

    if (tw_utf8_valid(json) == json.n && tw_json_parse(mem, json, &v, NULL) == TW_OK
        && tw_article_read(mem, &v, out) == TW_OK)
        return TW_OK;
    return tw_store_fail(s, TW_BROKEN, "article %llu: what is kept of it is no article",
                         (unsigned long long)number);
}

enum tw_status tw_store_article(struct tw_store *s, struct tw_arena *mem, uint64_t number,
                                struct tw_stored *out)
{
    struct tw_sql q =
        tw_sql_ask(s,
                   "SELECT story, edition_of, copied, content.received, article, statements, bytes"
                   " FROM article JOIN content USING (number) WHERE number = ?1",
                   tw_value_int(number));
    bool found = tw_sql_row(&q);
    struct tw_slice json;
    enum tw_status st = TW_NOTFOUND, ended;

    *out = (struct tw_stored){.number = number};
    if (found) {
        out->story = tw_sql_int(&q, 0);
        out->edition_of = tw_sql_int(&q, 1);
        out->copied = tw_sql_real(&q, 2);
        tw_date_parse_iso(tw_sql_bytes(&q, 3), &out->received);
        st = unpack(s, mem, number, tw_sql_bytes(&q, 4), (struct tw_slice){"", 0}, &json);
        if (st == TW_OK)
            st = unpack(s, mem, number, tw_sql_bytes(&q, 5), base_of(mem, json), &out->statements);
        if (st == TW_OK) st = parse(s, mem, number, json, &out->article);
        /* Spans of passages were held against this length (storecopy.c). */
        if (st == TW_OK
            && (out->article.text.n != tw_sql_int(&q, 6)
                || tw_utf8_valid(out->statements) != out->statements.n))
            st = tw_store_fail(s, TW_BROKEN, "article %llu: its text or statements were changed",
                               (unsigned long long)number);
    }
    ended = tw_sql_end(&q);
    if (ended == TW_OK && !found)
        return tw_store_fail(s, TW_NOTFOUND, "there is no article %llu",
                             (unsigned long long)number);
    return ended != TW_OK ? ended : st;
}

/* The article of a row whose columns are number, story, bytes, article. */
static enum tw_status read_text(struct tw_sql *q, struct tw_arena *mem, struct tw_stored *out)
{
    struct tw_slice json;
    enum tw_status st;

    *out = (struct tw_stored){.number = tw_sql_int(q, 0), .story = tw_sql_int(q, 1)};
    st = unpack(q->s, mem, out->number, tw_sql_bytes(q, 3), (struct tw_slice){"", 0}, &json);
    if (st == TW_OK) st = parse(q->s, mem, out->number, json, &out->article);
    if (st == TW_OK && out->article.text.n != tw_sql_int(q, 2))
        st = tw_store_fail(q->s, TW_BROKEN, "article %llu: its text was changed",
                           (unsigned long long)out->number);
    return st;
}

enum tw_status tw_store_texts(struct tw_store *s, struct tw_arena *mem, const uint64_t *number,
                              size_t n, struct tw_stored *out)
{
    struct tw_value v[TW_STORE_MANY];
    struct tw_sql q;
    enum tw_status st = TW_OK, ended;

    assert(n > 0 && n <= TW_STORE_MANY);
    for (size_t i = 0; i < n; i++) out[i] = (struct tw_stored){0};
    for (size_t i = 0; i < TW_STORE_MANY; i++) v[i] = tw_value_int(number[i < n ? i : 0]);
    /* Both are told which: PostgreSQL then looks only into the partitions that have them. */
    q = tw_sql_ask_values(s,
                          "SELECT a.number, story, bytes, c.article FROM article a JOIN content c "
                          "ON c.number = a.number"
                          " WHERE a.number IN (" TW_MANY ") AND c.number IN (" TW_MANY ")",
                          v, TW_STORE_MANY);
    while (st == TW_OK && tw_sql_row(&q)) {
        size_t i = 0;

        while (i < n && number[i] != tw_sql_int(&q, 0)) i++;
        if (i < n) st = read_text(&q, mem, &out[i]);
    }
    ended = tw_sql_end(&q);
    for (size_t i = 0; i < n && st == TW_OK && ended == TW_OK; i++)
        if (!out[i].number)
            st = tw_store_fail(s, TW_NOTFOUND, "there is no article %llu",
                               (unsigned long long)number[i]);
    return ended != TW_OK ? ended : st;
}

enum tw_status tw_store_evidence(struct tw_store *s, struct tw_arena *mem, uint64_t number,
                                 enum tw_evidence_kind *kind, struct tw_slice *bytes)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT article, kind, evidence FROM content WHERE number = ?1",
                                 tw_value_int(number));
    bool found = tw_sql_row(&q);
    struct tw_slice json;
    enum tw_status st = TW_NOTFOUND, ended;

    *kind = TW_EVIDENCE_FILE;
    *bytes = (struct tw_slice){"", 0};
    if (found) {
        if (tw_sql_int(&q, 1) <= TW_EVIDENCE_ENTRY)
            *kind = (enum tw_evidence_kind)tw_sql_int(&q, 1);
        st = unpack(s, mem, number, tw_sql_bytes(&q, 0), (struct tw_slice){"", 0}, &json);
        if (st == TW_OK)
            st = unpack(s, mem, number, tw_sql_bytes(&q, 2), base_of(mem, json), bytes);
    }
    ended = tw_sql_end(&q);
    if (ended == TW_OK && !found)
        return tw_store_fail(s, TW_NOTFOUND, "there is no article %llu",
                             (unsigned long long)number);
    return ended != TW_OK ? ended : st;
}

enum tw_status tw_store_by_url(struct tw_store *s, struct tw_slice url, uint64_t *number)
{
    struct tw_sql q;
    struct tw_arena *mem;
    uint64_t found[8];      /* equal hashes of unequal addresses do not happen by chance */
    size_t n = 0;
    struct tw_stored a;
    enum tw_status st;

    *number = 0;
    if (!url.n) return TW_OK;
    q = tw_sql_ask(s, "SELECT number FROM article WHERE url = ?1 ORDER BY number DESC LIMIT 8",
                   tw_value_int(tw_hash(url)));
    while (n < 8 && tw_sql_row(&q)) found[n++] = tw_sql_int(&q, 0);
    if ((st = tw_sql_end(&q)) != TW_OK) return st;
    mem = tw_arena_new(0);
    for (size_t i = 0; i < n && st == TW_OK && !*number; i++) {
        st = tw_store_article(s, mem, found[i], &a);
        if (st == TW_OK && tw_slice_eq(a.article.url, url)) *number = found[i];
    }
    tw_arena_free(mem);
    return st;
}
