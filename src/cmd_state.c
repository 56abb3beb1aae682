/* cmd_state.c - see the header. */
#include "cmd_state.h"

#include "cmd.h"

struct tw_group *tw_group_open(const char *path)
{
    struct tw_group *g;
    enum tw_status st = tw_group_read(path, NULL, &g);

    if (st == TW_OK) return g;
    tw_say("%s: %s", path, tw_status_text(st));
    return NULL;
}

void tw_placements_put(struct tw_buf *out, const struct tw_placements *p)
{
    for (size_t i = 0; i < p->n; i++) {
        tw_placement_write(out, &p->v[i]);
        tw_buf_addc(out, '\n');
    }
}
