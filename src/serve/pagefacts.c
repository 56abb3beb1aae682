/* serve/pagefacts.c - what accounts agree on, dispute, repeat, and what only one of them has.
**
** Agreed: two origins or more say the same.  Repeated: several accounts, but one origin, which is
** no confirmation.  Disputed: values that no value fits, or a claim that somebody denies or doubts.
** A value that a later one replaced is told apart from both.
*/
#include "serve/dossier.h"

enum { SHOWN = 10, ONLY_SHOWN = 4, VALUES = 8 };

struct fact {
    enum tw_dossier_kind kind;
    size_t index;
};
struct facts {
    struct fact *v;
    size_t n;
};

enum heap { AGREED, DISPUTED, MOVED, REPEATED, HEAPS };

static bool is_answered(const struct tw_jv *claim)
{
    const struct tw_jv *positions = tw_jv_get(claim, "positions");
    bool affirmed = false, other = false;

    for (size_t i = 0; positions && i < positions->n; i++) {
        if (tw_dossier_is(&positions->v[i], "stance", "affirm")) affirmed = true;
        else if (!tw_dossier_is(&positions->v[i], "stance", "decline")) other = true;
    }
    return affirmed && other;
}

static void add(struct facts *f, enum tw_dossier_kind kind, size_t index)
{
    f->v[f->n++] = (struct fact){kind, index};
}

static void sort_out(struct tw_page *p, const struct tw_dossier *d, struct facts f[HEAPS])
{
    for (int h = 0; h < HEAPS; h++)
        f[h] = (struct facts){
            TW_NEW_N(p->mem, struct fact, d->said->n + d->figures->n + d->claims->n), 0};
    for (size_t i = 0; i < d->claims->n; i++)
        if (is_answered(&d->claims->v[i])) add(&f[DISPUTED], TW_DOSSIER_CLAIM, i);
    for (size_t i = 0; i < d->figures->n; i++) {
        const struct tw_jv *x = &d->figures->v[i];
        enum heap h = tw_dossier_number(x, "origins") > 1 ? AGREED : REPEATED;

        if (tw_dossier_is(x, "relation", "conflict")) h = DISPUTED;
        if (tw_dossier_is(x, "relation", "superseded")) h = MOVED;
        add(&f[h], TW_DOSSIER_FIGURE, i);
    }
    for (size_t i = 0; i < d->said->n; i++)
        add(&f[tw_dossier_number(&d->said->v[i], "origins") > 1 ? AGREED : REPEATED],
            TW_DOSSIER_SAID, i);
}

/* ---- One of them, in a line or a few */

static void put_values(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *figure)
{
    const struct tw_jv *members = tw_jv_get(figure, "members");
    size_t n = members ? members->n : 0;
    struct tw_slice *value = TW_NEW_N(p->mem, struct tw_slice, n);

    for (size_t i = 0; i < n; i++) value[i] = tw_dossier_value(p, &members->v[i]);
    for (size_t i = 0, shown = 0; i < n && shown < tw_section_most(p, VALUES); i++) {
        struct tw_slice this = value[i];

        if (this.n == 0) continue;
        shown++;
        tw_page_put(p, "<span class=\"value\"><b>");
        tw_page_words(p, this);
        tw_page_put(p, "</b> ");
        tw_dossier_put_places(p, d, members, value, this);
        tw_page_put(p, "</span> ");
    }
}

static void put_figure(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *x)
{
    struct tw_slice outcome = tw_dossier_outcome(p, x);

    tw_page_put(p, "<b>");
    tw_page_words(p, tw_dossier_unit(p, x));
    tw_page_put(p, "</b>");
    if (outcome.n > 0) {
        tw_page_put(p, ": ");
        tw_page_text(p, outcome);
    }
    tw_page_put(p, " \xE2\x80\x94 ");
    put_values(p, d, x);
}

static void put_said(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *x)
{
    const struct tw_jv *members = tw_jv_get(x, "members");

    tw_page_put(p, "<b>");
    tw_page_words(p, tw_jv_str(x, "speaker").n ? tw_jv_str(x, "speaker") : TW_LIT("(not named)"));
    tw_page_put(p, "</b>: ");
    if (members && members->n > 0) tw_page_words(p, tw_jv_str(&members->v[0], "text"));
    tw_page_put(p, " ");
    tw_dossier_put_places(p, d, members, NULL, (struct tw_slice){0});
}

static const char *stance_text(const struct tw_jv *position)
{
    if (tw_dossier_is(position, "stance", "deny")) return "denied";
    if (tw_dossier_is(position, "stance", "doubt")) return "doubted";
    if (tw_dossier_is(position, "stance", "decline")) return "no answer";
    return "said";
}

static void put_position(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *x)
{
    const struct tw_jv *by = tw_jv_get(x, "by"), *members = tw_jv_get(x, "members");

    tw_buf_addf(p->out, "<li><span class=\"stance %s\">%s</span> ", stance_text(x), stance_text(x));
    for (size_t i = 0; by && i < by->n && i < 4; i++) {
        if (i > 0) tw_page_put(p, ", ");
        tw_page_words(p, by->v[i].s);
    }
    if (!by || by->n == 0) tw_page_put(p, "in the account\xE2\x80\x99s own words");
    tw_page_put(p, ": ");
    tw_page_words(p, members && members->n ? tw_jv_str(&members->v[0], "text")
                                           : tw_jv_str(x, "answer"));
    tw_page_put(p, " ");
    tw_dossier_put_places(p, d, members, NULL, (struct tw_slice){0});
    tw_page_put(p, "</li>\n");
}

static void put_claim(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *x)
{
    const struct tw_jv *positions = tw_jv_get(x, "positions");
    size_t n = positions ? positions->n : 0, most = tw_section_most(p, 6);

    tw_page_put(p, "<b>");
    tw_page_words(p, tw_jv_str(x, "question"));
    tw_page_put(p, "</b> ");
    tw_dossier_put_why(p, d, tw_jv_str(x, "id"), "");
    tw_page_put(p, "<ul class=\"positions\">\n");
    for (size_t i = 0; i < n && i < most; i++) put_position(p, d, &positions->v[i]);
    tw_page_put(p, "</ul>");
    tw_section_more(p, d, n, most, "facts");
}

static const struct tw_jv *item_of(const struct tw_dossier *d, struct fact f)
{
    return f.kind == TW_DOSSIER_SAID     ? &d->said->v[f.index]
           : f.kind == TW_DOSSIER_FIGURE ? &d->figures->v[f.index]
                                         : &d->claims->v[f.index];
}

static void put_fact(struct tw_page *p, const struct tw_dossier *d, struct fact f)
{
    const struct tw_jv *x = item_of(d, f);

    tw_page_put(p, "<li class=\"fact\">");
    tw_dossier_put_name(p, f.kind, f.index);
    if (f.kind == TW_DOSSIER_FIGURE) put_figure(p, d, x);
    else if (f.kind == TW_DOSSIER_SAID) put_said(p, d, x);
    else put_claim(p, d, x);
    tw_dossier_put_new(p, tw_dossier_is_new(p, d, x));
    if (f.kind != TW_DOSSIER_CLAIM) {
        tw_page_put(p, "<br>");
        tw_dossier_put_support(p, d, x, f.kind, f.index);
    }
    tw_page_put(p, "</li>\n");
}

static void put_heap(struct tw_page *p, const struct tw_dossier *d, const struct facts *f,
                     enum tw_section_end end, const char *class, const char *title,
                     const char *note)
{
    size_t most = tw_section_most(p, SHOWN), i = 0;

    if (f->n == 0) return;
    tw_buf_addf(p->out,
                "<div class=\"heap %s\"><h3>%s <span class=\"number\">%zu</span></h3>\n<p "
                "class=\"fine\">%s</p>\n<ul>\n",
                class, title, f->n, note);
    for (; i < f->n && i < most && tw_section_has_room(p, end); i++) put_fact(p, d, f->v[i]);
    tw_page_put(p, "</ul>\n");
    tw_section_more(p, d, f->n, i, "facts");
    tw_page_put(p, "</div>\n");
}

/* ---- Only in one */

static void put_only(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *x,
                     size_t index)
{
    struct tw_buf b = {.mem = p->mem};

    tw_buf_addf(&b, "O%zu", index + 1);
    tw_buf_addf(p->out, "<li class=\"fact\" id=\"O%zu\">", index + 1);
    tw_dossier_put_name(p, TW_DOSSIER_ONLY, index);
    tw_page_words(p, tw_jv_str(x, "text"));
    tw_page_put(p, " ");
    tw_dossier_put_place(p, d, x);
    tw_page_put(p, " ");
    tw_dossier_put_why(p, d, tw_buf_slice(&b), "");
    tw_page_put(p, "</li>\n");
}

static void put_only_in(struct tw_page *p, const struct tw_dossier *d, size_t account)
{
    size_t n = 0, most = tw_section_most(p, ONLY_SHOWN);

    for (size_t i = 0; i < d->only->n; i++) {
        if (tw_dossier_account_of(d, &d->only->v[i], "id") != account) continue;
        if (n++ == 0) {
            tw_page_put(p, "<h4><span class=\"letter\">");
            tw_page_letter(p, account);
            tw_page_put(p, "</span> ");
            tw_page_words(p, d->account[account].name);
            tw_page_put(p, "</h4>\n<ul>\n");
        }
        if (n <= most) put_only(p, d, &d->only->v[i], i);
    }
    if (n > 0) tw_page_put(p, "</ul>\n");
    if (n > 0) tw_section_more(p, d, n, most, "only");
}

static void put_all_only(struct tw_page *p, const struct tw_dossier *d)
{
    size_t most = tw_section_most(p, 12);

    if (d->only->n == 0) return;
    tw_buf_addf(p->out,
                "<div class=\"heap only\" id=\"only\"><h3>Only one account <span "
                "class=\"number\">%zu</span></h3>\n"
                "<p class=\"fine\">Nobody else has it.</p>\n",
                d->only->n);
    for (size_t a = 0; a < d->n && a < most && tw_section_has_room(p, TW_ROOM_ONLY); a++)
        put_only_in(p, d, a);
    tw_page_put(p, "</div>\n");
}

void tw_section_facts(struct tw_page *p, const struct tw_dossier *d)
{
    struct facts f[HEAPS];

    sort_out(p, d, f);
    tw_page_put(
        p, "<section id=\"facts\"><h2>Agreed, disputed, only in one</h2>\n<div class=\"heaps\">\n");
    tw_page_put(p, "<div>\n");
    put_heap(p, d, &f[AGREED], TW_ROOM_AGREED, "agreed", "Agreed",
             "Two origins or more have it.");
    put_heap(p, d, &f[REPEATED], TW_ROOM_REPEATED, "repeated", "Repeated, one origin",
             "Several accounts, but they stand on one report: no confirmation.");
    if (f[AGREED].n + f[REPEATED].n == 0)
        tw_page_put(p, "<p class=\"fine\">Nothing was found that two accounts agree on.</p>\n");
    tw_page_put(p, "</div><div>\n");
    put_heap(p, d, &f[DISPUTED], TW_ROOM_DISPUTED, "disputed", "Disputed",
             "No value fits all, or somebody denies or doubts it.");
    put_heap(p, d, &f[MOVED], TW_ROOM_MOVED, "moved", "Changed over time",
             "A later count replaced an earlier one.");
    put_all_only(p, d);
    tw_page_put(p, "</div>\n");
    tw_page_put(p, "</div></section>\n");
}
