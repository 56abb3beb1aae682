/* cmd.c - option parsing and talking, for all subcommands.
**
** The options stand in one table; a subcommand names those it takes.  Options
** and inputs may be mixed; "--" ends the options; "-" is an input.
*/
#include "cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const struct option {
    const char *name, *arg, *help;
    unsigned bit;
} table[] = {
    {"json", NULL, "write JSON, one object a line", TW_OPT_JSON},
    {"html", "[=FILE]", "write a page of its own, to FILE or stdout", TW_OPT_HTML},
    {"now", "TIME", "when the documents were received (ISO 8601); else each file's time", TW_OPT_NOW},
    {"encoding", "NAME", "the input's character encoding, whatever it declares", TW_OPT_ENCODING},
    {"threads", "N", "worker threads; else one for each processor", TW_OPT_THREADS},
    {"no-sandbox", NULL, "parse in this process", TW_OPT_SANDBOX},
    {"state", "FILE", "load this state first and save it at the end", TW_OPT_STATE},
    {"window", "DAYS", "forget what is older, e.g. 30d", TW_OPT_WINDOW},
    {"owners", "FILE", "who owns which outlet: lines of a domain, a tab, the owner", TW_OPT_OWNERS},
    {"explain", NULL, "show the text with what was found marked, and why", TW_OPT_EXPLAIN},
    {"all", NULL, "quiet stories too", TW_OPT_ALL},
    {"width", "N", "columns to print; else the terminal's, else 80", TW_OPT_WIDTH},
    {"colour", "WHEN", "auto, always or never; NO_COLOR is respected", TW_OPT_COLOUR},
    {"progress", "HOW", "auto, none or json, on stderr", TW_OPT_PROGRESS},
};
enum { OPTIONS = sizeof table / sizeof *table };

void tw_say(const char *format, ...)
{
    va_list args;

    fputs("twosource: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

static bool put(int file, struct tw_buf *out)
{
    size_t done = 0;

    while (done < out->n) {
        ssize_t n = write(file, out->p + done, out->n - done);

        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        done += (size_t)n;
    }
    out->n = 0;
    return true;
}

bool tw_put(struct tw_buf *out)
{
    return put(STDOUT_FILENO, out);
}

int tw_page_open(const struct tw_options *o)
{
    int file = *o->html ? open(o->html, O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : STDOUT_FILENO;

    if (file < 0) tw_say("%s: %s", o->html, strerror(errno));
    return file;
}

bool tw_page_put(int file, struct tw_buf *page)
{
    bool ok = file == STDOUT_FILENO || ftruncate(file, 0) == 0 || errno == EINVAL;      /* EINVAL: no plain file */

    ok = ok && put(file, page);
    if (file != STDOUT_FILENO && close(file) != 0) ok = false;
    if (!ok) tw_say("the page could not be written: %s", strerror(errno));
    return ok;
}

unsigned tw_screen_width(const struct tw_options *o)
{
    struct winsize w;

    if (o->width) return o->width;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 40)
        return w.ws_col;
    return 80;
}

bool tw_screen_colour(const struct tw_options *o)
{
    const char *no = getenv("NO_COLOR");

    if (o->colour && strcmp(o->colour, "always") == 0) return true;
    if (o->colour && strcmp(o->colour, "never") == 0) return false;
    return isatty(STDOUT_FILENO) && !(no && *no);
}

static bool number(const char *s, unsigned from, unsigned to, unsigned *out)
{
    char *end;
    unsigned long n = strtoul(s, &end, 10);

    if (!tw_is_digit(*s) || *end || n < from || n > to) return false;
    *out = (unsigned)n;
    return true;
}

static bool one_of(const char *s, const char *a, const char *b, const char *c)
{
    return strcmp(s, a) == 0 || strcmp(s, b) == 0 || strcmp(s, c) == 0;
}

/* Stores the value of an option; false when it makes no sense. */
static bool set(struct tw_options *o, const struct option *opt, const char *value)
{
    switch (opt->bit) {
    case TW_OPT_JSON: o->json = true; return true;
    case TW_OPT_HTML: o->html = value ? value : ""; return !value || *value;
    case TW_OPT_SANDBOX: o->no_sandbox = true; return true;
    case TW_OPT_ALL: o->all = true; return true;
    case TW_OPT_EXPLAIN: o->explain = true; return true;
    case TW_OPT_NOW: return tw_date_parse_iso(tw_slice_of(value), &o->now) && o->now.grain >= TW_DATE_DAY;
    case TW_OPT_THREADS: return number(value, 1, 1024, &o->threads);
    case TW_OPT_WIDTH: return number(value, 40, 1000, &o->width);
    case TW_OPT_ENCODING: o->encoding = value; return *value != 0;
    case TW_OPT_STATE: o->state = value; return *value != 0;
    case TW_OPT_OWNERS: o->owners = value; return *value != 0;
    case TW_OPT_WINDOW: o->window = value; return *value != 0;
    case TW_OPT_COLOUR: o->colour = value; return one_of(value, "auto", "always", "never");
    case TW_OPT_PROGRESS:
        o->progress = strcmp(value, "json") == 0 ? TW_PROGRESS_JSON
                    : strcmp(value, "none") == 0 ? TW_PROGRESS_OFF : TW_PROGRESS_AUTO;
        return one_of(value, "auto", "none", "json");
    default: return false;
    }
}

static const struct option *find(const struct tw_command *c, const char *name, size_t n)
{
    for (int i = 0; i < OPTIONS; i++)
        if ((c->options & table[i].bit) && strlen(table[i].name) == n
            && strncmp(table[i].name, name, n) == 0)
            return &table[i];
    return NULL;
}

/* A value in brackets may be left out, and stands behind "=" when it is there. */
static bool is_required(const struct option *opt)
{
    return opt->arg && opt->arg[0] != '[';
}

/* Takes the option at argv[*i], and its value. */
static bool take(const struct tw_command *c, int argc, char **argv, int *i, struct tw_options *o)
{
    const char *name = argv[*i] + 2, *equals = strchr(name, '='), *value = NULL;
    const struct option *opt = find(c, name, equals ? (size_t)(equals - name) : strlen(name));

    if (!opt) {
        tw_say("%s has no option %s; see twosource %s --help", c->name, argv[*i], c->name);
        return false;
    }
    if (opt->arg && equals) value = equals + 1;
    else if (is_required(opt) && *i + 1 < argc) value = argv[++*i];
    else if (is_required(opt) || equals) {
        tw_say("--%s %s", opt->name, is_required(opt) ? "needs a value" : "takes no value");
        return false;
    }
    if (!set(o, opt, value)) {
        tw_say("--%s: %s is not a value it can take (%s)", opt->name, value, opt->help);
        return false;
    }
    return true;
}

bool tw_options_parse(const struct tw_command *c, int argc, char **argv, struct tw_options *o)
{
    bool options = true;

    o->input = argv;
    for (int i = 0; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0) options = false;
        else if (options && strncmp(argv[i], "--", 2) == 0) {
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
    for (int i = 0; i < OPTIONS; i++) {
        char left[32];

        if (!(c->options & table[i].bit)) continue;
        snprintf(left, sizeof left, "--%s%s%s", table[i].name, is_required(&table[i]) ? " " : "",
                 table[i].arg ? table[i].arg : "");
        tw_buf_addf(out, "  %-18s %s\n", left, table[i].help);
    }
}
