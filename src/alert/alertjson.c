/* alert/alertjson.c - writes alerts as JSON: once when they fire, and again with what became of
   them. */
#include "alert/alertjson.h"

#include "alert/fact_int.h"
#include "store/tell.h"

#include <assert.h>

const char *tw_message_state_text(enum tw_message_state state)
{
    static const char *const text[] = {"waiting", "sent", "given up", "old"};

    return (unsigned)state < sizeof text / sizeof *text ? text[state] : NULL;
}

static void write_value(struct tw_json *j, const char *key, const struct tw_fact_value *v)
{
    tw_json_key(j, key);
    if (!v->text.n && !v->origins) {
        tw_json_null(j);
        return;
    }
    tw_json_open(j, '{');
    tw_json_text_or_null(j, "text", v->text);
    tw_json_bound(j, "low", v->has_low, v->low);
    tw_json_bound(j, "high", v->has_high, v->high);
    tw_json_bound(j, "origins", v->origins > 0, (double)v->origins);
    tw_json_close(j, '}');
}

static void write_place(struct tw_json *j, const struct tw_seen *s, const struct tw_seen_place *p)
{
    const struct tw_card *card = &s->card[p->card];
    uint32_t origin = s->origin[p->card];

    tw_json_open(j, '{');
    tw_json_text(j, "id", card->id);
    tw_json_key(j, "outlet");
    tw_json_open(j, '{');
    tw_json_text_or_null(j, "name", card->outlet);
    tw_json_text_or_null(j, "domain", card->domain);
    tw_json_close(j, '}');
    tw_json_text_or_null(j, "origin",
                         origin == TW_NO_ORIGIN ? (struct tw_slice){0} : s->origin_name[origin]);
    tw_json_key(j, "span");
    if (p->last) tw_json_pair(j, p->first, p->last);
    else tw_json_null(j);
    tw_json_text_or_null(j, "text", p->text);
    tw_json_close(j, '}');
}

void tw_alert_write(struct tw_buf *out, const struct tw_seen *s, const struct tw_alert_rule *rule,
                    const struct tw_fact *f, const struct tw_stored_alert *alert)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_text(&j, "id", alert->id);
    tw_json_text(&j, "rule", rule->name);
    tw_json_word(&j, "kind", tw_alert_kind_text(rule->kind));
    tw_tell_key_time(&j, "time", alert->time);
    tw_tell_key_time(&j, "fired", alert->fired);
    tw_json_text(&j, "story", tw_fact_story(s->mem, s->row->number));
    tw_json_text_or_null(&j, "title", s->row->title);
    tw_json_text(&j, "headline", f->headline);
    tw_json_text_or_null(&j, "item", f->item);
    tw_json_text(&j, "article", s->card[f->card].id);
    write_value(&j, "before", &f->before);
    write_value(&j, "after", &f->after);
    tw_json_count(&j, "accounts", f->accounts);
    tw_json_count(&j, "origins", f->origins);
    tw_json_key(&j, "evidence");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < f->evidence.n; i++) write_place(&j, s, &f->evidence.v[i]);
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
}

static void write_delivered(struct tw_json *j, const struct tw_delivered *d)
{
    bool waits = d->state == TW_MESSAGE_WAITING && d->tries > 0;

    tw_json_open(j, '{');
    tw_json_text(j, "to", d->target);
    tw_json_word(j, "state", tw_message_state_text(d->state));
    tw_json_count(j, "tries", d->tries);
    tw_tell_key_time(j, "next", waits ? d->next : 0);
    tw_tell_key_time(j, "ended", d->ended);
    tw_json_text_or_null(j, "error", d->error);
    tw_json_close(j, '}');
}

void tw_alert_tell(struct tw_buf *out, const struct tw_stored_alert *a,
                   const struct tw_delivered *d, size_t n)
{
    struct tw_json j = {.out = out, .comma = true};

    assert(a->json.n > 2);
    tw_buf_addf(out, "{\"number\":%llu,", (unsigned long long)a->number);
    tw_buf_add(out, tw_slice_sub(a->json, 1, a->json.n - 1));
    tw_json_key(&j, "delivery");
    tw_json_open(&j, '[');
    for (size_t i = 0; i < n; i++) write_delivered(&j, &d[i]);
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
}
