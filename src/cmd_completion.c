/* cmd_completion.c - twosource completion: what bash, zsh and fish need to complete a command line.
**
** Made from the tables behind --help, so it cannot disagree with them.  Help texts
** stand in single quotes; what the shells would read in them all the same is left
** out.
*/
#include "cmd.h"

static void add_plain(struct tw_buf *out, const char *s)
{
    for (; *s; s++)
        if (*s == '\'') tw_buf_adds(out, "'\\''");
        else if (!strchr("\\[]:", *s)) tw_buf_addc(out, *s);
}

static bool is_file(const struct tw_option *o)
{
    return o->arg && strstr(o->arg, "FILE");
}

static void add_command_names(struct tw_buf *out)
{
    for (const struct tw_command *c = tw_command_table; c->name; c++)
        tw_buf_addf(out, "%s%s", c == tw_command_table ? "" : " ", c->name);
}

static void write_bash_options(struct tw_buf *out, const struct tw_command *c)
{
    tw_buf_addf(out, "        %s) words='--help", c->name);
    for (const struct tw_option *o = tw_option_table; o->name; o++)
        if (tw_option_taken(c, o)) tw_buf_addf(out, " --%s", o->name);
    tw_buf_adds(out, "' ;;\n");
}

static void write_bash(struct tw_buf *out)
{
    tw_buf_adds(out, "# bash completion for twosource\n"
                     "_twosource() {\n"
                     "    local word=${COMP_WORDS[COMP_CWORD]}\n"
                     "    local before=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
                     "    COMPREPLY=()\n"
                     "    case $before in\n");
    for (const struct tw_option *o = tw_option_table; o->name; o++) {
        if (!tw_option_needs_value(o)) continue;
        if (o->values) tw_buf_addf(out, "    --%s) words='%s' ;;\n", o->name, o->values);
        else tw_buf_addf(out, "    --%s) return 0 ;;\n", o->name);
    }
    tw_buf_adds(out, "    esac\n"
                     "    if [ \"$words\" ]; then :\n"
                     "    elif [ \"$COMP_CWORD\" = 1 ]; then words='");
    add_command_names(out);
    tw_buf_adds(out, "'\n"
                     "    elif [[ $word == -* ]]; then case ${COMP_WORDS[1]} in\n");
    for (const struct tw_command *c = tw_command_table; c->name; c++) write_bash_options(out, c);
    tw_buf_adds(out, "    esac\n"
                     "    elif [ \"${COMP_WORDS[1]}\" = completion ]; then words='bash zsh fish'\n"
                     "    fi\n"
                     "    [ \"$words\" ] && COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                     "    return 0\n"
                     "}\n"
                     "complete -o default -F _twosource twosource\n");
}

static void write_zsh_option(struct tw_buf *out, const struct tw_option *o)
{
    tw_buf_addf(out, " \\\n            '--%s%s[", o->name,
                tw_option_needs_value(o) ? "=" : o->arg ? "=-" : "");
    add_plain(out, o->help);
    tw_buf_addc(out, ']');
    if (o->arg) {
        tw_buf_adds(out, o->arg[0] == '[' ? "::" : ":");
        add_plain(out, o->name);
        if (o->values) tw_buf_addf(out, ":(%s)", o->values);
        else tw_buf_adds(out, is_file(o) ? ":_files" : ": ");
    }
    tw_buf_addc(out, '\'');
}

static void write_zsh(struct tw_buf *out)
{
    tw_buf_adds(out, "#compdef twosource\n"
                     "_twosource() {\n"
                     "    local -a commands=(\n");
    for (const struct tw_command *c = tw_command_table; c->name; c++) {
        tw_buf_addf(out, "        '%s:", c->name);
        add_plain(out, c->what);
        tw_buf_adds(out, "'\n");
    }
    tw_buf_adds(out, "    )\n"
                     "    if (( CURRENT == 2 )); then\n"
                     "        _describe command commands\n"
                     "        return\n"
                     "    fi\n"
                     "    local command=$words[2]\n"
                     "    shift words\n"
                     "    (( CURRENT-- ))\n"
                     "    case $command in\n");
    for (const struct tw_command *c = tw_command_table; c->name; c++) {
        tw_buf_addf(out, "        %s) _arguments '--help[tell about the command]'", c->name);
        for (const struct tw_option *o = tw_option_table; o->name; o++)
            if (tw_option_taken(c, o)) write_zsh_option(out, o);
        if (c->run == tw_cmd_completion) tw_buf_adds(out, " '1:shell:(bash zsh fish)'");
        else if (*c->args) tw_buf_adds(out, " '*:input:_files'");
        tw_buf_adds(out, " ;;\n");
    }
    tw_buf_adds(out, "    esac\n"
                     "}\n"
                     "compdef _twosource twosource\n");
}

static void write_fish(struct tw_buf *out)
{
    tw_buf_adds(out, "# fish completion for twosource\n");
    for (const struct tw_command *c = tw_command_table; c->name; c++) {
        tw_buf_addf(out, "complete -c twosource -f -n __fish_use_subcommand -a %s -d '", c->name);
        add_plain(out, c->what);
        tw_buf_adds(out, "'\n");
        for (const struct tw_option *o = tw_option_table; o->name; o++) {
            if (!tw_option_taken(c, o)) continue;
            tw_buf_addf(out, "complete -c twosource -n '__fish_seen_subcommand_from %s' -l %s",
                        c->name, o->name);
            if (o->values) tw_buf_addf(out, " -x -a '%s'", o->values);
            else if (tw_option_needs_value(o)) tw_buf_adds(out, is_file(o) ? " -r -F" : " -x");
            tw_buf_adds(out, " -d '");
            add_plain(out, o->help);
            tw_buf_adds(out, "'\n");
        }
    }
    tw_buf_adds(out, "complete -c twosource -f -n '__fish_seen_subcommand_from completion'"
                     " -a 'bash zsh fish'\n");
}

int tw_cmd_completion(const struct tw_options *o)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf out = {.mem = mem};
    const char *shell = o->inputs == 1 ? o->input[0] : "";
    int code = TW_EXIT_DONE;

    if (strcmp(shell, "bash") == 0) write_bash(&out);
    else if (strcmp(shell, "zsh") == 0) write_zsh(&out);
    else if (strcmp(shell, "fish") == 0) write_fish(&out);
    else {
        tw_say("completion needs one of bash, zsh and fish");
        code = TW_EXIT_USAGE;
    }
    if (!tw_put(&out)) code = TW_EXIT_FAILED;
    tw_arena_free(mem);
    return code;
}
