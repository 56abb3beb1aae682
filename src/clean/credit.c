/* clean/credit.c - names of agencies out of credit lines.
**
** A person's name is no agency: of "Additional reporting by Ann Lee" nothing
** is kept.  An unknown name counts when it is one word or all capitals, as
** agencies are called, or when a dateline or "Source:" says so.
*/
#include "clean/credit.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "clean/line.h"
#include "gen/words.h"

enum { CREDITS_MAX = 8, NAME_WORDS = 6,
       HELPED_MAX = 100 /* bytes of names before "contributed" */ };

static struct tw_slice strip(struct tw_slice s)
{
    for (;;) {
        struct tw_slice before = s;

        s = tw_slice_trim(s);
        while (s.n && memchr("()[]/.,;:-|*", s.p[0], 12)) s.p++, s.n--;
        while (s.n && memchr("()[]/.,;:-|*", s.p[s.n - 1], 12)) s.n--;
        while (tw_slice_starts(s, TW_LIT("—")) || tw_slice_starts(s, TW_LIT("–")))
            s.p += 3, s.n -= 3;
        if (s.n == before.n) return s;
    }
}

bool tw_credit_is_agency(struct tw_slice name)
{
    struct tw_slice rest = name, word;

    if (tw_words_find_nocase(&tw_words_any_agencies, name)) return true;
    while (tw_slice_part(&rest, ' ', &word))
        if (tw_words_find_nocase(&tw_words_any_agency_words, word)) return true;
    return false;
}

/* No small letters, at least two capitals. */
static bool is_caps(struct tw_slice s)
{
    size_t capitals = 0;

    for (size_t at = 0; at < s.n;) {
        uint32_t c = tw_utf8_next(s, &at);

        if (tw_cp_is_lower(c)) return false;
        capitals += tw_cp_is_upper(c);
    }
    return capitals >= 2;
}

bool tw_credit_is_agency_sign(struct tw_slice line)
{
    struct tw_slice name = strip(line);
    char first = line.n ? line.p[0] : 0;
    bool marked = first == '(' || first == '/' || first == '-' || tw_slice_starts(line, TW_LIT("—"))
               || tw_slice_starts(line, TW_LIT("–"));

    if (name.n == 0 || tw_line_words(name, NAME_WORDS) > 4) return false;
    return tw_credit_is_agency(name) || (marked && is_caps(name));
}

/* The one name of an agency with several ("AP"), else the name itself. */
static struct tw_slice one_name(struct tw_slice name)
{
    const struct tw_word *w = tw_words_find_nocase(&tw_words_any_agencies, name);

    return w && w->value_n ? tw_word_value(w) : name;
}

void tw_credit_add(struct tw_arena *mem, struct tw_slice name, struct tw_slices *out)
{
    size_t cap = out->n;

    name = one_name(strip(name));
    if (tw_slice_starts_nocase(name, TW_LIT("the ")))
        name = one_name(tw_slice_sub(name, 4, name.n));
    if (name.n < 2 || tw_line_words(name, NAME_WORDS + 1) > NAME_WORDS || out->n >= CREDITS_MAX)
        return;
    /* "Harbour" and "Harbour News Agency" are one: the longer stays */
    for (size_t i = 0; i < out->n; i++) {
        if (tw_slice_starts_nocase(out->v[i], name)) return;
        if (tw_slice_starts_nocase(name, out->v[i])) {
            out->v[i] = name;
            return;
        }
    }
    TW_PUSH(mem, out->v, out->n, cap, name);
}

void tw_credit_add_agency(struct tw_arena *mem, struct tw_slice name, struct tw_slices *out)
{
    if (tw_credit_is_agency(strip(name))) tw_credit_add(mem, name, out);
}

/* One name of a list: an agency, or a name that does not look like a person's. */
static void add_listed(struct tw_arena *mem, struct tw_slice name, struct tw_slices *out)
{
    name = strip(name);
    if (tw_credit_is_agency(name) || is_caps(name) || tw_line_words(name, 3) == 1)
        tw_credit_add(mem, name, out);
}

static void add_list(struct tw_arena *mem, struct tw_slice s, struct tw_slices *out)
{
    static const char *const marks[] = {", ", " and ", " & ", "; ", " / ", "/"};

    for (;;) {
        size_t at = TW_NONE, behind = 0;

        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t hit = tw_slice_find(s, tw_slice_of(marks[i]), 0);

            if (hit < at) at = hit, behind = hit + strlen(marks[i]);
        }
        add_listed(mem, at == TW_NONE ? s : tw_slice_sub(s, 0, at), out);
        if (at == TW_NONE) return;
        s = tw_slice_sub(s, behind, s.n);
    }
}

/* True when the line says outright that what follows is whose text it is, so that any name
   counts. */
static bool names_source(struct tw_slice line)
{
    static const char *const leads[] = {"source: ", "originally published", "first published",
                                        "republished from",
                                        "this article was", "this story was", "additional material: "};

    line = strip(line);
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (tw_slice_starts_nocase(line, tw_slice_of(leads[i]))) return true;
    return false;
}

void tw_credit_of_line(struct tw_arena *mem, struct tw_slice line, struct tw_slice rest,
                       struct tw_slice lang, struct tw_slices *out)
{
    struct tw_line l = tw_line_read(strip(line), lang);
    size_t source, helped = tw_slice_find(line, TW_LIT(" contributed to this "), 0);

    if (tw_credit_is_agency_sign(line)) {
        tw_credit_add(mem, line, out);
    } else if (helped != TW_NONE && helped < HELPED_MAX) {
        add_list(mem, tw_slice_sub(line, 0, helped), out);
    } else if (l.kind == TW_LINE_AGENCY && l.rest.n && names_source(line)
               && tw_slice_find_char(l.rest, '/', 0) == TW_NONE
               && tw_slice_find_char(l.rest, ',', 0) == TW_NONE) {
        size_t stop = tw_slice_find(l.rest, TW_LIT(". "), 0);

        tw_credit_add(mem, stop == TW_NONE ? l.rest : tw_slice_sub(l.rest, 0, stop), out);
    } else if (l.kind == TW_LINE_AGENCY) {
        add_list(mem, l.rest.n ? l.rest : rest, out);
    } else if ((source = tw_slice_find_nocase(line, TW_LIT("source: "), 0)) != TW_NONE) {
        tw_credit_add(mem, tw_slice_sub(line, source + 8, line.n), out);
    }
}

struct tw_slice tw_credit_of_copyright(struct tw_slice line)
{
    static const char *const ends[] = {". ", " All rights", " all rights", ", all rights", " Ltd",
                                       " Limited",
                                       " Inc", " LLC", " GmbH", " PLC", " plc", " S.A.", " | ", " - "};
    size_t at = tw_slice_find(line, TW_LIT("©"), 0), end;
    struct tw_slice name;

    if (at == TW_NONE) return TW_LIT("");
    name = tw_slice_trim(tw_slice_sub(line, at + 2, line.n));
    if (tw_slice_starts_nocase(name, TW_LIT("copyright")))
        name = tw_slice_trim(tw_slice_sub(name, 9, name.n));
    while (name.n
           && (tw_is_digit(name.p[0]) || name.p[0] == '-' || name.p[0] == ' ' || name.p[0] == ','))
        name.p++, name.n--;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if ((end = tw_slice_find(name, tw_slice_of(ends[i]), 0)) != TW_NONE) name.n = end;
    name = strip(name);
    if (tw_slice_starts_nocase(name, TW_LIT("by "))) name = tw_slice_sub(name, 3, name.n);
    return name.n < 2 || tw_line_words(name, NAME_WORDS + 1) > NAME_WORDS ? TW_LIT("") : name;
}
