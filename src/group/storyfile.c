/* group/storyfile.c - see the header. */
#include "group/storyfile.h"

static const char KIND[8] = "tw-group";
enum { VERSION = 3 };

enum tw_status tw_group_read(const char *path, const struct tw_group_options *o,
                             struct tw_group **out)
{
    struct tw_state_in *in;
    enum tw_status st = tw_state_open(path, KIND, VERSION, &in);

    if (st != TW_OK) return st;
    st = tw_group_load(in, o, out);
    tw_state_close(in);
    return st;
}

enum tw_status tw_group_start(const char *path, const struct tw_group_options *o,
                              struct tw_group **out)
{
    enum tw_status st = path ? tw_group_read(path, o, out) : TW_NOTFOUND;

    if (st != TW_NOTFOUND) return st;
    *out = tw_group_new(o);
    return TW_OK;
}

enum tw_status tw_group_keep(const char *path, const struct tw_group *g)
{
    struct tw_state_out *out;
    enum tw_status st = tw_state_create(path, KIND, VERSION, &out);

    if (st != TW_OK) return st;
    tw_group_save(g, out);
    return tw_state_commit(out);
}
