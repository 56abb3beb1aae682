/* serve/apidecide.c - decisions made and taken back over the API. */
#include "serve/api.h"

#include "base/vec.h"

enum { WORDS = 1000 /* articles that one decision may name */ };

static enum tw_status finish(struct tw_request *r, struct tw_answer *a)
{
    const uint64_t *number = a->kept;
    struct tw_buf b = {.mem = r->mem};
    enum tw_status st = tw_api_tell_decision(r, a, *number);

    tw_buf_addf(&b, "/v1/decisions/%llu", (unsigned long long)*number);
    a->location = tw_buf_slice(&b);
    a->status = tw_slice_find(tw_buf_slice(&a->body), TW_LIT("\"state\":\"waiting\""), 0) == TW_NONE
        ? 201 : 202;
    return st;
}

static enum tw_status decide(struct tw_request *r, struct tw_answer *a, struct tw_slice what,
                             const struct tw_slice *word, size_t n)
{
    uint64_t *number = TW_NEW(r->mem, uint64_t);

    a->kept = number;
    a->finish = finish;
    return tw_request_decide(r, a, what, word, n, number);
}

/* POST /v1/decisions: {"what":"merge","words":["s1","s2"]} */
enum tw_status tw_api_decisions_post(struct tw_request *r, struct tw_answer *a)
{
    const struct tw_jv *words;
    struct tw_slice *word;
    struct tw_jv o;

    if (tw_json_parse(r->mem, r->body, &o, NULL) != TW_OK || o.type != TW_JOBJECT)
        return tw_refuse(a, r, TW_USAGE, "the body is a JSON object");
    words = tw_jv_get(&o, "words");
    if (tw_jv_str(&o, "what").n == 0 || !words || words->type != TW_JARRAY || words->n > WORDS)
        return tw_refuse(a, r, TW_USAGE,
                         "it has `what`, a decision, and `words`, a list of what it is about");
    word = TW_NEW_N(r->mem, struct tw_slice, words->n);
    for (size_t i = 0; i < words->n; i++) {
        if (words->v[i].type != TW_JSTRING) return tw_refuse(a, r, TW_USAGE, "words are strings");
        word[i] = words->v[i].s;
    }
    return decide(r, a, tw_jv_str(&o, "what"), word, words->n);
}

/* DELETE /v1/decisions/{number}: takes it back. */
enum tw_status tw_api_decision_delete(struct tw_request *r, struct tw_answer *a)
{
    enum tw_status st = tw_api_decision_one(r, a);

    a->body.n = 0;
    if (st != TW_OK)
        return tw_refuse(a, r, st, "%.*s: there is no such decision", TW_FMT(r->arg[0]));
    return decide(r, a, TW_LIT("undo"), &r->arg[0], 1);
}
