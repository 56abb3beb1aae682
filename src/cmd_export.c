/* cmd_export.c - twosource export: stories of a store in the formats of others.
**
** One story at a time, by its number: the memory needed is that of the largest, and 8 bytes a
** story.
*/
#include "cmd_store.h"
#include "export/export.h"
#include "store/naming.h"

/* The numbers of the stories that were named, or that the filters leave: all, quiet ones too. */
static enum tw_status choose(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s,
                             uint64_t **out, size_t *n)
{
    struct tw_story_filter f = tw_cmd_story_filter(o);
    struct tw_stored_story story;
    const char *why;

    f.all = true;
    if (!o->limit) f.limit = SIZE_MAX;
    *n = 0;
    if (!o->inputs) return tw_store_story_numbers(s, mem, &f, out, n);
    *out = TW_NEW_N(mem, uint64_t, (size_t)o->inputs);
    for (int i = 0; i < o->inputs; i++) {
        uint64_t number = tw_naming_story(tw_slice_of(o->input[i]));
        enum tw_status st = tw_naming_live(s, mem, number, &story, &why);

        if (st != TW_OK) {
            if (number) tw_say("%s", why);
            else tw_say("%s: a story is named s1, s2, ...", o->input[i]);
            return st;
        }
        (*out)[(*n)++] = number;
    }
    return TW_OK;
}

static int write_all(struct tw_arena *mem, struct tw_store *s, const struct tw_export_options *how,
                     const uint64_t *story, size_t n)
{
    struct tw_buf out = {.mem = mem};
    struct tw_export *x;
    enum tw_status st = tw_export_open(s, how, &out, &x);
    bool open = true;

    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    for (size_t i = 0; i < n && st == TW_OK && open; i++) {
        st = tw_export_story(x, story[i], &out);
        if (out.n > 1 << 16) open = tw_put(&out);
    }
    if (st == TW_OK && open) tw_export_end(x, &out);
    tw_export_free(x);
    if (st != TW_OK) return tw_cmd_store_failed(s, st);
    return open && tw_put(&out) ? TW_EXIT_DONE : TW_EXIT_FAILED;
}

static int export(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s)
{
    struct tw_export_options how = {.home = tw_slice_of(o->home)};
    uint64_t *story;
    size_t n;
    enum tw_status st;

    if (o->format) (void)tw_export_format_of(tw_slice_of(o->format), &how.format);
    if (o->what) (void)tw_export_what_of(tw_slice_of(o->what), &how.what);
    if (!tw_export_has(how.format, how.what)) {
        tw_say("%s cannot be written of %s", tw_export_format_text(how.format), o->what);
        return TW_EXIT_USAGE;
    }
    if ((st = choose(o, mem, s, &story, &n)) == TW_OK) return write_all(mem, s, &how, story, n);
    if (!o->inputs) return tw_cmd_store_failed(s, st);
    return TW_EXIT_FAILED;
}

int tw_cmd_export(const struct tw_options *o)
{
    return tw_cmd_store_read(o, export);
}
