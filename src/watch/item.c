/* watch/item.c - an item of a feed: its page, else its own text, to the desk.
**
** A page that fails for a while (timeouts, 429, 5xx) leaves the item waiting: it is kept as tried,
** and the feed as unread, so that the next poll meets it again.  After TW_WATCH_TRIES the feed's
** own text must do.  An item that changed and whose page cannot be had stays as it was.
*/
#include "watch/watch_int.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "clean/article.h"

bool tw_fetched_passes(const struct tw_fetched *r)
{
    switch (r->end) {
    case TW_FETCH_UNREACHED:
    case TW_FETCH_SLOW:
    case TW_FETCH_DAMAGED: return true;
    case TW_FETCH_REFUSED: return r->retry_after >= 0;
    case TW_FETCH_ANSWERED:
        return r->status == 408 || r->status == 425 || r->status == 429 || r->status >= 500;
    default: return false;
    }
}

void tw_item_note(struct tw_watch *w, const struct tw_job *job, const struct tw_seen_entry *e)
{
    struct tw_settled s = {job->feed.number, *e};

    s.entry.why = tw_slice_dup(w->batch, e->why);
    s.entry.item = tw_slice_dup(w->batch, e->item);
    TW_PUSH(w->batch, w->settled, w->settleds, w->settled_cap, s);
    if (!w->since) w->since = tw_watch_ms(w);
}

static void settle(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it,
                   enum tw_entry_state state, const char *why)
{
    w->counts.items++;
    it->entry.state = state;
    it->entry.why = tw_slice_of(why);
    it->entry.item = (struct tw_slice){"", 0};
    if (state == TW_ENTRY_WAITS) it->entry.item = tw_issue_item_write(job->mem, &it->item);
    it->under_way = false;
    tw_item_note(w, job, &it->entry);
}

void tw_item_expect(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it)
{
    struct tw_seen_entry e = it->entry;

    e.state = TW_ENTRY_WAITS;
    e.why = TW_LIT("its page is being asked for");
    e.item = tw_issue_item_write(job->mem, &it->item);
    tw_item_note(w, job, &e);
}

static void drop(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it, enum tw_status st,
                 const char *why)
{
    bool is_none = st == TW_NOTNEWS || st == TW_EMPTY;
    struct tw_slice source = it->item.url.n ? it->item.url : job->feed.url;

    if (is_none) w->counts.not_article++;
    else w->counts.dropped++;
    if (w->o.dropped) w->o.dropped(w->o.context, source, st, why);
    settle(w, job, it, is_none ? TW_ENTRY_NO_ARTICLE : TW_ENTRY_FAILED, why);
}

/* ---- To the desk */

static enum tw_status parse(struct tw_watch *w, const struct tw_raw *raw, struct tw_article *out,
                            const char **why)
{
    struct tw_slice json;
    struct tw_jv object;
    enum tw_status st = w->o.parse(w->o.context, w->scratch, raw, &json, why);

    /* a worker may be anybody's by now */
    if (st == TW_OK && tw_utf8_valid(json) != json.n) st = TW_BROKEN;
    if (st == TW_OK) st = tw_json_parse(w->scratch, json, &object, NULL);
    if (st == TW_OK) st = tw_article_read(w->scratch, &object, out);
    if (st != TW_OK && !*why) *why = tw_status_text(st);
    return st;
}

static enum tw_status hand_over(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it,
                                const struct tw_article *a, const struct tw_raw *raw)
{
    struct tw_incoming in = {a, raw->received, (enum tw_evidence_kind)raw->kind, raw->bytes, NULL};
    enum tw_taken taken;
    enum tw_status st = w->o.desk ? tw_desk_add(w->o.desk, &in, &taken)
                                  : w->o.taker.take(w->o.taker.context, &in, &taken);

    if (st != TW_OK) return st;
    w->taken++;
    w->bytes += raw->bytes.n + a->text.n;
    if (taken == TW_REFUSED) return drop(w, job, it, TW_USAGE, "forgotten before"), TW_OK;
    w->counts.duplicates += taken == TW_DUPLICATE;
    w->counts.kept += taken == TW_TAKEN;
    w->counts.from_feed += taken == TW_TAKEN && raw->kind == TW_RAW_ENTRY;
    job->feed.kept += taken == TW_TAKEN;
    settle(w, job, it, taken == TW_TAKEN || it->changed ? TW_ENTRY_KEPT : TW_ENTRY_DUPLICATE, "");
    return TW_OK;
}

static struct tw_raw raw_of(const struct tw_watch *w, const struct tw_job *job,
                            const struct tw_job_item *it, enum tw_raw_kind kind)
{
    return (struct tw_raw){.kind = kind,
                           .source = it->item.url.n ? it->item.url : job->feed.url,
                           .url = it->item.url,
                           .received = tw_date_from_unix(tw_watch_now(w)),
                           .received_given = true,
                           .title = it->item.title,
                           .outlet = job->feed.title,
                           .published = it->item.published};
}

/* Takes the feed's own text; st and why: why there is nothing better. */
static enum tw_status take_own(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it,
                               enum tw_status st, const char *why)
{
    struct tw_raw raw = raw_of(w, job, it, TW_RAW_ENTRY);
    const char *own = NULL;
    struct tw_article a;

    if (it->changed || !it->item.content.n) return drop(w, job, it, st, why), TW_OK;
    raw.bytes = it->item.content;
    if (parse(w, &raw, &a, &own) != TW_OK) return drop(w, job, it, st, why), TW_OK;
    return hand_over(w, job, it, &a, &raw);
}

/* ---- The page */

static void wait_for_next_poll(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it,
                               const char *why)
{
    job->poll.again = true;
    w->counts.waiting++;
    if (it->changed) {
        it->entry.text = it->text_before;       /* so that it is found changed again */
        settle(w, job, it, it->entry.state, why);
    } else {
        settle(w, job, it, TW_ENTRY_WAITS, why);
    }
}

/* The answer as it came over the wire, unpacked; read/http.h forgives that its head says
   otherwise. */
static struct tw_slice message(struct tw_arena *mem, const struct tw_fetched *r)
{
    struct tw_buf out = {.mem = mem};
    struct tw_slice end = TW_LIT("\r\n\r\n");

    tw_buf_add(&out, r->head);
    if (!tw_slice_ends(r->head, end)) {
        if (!tw_slice_ends(r->head, TW_LIT("\r\n"))) tw_buf_adds(&out, "\r\n");
        tw_buf_adds(&out, "\r\n");
    }
    tw_buf_add(&out, r->body);
    return tw_buf_slice(&out);
}

static enum tw_status take_page(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it,
                                const struct tw_fetched *r)
{
    struct tw_raw raw = raw_of(w, job, it, TW_RAW_HTTP);
    const char *why = NULL;
    struct tw_article a;
    enum tw_status st;

    if (r->final_url.n) raw.url = raw.source = tw_slice_dup(w->scratch, r->final_url);
    raw.bytes = message(w->scratch, r);
    st = parse(w, &raw, &a, &why);
    return st == TW_OK ? hand_over(w, job, it, &a, &raw) : take_own(w, job, it, st, why);
}

enum tw_status tw_item_answer(struct tw_watch *w, const struct tw_errand *e,
                              const struct tw_fetched *r)
{
    struct tw_job *job = e->job;
    struct tw_job_item *it = e->item;
    enum tw_status st = TW_OK;

    tw_arena_reset(w->scratch);
    it->entry.tried = tw_watch_now(w);
    /* else nobody was asked */
    it->entry.tries += r->end != TW_FETCH_REFUSED || !tw_fetched_passes(r);
    if (!r->why && r->status != 304) st = take_page(w, job, it, r);
    else if (tw_fetched_passes(r) && (it->changed || it->entry.tries < TW_WATCH_TRIES))
        wait_for_next_poll(w, job, it, r->why);
    else st = take_own(w, job, it, TW_IO, r->why ? r->why : "it sent nothing");
    tw_poll_request_done(w, job);
    return st;
}

enum tw_status tw_item_start(struct tw_watch *w, struct tw_job *job, struct tw_job_item *it)
{
    struct tw_errand *e;

    it->under_way = true;
    if (!it->item.url.n) {
        tw_arena_reset(w->scratch);
        return take_own(w, job, it, TW_EMPTY, "an item without an address and text");
    }
    e = TW_NEW(job->mem, struct tw_errand);
    *e = (struct tw_errand){TW_ERRAND_PAGE, job, it};
    job->requests++;
    tw_fetch_add(w->o.fetcher, &(struct tw_request){.url = it->item.url, .context = e});
    return TW_OK;
}
