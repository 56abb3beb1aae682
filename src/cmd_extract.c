/* cmd_extract.c - twosource extract: articles in, what they say out. */
#include "cmd.h"
#include "extract/explain.h"
#include "pipeline.h"

static void render(struct tw_buf *out, const struct tw_article *a, const struct tw_statements *s)
{
    tw_statements_write(out, a, s);
    tw_buf_addc(out, '\n');
}

static void explain(struct tw_buf *out, const struct tw_article *a, const struct tw_statements *s)
{
    if (a->title.n) tw_buf_addf(out, "%.*s\n\n", TW_FMT(a->title));
    tw_statements_explain(out, a, s);
    tw_buf_addc(out, '\n');
}

int tw_cmd_extract(const struct tw_options *o)
{
    return tw_cmd_lines(o, "extract", true, o->explain ? explain : render);
}
