/* export/outgoing.c - the items of a stored comparison, whatever they are, one after another. */
#include "export/export_int.h"

static const struct tw_jv nothing = {.type = TW_JARRAY};

size_t tw_outgoing_count(const struct tw_jv *object, const char *key)
{
    const struct tw_jv *v = tw_jv_get(object, key);

    return v && v->type == TW_JNUMBER && v->num >= 0 && v->num < 1e15 ? (size_t)v->num : 0;
}

static const struct tw_jv *list(const struct tw_jv *object, const char *key)
{
    const struct tw_jv *v = tw_jv_get(object, key);

    return v && v->type == TW_JARRAY ? v : &nothing;
}

static struct tw_slice joined(struct tw_arena *mem, const struct tw_jv *v, const char *between)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < v->n; i++) {
        if (i) tw_buf_adds(&b, between);
        tw_buf_add(&b, v->v[i].s);
    }
    return tw_buf_slice(&b);
}

/* What the first member says, or all of them. */
static struct tw_slice text_of(struct tw_arena *mem, const struct tw_jv *members, bool all)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < members->n && (i == 0 || all); i++) {
        if (i) tw_buf_adds(&b, "; ");
        tw_buf_add(&b, tw_jv_str(&members->v[i], "text"));
    }
    return tw_buf_slice(&b);
}

static struct tw_outgoing_item common(struct tw_arena *mem, const struct tw_jv *o,
                                      struct tw_slice kind, bool all)
{
    const struct tw_jv *members = list(o, "members");

    return (struct tw_outgoing_item){
        .id = tw_jv_str(o, "id"),
        .kind = kind,
        .relation = tw_jv_str(o, "relation"),
        .text = text_of(mem, members, all),
        .object = o,
        .members = members,
        .accounts = tw_outgoing_count(o, "accounts"),
        .origins = tw_outgoing_count(o, "origins"),
    };
}

static void each_position(struct tw_arena *mem, const struct tw_jv *question,
                          tw_outgoing_each *each, void *context)
{
    const struct tw_jv *positions = list(question, "positions");

    for (size_t i = 0; i < positions->n; i++) {
        const struct tw_jv *p = &positions->v[i];
        struct tw_outgoing_item item = common(mem, p, TW_LIT("claim"), false);

        item.id = tw_jv_str(question, "id");
        item.relation = tw_jv_str(p, "stance");
        item.speaker = joined(mem, list(p, "by"), "; ");
        item.answer = tw_jv_str(p, "answer");
        item.place = i;
        each(context, &item);
    }
}

void tw_outgoing_items(struct tw_arena *mem, const struct tw_outgoing *t, tw_outgoing_each *each,
                       void *context)
{
    const struct tw_jv *said = list(t->comparison, "said"),
                       *figures = list(t->comparison, "figures"),
                       *claims = list(t->comparison, "claims");

    for (size_t i = 0; i < said->n; i++) {
        struct tw_outgoing_item item = common(mem, &said->v[i], TW_LIT("said"), false);

        item.speaker = tw_jv_str(&said->v[i], "speaker");
        each(context, &item);
    }
    for (size_t i = 0; i < figures->n; i++) {
        struct tw_outgoing_item item = common(mem, &figures->v[i], TW_LIT("figure"), true);

        each(context, &item);
    }
    for (size_t i = 0; i < claims->n; i++) each_position(mem, &claims->v[i], each, context);
}
