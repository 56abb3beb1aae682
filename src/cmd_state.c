/* cmd_state.c - see the header. */
#include "cmd_state.h"

#include "cmd.h"

#include <stdio.h>
#include <stdlib.h>

static const char KIND[8] = "tw-group";
enum { VERSION = 2 };

static enum tw_status load(const char *path, const struct tw_group_options *o, struct tw_group **out)
{
    struct tw_state_in *in;
    enum tw_status st = tw_state_open(path, KIND, VERSION, &in);

    if (st != TW_OK) return st;
    st = tw_group_load(in, o, out);
    tw_state_close(in);
    return st;
}

struct tw_group *tw_group_open(const char *path)
{
    struct tw_group *g;
    enum tw_status st = load(path, NULL, &g);

    if (st == TW_OK) return g;
    tw_say("%s: %s", path, tw_status_text(st));
    return NULL;
}

enum tw_status tw_group_start(const char *path, const struct tw_group_options *o, struct tw_group **out)
{
    enum tw_status st = path ? load(path, o, out) : TW_NOTFOUND;

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

void tw_placement_write(struct tw_buf *out, const struct tw_placement *p)
{
    struct tw_json j = {.out = out};

    tw_json_open(&j, '{');
    tw_json_key(&j, "id");
    tw_json_str(&j, p->id);
    tw_json_key(&j, "story");
    tw_story_name(&j, p->story);
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
}

void tw_story_name(struct tw_json *j, uint32_t story)
{
    char name[16];

    snprintf(name, sizeof name, "s%u", story);
    tw_json_str(j, tw_slice_of(name));
}

uint32_t tw_story_number(const char *s)
{
    char *end;
    unsigned long n;

    if (*s == 's') s++;
    if (!tw_is_digit(*s)) return 0;
    n = strtoul(s, &end, 10);
    return *end || n > UINT32_MAX ? 0 : (uint32_t)n;
}

void tw_story_time(struct tw_json *j, int64_t seconds)
{
    struct tw_date date = tw_date_from_unix(seconds);
    char iso[TW_DATE_TEXT];

    tw_json_str_or_null(j, (struct tw_slice){iso, seconds ? tw_date_iso(&date, iso) : 0});
}
