/* options.c - see options.h.  A switch can be taken back (--json=no), so that what a configuration
** file says need not be lived with.
*/
#include "cmd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

const struct tw_option tw_option_table[] = {
    {"json", NULL, "write JSON, one object a line", TW_OPT_JSON, NULL},
    {"html", "[=FILE]", "write a page of its own, to FILE or stdout", TW_OPT_HTML, NULL},
    {"now", "TIME", "when the documents were received (ISO 8601); else each file's time",
     TW_OPT_NOW, NULL},
    {"encoding", "NAME", "the input's character encoding, whatever it declares", TW_OPT_ENCODING,
     NULL},
    {"threads", "N", "worker threads; else one for each processor", TW_OPT_THREADS, NULL},
    {"no-sandbox", NULL, "parse in this process", TW_OPT_SANDBOX, NULL},
    {"state", "FILE", "load this state first and save it at the end", TW_OPT_STATE, NULL},
    {"window", "DAYS", "forget what is older, e.g. 30d", TW_OPT_WINDOW, NULL},
    {"owners", "FILE", "who owns which outlet: lines of a domain, a tab, the owner", TW_OPT_OWNERS,
     NULL},
    {"explain", NULL, "show the text with what was found marked, and why", TW_OPT_EXPLAIN, NULL},
    {"all", NULL, "quiet stories too", TW_OPT_ALL, NULL},
    {"page", NULL, "serve the newsroom page on invented news, until interrupted", TW_OPT_PAGE, NULL},
    {"store", "FILE", "the store, a file or postgresql:// URL; else twosource.db in this folder", TW_OPT_STORE, NULL},
    {"output", "PATH", "where the result goes; also -o PATH", TW_OPT_OUTPUT, NULL},
    {"keep", "DAYS", "drop articles received before, e.g. 90d; starred stories keep theirs", TW_OPT_KEEP, NULL},
    {"from", "TIME", "with an article of that time or later (ISO 8601)", TW_OPT_FROM, NULL},
    {"until", "TIME", "with an article of that time or earlier", TW_OPT_UNTIL, NULL},
    {"words", "QUERY", "with an article that matches, as search takes it", TW_OPT_WORDS, NULL},
    {"actor", "NAME", "that name this person, organisation or place", TW_OPT_ACTOR, NULL},
    {"outlet", "NAME", "that this outlet reported, by its name or domain", TW_OPT_OUTLET, NULL},
    {"lang", "CODE", "with an article in this language, e.g. en", TW_OPT_LANG, NULL},
    {"origins", "N", "with at least as many independent origins", TW_OPT_ORIGINS, NULL},
    {"changed", "N", "changed since: `changed` of --json above N", TW_OPT_CHANGED, NULL},
    {"starred", NULL, "starred stories only", TW_OPT_STARRED, NULL},
    {"limit", "N", "at most as many", TW_OPT_LIMIT, NULL},
    {"format", "NAME", "jsonl (unless another is named), csv, atom, jsonfeed, ninjs, stix or webannotation", TW_OPT_FORMAT,
     "jsonl csv atom jsonfeed ninjs stix webannotation"},
    {"what", "NAME", "a line for each of the stories, statements, figures (csv) or articles (csv, jsonl)",
     TW_OPT_WHAT, "stories statements articles figures"},
    {"home", "URL", "where a story is found, for links: this address followed by s1", TW_OPT_HOME, NULL},
    {"original", NULL, "the bytes of the article as they were received", TW_OPT_ORIGINAL, NULL},
    {"since", "N", "alerts behind the one of that number", TW_OPT_SINCE, NULL},
    {"dry-run", NULL, "show which alerts all that is stored would have raised; store and send none", TW_OPT_DRY_RUN, NULL},
    {"alerts", "RULES", "raise the alerts of this file, and send them", TW_OPT_ALERTS, NULL},
    {"user", "NAME", "who decides; else the login name", TW_OPT_USER, NULL},
    {"listen", "ADDRESS", "address and port; else 127.0.0.1:8470, port 0 is any free one", TW_OPT_LISTEN, NULL},
    {"cors", "ORIGIN", "pages of this origin may read, e.g. https://news.example", TW_OPT_CORS, NULL},
    {"host", "NAME", "a name that it is asked by besides its address, e.g. behind a proxy", TW_OPT_HOST, NULL},
    {"patience", "SECONDS", "wait so long for a database that went away; else 60", TW_OPT_PATIENCE, NULL},
    {"replica", "URL", "read from this copy of a PostgreSQL store, and write to the store itself", TW_OPT_REPLICA, NULL},
    {"once", NULL, "poll what is due once, and end", TW_OPT_ONCE, NULL},
    {"for", "TIME", "end after so long, e.g. 12h or 30m; else when it is told to", TW_OPT_FOR, NULL},
    {"every", "TIME", "the shortest time between two polls of a feed; else 10m", TW_OPT_EVERY, NULL},
    {"pause", "SECONDS", "between two requests to one host, else 1", TW_OPT_PAUSE, NULL},
    {"allow-private", NULL, "fetch from loopback and private networks too", TW_OPT_PRIVATE, NULL},
    {"user-agent", "TEXT", "what to call the program when it fetches", TW_OPT_AGENT, NULL},
    {"timeout", "SECONDS", "for one web address, else 60", TW_OPT_TIMEOUT, NULL},
    {"proxy", NULL, "use the proxies that the environment names", TW_OPT_PROXY, NULL},
    {"keep-warc", "FILE", "add what is fetched to this web archive", TW_OPT_WARC, NULL},
    {"scope", "WHAT", "what the token is good for: read, write or admin; else read", TW_OPT_SCOPE, "read write admin"},
    {"role", "NAMES", "fetch, read, extract or group; read,extract are best done by one process", TW_OPT_ROLE,
     "fetch read extract read,extract group"},
    {"nats", "URLS", "the brokers, with commas between them; else nats://127.0.0.1:4222", TW_OPT_NATS, NULL},
    {"credentials", "FILE", "of the brokers' account (.creds)", TW_OPT_CREDENTIALS, NULL},
    {"give", NULL, "give the inputs to those who read", TW_OPT_GIVE, NULL},
    {"status", NULL, "print what waits, how long, and who owns what, as serve's /metrics does", TW_OPT_STATUS, NULL},
    {"aside", NULL, "list what no worker could do; aside again N..., drop N...: give it back, or not", TW_OPT_ASIDE, NULL},
    {"partitions", "LANGUAGES", "languages with an owner of their own, e.g. en,de; the same for extract and group", TW_OPT_PARTITIONS,
     NULL},
    {"partition", "NAME", "the one to group: one of those languages, or rest", TW_OPT_PARTITION, NULL},
    {"term", "SECONDS", "without a sign of life after which another takes over; else 5", TW_OPT_TERM, NULL},
    {"journal", "FOLDER", "keep there what is fetched or given until the store has it", TW_OPT_JOURNAL, NULL},
    {"manifest", "FILE",
     "write there what made the result: version, options, word lists, inputs, counts",
     TW_OPT_MANIFEST, NULL},
    {"width", "N", "columns to print; else the terminal's, else 80", TW_OPT_WIDTH, NULL},
    {"colour", "WHEN", "auto, always or never; NO_COLOR is respected", TW_OPT_COLOUR,
     "auto always never"},
    {"progress", "HOW", "auto, none or json, on stderr", TW_OPT_PROGRESS, "auto none json"},
    {"config", "FILE", "options to begin with; else /etc/twosource/twosource.conf", TW_OPT_CONFIG, NULL},
    {0},
};
_Static_assert(sizeof tw_option_table / sizeof *tw_option_table <= TW_OPTIONS_MAX,
               "each option can be kept");

static bool number(const char *s, unsigned from, unsigned to, unsigned *out)
{
    char *end;
    unsigned long n = strtoul(s, &end, 10);

    if (!tw_is_digit(*s) || *end || n < from || n > to) return false;
    *out = (unsigned)n;
    return true;
}

static bool count(const char *s, uint64_t *out)
{
    char *end;

    errno = 0;
    *out = strtoull(s, &end, 10);
    return tw_is_digit(*s) && !*end && errno == 0;
}

static bool moment(const char *s, enum tw_date_grain least, struct tw_date *out)
{
    return tw_date_parse_iso(tw_slice_of(s), out) && out->grain >= least;
}

static bool text(const char *s, const char **out)
{
    *out = s;
    return *s != 0;
}

/* True when the value is one of the words, or when there are none. */
static bool is_listed(const char *words, const char *value)
{
    struct tw_slice rest = tw_slice_of(words), word;

    if (!words) return true;
    while (tw_slice_part(&rest, ' ', &word))
        if (tw_slice_eq(word, tw_slice_of(value))) return true;
    return false;
}

static bool set_switch(bool *on, const char *value)
{
    *on = !value || strcmp(value, "yes") == 0;
    return *on || strcmp(value, "no") == 0;
}

/* Of the options of commands that fetch. */
static bool set_for_fetching(struct tw_options *o, uint64_t bit, const char *value)
{
    switch (bit) {
    case TW_OPT_PRIVATE: return set_switch(&o->courier.allow_private, value);
    case TW_OPT_PROXY: return set_switch(&o->courier.use_proxy, value);
    case TW_OPT_AGENT: return text(value, &o->courier.user_agent);
    case TW_OPT_TIMEOUT: return number(value, 1, 3600, &o->courier.timeout);
    case TW_OPT_WARC: return text(value, &o->courier.keep_warc);
    default: return false;
    }
}

/* Of the options of commands on a store. */
static bool set_for_store(struct tw_options *o, uint64_t bit, const char *value)
{
    switch (bit) {
    case TW_OPT_STORE: return text(value, &o->store);
    case TW_OPT_OUTPUT: return text(value, &o->output);
    case TW_OPT_PATIENCE: return number(value, 0, 86400, &o->patience) && ++o->patience;
    case TW_OPT_KEEP: return text(value, &o->keep);
    case TW_OPT_USER: return text(value, &o->user);
    case TW_OPT_ORIGINAL: return set_switch(&o->original, value);
    case TW_OPT_LIMIT: return count(value, &o->limit) && o->limit > 0;
    case TW_OPT_FROM: return moment(value, TW_DATE_YEAR, &o->from);
    case TW_OPT_UNTIL: return moment(value, TW_DATE_YEAR, &o->until);
    case TW_OPT_WORDS: return text(value, &o->words);
    case TW_OPT_ACTOR: return text(value, &o->actor);
    case TW_OPT_OUTLET: return text(value, &o->outlet);
    case TW_OPT_LANG: return text(value, &o->lang);
    case TW_OPT_ORIGINS: return count(value, &o->origins);
    case TW_OPT_CHANGED: return count(value, &o->changed);
    case TW_OPT_FORMAT: return text(value, &o->format);
    case TW_OPT_WHAT: return text(value, &o->what);
    case TW_OPT_HOME: return text(value, &o->home);
    case TW_OPT_STARRED: return set_switch(&o->starred, value);
    case TW_OPT_SINCE: return count(value, &o->since);
    case TW_OPT_DRY_RUN: return set_switch(&o->dry_run, value);
    case TW_OPT_ALERTS: return text(value, &o->alerts);
    default: return false;
    }
}

/* Of work. */
static bool set_for_work(struct tw_options *o, uint64_t bit, const char *value)
{
    switch (bit) {
    case TW_OPT_ROLE: return text(value, &o->work.role);
    case TW_OPT_NATS: return text(value, &o->work.nats);
    case TW_OPT_CREDENTIALS: return text(value, &o->work.credentials);
    case TW_OPT_GIVE: return set_switch(&o->work.give, value);
    case TW_OPT_ASIDE: return set_switch(&o->work.aside, value);
    case TW_OPT_STATUS: return set_switch(&o->work.status, value);
    case TW_OPT_PARTITIONS: return text(value, &o->work.partitions);
    case TW_OPT_PARTITION: return text(value, &o->work.partition);
    case TW_OPT_TERM: return number(value, 1, 3600, &o->work.term);
    case TW_OPT_JOURNAL: return text(value, &o->work.journal);
    default: return false;
    }
}

/* Of serve. */
static bool set_for_serve(struct tw_options *o, uint64_t bit, const char *value)
{
    switch (bit) {
    case TW_OPT_LISTEN: return text(value, &o->listen);
    case TW_OPT_CORS: return text(value, &o->cors);
    case TW_OPT_HOST: return text(value, &o->host);
    case TW_OPT_SCOPE: return text(value, &o->scope);
    case TW_OPT_REPLICA: return text(value, &o->replica);
    default: return set_for_store(o, bit, value);
    }
}

/* Stores the value of an option; false when it makes no sense. */
static bool store(struct tw_options *o, const struct tw_option *opt, const char *value)
{
    switch (opt->bit) {
    case TW_OPT_JSON: return set_switch(&o->json, value);
    case TW_OPT_HTML: o->html = value ? value : ""; return !value || *value;
    case TW_OPT_SANDBOX: return set_switch(&o->no_sandbox, value);
    case TW_OPT_ALL: return set_switch(&o->all, value);
    case TW_OPT_PAGE: return set_switch(&o->page, value);
    case TW_OPT_EXPLAIN: return set_switch(&o->explain, value);
    case TW_OPT_NOW: return moment(value, TW_DATE_DAY, &o->now);
    case TW_OPT_THREADS: return number(value, 1, 1024, &o->threads);
    case TW_OPT_WIDTH: return number(value, 40, 1000, &o->width);
    case TW_OPT_ENCODING: o->encoding = value; return *value != 0;
    case TW_OPT_STATE: o->state = value; return *value != 0;
    case TW_OPT_OWNERS: o->owners = value; return *value != 0;
    case TW_OPT_WINDOW: o->window = value; return *value != 0;
    case TW_OPT_MANIFEST: o->manifest_file = value; return *value != 0;
    case TW_OPT_CONFIG: o->config = value; return true;
    case TW_OPT_COLOUR: o->colour = value; return true;
    case TW_OPT_PROGRESS:
        o->progress = strcmp(value, "json") == 0 ? TW_PROGRESS_JSON
                    : strcmp(value, "none") == 0 ? TW_PROGRESS_OFF : TW_PROGRESS_AUTO;
        return true;
    case TW_OPT_ONCE: return set_switch(&o->once, value);
    case TW_OPT_PAUSE: return number(value, 0, 3600, &o->pause) && ++o->pause;
    case TW_OPT_FOR: return text(value, &o->duration);
    case TW_OPT_EVERY: return text(value, &o->every);
    default:
        if (opt->bit & TW_OPT_WORKING) return set_for_work(o, opt->bit, value);
        return opt->bit & TW_OPT_FETCHING ? set_for_fetching(o, opt->bit, value)
               : set_for_serve(o, opt->bit, value);
    }
}

/* Keeps what was given, the last of equal ones. */
static void note(struct tw_options *o, const struct tw_option *opt, const char *value)
{
    int i = 0;

    while (i < o->givens && o->given[i].option != opt) i++;
    if (i == TW_OPTIONS_MAX) return;
    o->given[i].option = opt;
    o->given[i].value = value;
    if (i == o->givens) o->givens++;
}

bool tw_option_set(struct tw_options *o, const struct tw_option *opt, const char *value)
{
    if (value ? !is_listed(opt->values, value) : tw_option_needs_value(opt)) return false;
    note(o, opt, value);
    return store(o, opt, value);
}

bool tw_option_taken(const struct tw_command *c, const struct tw_option *opt)
{
    return c->options && ((c->options | TW_OPT_CONFIG) & opt->bit);
}

const struct tw_option *tw_option_find(const struct tw_command *c, struct tw_slice name)
{
    for (const struct tw_option *o = tw_option_table; o->name; o++)
        if ((!c || tw_option_taken(c, o)) && tw_slice_eq(tw_slice_of(o->name), name)) return o;
    return NULL;
}

bool tw_option_needs_value(const struct tw_option *opt)
{
    return opt->arg && opt->arg[0] != '[';
}

/* Takes the option at argv[*i], and its value. */
static bool take(const struct tw_command *c, int argc, char **argv, int *i, struct tw_options *o)
{
    const char *word = strcmp(argv[*i], "-o") == 0 ? "--output" : argv[*i];
    struct tw_slice rest = tw_slice_of(word + 2), name;
    const char *equals = strchr(word, '='), *value = equals ? equals + 1 : NULL;
    const struct tw_option *opt = tw_slice_part(&rest, '=', &name) ? tw_option_find(c, name) : NULL;

    if (!opt) {
        tw_say("%s has no option %s; see twosource %s --help", c->name, argv[*i], c->name);
        return false;
    }
    if (!equals && tw_option_needs_value(opt)) {
        if (*i + 1 == argc) {
            tw_say("--%s needs a value", opt->name);
            return false;
        }
        value = argv[++*i];
    }
    if (tw_option_set(o, opt, value)) return true;
    tw_say("--%s: %s is not a value it can take (%s)", opt->name, value, opt->help);
    return false;
}

bool tw_options_parse(const struct tw_command *c, int argc, char **argv, struct tw_options *o)
{
    bool options = true;

    o->input = argv;
    for (int i = 0; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0) options = false;
        else if (options && (strncmp(argv[i], "--", 2) == 0 || strcmp(argv[i], "-o") == 0)) {
            if (!take(c, argc, argv, &i, o)) return false;
        } else if (options && argv[i][0] == '-' && argv[i][1]) {
            tw_say("%s has no option %s; see twosource %s --help", c->name, argv[i], c->name);
            return false;
        } else o->input[o->inputs++] = argv[i];
    }
    return true;
}

void tw_options_help(const struct tw_command *c, struct tw_buf *out)
{
    tw_buf_addf(out, "usage: twosource %s%s%s%s\n\n%s\n", c->name, c->options ? " [OPTION]..." : "",
                *c->args ? " " : "", c->args, c->more);
    if (c->options) tw_buf_adds(out, "\n");
    for (const struct tw_option *o = tw_option_table; o->name; o++) {
        char left[32];

        if (!tw_option_taken(c, o)) continue;
        snprintf(left, sizeof left, "--%s%s%s", o->name, tw_option_needs_value(o) ? " " : "",
                 o->arg ? o->arg : "");
        tw_buf_addf(out, "  %-18s %s\n", left, o->help);
    }
}
