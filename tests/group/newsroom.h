/* tests/group/newsroom.h - invented accounts of invented events, for the tests of grouping.
**
** An event has a place, people, a number and a subject of its own; an account
** of it tells most of them in made-up sentences.  Deterministic.
*/
#ifndef TW_TESTS_NEWSROOM_H
#define TW_TESTS_NEWSROOM_H
#include "clean/article.h"
#include "support/invent.h"

struct event { struct tw_slice place, person, other, subject; unsigned killed; int64_t time; };

static inline struct tw_slice name_of(struct tw_arena *mem, struct invent *v)
{
    struct tw_slice w = tw_slice_dup(mem, invent_words(mem, v, 1));

    ((char *)(uintptr_t)w.p)[0] = (char)(w.p[0] - 32);
    return w;
}

static inline struct event event_new(struct tw_arena *mem, struct invent *v, int64_t time)
{
    return (struct event){name_of(mem, v), name_of(mem, v), name_of(mem, v),
                          invent_words(mem, v, 2), 20 + invent_number(v, 70), time};
}

static inline struct tw_article account_of(struct tw_arena *mem, struct invent *v,
                                           const struct event *e, int64_t later)
{
    struct tw_buf text = {.mem = mem}, id = {.mem = mem}, title = {.mem = mem};
    struct tw_article a = {.lang = TW_LIT("en")};

    tw_buf_addf(&title, "%u killed in %.*s %.*s", e->killed, TW_FMT(e->place), TW_FMT(e->subject));
    tw_buf_addf(&text, "At least %u people were killed in the %.*s near %.*s, officials said. ",
                e->killed, TW_FMT(e->subject), TW_FMT(e->place));
    for (int i = 0; i < 6; i++) {
        tw_buf_addf(&text, "The mayor of %.*s, %.*s, said the %.*s had ", TW_FMT(e->place),
                    TW_FMT(e->person), TW_FMT(e->subject));
        tw_buf_add(&text, invent_words(mem, v, 5));
        tw_buf_addf(&text, " and that %.*s would ", TW_FMT(e->other));
        tw_buf_add(&text, invent_words(mem, v, 6));
        tw_buf_adds(&text, ". ");
    }
    tw_buf_addf(&id, "n%08x", (unsigned)invent_number(v, UINT32_MAX));
    a.id = tw_buf_slice(&id);
    a.title = tw_buf_slice(&title);
    a.text = tw_buf_slice(&text);
    a.published = tw_date_from_unix(e->time + later);
    return a;
}

#endif
