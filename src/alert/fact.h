/* alert/fact.h - what has come true in a story, by the kind of a rule, and since which article.
**
** Read from the comparison of the story as it is stored (alert/seen.h); members of an item are
** taken in the order in which their articles came, so that the answer is the same whenever
** the question is asked.
**
** - origins: the item has that many origins (or the story); true since the article that brought
**   the Nth of its accounts' origins, or its last when they count otherwise.  Of claims those
**   that are no statement as well.  Figures count when their values go together.
** - figure: values that cannot both be true (conflict, superseded).  A value is news when it
**   is further than the rule says from every value told before; those that the first account
**   gives are known.  Open values count as their bound.
** - denial: somebody denies what is claimed; once a position.
** - correction: an edition with another value of a figure, or one that changed or took out a
**   sentence (which must have held a statement: tw_correction_holds).
** - growth: more than so many articles within an hour, by their times; once a day.  Articles of
**   which only the day is known count by when they were received, if that was about then.
**
** Cost: linear in the members of the items; of figures times the values told.
*/
#ifndef TW_ALERT_FACT_H
#define TW_ALERT_FACT_H
#include "alert/rules.h"
#include "alert/seen.h"

struct tw_fact_value {
    struct tw_slice text;       /* "at least 12"; empty: none */
    bool has_low, has_high;
    double low, high;
    uint64_t origins;           /* that carry it; 0: not counted */
};

struct tw_fact {
    const char *sort;           /* said, figure, claim, story, denial, edition, growth, article */
    struct tw_slice subject;    /* id of a statement or an article, or a story */
    struct tw_slice item;       /* id of a statement; empty: it is about none */
    struct tw_slice value;      /* what was reached: "2", "19", a day */
    uint32_t card;              /* of the article that made it true */
    struct tw_fact_value before, after;
    uint64_t accounts, origins;
    struct tw_slice headline;
    struct tw_seen_places known;        /* by which it is known again, whatever its id */
    struct tw_seen_places evidence;     /* what shows it: a few of them, in a list of its own */
    /* of a correction without another figure: to be looked at */
    const struct tw_jv *edition;
};
struct tw_facts { struct tw_arena *mem; struct tw_fact *v; size_t n, cap; };

/* Adds the facts of a rule's kind, but for TW_ALERT_ARTICLE, which has none here. */
void tw_facts_find(const struct tw_seen *s, const struct tw_alert_rule *rule, struct tw_facts *out);

/* That an article fits; its headline is tw_fact_titled, once its title is known. */
struct tw_fact tw_fact_of_article(const struct tw_seen *s, const struct tw_alert_rule *rule,
                                  uint32_t card);

struct tw_slice tw_fact_titled(const struct tw_seen *s, uint32_t card, struct tw_slice title);

/* Did a sentence that was changed or taken out hold a statement of the edition before?
** `statements`: its JSON. */
bool tw_correction_holds(struct tw_arena *mem, const struct tw_fact *f, struct tw_slice statements);

#endif
