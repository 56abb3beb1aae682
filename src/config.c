/* config.c - reads the configuration file and fills in the options that were not given.
**
** The whole file is read into a list first, each line held against the table of options
** and the commands, so that a mistake is found at once and not by the one command that
** it is about.  Then the list is gone through from its end, the command's own section
** before the lines for all: the first value that an option meets is the one it keeps.
*/
#include "config.h"

#include "base/vec.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define SYSTEM_FILE "/etc/twosource/twosource.conf"

struct setting { const struct tw_command *command; const struct tw_option *option; const char *value; };

struct settings {
    struct tw_arena *mem;
    const char *file;
    size_t line;
    const struct tw_command *command;   /* whose section it is; NULL: above the sections */
    struct setting *v;
    size_t n, cap;
};

/* The file to read; NULL when there is none. */
static const char *choose(const struct tw_options *o)
{
    const char *named = o->config ? o->config : getenv("TWOSOURCE_CONFIG");

    if (named) return *named ? named : NULL;
    return access(SYSTEM_FILE, F_OK) == 0 ? SYSTEM_FILE : NULL;
}

static bool refuse(const struct settings *s, const char *why, struct tw_slice what)
{
    tw_say("%s:%zu: %s: %.*s", s->file, s->line, why, TW_FMT(what));
    return false;
}

/* "[group]" */
static bool enter_section(struct settings *s, struct tw_slice line)
{
    if (line.p[line.n - 1] != ']') return refuse(s, "a section without its bracket", line);
    line = tw_slice_trim(tw_slice_sub(line, 1, line.n - 1));
    for (s->command = tw_command_table; s->command->name; s->command++)
        if (tw_slice_eq(tw_slice_of(s->command->name), line)) return true;
    return refuse(s, "there is no such command", line);
}

/* "window = 30d", or the name of a switch alone. */
static bool add_setting(struct settings *s, struct tw_slice line)
{
    struct tw_slice rest = line, name = {0};
    struct setting new = {s->command, NULL, NULL};
    struct tw_options scratch = {0};

    tw_slice_part(&rest, '=', &name);
    name = tw_slice_trim(name);
    new.option = tw_option_find(s->command, name);
    if (!new.option)
        return refuse(s, tw_option_find(NULL, name) ? "not an option of this command"
                      : "there is no such option", name);
    if (new.option->bit == TW_OPT_CONFIG) return refuse(s, "cannot be set here", name);
    if (memchr(line.p, '=', line.n)) new.value = tw_slice_dup(s->mem, tw_slice_trim(rest)).p;
    else if (tw_option_needs_value(new.option)) return refuse(s, "needs a value", name);
    if (!tw_option_set(&scratch, new.option, new.value))
        return refuse(s, "not a value it can take", line);
    TW_PUSH(s->mem, s->v, s->n, s->cap, new);
    return true;
}

static bool read_lines(struct settings *s, struct tw_slice text)
{
    struct tw_slice line;

    while (tw_slice_line(&text, &line)) {
        s->line++;
        line = tw_slice_trim(line);
        if (line.n == 0 || line.p[0] == '#') continue;
        if (memchr(line.p, '\0', line.n)) return refuse(s, "not text", TW_LIT("a byte of 0"));
        if (line.p[0] == '[' ? !enter_section(s, line) : !add_setting(s, line)) return false;
    }
    return true;
}

static bool is_given(const struct tw_options *o, const struct tw_option *option)
{
    for (int i = 0; i < o->givens; i++)
        if (o->given[i].option == option) return true;
    return false;
}

/* Takes over what the section of `from` says for the command, the last line first. */
static void apply(const struct settings *s, const struct tw_command *from,
                  const struct tw_command *c, struct tw_options *o)
{
    for (size_t i = s->n; i-- > 0;)
        if (s->v[i].command == from && tw_option_taken(c, s->v[i].option)
            && !is_given(o, s->v[i].option))
            tw_option_set(o, s->v[i].option, s->v[i].value);
}

bool tw_config_apply(struct tw_arena *mem, const struct tw_command *c, struct tw_options *o)
{
    struct settings s = {.mem = mem, .file = choose(o)};
    struct tw_slice text;

    o->config = s.file;
    if (!s.file || !c->options) return true;
    if (!tw_file_read(mem, s.file, &text)) {
        tw_say("%s: %s", s.file, strerror(errno));
        return false;
    }
    if (!read_lines(&s, text)) return false;
    apply(&s, c, c, o);
    apply(&s, NULL, c, o);
    return true;
}
