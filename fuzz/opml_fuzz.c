/* fuzz/opml_fuzz.c - of any list only web addresses come, each once, and what is written of it can
   be read. */
#include "fuzz.h"

#include "base/utf8.h"
#include "clean/url.h"
#include "watch/opml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_buf out = {.mem = mem};
    struct tw_feed_list list, again;
    struct tw_url url;

    if (tw_opml_read(mem, fuzz_input(data, size), &list) == TW_OK) {
        for (size_t i = 0; i < list.n; i++) {
            const struct tw_watched *f = &list.v[i];

            PROMISE(tw_url_split(f->url, &url));
            PROMISE(tw_utf8_valid(f->url) == f->url.n && tw_utf8_valid(f->title) == f->title.n);
            PROMISE(f->folder.n == 0 || tw_utf8_valid(f->folder) == f->folder.n);
        }
        tw_opml_write(&out, list.v, list.n);
        PROMISE(tw_opml_read(mem, tw_buf_slice(&out), &again) == TW_OK && again.n <= list.n);
    }
    tw_arena_free(mem);
    return 0;
}
