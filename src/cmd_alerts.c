/* cmd_alerts.c - twosource alerts: what fired, checking rules, raising and sending alerts. */
#include "cmd_alerting.h"
#include "cmd_store.h"

#include "alert/alertjson.h"
#include "compare/layout.h"

/* ---- Printing */

struct printing {
    const struct tw_options *o;
    struct tw_store *store;         /* NULL: nothing has been sent */
    struct tw_buf out;
    struct tw_arena *mem;           /* of one alert */
    enum tw_status st;
};

/* "desk sent, log waiting (2 tries: HTTP 500)" */
static void add_delivery(struct tw_buf *out, const struct tw_delivered *d, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        tw_buf_addf(out, "%s%.*s %s", i ? ", " : "", TW_FMT(d[i].target),
                    tw_message_state_text(d[i].state));
        if (d[i].error.n)
            tw_buf_addf(out, " (%llu %s: %.*s)", (unsigned long long)d[i].tries,
                        d[i].tries == 1 ? "try" : "tries",
                        TW_FMT(tw_one_line(out->mem, d[i].error, 80)));
    }
}

/* "7    2031-04-02 10:00Z  s1     second origin  2 origins (Ferry, Lantern): ..." */
static void print_line(struct printing *p, const struct tw_stored_alert *a,
                       const struct tw_delivered *d, size_t n)
{
    struct tw_buf way = {.mem = p->mem}, left = {.mem = p->mem};
    struct tw_jv v;

    if (tw_json_parse(p->mem, a->json, &v, NULL) != TW_OK) return;
    tw_buf_addf(&left, "%-4llu %-17.*s  %-5.*s  %.*s: ", (unsigned long long)a->number,
                TW_FMT(tw_cmd_when(p->mem, a->time)), TW_FMT(tw_jv_str(&v, "story")),
                    TW_FMT(tw_jv_str(&v, "rule")));
    tw_buf_add(&p->out, tw_buf_slice(&left));
    tw_buf_add(&p->out, tw_one_line(p->mem, tw_jv_str(&v, "headline"),
                                    tw_cmd_room(p->o, tw_columns(tw_buf_slice(&left)))));
    tw_buf_addc(&p->out, '\n');
    add_delivery(&way, d, n);
    if (way.n) tw_buf_addf(&p->out, "     %.*s\n", TW_FMT(tw_buf_slice(&way)));
}

static void print(void *context, const struct tw_stored_alert *a)
{
    struct printing *p = context;
    struct tw_delivered *d = NULL;
    size_t n = 0;

    tw_arena_reset(p->mem);
    if (p->st == TW_OK && p->store) p->st = tw_store_delivery(p->store, p->mem, a->number, &d, &n);
    if (p->st != TW_OK) return;
    if (p->o->json) {
        tw_alert_tell(&p->out, a, d, n);
        tw_buf_addc(&p->out, '\n');
    } else print_line(p, a, d, n);
    if (p->out.n > 1 << 16 && !tw_put(&p->out)) p->st = TW_IO;
}

/* ---- alerts */

static int list(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    enum { PAGE = 500 };
    struct printing p = {.o = o, .store = s, .out = {.mem = mem}, .mem = tw_arena_new(0)};
    struct tw_arena *page = tw_arena_new(0);
    uint64_t since = o->since, left = o->limit ? o->limit : UINT64_MAX;
    struct tw_stored_alert *v;
    size_t n = 0;

    do {
        tw_arena_reset(page);
        p.st = tw_store_alerts(s, page, since, left < PAGE ? left : PAGE, &v, &n);
        for (size_t i = 0; i < n && p.st == TW_OK; i++) print(&p, &v[i]);
        left -= n;
        if (n) since = v[n - 1].number;
    } while (p.st == TW_OK && n == PAGE && left > 0);
    tw_arena_free(page);
    tw_arena_free(p.mem);
    if (p.st != TW_OK) return tw_cmd_store_failed(s, p.st);
    return tw_put(&p.out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

/* ---- alerts run */

static int rehearse(struct tw_store *s, const struct tw_alerting *a, struct printing *p)
{
    struct tw_alerts run = {&a->rules, 0, print, p};
    enum tw_status st = tw_alerts_rehearse(s, &run);

    return st == TW_OK ? TW_EXIT_DONE : tw_cmd_store_failed(s, st);
}

/* Are the alerts on stdout already, as JSON lines? */
static bool are_on_stdout(const struct tw_alert_rules *rules)
{
    for (size_t i = 0; i < rules->targets; i++)
        if (rules->target[i].kind == TW_TARGET_FILE && strcmp(rules->target[i].where, "-") == 0)
            return true;
    return false;
}

static int raise_alerts(struct tw_store *s, struct tw_alerting *a, struct printing *p)
{
    enum tw_status st;

    a->told = are_on_stdout(&a->rules) ? NULL : print;
    a->context = p;
    tw_alerting_start(a, s);
    st = tw_alerting_finish(a);
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    return a->failed ? TW_EXIT_DROPPED : TW_EXIT_DONE;
}

static int run(const struct tw_options *o, const char *path)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct printing p = {.o = o, .out = {.mem = mem}, .mem = tw_arena_new(0)};
    struct tw_alerting a;
    struct tw_store *s = NULL;
    int code = TW_EXIT_USAGE;

    if (tw_alerting_read(&a, mem, o, path)) {
        code = TW_EXIT_FAILED;
        s = tw_cmd_store_open(o, mem, o->dry_run ? TW_STORE_READ : TW_STORE_WRITE);
        if (s) code = o->dry_run ? rehearse(s, &a, &p) : raise_alerts(s, &a, &p);
    }
    if (s && (p.st != TW_OK || !tw_put(&p.out))) code = TW_EXIT_FAILED;
    tw_alerting_end(&a);
    tw_store_close(s);
    tw_arena_free(p.mem);
    tw_arena_free(mem);
    return code;
}

/* ---- alerts check */

static int check(const char *path)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_alert_rules rules;
    bool ok = tw_alerting_rules(mem, path, &rules);

    if (ok)
        tw_say("%s: %zu %s, %zu %s to send to; nothing is wrong", path, rules.rules,
               rules.rules == 1 ? "rule" : "rules",
               rules.targets, rules.targets == 1 ? "place" : "places");
    tw_arena_free(mem);
    return ok ? TW_EXIT_DONE : TW_EXIT_USAGE;
}

int tw_cmd_alerts(const struct tw_options *o)
{
    if (o->inputs == 0) return tw_cmd_store_read(o, list);
    if (o->inputs == 2 && strcmp(o->input[0], "check") == 0) return check(o->input[1]);
    if (o->inputs == 2 && strcmp(o->input[0], "run") == 0) return run(o, o->input[1]);
    tw_say("alerts alone lists them; alerts check RULES and alerts run RULES take a file");
    return TW_EXIT_USAGE;
}
