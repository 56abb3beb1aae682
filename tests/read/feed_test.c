/* tests/read/feed_test.c - what do feeds, sitemaps and lists name and hold? */
#include "read/feed.h"
#include "base/buf.h"
#include "read/jsonsplit.h"
#include "support/case.h"

static void render(struct tw_arena *mem, struct tw_slice input, struct tw_buf *out)
{
    static const char *const kinds[] = {"rss", "atom", "json feed", "sitemap", "sitemap index",
                                        "opml"};
    struct tw_feed f;
    struct tw_slices objects;
    bool single;

    if (tw_feed_read(mem, input, &f) == TW_OK) {
        tw_buf_addf(out, "%s: %.*s\n", kinds[f.kind], TW_FMT(f.title));
        for (size_t i = 0; i < f.n; i++) {
            char iso[TW_DATE_TEXT];
            size_t n = tw_date_iso(&f.v[i].published, iso);

            tw_buf_addf(out, "%.*s | %.*s | %.*s | %.*s | %.*s\n", TW_FMT(f.v[i].url),
                        TW_FMT(f.v[i].title),
                        TW_FMT(f.v[i].author), (int)(f.v[i].published.grain ? n : 0), iso,
                            TW_FMT(f.v[i].content));
        }
    } else if (tw_json_split(mem, input, &objects, &single)) {
        tw_buf_adds(out, single ? "one object\n" : "objects\n");
        for (size_t i = 0; i < objects.n; i++) tw_buf_addf(out, "%.*s\n", TW_FMT(objects.v[i]));
    } else {
        tw_buf_adds(out, "neither");
    }
}

int main(void) { return tw_cases_run("tests/read/feed.case", render); }
