/* fuzz/rules_fuzz.c - whatever a rules file holds: it gives rules, or is told what is wrong with
** it, by rising lines that it has; and whatever an alert says, a mail about it has the fields that
** are ours and no others. */
#include "fuzz.h"

#include "alert/mail.h"
#include "base/json.h"
#include "base/utf8.h"

struct told { size_t mistakes, line, lines; };

static void wrong(void *context, size_t line, const char *what)
{
    struct told *t = context;

    PROMISE(*what && line >= t->line && line <= t->lines);
    t->line = line;
    t->mistakes++;
}

static void read_rules(struct tw_arena *mem, struct tw_slice text)
{
    struct told told = {.lines = 1};
    struct tw_alert_rules r;
    enum tw_status st;

    for (size_t i = 0; i < text.n; i++) told.lines += text.p[i] == '\n';
    st = tw_rules_read(mem, text, wrong, &told, &r);
    PROMISE(st == (told.mistakes ? TW_USAGE : TW_OK));
    for (size_t i = 0; st == TW_OK && i < r.rules; i++)
        PROMISE(r.rule[i].name.n && tw_alert_kind_text(r.rule[i].kind) && r.rule[i].line);
    PROMISE(st != TW_OK || r.rules > 0);
}

static void write_mail(struct tw_arena *mem, struct tw_slice text)
{
    static const struct tw_alert_target to = {.where = "desk@news.example",
                                              .from = "tw@news.example"};
    struct tw_buf json = {.mem = mem}, mail = {.mem = mem};
    struct tw_json j = {.out = &json};
    struct tw_stored_alert alert = {.id = TW_LIT("0123456789abcdef")};
    struct tw_slice rest, line;
    size_t fields = 0;

    text = tw_utf8_repair(mem, text, NULL);
    tw_json_open(&j, '{');
    tw_json_text(&j, "rule", text);
    tw_json_text(&j, "headline", text);
    tw_json_text(&j, "title", text);
    tw_json_close(&j, '}');
    alert.json = tw_buf_slice(&json);
    tw_mail_write(&mail, &to, &alert, 1, TW_LIT("0123456789abcdef"), 0);
    rest = tw_buf_slice(&mail);
    while (tw_slice_line(&rest, &line) && line.n) fields += line.p[0] != ' ';
    PROMISE(fields == 9);
    while (tw_slice_line(&rest, &line))
        PROMISE(line.n <= 76 && !tw_slice_starts(line, TW_LIT(".")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_slice text = fuzz_input(data, size);

    if (tw_slice_find(text, TW_LIT("secret-file"), 0) == TW_NONE) read_rules(mem, text);
    write_mail(mem, text);
    tw_arena_free(mem);
    return 0;
}
