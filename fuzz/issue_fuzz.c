/* fuzz/issue_fuzz.c - what a worker writes of any feed can be read, and its items have addresses of
   the web or none. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/url.h"
#include "watch/issue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_raw raw = {.kind = TW_RAW_FEED, .url = TW_LIT("http://ferry.example/feed"),
                         .bytes = fuzz_input(data, size)};
    struct tw_slice json;
    struct tw_issue issue;
    struct tw_url url;
    const char *why = NULL;

    if (tw_issue_write(mem, &raw, &json, &why) == TW_OK) {
        PROMISE(tw_utf8_valid(json) == json.n);
        PROMISE(tw_issue_read(mem, json, &issue) == TW_OK && issue.n <= TW_ISSUE_ITEMS);
        for (size_t i = 0; i < issue.n; i++)
            PROMISE(issue.v[i].url.n == 0 || tw_url_split(issue.v[i].url, &url));
    } else {
        PROMISE(why != NULL);
    }
    (void)!tw_issue_read(mem, fuzz_input(data, size), &issue);
    tw_arena_free(mem);
    return 0;
}
