/* store/rulings.c - see the header.
**
** A statement is named by its id, which is the same in whatever story its accounts are by now;
** so a decision holds after a merge or a split.
*/
#include "store/rulings.h"

#include "base/vec.h"

static bool is_ruling(enum tw_decision_kind k, enum tw_ruling_kind *kind)
{
    switch (k) {
    case TW_DECIDE_ONE_ORIGIN:
        *kind = TW_RULED_ONE_ORIGIN;
        return true;
    case TW_DECIDE_TWO_ORIGINS:
        *kind = TW_RULED_TWO_ORIGINS;
        return true;
    case TW_DECIDE_NOT_SPEAKER:
        *kind = TW_RULED_NOT_SPEAKER;
        return true;
    case TW_DECIDE_NOT_FIGURE:
        *kind = TW_RULED_NOT_FIGURE;
        return true;
    default:
        return false;
    }
}

enum tw_status tw_rulings_standing(struct tw_store *s, struct tw_arena *mem,
                                   struct tw_decision **out, size_t *n)
{
    enum tw_status st = tw_store_decisions(s, mem, 0, out, n);
    enum tw_ruling_kind kind;
    size_t kept = 0;

    for (size_t i = 0; st == TW_OK && i < *n; i++) {
        const struct tw_decision *d = &(*out)[i];

        if (is_ruling(d->kind, &kind) && d->after && !d->undone && !d->failed.n)
            (*out)[kept++] = *d;
    }
    *n = kept;
    return st;
}

/* The id of an account's article; empty when it is none of them. */
static struct tw_slice id_of(uint64_t article, const struct tw_account *account,
                             const uint64_t *number, size_t accounts)
{
    for (size_t i = 0; i < accounts; i++)
        if (number[i] == article) return account[i].article->id;
    return (struct tw_slice){0};
}

struct tw_rulings tw_rulings_about(struct tw_arena *mem, const struct tw_decision *d, size_t n,
                                   const struct tw_account *account, const uint64_t *number,
                                   size_t accounts)
{
    struct tw_ruling *v = NULL;
    size_t kept = 0, cap = 0;

    for (size_t i = 0; i < n; i++) {
        struct tw_ruling r = {.item = d[i].item};
        struct tw_slice *id[] = {&r.article, &r.other};
        bool here = is_ruling(d[i].kind, &r.kind);

        for (size_t k = 0; k < 2 && k < d[i].articles; k++) {
            *id[k] = id_of(d[i].article[k], account, number, accounts);
            here = here && id[k]->n > 0;
        }
        if (here) TW_PUSH(mem, v, kept, cap, r);
    }
    return (struct tw_rulings){v, kept};
}
