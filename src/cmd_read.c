/* cmd_read.c - twosource read: documents in, article JSON lines out. */
#include "cmd.h"
#include "pipeline.h"

static void render(struct tw_buf *out, const struct tw_article *a, const struct tw_statements *s)
{
    (void)s;
    tw_article_write(out, a);
    tw_buf_addc(out, '\n');
}

int tw_cmd_read(const struct tw_options *o)
{
    return tw_cmd_lines(o, "read", false, render);
}
