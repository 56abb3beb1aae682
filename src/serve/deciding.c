/* serve/deciding.c - decisions of people, from the API and the page. */
#include "serve/serve_int.h"

#include "store/decision.h"

enum tw_status tw_request_decide(struct tw_request *r, struct tw_answer *a, struct tw_slice kind,
                                 const struct tw_slice *word, size_t n, uint64_t *number)
{
    enum tw_decision_kind k;
    struct tw_decision d;
    const char *why;
    enum tw_status st;

    if (!tw_decision_kind_of(kind, &k))
        return tw_refuse(a, r, TW_USAGE, "%.*s: no decision", TW_FMT(kind));
    if (k == TW_DECIDE_FORGET && r->who.scope < TW_SCOPE_ADMIN) {
        a->status = 403;
        return tw_refuse(a, r, TW_USAGE, "to forget an article needs the scope admin");
    }
    if ((st = tw_decision_read(r->store, r->mem, k, word, n, &d, &why)) != TW_OK) {
        a->why = why;
        return st;
    }
    d.user = r->who.name.n > 0 ? r->who.name : TW_LIT("page");
    d.time = r->now;
    if ((st = tw_store_decide(r->store, &d)) != TW_OK) return st;
    *number = d.number;
    a->after_write = true;
    return TW_OK;
}
