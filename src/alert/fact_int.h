/* alert/fact_int.h - what finding facts of several kinds shares. */
#ifndef TW_ALERT_FACT_INT_H
#define TW_ALERT_FACT_INT_H
#include "alert/fact.h"
#include "base/buf.h"
#include "base/vec.h"

enum { TW_FACT_EVIDENCE = 8, TW_FACT_TEXT = 160 /* columns of a text in a headline */ };

void tw_facts_origins(const struct tw_seen *s, const struct tw_alert_rule *rule,
                      struct tw_facts *out);
void tw_facts_figures(const struct tw_seen *s, const struct tw_alert_rule *rule,
                      struct tw_facts *out);
void tw_facts_denials(const struct tw_seen *s, struct tw_facts *out);
void tw_facts_corrections(const struct tw_seen *s, struct tw_facts *out);
void tw_facts_growth(const struct tw_seen *s, const struct tw_alert_rule *rule,
                     struct tw_facts *out);

/* A number as text. */
struct tw_slice tw_fact_number(struct tw_arena *mem, double x);
/* The value of a figure's member: "more than 30". */
struct tw_fact_value tw_fact_value_of(struct tw_arena *mem, const struct tw_jv *member);
/* What a figure counts, in words. */
struct tw_slice tw_fact_unit(struct tw_arena *mem, const struct tw_jv *figure);
/* "s12" */
struct tw_slice tw_fact_story(struct tw_arena *mem, uint64_t story);
/* "Ferry, Kurier and 3 more": the outlets of places, each once. */
void tw_fact_add_outlets(struct tw_buf *out, const struct tw_seen *s,
                         const struct tw_seen_places *places);
/* One line of text. */
void tw_fact_add_text(struct tw_buf *out, struct tw_slice text);

#endif
