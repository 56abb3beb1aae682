/* alert/sendhook.c - alerts by POST, through fetchers of their own.
**
** Their own, because machines that asked to be called are not spared as those whose pages are
** read: no robots.txt, no pauses; how long to wait after a failure is for the delivery to say.
** Redirects are not followed, as they would take a signed message elsewhere.  One for each place,
** as each has a timeout of its own.
*/
#include "alert/deliver_int.h"

#include "alert/alertjson.h"
#include "alert/sign.h"
#include "fetch/fetch.h"

enum { CONNECT = 10000 /* ms */, ANSWER = 64 << 10 /* bytes */ };

static struct tw_fetcher *fetcher_of(struct tw_post *p, const char **why)
{
    struct tw_fetch_options o = tw_fetch_defaults();

    if (p->fetcher) return p->fetcher;
    if (p->delivery->o.user_agent) o.user_agent = p->delivery->o.user_agent;
    o.whole_ms = o.stalled_ms = (unsigned)p->target->timeout * 1000;
    o.connect_ms = o.whole_ms < CONNECT ? o.whole_ms : CONNECT;
    o.max_received = o.max_body = ANSWER;
    o.redirects = 0;
    o.pause_ms = o.longest_wait_ms = 0;
    o.robots = false;
    o.allow_private = p->target->allow_private;
    return tw_fetch_open(&o, &p->fetcher, why) == TW_OK ? p->fetcher : NULL;
}

static void write_body(struct tw_buf *out, const struct tw_post *p)
{
    tw_buf_addf(out, "{\"id\":\"%s\",\"alerts\":[", p->id);
    for (size_t i = 0; i < p->alerts; i++) {
        if (i) tw_buf_addc(out, ',');
        tw_alert_tell(out, &p->alert[i], NULL, 0);
    }
    tw_buf_adds(out, "]}\n");
}

static struct tw_slice field(struct tw_arena *mem, const char *name, struct tw_slice value)
{
    struct tw_buf b = {.mem = mem};

    tw_buf_addf(&b, "%s: %.*s", name, TW_FMT(value));
    return tw_buf_slice(&b);
}

void tw_send_hook(struct tw_post *p, int64_t now)
{
    const char *why = "";
    struct tw_fetcher *f = fetcher_of(p, &why);
    struct tw_buf body = {.mem = p->mem};
    struct tw_slice head[3] = {TW_LIT("Content-Type: application/json"),
                               field(p->mem, "Twosource-Id", tw_slice_of(p->id))};
    size_t heads = 2;

    if (!f) {
        tw_post_ended(p, TW_POST_FAILED, tw_slice_of(why), -1);
        return;
    }
    write_body(&body, p);
    if (p->target->secret.n)
        head[heads++] = field(p->mem, "Twosource-Signature",
                              tw_sign_hook(p->mem, p->target->secret, now, tw_buf_slice(&body)));
    tw_fetch_add(f, &(struct tw_request){.url = tw_slice_of(p->target->where),
                                         .post = true,
                                         .body = tw_buf_slice(&body),
                                         .headers = {head, heads},
                                         .by_hand = true});
    (void)tw_fetch_step(f, 0);
}

static void take(struct tw_post *p, const struct tw_fetched *r)
{
    struct tw_buf why = {.mem = p->mem};

    if (r->why) tw_buf_adds(&why, r->why);
    else tw_buf_addf(&why, "HTTP %d", r->status);
    if (r->end == TW_FETCH_ANSWERED && r->status >= 200 && r->status < 300)
        tw_post_ended(p, TW_POST_SENT, (struct tw_slice){0}, -1);
    else if (r->end == TW_FETCH_ANSWERED && r->status == 410)
        tw_post_ended(p, TW_POST_HOPELESS, tw_buf_slice(&why), -1);
    else tw_post_ended(p, TW_POST_FAILED, tw_buf_slice(&why), r->retry_after);
}

void tw_hook_look(struct tw_post *p)
{
    const struct tw_fetched *r;

    if (!p->fetcher || !tw_fetch_pending(p->fetcher)) return;
    (void)tw_fetch_step(p->fetcher, 0);
    while ((r = tw_fetch_next(p->fetcher))) take(p, r);
}
