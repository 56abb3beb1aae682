/* compare/becausetext.c - an explanation as JSON and for a terminal. */
#include "compare/because.h"

#include "base/utf8.h"
#include "compare/print_int.h"

enum { LABEL = 14 };            /* columns */

static void write_places(struct tw_json *j, struct tw_cpindex *index, const struct tw_comparison *c,
                         const struct tw_members *m)
{
    tw_json_key(j, "at");
    tw_json_open(j, '[');
    for (size_t i = 0; i < m->n; i++) {
        const struct tw_cpindex *x = &index[m->v[i].account];
        struct tw_span s = m->v[i].span;

        tw_json_open(j, '{');
        tw_json_key(j, "id"), tw_json_str(j, c->accounts[m->v[i].account].article->id);
        tw_json_key(j, "span"),
            tw_json_pair(j, tw_cpindex_at(x, s.off), tw_cpindex_at(x, tw_span_end(s)));
        tw_json_key(j, "text"), tw_json_str(j, tw_span_text(x->text, s));
        tw_json_close(j, '}');
    }
    tw_json_close(j, ']');
}

void tw_because_write(struct tw_buf *out, const struct tw_comparison *c,
                      const struct tw_explained *e)
{
    struct tw_json j = {.out = out};
    struct tw_cpindex *index = TW_NEW_N(out->mem, struct tw_cpindex, c->n);

    for (size_t i = 0; i < c->n; i++)
        index[i] = tw_cpindex_in(out->mem, c->accounts[i].article->text);
    tw_json_open(&j, '{');
    tw_json_key(&j, "item"), tw_json_str(&j, tw_slice_of(e->name));
    tw_json_key(&j, "id"), tw_json_str_or_null(&j, e->id);
    tw_json_key(&j, "answer"), tw_json_str(&j, e->answer);
    tw_json_key(&j, "because");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < e->because.n; i++) {
        const struct tw_because *b = &e->because.v[i];

        tw_json_open(&j, '{');
        tw_json_key(&j, "what"), tw_json_str(&j, tw_slice_of(b->what));
        tw_json_key(&j, "text"), tw_json_str(&j, b->text);
        write_places(&j, index, c, &b->at);
        tw_json_close(&j, '}');
    }
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
}

void tw_because_print(struct tw_buf *out, const struct tw_comparison *c,
                      const struct tw_explained *e, unsigned width, bool colour)
{
    struct tw_layout l = {out, width, colour};
    struct tw_buf head = {.mem = out->mem};

    tw_buf_addf(&head, "%s  %.*s", e->name, TW_FMT(e->answer));
    tw_layout_row(&l, 0, (struct tw_slice){0}, TW_INK_PLAIN,
                  tw_one_line(out->mem, tw_buf_slice(&head), 0), (struct tw_slice){0});
    tw_buf_addc(out, '\n');
    for (size_t i = 0; i < e->because.n; i++) {
        const struct tw_because *b = &e->because.v[i];
        struct tw_buf where = {.mem = out->mem};

        for (size_t k = 0; k < b->at.n && k < TW_PRINT_SHOWN; k++) {
            if (k > 0) tw_buf_adds(&where, ", ");
            tw_add_place(&where, c, b->at.v[k].account, b->at.v[k].span.off);
        }
        tw_layout_row(&l, LABEL, tw_slice_of(b->what), TW_INK_BOLD,
                      tw_one_line(out->mem, b->text, 0), tw_buf_slice(&where));
    }
}
