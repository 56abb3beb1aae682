/* serve/pagematrix.c - claim by account: says, denies, another figure, attributes to, silent.
**
** A row a statement, a column an account.  A cell says in words what the account does with it and
** leads to its sentence; a value that is not the one most accounts have is marked with a sign.
*/
#include "serve/dossier.h"

enum {
    WIDEST = 14,
    ROWS = 20,
    CLAIMS = 6,
    POSITIONS = 6,
    ASKED = 200
}; /* accounts, statements, ... ; members */

static size_t width_of(const struct tw_page *p, const struct tw_dossier *d)
{
    size_t most = tw_section_most(p, WIDEST);

    return d->n < most ? d->n : most;
}

/* Opens the cell of an account with the link to its sentence.  false: it is silent, the cell is
** whole. */
static bool open_cell(struct tw_page *p, const struct tw_dossier *d, size_t account,
                      const struct tw_jv *m, const char *class)
{
    if (!m) {
        tw_page_put(p, "<td class=\"silent\"><i>silent</i></td>");
        return false;
    }
    tw_page_put(p, "<td");
    if (*class) tw_buf_addf(p->out, " class=\"%s\"", class);
    tw_page_put(p, "><a href=\"");
    tw_dossier_put_address(p, d->account[account].id, tw_jv_get(m, "span"));
    tw_page_put(p, "\">");
    return true;
}

/* A row in which each account does the same, or nothing. */
static void put_cells(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *item,
                      const char *verb, const char *class)
{
    for (size_t a = 0; a < width_of(p, d); a++)
        if (open_cell(p, d, a, tw_dossier_member(d, item, a), class))
            tw_buf_addf(p->out, "%s</a></td>", verb);
    tw_page_put(p, "</tr>\n");
}

static void open_row(struct tw_page *p, enum tw_dossier_kind kind, size_t index)
{
    tw_page_put(p, "<tr><th scope=\"row\">");
    tw_dossier_put_name(p, kind, index);
}

/* ---- Figures */

static bool same_bound(const struct tw_jv *a, const struct tw_jv *b, const char *key)
{
    const struct tw_jv *x = tw_jv_get(a, key), *y = tw_jv_get(b, key);

    return x && y && x->type == y->type && x->num == y->num;
}

/* "five" and "5" are one value. */
static bool same_value(const struct tw_jv *a, const struct tw_jv *b)
{
    return same_bound(a, b, "low") && same_bound(a, b, "high");
}

/* The member whose value most have; of equal ones the first. */
static const struct tw_jv *usual(const struct tw_jv *members)
{
    const struct tw_jv *best = NULL;
    size_t most = 0, n = members ? members->n : 0;

    if (n > ASKED) n = ASKED;
    for (size_t i = 0; i < n; i++) {
        size_t equal = 0;

        for (size_t k = 0; k < n; k++) equal += same_value(&members->v[i], &members->v[k]);
        if (equal > most) best = &members->v[i], most = equal;
    }
    return best;
}

static void put_figure(struct tw_page *p, const struct tw_dossier *d, size_t index)
{
    const struct tw_jv *x = &d->figures->v[index], *members = tw_jv_get(x, "members"),
                       *most = usual(members);
    bool differ =
        tw_dossier_is(x, "relation", "conflict") || tw_dossier_is(x, "relation", "superseded");

    open_row(p, TW_DOSSIER_FIGURE, index);
    tw_page_words(p, tw_dossier_unit(p, x));
    tw_page_put(p, "</th>");
    for (size_t a = 0; a < width_of(p, d); a++) {
        const struct tw_jv *m = tw_dossier_member(d, x, a);
        bool other = m && differ && !same_value(m, most);

        if (!open_cell(p, d, a, m, other ? "other" : "")) continue;
        if (other)
            tw_page_put(p, "<span aria-hidden=\"true\">\xE2\x89\xA0 </span><span "
                           "class=\"hidden\">other figure: </span>");
        tw_page_words(p, tw_dossier_value(p, m));
        tw_page_put(p, "</a></td>");
    }
    tw_page_put(p, "</tr>\n");
}

/* ---- Statements */

static void put_said(struct tw_page *p, const struct tw_dossier *d, size_t index)
{
    const struct tw_jv *x = &d->said->v[index], *members = tw_jv_get(x, "members");
    struct tw_slice speaker = tw_jv_str(x, "speaker");

    open_row(p, TW_DOSSIER_SAID, index);
    if (speaker.n > 0) {
        tw_page_put(p, "<b>");
        tw_page_words(p, speaker);
        tw_page_put(p, "</b> ");
    }
    tw_page_put(p, "<span class=\"cut\">");
    if (members && members->n > 0) tw_page_words(p, tw_jv_str(&members->v[0], "text"));
    tw_page_put(p, "</span></th>");
    put_cells(p, d, x, "says", "");
}

/* ---- Claims: a row a position */

static const char *does(const struct tw_jv *position)
{
    const struct tw_jv *by = tw_jv_get(position, "by");

    if (tw_dossier_is(position, "stance", "deny")) return "denies";
    if (tw_dossier_is(position, "stance", "doubt")) return "doubts";
    if (tw_dossier_is(position, "stance", "decline")) return "no answer";
    return by && by->n > 0 ? "attributes" : "says";
}

static void put_position(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *x)
{
    const struct tw_jv *by = tw_jv_get(x, "by");
    const char *verb = does(x);

    tw_page_put(p, "<tr><th scope=\"row\" class=\"position\">");
    for (size_t i = 0; by && i < by->n && i < 3; i++) {
        if (i > 0) tw_page_put(p, ", ");
        tw_page_put(p, "<b>");
        tw_page_words(p, by->v[i].s);
        tw_page_put(p, "</b>");
    }
    if (by && by->n > 0) tw_page_put(p, " ");
    tw_page_put(p, "<span class=\"cut\">");
    tw_page_words(p, tw_jv_str(x, "answer"));
    tw_page_put(p, "</span></th>");
    put_cells(p, d, x, verb, verb[0] == 'd' ? "denies" : "");
}

static void put_claim(struct tw_page *p, const struct tw_dossier *d, size_t index)
{
    const struct tw_jv *x = &d->claims->v[index], *positions = tw_jv_get(x, "positions");
    size_t n = positions ? positions->n : 0, most = tw_section_most(p, POSITIONS);

    tw_buf_addf(p->out,
                "<tbody id=\"C%zu\"><tr><th scope=\"rowgroup\" colspan=\"%zu\" class=\"question\">",
                index + 1, width_of(p, d) + 1);
    tw_dossier_put_name(p, TW_DOSSIER_CLAIM, index);
    tw_page_words(p, tw_jv_str(x, "question"));
    tw_page_put(p, " ");
    tw_dossier_put_why(p, d, tw_jv_str(x, "id"), "");
    tw_page_put(p, "</th></tr>\n");
    for (size_t i = 0; i < n && i < most; i++) put_position(p, d, &positions->v[i]);
    tw_page_put(p, "</tbody>\n");
}

static void put_head(struct tw_page *p, const struct tw_dossier *d)
{
    tw_page_put(p, "<thead><tr><th scope=\"col\">Statement, figure, claim</th>");
    for (size_t a = 0; a < width_of(p, d); a++) {
        tw_page_put(p, "<th scope=\"col\"><a href=\"#");
        tw_page_letter(p, a);
        tw_page_put(p, "\" title=\"");
        tw_page_text(p, d->account[a].name);
        tw_page_put(p, "\">");
        tw_page_letter(p, a);
        tw_page_put(p, "<span class=\"hidden\"> ");
        tw_page_text(p, d->account[a].name);
        tw_page_put(p, "</span></a></th>");
    }
    tw_page_put(p, "</tr></thead>\n");
}

static bool has_room(const struct tw_page *p, size_t shown, size_t usual)
{
    return shown < tw_section_most(p, usual) && tw_section_has_room(p, TW_ROOM_MATRIX);
}

void tw_section_matrix(struct tw_page *p, const struct tw_dossier *d)
{
    size_t n = d->figures->n + d->said->n + d->claims->n, rows = 0;

    tw_page_put(p, "<section id=\"matrix\"><h2>Who has what</h2>\n");
    if (d->n < 2 || n == 0) {
        tw_page_put(p, "<p>Nothing to set side by side: no statement or figure was found in two "
                       "accounts.</p></section>\n");
        return;
    }
    tw_page_put(p, "<p class=\"fine\">A dot: silent. \xE2\x89\xA0: another figure than most have. "
                   "Each cell leads to its "
                   "sentence.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" "
                   "aria-label=\"Who has what, a table\">"
                   "<table class=\"matrix\">\n");
    put_head(p, d);
    for (size_t i = 0; i < d->claims->n && has_room(p, i, CLAIMS); i++, rows++) put_claim(p, d, i);
    tw_page_put(p, "<tbody>\n");
    for (size_t i = 0; i < d->figures->n && has_room(p, i, ROWS); i++, rows++) put_figure(p, d, i);
    for (size_t i = 0; i < d->said->n && has_room(p, i, ROWS); i++, rows++) put_said(p, d, i);
    tw_page_put(p, "</tbody></table></div>\n");
    if (rows < n) tw_section_more(p, d, n, rows, "matrix");
    else tw_section_more(p, d, d->n, width_of(p, d), "matrix");
    tw_page_put(p, "</section>\n");
}
