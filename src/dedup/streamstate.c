/* dedup/streamstate.c - dedup's state into a file and back.
**
** The slots and chains of the index follow from the postings and are not stored.
** What is read may be anything: whatever points somewhere is checked before it
** is followed; texts that do not fit their sketches do no harm (dedup/stream.c).
*/
#include "dedup/stream_int.h"

void tw_dedup_save(const struct tw_dedup *d, struct tw_state_out *out)
{
    uint64_t numbers[3] = {d->first, d->ids_first, d->sketches_first};

    tw_state_put(out, numbers, sizeof numbers);
    tw_state_put(out, &d->clock, sizeof d->clock);
    tw_state_put_column(out, &d->record);
    tw_state_put_column(out, &d->ids);
    tw_state_put_column(out, &d->sketches);
    tw_state_put_column(out, &d->prints.posting);
    tw_state_put_column(out, &d->habits.entry);
}

/* True when every number in the state points to something. */
static bool is_sound(const struct tw_dedup *d)
{
    const struct tw_dedup_record *r = d->record.v;
    uint64_t id = d->ids_first, sketch = d->sketches_first;

    if (d->first >= UINT32_MAX || d->record.n >= UINT32_MAX - d->first) return false;
    for (size_t i = 0; i < d->record.n; i++) {
        if (r[i].id != id || r[i].sketch != sketch || r[i].family > d->first + i) return false;
        id += r[i].id_len;
        sketch += r[i].words;
    }
    if (id - d->ids_first != d->ids.n || sketch - d->sketches_first != d->sketches.n) return false;
    return tw_chains_sound(&d->prints, d->first + d->record.n);
}

/* The table of habits is made again, as the size of a stored one proves nothing. */
static void restore_habits(struct tw_dedup *d, const struct tw_column *stored)
{
    const struct tw_habit *h = stored->v;

    for (size_t i = 0; i < stored->n; i++)
        if (h[i].used) tw_habits_restore(&d->habits, &h[i]);
}

static enum tw_status read_parts(struct tw_dedup *d, struct tw_state_in *in,
                                 struct tw_column *habits)
{
    uint64_t numbers[3];
    enum tw_status st;

    if ((st = tw_state_get(in, numbers, sizeof numbers)) != TW_OK) return st;
    d->first = numbers[0];
    d->ids_first = numbers[1];
    d->sketches_first = numbers[2];
    if ((st = tw_state_get(in, &d->clock, sizeof d->clock)) != TW_OK) return st;
    if ((st = tw_state_get_column(in, &d->record)) != TW_OK) return st;
    if ((st = tw_state_get_column(in, &d->ids)) != TW_OK) return st;
    if ((st = tw_state_get_column(in, &d->sketches)) != TW_OK) return st;
    if ((st = tw_state_get_column(in, &d->prints.posting)) != TW_OK) return st;
    return tw_state_get_column(in, habits);
}

enum tw_status tw_dedup_load(struct tw_state_in *in, const struct tw_dedup_options *o,
                             struct tw_dedup **out)
{
    struct tw_dedup *d = tw_dedup_new(o);
    struct tw_column habits = {.size = sizeof(struct tw_habit)};
    enum tw_status st = read_parts(d, in, &habits);

    if (st == TW_OK && !is_sound(d)) st = TW_BROKEN;
    if (st != TW_OK) {
        tw_column_free(&habits);
        tw_dedup_free(d);
        return st;
    }
    restore_habits(d, &habits);
    tw_column_free(&habits);
    tw_chains_rebuild(&d->prints);
    *out = d;
    return TW_OK;
}
