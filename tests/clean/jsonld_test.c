/* tests/clean/jsonld_test.c - what is read from JSON-LD, whole or broken? */
#include "clean/jsonld.h"
#include "support/case.h"

static void field(struct tw_buf *out, const char *name, struct tw_slice s)
{
    if (s.n) tw_buf_addf(out, "%s: %.*s\n", name, TW_FMT(s));
}

/* Lines `title:` and `url:` say what the page calls itself; the rest is one script. */
static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    struct tw_slice title = {"", 0}, url = {"", 0}, line;
    struct tw_jsonld ld;

    for (int i = 0; i < 2; i++) {
        if (tw_slice_starts(input, TW_LIT("title: "))) {
            tw_slice_line(&input, &line);
            title = tw_slice_sub(line, 7, line.n);
        } else if (tw_slice_starts(input, TW_LIT("url: "))) {
            tw_slice_line(&input, &line);
            url = tw_slice_sub(line, 5, line.n);
        }
    }
    tw_jsonld_read(mem, (struct tw_slices){&input, 1}, (struct tw_slices){&title, title.n > 0}, url,
                   &ld);
    field(out, "type", ld.type);
    if (ld.is_article) tw_buf_adds(out, "an article\n");
    if (ld.is_listing) tw_buf_adds(out, "a listing\n");
    field(out, "headline", ld.headline);
    for (size_t i = 0; i < ld.authors.n; i++) field(out, "author", ld.authors.v[i]);
    field(out, "published", ld.published);
    field(out, "created", ld.created);
    field(out, "modified", ld.modified);
    field(out, "language", ld.language);
    field(out, "publisher", ld.publisher);
    field(out, "section", ld.section);
    field(out, "body", ld.body);
}

int main(void) { return tw_cases_run("tests/clean/jsonld.case", render); }
