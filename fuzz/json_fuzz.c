/* fuzz/json_fuzz.c - what is parsed and written parses to the same value, and
** is written the same again. */
#include "fuzz.h"

#include "base/json.h"

#include <math.h>

static void write_value(struct tw_json *j, const struct tw_jv *v)
{
    char bracket = v->type == TW_JARRAY ? '[' : '{';

    switch (v->type) {
    case TW_JNULL: tw_json_null(j); break;
    case TW_JBOOL: tw_json_bool(j, v->num != 0); break;
    case TW_JNUMBER: tw_json_num(j, v->num); break;
    case TW_JSTRING: tw_json_str(j, v->s); break;
    case TW_JARRAY:
    case TW_JOBJECT:
        tw_json_open(j, bracket);
        for (size_t i = 0; i < v->n; i++) {
            if (bracket == '{') {
                tw_json_str(j, v->v[i].key); /* any key, not only plain ASCII */
                tw_buf_addc(j->out, ':');
                j->comma = false;
            }
            write_value(j, &v->v[i]);
        }
        tw_json_close(j, (char)(bracket + 2)); /* ] and } stand two behind [ and { */
        break;
    }
}

static bool same(const struct tw_jv *a, const struct tw_jv *b)
{
    if (a->type == TW_JNUMBER && !isfinite(a->num)) return b->type == TW_JNULL;
    if (a->type != b->type || a->n != b->n) return false;
    if (a->num != b->num || signbit(a->num) != signbit(b->num)) return false;
    if (a->type == TW_JSTRING && !tw_slice_eq(a->s, b->s)) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!tw_slice_eq(a->v[i].key, b->v[i].key) || !same(&a->v[i], &b->v[i])) return false;
    return true;
}

static struct tw_slice written(struct tw_arena *mem, const struct tw_jv *v)
{
    struct tw_buf out = {.mem = mem};
    struct tw_json j = {.out = &out};

    write_value(&j, v);
    return tw_buf_slice(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(256 << 20);
    struct tw_jv v, again;
    struct tw_slice text;
    size_t at;

    if (tw_json_parse(mem, fuzz_input(data, size), &v, &at) == TW_OK) {
        text = written(mem, &v);
        PROMISE(tw_json_parse(mem, text, &again, NULL) == TW_OK);
        PROMISE(same(&v, &again));
        PROMISE(tw_slice_eq(written(mem, &again), text));
    } else {
        PROMISE(at <= size);
    }
    tw_arena_free(mem);
    return 0;
}
