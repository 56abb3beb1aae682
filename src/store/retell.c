/* store/retell.c - see the header. */
#include "store/retell.h"

#include "compare/owners.h"
#include "store/rulings.h"

/* The articles that the stored comparison names. */
static enum tw_status numbers_of(struct tw_store *s, struct tw_arena *mem,
                                 const struct tw_jv *accounts, uint64_t **out, size_t *n)
{
    enum tw_known known;
    enum tw_status st;

    *out = TW_NEW_N(mem, uint64_t, accounts->n);
    *n = 0;
    for (size_t i = 0; i < accounts->n; i++) {
        if ((st = tw_store_known(s, tw_jv_str(&accounts->v[i], "id"), &known, &(*out)[*n]))
            != TW_OK)
            return st;
        *n += known == TW_STORED;
    }
    return TW_OK;
}

enum tw_status tw_retell_numbers(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                 uint64_t **out, size_t *n)
{
    const struct tw_jv *accounts = NULL;
    struct tw_slice json;
    struct tw_jv comparison;
    enum tw_status st = tw_store_comparison(s, mem, story, &json);

    if (st == TW_OK && tw_json_parse(mem, json, &comparison, NULL) == TW_OK)
        accounts = tw_jv_get(&comparison, "accounts");
    if (st != TW_OK && st != TW_NOTFOUND) return st;
    return accounts ? numbers_of(s, mem, accounts, out, n)
                    : tw_store_members(s, mem, story, out, n);
}

/* Who owns which outlet, as the desk was told. */
static enum tw_status read_owners(struct tw_store *s, struct tw_arena *mem, struct tw_owners *out)
{
    struct tw_slice table;
    size_t line;
    enum tw_status st = tw_store_get(s, mem, TW_LIT("desk.owners"), &table);

    return st == TW_OK ? tw_owners_read(mem, table, out, &line) : st;
}

enum tw_status tw_retell(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                         struct tw_retold *out)
{
    struct tw_decision *standing;
    struct tw_owners owners;
    size_t standings;
    enum tw_status st;

    *out = (struct tw_retold){0};
    if ((st = tw_rulings_standing(s, mem, &standing, &standings)) != TW_OK) return st;
    if ((st = read_owners(s, mem, &owners)) != TW_OK) return st;
    if ((st = tw_retell_numbers(s, mem, story, &out->number, &out->n)) != TW_OK) return st;
    out->account = TW_NEW_N(mem, struct tw_account, out->n);
    for (size_t i = 0; i < out->n; i++) {
        struct tw_stored *a = TW_NEW(mem, struct tw_stored);
        struct tw_statements *said = TW_NEW(mem, struct tw_statements);

        if ((st = tw_store_article(s, mem, out->number[i], a)) != TW_OK) return st;
        if ((st = tw_extract(mem, &a->article, said)) != TW_OK) return st;
        out->account[i] = (struct tw_account){
            .article = &a->article,
            .statements = said,
            .owner = tw_owners_find(&owners, mem, a->article.outlet_domain),
        };
    }
    out->rulings = tw_rulings_about(mem, standing, standings, out->account, out->number, out->n);
    return TW_OK;
}

enum tw_status tw_retell_comparison(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                                    struct tw_comparison *out)
{
    struct tw_retold told;
    enum tw_status st = tw_retell(s, mem, story, &told);

    if (st != TW_OK) return st;
    return told.n ? tw_compare_ruled(mem, told.account, told.n, told.rulings, out) : TW_EMPTY;
}

enum tw_status tw_retell_json(struct tw_store *s, struct tw_arena *mem, uint64_t story,
                              struct tw_buf *out)
{
    struct tw_comparison c;
    struct tw_slice json;
    enum tw_status st = tw_store_comparison(s, mem, story, &json);

    if (st == TW_OK) tw_buf_add(out, json);
    else if (st == TW_NOTFOUND && (st = tw_retell_comparison(s, mem, story, &c)) == TW_OK)
        tw_comparison_write(out, &c);
    tw_buf_addc(out, '\n');
    return st;
}
