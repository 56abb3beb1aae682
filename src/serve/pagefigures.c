/* serve/pagefigures.c - figures over time: steps, a dot for each account, and the table of both.
**
** The line goes from one account's value to the next one's when that is published.  A dot with a
** stroke upwards is "more than" or "at least", downwards "fewer than" or "up to".  Drawn are
** figures whose values differ and whose accounts have a time.  Units: those of the viewBox.
*/
#include "serve/dossier.h"

#include "base/vec.h"

enum {
    WIDTH = 640,
    HEIGHT = 150,
    LEFT = 70,
    RIGHT = 30,
    TOP = 22,
    BOTTOM = 26,
    DRAWN = 8,
    DOTS = 30,
    LINES = 12,
    ACROSS = 20
};

struct dot {
    int64_t time;
    double value, x; /* x: of its middle */
    size_t account;
    int open; /* 1: that many or more, -1: or fewer */
    const struct tw_jv *member;
};
struct dots {
    struct dot *v;
    size_t n;
    int64_t from, to;
    double low, high;
};

static int by_time(const void *a, const void *b)
{
    const struct dot *x = a, *y = b;

    if (x->time != y->time) return x->time < y->time ? -1 : 1;
    return x->account != y->account ? (x->account < y->account ? -1 : 1)
           : x->member < y->member  ? -1
                                    : x->member > y->member;
}

static bool bound(const struct tw_jv *m, const char *key, double *x)
{
    const struct tw_jv *v = tw_jv_get(m, key);

    if (!v || v->type != TW_JNUMBER) return false;
    *x = v->num;
    return true;
}

static struct dots dots_of(struct tw_page *p, const struct tw_dossier *d,
                           const struct tw_jv *figure)
{
    const struct tw_jv *members = tw_jv_get(figure, "members");
    size_t n = members ? members->n : 0;
    struct dots out = {.v = TW_NEW_N(p->mem, struct dot, n)};

    for (size_t i = 0; i < n; i++) {
        const struct tw_jv *m = &members->v[i];
        struct dot x = {.account = tw_dossier_account_of(d, m, "id"), .member = m};
        double low = 0, high = 0;
        bool has_low = bound(m, "low", &low), has_high = bound(m, "high", &high);

        if (x.account == TW_NONE || (!has_low && !has_high)) continue;
        x.time = d->account[x.account].time;
        x.value = has_low && has_high ? (low + high) / 2 : has_low ? low : high;
        x.open = has_low && has_high ? 0 : has_low ? 1 : -1;
        if (x.time) out.v[out.n++] = x;
    }
    TW_SORT(out.v, out.n, by_time);
    if (out.n > DOTS) out.n = DOTS;
    for (size_t i = 0; i < out.n; i++) {
        if (i == 0 || out.v[i].value < out.low) out.low = out.v[i].value;
        if (i == 0 || out.v[i].value > out.high) out.high = out.v[i].value;
    }
    out.from = out.n ? out.v[0].time : 0;
    out.to = out.n ? out.v[out.n - 1].time : 0;
    return out;
}

static double x_of(const struct dots *s, int64_t time)
{
    return LEFT
           + (s->to > s->from ? (double)(time - s->from) / (double)(s->to - s->from) : 0)
                 * (WIDTH - LEFT - RIGHT);
}

static double y_of(const struct dots *s, double value)
{
    return HEIGHT - BOTTOM
           - (s->high > s->low ? (value - s->low) / (s->high - s->low) : .5)
                 * (HEIGHT - TOP - BOTTOM);
}

/* Dots that would lie on each other stand side by side. */
static void place_dots(struct dots *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->v[i].x = x_of(s, s->v[i].time);
        for (size_t k = 0; k < i; k++)
            if (y_of(s, s->v[i].value) == y_of(s, s->v[k].value) && s->v[i].x < s->v[k].x + ACROSS)
                s->v[i].x = s->v[k].x + ACROSS;
        if (s->v[i].x > WIDTH - ACROSS / 2) s->v[i].x = WIDTH - ACROSS / 2;
    }
}

static void put_axis(struct tw_page *p, const struct dots *s)
{
    for (int i = 0; i < 2; i++) {
        double value = i ? s->high : s->low, y = y_of(s, value);

        tw_buf_addf(p->out,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/><text "
                    "x=\"%d\" y=\"%.1f\" "
                    "text-anchor=\"end\">",
                    LEFT - 6, y, WIDTH - RIGHT + 6, y, LEFT - 12, y + 4);
        if (value == (double)(int64_t)value && value >= 0 && value < 1e15)
            tw_page_number(p, (uint64_t)value);
        else tw_buf_addf(p->out, "%g", value);
        tw_page_put(p, "</text>");
    }
    tw_buf_addf(p->out, "<text x=\"%d\" y=\"%d\">", LEFT, HEIGHT - 4);
    tw_page_plain_time(p, s->from);
    tw_buf_addf(p->out, "</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">", WIDTH - RIGHT,
                HEIGHT - 4);
    tw_page_plain_time(p, s->to);
    tw_page_put(p, "</text>");
}

static void put_steps(struct tw_page *p, const struct dots *s)
{
    tw_page_put(p, "<path class=\"steps\" d=\"");
    for (size_t i = 0; i < s->n; i++)
        tw_buf_addf(p->out, i ? "H%.1fV%.1f" : "M%.1f %.1f", x_of(s, s->v[i].time),
                    y_of(s, s->v[i].value));
    tw_page_put(p, "\"/>");
}

static void put_dot(struct tw_page *p, const struct tw_dossier *d, const struct dots *s,
                    const struct dot *x)
{
    double cx = x->x, cy = y_of(s, x->value);

    tw_page_put(p, "<a href=\"");
    tw_dossier_put_address(p, d->account[x->account].id, tw_jv_get(x->member, "span"));
    tw_page_put(p, "\"><title>");
    tw_page_text(p, d->account[x->account].name);
    tw_page_put(p, ": ");
    tw_page_text(p, tw_dossier_value(p, x->member));
    tw_page_put(p, "</title>");
    if (x->open)
        tw_buf_addf(p->out, "<path class=\"open\" d=\"M%.1f %.1fv%d\"/>", cx, cy,
                    x->open > 0 ? -14 : 14);
    tw_buf_addf(p->out,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"9\"/><text class=\"in\" x=\"%.1f\" y=\"%.1f\" "
                "text-anchor=\"middle\">",
                cx, cy, cx, cy + 4);
    tw_page_letter(p, x->account);
    tw_page_put(p, "</text></a>");
}

static void put_chart(struct tw_page *p, const struct tw_dossier *d, struct dots *s, size_t index)
{
    tw_buf_addf(
        p->out,
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"group\" aria-labelledby=\"F%zu-title\" "
        "aria-describedby=\"F%zu-table\">",
        WIDTH, HEIGHT, index + 1, index + 1);
    put_axis(p, s);
    place_dots(s);
    put_steps(p, s);
    for (size_t i = 0; i < s->n; i++) put_dot(p, d, s, &s->v[i]);
    tw_page_put(p, "</svg>\n");
}

static void put_row(struct tw_page *p, const struct tw_dossier *d, const struct tw_jv *m)
{
    size_t a = tw_dossier_account_of(d, m, "id");

    if (a == TW_NONE) return;
    tw_page_put(p, "<tr><td>");
    tw_page_iso(p, d->account[a].published);
    tw_page_put(p, "</td><th scope=\"row\">");
    tw_dossier_put_place(p, d, m);
    tw_page_put(p, " ");
    tw_page_words(p, d->account[a].name);
    tw_page_put(p, "</th><td class=\"amount\">");
    tw_page_words(p, tw_dossier_value(p, m));
    tw_page_put(p, "</td><td>");
    tw_page_words(p, tw_jv_str(m, "text"));
    tw_page_put(p, "</td></tr>\n");
}

static void put_figure(struct tw_page *p, const struct tw_dossier *d, size_t index)
{
    const struct tw_jv *x = &d->figures->v[index], *members = tw_jv_get(x, "members");
    struct dots s = dots_of(p, d, x);
    struct tw_slice outcome = tw_dossier_outcome(p, x);
    bool drawn = s.n > 1 && s.high > s.low && s.to > s.from;

    tw_buf_addf(p->out, "<div class=\"figure\" id=\"F%zu\"><h3 id=\"F%zu-title\">", index + 1,
                index + 1);
    tw_dossier_put_name(p, TW_DOSSIER_FIGURE, index);
    tw_page_words(p, tw_dossier_unit(p, x));
    tw_page_put(p, " <span class=\"relation ");
    tw_page_text(p, tw_jv_str(x, "relation"));
    tw_page_put(p, "\">");
    tw_page_text(p, tw_jv_str(x, "relation"));
    if (outcome.n > 0) tw_page_put(p, ": ");
    tw_page_text(p, outcome);
    tw_page_put(p, "</span>");
    tw_dossier_put_new(p, tw_dossier_is_new(p, d, x));
    tw_page_put(p, "</h3>\n<p class=\"fine\">");
    tw_dossier_put_support(p, d, x, TW_DOSSIER_FIGURE, index);
    tw_page_put(p, "</p>\n");
    if (drawn) put_chart(p, d, &s, index);
    tw_buf_addf(p->out,
                "<details%s><summary>%s</summary><table id=\"F%zu-table\"><thead><tr><th "
                "scope=\"col\">Published</th>"
                "<th scope=\"col\">Account</th><th scope=\"col\">Value</th><th scope=\"col\">In "
                "its words</th></tr></thead><tbody>\n",
                tw_dossier_is(x, "relation", "conflict") && !drawn ? " open" : "",
                drawn ? "As a table" : "Values", index + 1);
    for (size_t i = 0; members && i < members->n && i < tw_section_most(p, LINES); i++)
        put_row(p, d, &members->v[i]);
    tw_page_put(p, "</tbody></table>");
    tw_section_more(p, d, members ? members->n : 0, tw_section_most(p, LINES), "figures");
    tw_page_put(p, "</details></div>\n");
}

void tw_section_figures(struct tw_page *p, const struct tw_dossier *d)
{
    size_t most = tw_section_most(p, DRAWN), i = 0;

    tw_page_put(p, "<section id=\"figures\"><h2>Figures over time</h2>\n");
    if (d->figures->n == 0) tw_page_put(p, "<p>No figure was found in two accounts.</p>\n");
    else
        tw_page_put(p, "<p class=\"fine\">Compatible: one value can fit all. Conflict: none can. "
                       "Superseded: a later count replaced an "
                       "earlier one. A stroke up from a dot: that many or more; down: that many or "
                       "fewer.</p>\n");
    for (; i < d->figures->n && i < most && tw_section_has_room(p, TW_ROOM_FIGURES); i++)
        put_figure(p, d, i);
    tw_section_more(p, d, d->figures->n, i, "figures");
    tw_page_put(p, "</section>\n");
}
