/* tools/train/marked.h - reads texts in which attributions are marked by hand.
**
** The marks are those of `twosource extract --explain`: [1 source], <1 cue>,
** {1 content}, any number of contents to an attribution.  Several numbers are
** joined by +, "[1+2 Keel]"; a letter behind the number tells the type: t
** thought, o other, ? may be missed or found.  A backslash takes the next mark
** as it is.  A passage begins with a line "=== NAME"; lines in front of the
** first are remarks.  Marks nest; they do not cross.
*/
#ifndef TW_TOOLS_TRAIN_MARKED_H
#define TW_TOOLS_TRAIN_MARKED_H
#include "base/buf.h"
#include "base/slice.h"

#include <stdint.h>

enum { MARKED_MOST = 64, MARKED_PARTS = 16, MARKED_DEEP = 16 };    /* attributions of a passage, parts of one, marks open */

struct marked_one { struct tw_span source, cue, part[MARKED_PARTS]; size_t parts; char type; };

struct marked {
    struct tw_slice name, text;
    struct marked_one v[MARKED_MOST]; size_t n;     /* number k is v[k - 1]; gaps have no parts */
    const char *error;                              /* NULL = fine */
};

struct marked_open { char bracket; size_t at, labels; uint8_t label[8]; };

static inline bool marked_add(struct marked_one *a, char bracket, struct tw_span s)
{
    struct tw_span *one = bracket == '[' ? &a->source : &a->cue;

    if (s.len == 0) return false;
    if (bracket == '{') {
        if (a->parts == MARKED_PARTS) return false;
        a->part[a->parts++] = s;
        return true;
    }
    if (one->len) return false;
    *one = s;
    return true;
}

/* "1+2t " behind an opening bracket at `at`; returns where the text begins, 0: no mark. */
static inline size_t marked_label(struct marked *m, struct tw_slice s, size_t at, struct marked_open *out)
{
    out->labels = 0;
    for (;;) {
        unsigned n = 0, digits = 0;

        for (; at < s.n && s.p[at] >= '0' && s.p[at] <= '9' && digits < 3; at++, digits++) n = n * 10 + (unsigned)(s.p[at] - '0');
        if (digits == 0 || n == 0 || n > MARKED_MOST || out->labels == sizeof out->label || at >= s.n) return 0;
        if (n > m->n) m->n = n;
        if (s.p[at] == 't' || s.p[at] == 'o' || s.p[at] == '?') m->v[n - 1].type = s.p[at++];
        out->label[out->labels++] = (uint8_t)n;
        if (at >= s.n || (s.p[at] != '+' && s.p[at] != ' ')) return 0;
        if (s.p[at++] == ' ') return at;
    }
}

/* Takes the marks out of a passage. */
static inline void marked_parse(struct tw_arena *mem, struct tw_slice s, struct marked *m)
{
    static const char closers[] = "]>}", openers[] = "[<{";
    struct marked_open open[MARKED_DEEP];
    struct tw_buf text = {.mem = mem};
    size_t deep = 0;

    for (size_t at = 0; at < s.n; at++) {
        const char *closer = strchr(closers, s.p[at]), *opener = strchr(openers, s.p[at]);
        size_t next = opener && deep < MARKED_DEEP ? marked_label(m, s, at + 1, &open[deep]) : 0;

        if (next) {
            open[deep].bracket = s.p[at];
            open[deep++].at = text.n;
            at = next - 1;
        } else if (closer) {
            if (deep == 0 || openers[closer - closers] != open[--deep].bracket) {
                m->error = "a mark closes that is not open";
                return;
            }
            for (size_t k = 0; k < open[deep].labels; k++)
                if (!marked_add(&m->v[open[deep].label[k] - 1], open[deep].bracket, tw_span_from_to(open[deep].at, text.n)))
                    m->error = "a span is empty or given twice";
        } else {
            if (s.p[at] == '\\' && at + 1 < s.n) at++;
            tw_buf_addc(&text, s.p[at]);
        }
    }
    if (deep) m->error = "a mark is never closed";
    m->text = tw_buf_slice(&text);
}

/* Moves *rest behind the next passage and reads it; false: there is none. */
static inline bool marked_next(struct tw_arena *mem, struct tw_slice *rest, struct marked *out)
{
    const char *from = NULL;
    struct tw_slice line, before = *rest;

    *out = (struct marked){0};
    while (tw_slice_line(rest, &line)) {
        if (tw_slice_starts(line, TW_LIT("=== "))) {
            if (from) {
                *rest = before;
                break;
            }
            out->name = tw_slice_sub(line, 4, line.n);
            from = rest->p;
        }
        before = *rest;
    }
    if (!from) return false;
    before = (struct tw_slice){from, (size_t)(rest->p - from)};
    while (before.n && (before.p[before.n - 1] == '\n' || before.p[before.n - 1] == ' ')) before.n--;
    marked_parse(mem, before, out);
    return true;
}

#endif
