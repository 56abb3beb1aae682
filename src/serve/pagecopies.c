/* serve/pagecopies.c - who took words from whom: a tree in time, left to right, and its table.
**
** An account hangs on the earlier one from which it took most words.  A row for each account that
** takes part: a tree's root first, what hangs on it below, by time.  Across: the time of
** publication.  Linear in the passages, plus accounts squared.
*/
#include "serve/dossier.h"

#include "base/vec.h"
#include "compare/layout.h"

enum {
    WIDTH = 640,
    LEFT = 16,
    RIGHT = 190,
    ROW = 26,
    TOP = 20,
    BOTTOM = 24,
    ACCOUNTS = 24,
    PASSAGES = 12,
    NAME = 24,
    EXCERPT = 200
}; /* columns of a name, of a passage */

struct node {
    size_t account, parent; /* parent: TW_NONE, or an account */
    unsigned words;         /* from the parent */
    bool takes_part, is_drawn;
    size_t row;
};
struct tree {
    struct node *v;
    size_t n, rows;
    int64_t from, to;
}; /* v: by account */

static int by_time(const void *x, const void *y)
{
    const struct tw_dossier_account *const *a = x, *const *b = y;

    if ((*a)->time != (*b)->time) return (*a)->time < (*b)->time ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

/* Gives rows, `most` in all: the account, then what hangs on it, by time; each once. */
static void give_rows(struct tree *t, const struct tw_dossier *d,
                      const struct tw_dossier_account **order, size_t root, size_t most)
{
    t->v[root].is_drawn = true;
    t->v[root].row = t->rows++;
    for (size_t i = 0; i < t->n && t->rows < most; i++) {
        size_t a = (size_t)(order[i] - d->account);

        if (t->v[a].parent == root && !t->v[a].is_drawn) give_rows(t, d, order, a, most);
    }
}

static struct tree tree_of(struct tw_page *p, const struct tw_dossier *d)
{
    struct tree t = {.v = TW_NEW_N(p->mem, struct node, d->n), .n = d->n};
    size_t most = tw_section_most(p, ACCOUNTS);
    const struct tw_dossier_account **order =
        TW_NEW_N(p->mem, const struct tw_dossier_account *, d->n);

    for (size_t b = 0; b < d->n; b++) {
        t.v[b] = (struct node){.account = b, .parent = TW_NONE, .takes_part = t.v[b].takes_part};
        for (size_t a = 0; a < d->n; a++) {
            unsigned w = tw_dossier_words(d, a, b);

            /* A later one cannot be the root of an earlier one: no circle. */
            if (w <= t.v[b].words || d->account[a].time > d->account[b].time
                || (d->account[a].time == d->account[b].time && a > b
                    && tw_dossier_words(d, b, a) > 0))
                continue;
            t.v[b].parent = a;
            t.v[b].words = w;
        }
        if (t.v[b].parent != TW_NONE) t.v[b].takes_part = t.v[t.v[b].parent].takes_part = true;
        order[b] = &d->account[b];
    }
    TW_SORT(order, d->n, by_time);
    for (size_t b = 0; b < d->n; b++)
        if (t.v[b].parent != TW_NONE) t.v[t.v[b].parent].takes_part = true;
    for (size_t i = 0; i < d->n && t.rows < most; i++) {
        size_t a = (size_t)(order[i] - d->account);

        if (t.v[a].parent == TW_NONE && t.v[a].takes_part) give_rows(&t, d, order, a, most);
    }
    for (size_t a = 0; a < d->n; a++) {
        if (!t.v[a].is_drawn || !d->account[a].time) continue;
        if (!t.from || d->account[a].time < t.from) t.from = d->account[a].time;
        if (d->account[a].time > t.to) t.to = d->account[a].time;
    }
    return t;
}

static double x_of(const struct tree *t, int64_t time)
{
    if (!time || t->to <= t->from) return LEFT;
    return LEFT + (double)(time - t->from) / (double)(t->to - t->from) * (WIDTH - LEFT - RIGHT);
}

static double y_of(size_t row)
{
    return (double)(TOP + row * ROW);
}

static void put_node(struct tw_page *p, const struct tw_dossier *d, const struct tree *t,
                     const struct node *x)
{
    const struct tw_dossier_account *a = &d->account[x->account];
    double cx = x_of(t, a->time), cy = y_of(x->row);

    if (x->parent != TW_NONE) {
        double px = x_of(t, d->account[x->parent].time), py = y_of(t->v[x->parent].row);

        tw_buf_addf(p->out, "<path class=\"branch\" d=\"M%.1f %.1fV%.1fH%.1f\"/>", px, py + 9, cy,
                    cx - 9 > px ? cx - 9 : px);
    }
    tw_page_put(p, "<a href=\"");
    tw_dossier_put_address(p, a->id, NULL);
    tw_buf_addf(p->out,
                "\"><circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"9\"/><text class=\"in\" "
                "x=\"%.1f\" y=\"%.1f\" "
                "text-anchor=\"middle\">",
                x->parent == TW_NONE ? "own" : "copy", cx, cy, cx, cy + 4);
    tw_page_letter(p, x->account);
    tw_buf_addf(p->out, "</text><text x=\"%.1f\" y=\"%.1f\">", cx + 14, cy + 4);
    tw_page_text(p, tw_one_line(p->mem, a->name, NAME));
    if (x->parent != TW_NONE) tw_buf_addf(p->out, " \xC2\xB7 %u words", x->words);
    tw_page_put(p, "</text></a>\n");
}

static void put_tree(struct tw_page *p, const struct tw_dossier *d, const struct tree *t)
{
    size_t height = TOP + t->rows * ROW + BOTTOM - ROW / 2;

    tw_buf_addf(p->out,
                "<svg class=\"chart tree\" viewBox=\"0 0 %d %zu\" role=\"group\" "
                "aria-labelledby=\"copies-title\" "
                "aria-describedby=\"copies-table\">\n",
                WIDTH, height);
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].is_drawn) put_node(p, d, t, &t->v[i]);
    if (t->to > t->from) {
        tw_buf_addf(p->out, "<text x=\"%d\" y=\"%zu\">", LEFT - 9, height - 4);
        tw_page_plain_time(p, t->from);
        tw_buf_addf(p->out, "</text><text x=\"%d\" y=\"%zu\" text-anchor=\"end\">",
                    WIDTH - RIGHT + 9, height - 4);
        tw_page_plain_time(p, t->to);
        tw_page_put(p, "</text>");
    }
    tw_page_put(p, "</svg>\n");
}

static void put_row(struct tw_page *p, const struct tw_dossier *d, const struct tree *t, size_t a)
{
    const struct node *x = &t->v[a];

    tw_page_put(p, "<tr><th scope=\"row\"><span class=\"letter\">");
    tw_page_letter(p, a);
    tw_page_put(p, "</span> ");
    tw_page_words(p, d->account[a].name);
    tw_page_put(p, "</th><td>");
    tw_page_iso(p, d->account[a].published);
    tw_page_put(p, "</td><td>");
    if (x->parent == TW_NONE) {
        tw_page_put(p, "first</td><td></td></tr>\n");
        return;
    }
    tw_page_put(p, "from ");
    tw_page_letter(p, x->parent);
    tw_page_put(p, " ");
    tw_page_words(p, d->account[x->parent].name);
    tw_page_put(p, "</td><td>");
    tw_dossier_open_pair(p, d, x->parent, a);
    tw_page_count(p, x->words, "word");
    tw_page_put(p, "</a></td></tr>\n");
}

static void put_table(struct tw_page *p, const struct tw_dossier *d, const struct tree *t)
{
    tw_page_put(p, "<details><summary>As a table</summary><table "
                   "id=\"copies-table\"><thead><tr><th scope=\"col\">Account</th>"
                   "<th scope=\"col\">Published</th><th scope=\"col\">Took most from</th><th "
                   "scope=\"col\">Words</th></tr></thead><tbody>\n");
    for (size_t row = 0; row < t->rows; row++)
        for (size_t a = 0; a < t->n; a++)
            if (t->v[a].is_drawn && t->v[a].row == row) put_row(p, d, t, a);
    tw_page_put(p, "</tbody></table></details>\n");
}

static void put_passage(struct tw_page *p, const struct tw_dossier *d, size_t index)
{
    const struct tw_jv *x = &d->copied->v[index];
    size_t a = tw_dossier_account_of(d, x, "a"), b = tw_dossier_account_of(d, x, "b");
    struct tw_buf name = {.mem = p->mem};

    if (a == TW_NONE || b == TW_NONE) return;
    tw_buf_addf(&name, "P%zu", index + 1);
    tw_buf_addf(p->out, "<li class=\"fact\" id=\"P%zu\">", index + 1);
    tw_dossier_put_name(p, TW_DOSSIER_COPIED, index);
    tw_page_count(p, tw_dossier_number(x, "words"), "word");
    tw_page_put(p, ", <a class=\"at\" href=\"");
    tw_dossier_put_address(p, d->account[a].id, tw_jv_get(x, "a_span"));
    tw_page_put(p, "\">");
    tw_page_letter(p, a);
    tw_page_put(p, "</a> taken over by <a class=\"at\" href=\"");
    tw_dossier_put_address(p, d->account[b].id, tw_jv_get(x, "b_span"));
    tw_page_put(p, "\">");
    tw_page_letter(p, b);
    tw_page_put(p, "</a> ");
    tw_dossier_put_why(p, d, tw_buf_slice(&name), "");
    tw_page_put(p, "<br><span class=\"cut\">");
    tw_page_words(p, tw_one_line(p->mem, tw_jv_str(x, "b_text"), EXCERPT));
    tw_page_put(p, "</span></li>\n");
}

void tw_section_copies(struct tw_page *p, const struct tw_dossier *d)
{
    size_t most = tw_section_most(p, PASSAGES), i = 0;
    struct tree t;

    tw_page_put(p, "<section id=\"copies\"><h2 id=\"copies-title\">Who copied whom</h2>\n");
    if (d->copied->n == 0) {
        tw_page_put(p, "<p>No copied passage was found. Quoting the same words of a speaker is not "
                       "copying.</p></section>\n");
        return;
    }
    t = tree_of(p, d);
    tw_page_put(p, "<p class=\"fine\">Time runs from left to right. A filled dot is an account "
                   "that had its words first, a ring one that "
                   "took words over.</p>\n");
    put_tree(p, d, &t);
    put_table(p, d, &t);
    tw_buf_addf(p->out, "<details><summary>%zu copied passage%s</summary><ul>\n", d->copied->n,
                d->copied->n == 1 ? "" : "s");
    for (; i < d->copied->n && i < most && tw_section_has_room(p, TW_ROOM_COPIES); i++)
        put_passage(p, d, i);
    tw_page_put(p, "</ul></details>\n");
    tw_section_more(p, d, d->copied->n, i, "copies");
    tw_page_put(p, "</section>\n");
}
