/* store/dictionary.c - making, keeping and finding dictionaries.
**
** A counter tells that it was tried, so that articles with nothing in common are not tried
** at every transaction.
*/
#include "store/dictionary.h"

#include "base/hash.h"
#include "store/packing.h"

#include <stdio.h>

enum { SAMPLE = 8 << 10 };      /* bytes of one article: the rest is more of the same */

static enum tw_status keep(struct tw_store *s, uint32_t number, struct tw_slice bytes)
{
    enum tw_status st = TW_OK;

    for (unsigned copy = 0; copy < 2 && st == TW_OK; copy++)
        st = tw_sql_run(s, "INSERT INTO dictionary VALUES (?1, ?2, ?3, ?4)", tw_value_int(number),
                        tw_value_int(copy), tw_value_int(tw_hash(bytes)), tw_value_blob(bytes));
    return st;
}

/* The articles of the store, newest first, as samples. */
static enum tw_status gather(struct tw_store *s, struct tw_arena *mem, struct tw_buf *all,
                             size_t *size, unsigned *n)
{
    struct tw_sql q = tw_sql_ask(s, "SELECT article FROM content ORDER BY number DESC LIMIT ?1",
                                 tw_value_int(TW_DICTIONARY_AFTER));
    enum tw_status st = TW_OK, ended;

    while (st == TW_OK && tw_sql_row(&q)) {
        struct tw_slice json;

        st = tw_dictionary_unpack(s, mem, tw_sql_bytes(&q, 0), (struct tw_slice){"", 0}, &json);
        if (json.n > SAMPLE) json.n = SAMPLE;
        tw_buf_add(all, json);
        size[(*n)++] = json.n;
    }
    ended = tw_sql_end(&q);
    return st != TW_OK ? st : ended;
}

static enum tw_status make(struct tw_store *s)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf all = {.mem = tw_arena_new(0)};
    size_t *size = TW_NEW_N(mem, size_t, TW_DICTIONARY_AFTER);
    unsigned n = 0;
    uint32_t number;
    enum tw_status st = gather(s, mem, &all, size, &n);

    if (st == TW_OK) {
        struct tw_slice bytes = tw_packer_train(mem, tw_buf_slice(&all), size, n, &number);

        if (tw_packer_learn(s->packer, number, bytes)) st = keep(s, number, bytes);
    }
    if (st == TW_BROKEN) st = TW_OK;    /* a damaged article; tw_store_check tells */
    if (st == TW_OK)
        st = tw_sql_run(s, "INSERT INTO counter VALUES ('dictionary', ?1)", tw_value_int(s->last));
    tw_arena_free(all.mem);
    tw_arena_free(mem);
    return st;
}

/* Learns the dictionary from whichever copy is whole; TW_NOTFOUND: none is. */
static enum tw_status learn(struct tw_store *s, uint32_t number)
{
    struct tw_sql q =
        tw_sql_ask(s, "SELECT hash, bytes FROM dictionary WHERE number = ?1 ORDER BY copy",
                   tw_value_int(number));
    bool learnt = false;
    enum tw_status st;

    while (!learnt && tw_sql_row(&q)) {
        struct tw_slice bytes = tw_sql_bytes(&q, 1);

        learnt = tw_hash(bytes) == tw_sql_int(&q, 0)
                 && tw_packer_learn(s->packer, number, bytes);
    }
    st = tw_sql_end(&q);
    return st == TW_OK && !learnt ? TW_NOTFOUND : st;
}

enum tw_status tw_dictionary_ready(struct tw_store *s)
{
    uint64_t number = 0, tried;
    enum tw_status st;

    if (s->last < TW_DICTIONARY_AFTER || s->has_dictionary) return TW_OK;
    s->has_dictionary = true;
    st =
        tw_sql_number_values(s, &tried, "SELECT n FROM counter WHERE name = 'dictionary'", NULL, 0);
    if (st == TW_NOTFOUND) return make(s);
    if (st == TW_OK)
        st = tw_sql_number_values(s, &number, "SELECT coalesce(max(number), 0) FROM dictionary",
                                  NULL, 0);
    if (st == TW_OK && number) st = learn(s, (uint32_t)number);
    return st == TW_NOTFOUND ? TW_OK : st;      /* packs without; tw_store_check tells */
}

enum tw_status tw_dictionary_unpack(struct tw_store *s, struct tw_arena *mem, struct tw_slice frame,
                                    struct tw_slice base, struct tw_slice *text)
{
    enum tw_status st = tw_packer_unpack(s->packer, mem, frame, base, text);

    if (st == TW_NOTFOUND && learn(s, tw_packer_leans_on(frame)) == TW_OK)
        st = tw_packer_unpack(s->packer, mem, frame, base, text);
    return st == TW_OK ? st : TW_BROKEN;
}

enum tw_status tw_dictionary_check(struct tw_store *s, tw_store_found *found, void *context)
{
    struct tw_sql q =
        tw_sql_ask_values(s, "SELECT number, copy, hash, bytes FROM dictionary", NULL, 0);
    bool whole = true;
    char line[100];
    enum tw_status st;

    while (tw_sql_row(&q)) {
        if (tw_hash(tw_sql_bytes(&q, 3)) == tw_sql_int(&q, 2)) continue;
        snprintf(line, sizeof line, "dictionary %llu: copy %d is damaged",
                 (unsigned long long)tw_sql_int(&q, 0), (int)tw_sql_int(&q, 1));
        found(context, line);
        whole = false;
    }
    st = tw_sql_end(&q);
    return st == TW_OK && !whole ? TW_BROKEN : st;
}
