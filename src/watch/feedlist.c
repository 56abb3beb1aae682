/* watch/feedlist.c - see feedlist.h. */
#include "watch/feedlist.h"

#include "store/tell.h"

const char *tw_feed_state(const struct tw_watched *f)
{
    if (f->by_hand) return "off";
    if (f->disabled) return "disabled";
    if (f->failures) return "failing";
    return f->answered ? "good" : "new";
}

void tw_feed_write(struct tw_buf *out, const struct tw_watched *f)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_text(&j, "url", f->url);
    tw_json_text_or_null(&j, "moved", f->moved);
    tw_json_text_or_null(&j, "title", f->title);
    tw_json_text_or_null(&j, "site", f->site);
    tw_json_text_or_null(&j, "folder", f->folder);
    tw_json_text_or_null(&j, "lang", f->lang);
    tw_json_word(&j, "state", tw_feed_state(f));
    tw_tell_key_time(&j, "polled", f->polled);
    tw_tell_key_time(&j, "answered", f->answered);
    tw_tell_key_time(&j, "news", f->news);
    tw_tell_key_time(&j, "next", f->by_hand ? 0 : f->next);
    tw_json_count(&j, "pause", (size_t)f->pause);
    tw_json_bound(&j, "a_day", f->rhythm > 0, f->rhythm);
    tw_json_count(&j, "polls", f->polls);
    tw_json_count(&j, "items", f->items);
    tw_json_count(&j, "kept", f->kept);
    tw_json_count(&j, "failures", f->failures);
    tw_json_text_or_null(&j, "failed", f->failed);
    tw_tell_key_time(&j, "disabled", f->disabled);
    tw_json_text_or_null(&j, "why", f->why);
    tw_json_close(&j, '}');
}
