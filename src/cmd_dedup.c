/* cmd_dedup.c - twosource dedup: whom each article was copied from, and which words. */
#include "base/json.h"
#include "base/utf8.h"
#include "cmd_intake.h"
#include "cmd_texts.h"
#include "dedup/stream.h"

#include <math.h>

static const char KIND[8] = "tw-dedup";
enum { VERSION = 2, FLUSH = 1 << 16, TIDY_EVERY = 4096 };

struct job {
    const struct tw_options *o;
    struct tw_dedup_options dedup_options;
    struct tw_dedup *dedup;
    struct tw_texts texts;
    struct tw_arena *out_mem;
    struct tw_buf out;
};

/* Four digits: more would claim more than counting words can know. */
static double rounded(double share)
{
    return round(share * 1e4) / 1e4;
}

static void write_span(struct tw_json *j, struct tw_cpmap *map, struct tw_span s)
{
    size_t from = tw_cpmap_at(map, s.off);

    tw_json_pair(j, from, tw_cpmap_at(map, tw_span_end(s)));
}

static void write_passages(struct tw_json *j, const char *key, const struct tw_copied_passages *p,
                           struct tw_slice a, struct tw_slice b)
{
    struct tw_cpmap in_a = {.text = a}, in_b = {.text = b};

    tw_json_key(j, key);
    tw_json_open(j, '[');
    for (size_t i = 0; i < p->n; i++) {
        tw_json_open(j, '{');
        tw_json_key(j, "a");
        write_span(j, &in_a, p->v[i].in_a);
        tw_json_key(j, "b");
        write_span(j, &in_b, p->v[i].in_b);
        tw_json_key(j, "words");
        tw_json_int(j, (int64_t)p->v[i].words);
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

static void write_copy(struct job *job, struct tw_arena *mem, const struct tw_article *new, const struct tw_copy *c)
{
    struct tw_json j = {.out = &job->out};
    struct tw_slice old = {0};
    bool known = tw_texts_get(&job->texts, c->number, mem, &old);

    if (!known) return;
    tw_json_open(&j, '{');
    tw_json_key(&j, "a");
    tw_json_str(&j, c->other_first ? c->id : new->id);
    tw_json_key(&j, "b");
    tw_json_str(&j, c->other_first ? new->id : c->id);
    tw_json_key(&j, "contained");
    tw_json_num(&j, rounded(c->contained));
    tw_json_key(&j, "contained_back");
    tw_json_num(&j, rounded(c->contained_back));
    write_passages(&j, "passages", &c->passages, c->other_first ? old : new->text, c->other_first ? new->text : old);
    if (c->quotes.n)
        write_passages(&j, "quotes", &c->quotes, c->other_first ? old : new->text, c->other_first ? new->text : old);
    tw_json_close(&j, '}');
    tw_buf_addc(&job->out, '\n');
}

static bool take(void *context, struct tw_arena *mem, const struct tw_article *a)
{
    struct job *job = context;
    struct tw_copies found;

    if (tw_dedup_add(job->dedup, mem, a, &found) != TW_OK) return false;
    for (size_t i = 0; i < found.n; i++) write_copy(job, mem, a, &found.v[i]);
    tw_texts_add(&job->texts, a->text);
    if (tw_dedup_count(job->dedup) % TIDY_EVERY == 0)
        tw_texts_drop(&job->texts, tw_dedup_count(job->dedup) - tw_dedup_kept(job->dedup));
    return job->out.n == 0 || tw_put(&job->out);
}

/* Loads the state when there is one, else starts afresh. */
static enum tw_status start(struct job *job)
{
    struct tw_state_in *in;
    enum tw_status st = TW_NOTFOUND;

    tw_texts_start(&job->texts);
    if (job->o->state) st = tw_state_open(job->o->state, KIND, VERSION, &in);
    if (st == TW_NOTFOUND) {
        job->dedup = tw_dedup_new(&job->dedup_options);
        return TW_OK;
    }
    if (st != TW_OK) return st;
    st = tw_dedup_load(in, &job->dedup_options, &job->dedup);
    if (st == TW_OK) st = tw_texts_load(in, &job->texts);
    tw_state_close(in);
    return st;
}

static enum tw_status save(const struct job *job)
{
    struct tw_state_out *out;
    enum tw_status st;

    if (!job->o->state) return TW_OK;
    if ((st = tw_state_create(job->o->state, KIND, VERSION, &out)) != TW_OK) return st;
    tw_dedup_save(job->dedup, out);
    tw_texts_save(&job->texts, out);
    return tw_state_commit(out);
}

static int run(struct job *job)
{
    struct tw_intake in = {.o = job->o, .stage = "dedup", .take = take, .context = job};
    enum tw_status st = start(job);
    int code;

    if (st != TW_OK) {
        tw_say("%s: %s", job->o->state, tw_status_text(st));
        return TW_EXIT_FAILED;
    }
    code = tw_intake_run(&in);
    if (code == TW_EXIT_FAILED) return code;
    if (save(job) == TW_OK) return code;
    tw_say("%s: the state could not be saved", job->o->state);
    return TW_EXIT_FAILED;
}

int tw_cmd_dedup(const struct tw_options *o)
{
    struct job job = {.o = o, .out_mem = tw_arena_new(0)};
    int code;

    job.out.mem = job.out_mem;
    job.dedup_options = (struct tw_dedup_options){.text = tw_texts_get, .context = &job.texts};
    if (o->window) job.dedup_options.window = tw_window_seconds(o->window);
    if (job.dedup_options.window < 0) {
        tw_say("--window: %s is no number of days or hours (30d, 12h)", o->window);
        code = TW_EXIT_USAGE;
    } else {
        code = run(&job);
    }
    tw_dedup_free(job.dedup);
    tw_texts_free(&job.texts);
    tw_arena_free(job.out_mem);
    return code;
}
