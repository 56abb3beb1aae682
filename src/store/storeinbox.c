/* store/storeinbox.c - articles on their way to the writer.
**
** An article waits as what it is kept as later, its JSON object and its evidence, each in a
** frame of its own: they lean on no dictionary, which a reader may not know, and their
** checksums tell damage.  Numbers come from a counter, since rows go.
*/
#include "base/utf8.h"
#include "base/vec.h"
#include "read/source.h"
#include "store/packing.h"
#include "store/store_int.h"

enum { LIMIT = 1000, BYTES = 32 << 20 /* of frames in one answer */ };
static const struct tw_slice NOTHING = {"", 0};

struct handing {
    struct tw_handed *v;
    size_t n;
};

static enum tw_status next_number(struct tw_store *s, uint64_t *number)
{
    return tw_sql_number_values(s, number,
                                "INSERT INTO counter VALUES ('inbox', 1) ON CONFLICT (name)"
                                " DO UPDATE SET n = counter.n + 1 RETURNING n",
                                NULL, 0);
}

static enum tw_status insert(struct tw_store *s, struct tw_packer *p, struct tw_handed *h)
{
    struct tw_buf json = {.mem = s->scratch};
    char received[TW_DATE_TEXT];
    size_t n = tw_date_iso(&h->received, received);
    enum tw_status st = next_number(s, &h->number);

    tw_article_write(&json, &h->article);
    if (st == TW_OK)
        st = tw_sql_run(
            s,
            "INSERT INTO inbox (number, received, article, kind, evidence)"
            " VALUES (?1, ?2, ?3, ?4, ?5)",
            tw_value_int(h->number), tw_value_text((struct tw_slice){received, n}),
            tw_value_blob(tw_packer_pack(p, s->scratch, tw_buf_slice(&json), NOTHING)),
            tw_value_int(h->kind),
            tw_value_blob(tw_packer_pack(p, s->scratch, h->evidence, NOTHING)));
    tw_arena_reset(s->scratch);
    return st;
}

static enum tw_status insert_all(struct tw_store *s, void *context)
{
    const struct handing *all = context;
    struct tw_packer *p = tw_packer_new();
    enum tw_status st = TW_OK;

    for (size_t i = 0; i < all->n && st == TW_OK; i++) st = insert(s, p, &all->v[i]);
    tw_packer_free(p);
    return st;
}

enum tw_status tw_store_hand(struct tw_store *s, struct tw_handed *v, size_t n)
{
    struct handing all = {v, n};

    for (size_t i = 0; i < n; i++) {
        if (!v[i].article.id.n || !v[i].article.text.n)
            return tw_store_fail(s, TW_USAGE, "an article needs an id and a text");
        if (v[i].evidence.n > TW_MAX_DOCUMENT || v[i].article.text.n > TW_MAX_DOCUMENT)
            return tw_store_fail(s, TW_TOOBIG, "an article of more than 64 MB");
    }
    return n ? tw_store_apart(s, insert_all, &all) : TW_OK;
}

/* ---- What lies there */

static bool unpack_article(struct tw_store *s, struct tw_arena *mem, struct tw_slice frame,
                           struct tw_article *out)
{
    struct tw_slice json;
    struct tw_jv v;

    return tw_packer_unpack(s->packer, mem, frame, NOTHING, &json) == TW_OK
           && tw_utf8_valid(json) == json.n && tw_json_parse(mem, json, &v, NULL) == TW_OK
           && tw_article_read(mem, &v, out) == TW_OK && out->id.n && out->text.n;
}

static void read_row(struct tw_sql *q, struct tw_arena *mem, struct tw_handed *h)
{
    *h = (struct tw_handed){.number = tw_sql_int(q, 0), .failed = tw_sql_text(q, 5, mem)};
    tw_date_parse_iso(tw_sql_bytes(q, 1), &h->received);
    if (tw_sql_int(q, 3) <= TW_EVIDENCE_ENTRY)
        h->kind = (enum tw_evidence_kind)tw_sql_int(q, 3);
    if (h->failed.n && !tw_sql_bytes(q, 2).n) return;   /* nothing of it may be kept */
    if (unpack_article(q->s, mem, tw_sql_bytes(q, 2), &h->article)
        && tw_packer_unpack(q->s->packer, mem, tw_sql_bytes(q, 4), NOTHING, &h->evidence) == TW_OK)
        return;
    h->article = (struct tw_article){0};
    h->evidence = NOTHING;
    if (!h->failed.n) h->failed = TW_LIT("what is kept of it is damaged");
}

enum tw_status tw_store_inbox(struct tw_store *s, struct tw_arena *mem, enum tw_inbox which,
                              uint64_t since, size_t limit, struct tw_handed **out, size_t *n)
{
    struct tw_sql q =
        which == TW_INBOX_WAITING
            ? tw_sql_ask(s,
                         "SELECT number, received, article, kind, evidence, failed FROM inbox"
                         " WHERE number > ?1 AND failed = '' ORDER BY number LIMIT ?2",
                         tw_value_int(since), tw_value_int(limit ? limit : LIMIT))
            : tw_sql_ask(s,
                         "SELECT number, received, article, kind, evidence, failed FROM inbox"
                         " WHERE number > ?1 AND failed <> '' ORDER BY number LIMIT ?2",
                         tw_value_int(since), tw_value_int(limit ? limit : LIMIT));
    size_t cap = 0, bytes = 0;

    *out = NULL;
    *n = 0;
    while (bytes < BYTES && tw_sql_row(&q)) {
        struct tw_handed h;

        bytes += tw_sql_bytes(&q, 2).n + tw_sql_bytes(&q, 4).n;
        read_row(&q, mem, &h);
        TW_PUSH(mem, *out, *n, cap, h);
    }
    return tw_sql_end(&q);
}

enum tw_status tw_store_inbox_last(struct tw_store *s, uint64_t *number)
{
    *number = 0;
    return tw_sql_number_values(
        s, number, "SELECT coalesce(max(number), 0) FROM inbox WHERE failed = ''", NULL, 0);
}

static enum tw_status set_aside(struct tw_store *s, uint64_t number, struct tw_slice failed)
{
    enum tw_status st = tw_sql_run(s, "UPDATE inbox SET failed = ?2 WHERE number = ?1",
                                   tw_value_int(number), tw_value_text(failed));

    if (st != TW_OK || number <= TW_INBOX_KEPT) return st;
    return tw_sql_run(s, "DELETE FROM inbox WHERE failed <> '' AND number <= ?1",
                      tw_value_int(number - TW_INBOX_KEPT));
}

enum tw_status tw_store_waits(struct tw_store *s, bool *waits)
{
    uint64_t n = 0;
    enum tw_status st = tw_sql_number_values(
        s, &n,
        "SELECT (SELECT count(*) FROM decision WHERE carried_out = 0 AND failed = '')"
        " + (SELECT count(*) FROM (SELECT number FROM inbox WHERE failed = '' LIMIT 1) AS one)",
        NULL, 0);

    *waits = n > 0;
    return st;
}

enum tw_status tw_store_handed(struct tw_store *s, uint64_t number, struct tw_slice failed,
                               bool keep)
{
    enum tw_status st = tw_store_may_write(s);

    if (st != TW_OK) return st;
    if (!failed.n)
        return tw_sql_run(s, "DELETE FROM inbox WHERE number = ?1", tw_value_int(number));
    if (!keep)
        st = tw_sql_run(s, "UPDATE inbox SET article = ?2, evidence = ?2 WHERE number = ?1",
                        tw_value_int(number), tw_value_blob(NOTHING));
    return st == TW_OK ? set_aside(s, number, failed) : st;
}
