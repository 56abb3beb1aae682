/* alert/harrow.h - an invented story that grows article by article, and a desk that takes it.
**
** The weir at Harrow Lock fails.  Kurier prints the agency report that Ferry has; the Lantern was
** there; Kurier then has a higher toll; Tidewater denies; Ferry corrects its account.
** Includes support/folder.h: each test has an arena `mem` and a folder `dir` of its own.
*/
#ifndef TW_TESTS_HARROW_H
#define TW_TESTS_HARROW_H
#include "alert/alert.h"
#include "alert/alertjson.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "store/desk.h"
#include "support/folder.h"

#define assert_same(a, b) check_text((a), (b), __FILE__, __LINE__)
#define OK(call) assert_int_equal((call), TW_OK)

#define AGENCY(toll) \
    "HARROW LOCK, May 6 (Meridian) — The weir at Harrow Lock failed on Tuesday and flooded the lower town, the river " \
    "authority said.\n\n" toll " people were killed and 30 were injured, according to the river authority.\n\n" \
    "Ody Maren, the head of the river authority, said the gates had been opened by hand shortly before dawn.\n\n" \
    "\"Nobody had told us that the gates were rusted through,\" Maren said.\n\n" \
    "She accused the company Tidewater of having opened the gates without a permit."

enum { HARROW = 6 };
static const struct harrow { const char *id, *outlet, *published, *url, *title, *text; } harrow[HARROW] = {
    {"ferry1", "ferry", "2031-05-06T08:00:00Z", "https://ferry.example/1", "Weir at Harrow Lock fails, town flooded",
     AGENCY("Twelve")},
    {"kurier1", "kurier", "2031-05-06T08:20:00Z", "https://kurier.example/1", "Weir fails at Harrow Lock",
     AGENCY("Twelve")},
    {"lantern1", "lantern", "2031-05-06T09:10:00Z", "https://lantern.example/1",
     "Flood at Harrow Lock after weir gives way",
     "The river came through the lower town of Harrow Lock on Tuesday morning when the old weir gave way.\n\n"
     "Our reporter counted rescue boats at the market square. Twelve people have died, a doctor at the hospital, Pia "
     "Sorel, told the Lantern.\n\n"
     "Ody Maren, who heads the river authority, told the Lantern that the gates had been opened by hand shortly before "
     "dawn. \"Nobody had told us that the gates were rusted through,\" she said.\n\n"
     "Residents waited on roofs for hours, and the school has been turned into a shelter."},
    {"kurier2", "kurier", "2031-05-06T13:00:00Z", "https://kurier.example/2", "Toll rises at Harrow Lock",
     "The number of dead after the failure of the weir at Harrow Lock has risen to 19, the fire brigade said on Tuesday "
     "afternoon.\n\n"
     "The Kurier's correspondent saw divers bring bodies to the quay. Nineteen people were killed, said fire chief Tomas "
     "Wend.\n\n"
     "Ody Maren of the river authority has blamed the company Tidewater, which ran the weir, for opening the gates."},
    {"lantern2", "lantern", "2031-05-06T15:00:00Z", "https://lantern.example/2",
     "Tidewater denies opening gates at Harrow Lock",
     "The company Tidewater on Tuesday denied that it had opened the gates of the weir at Harrow Lock.\n\n"
     "\"We did not open the gates,\" said its spokeswoman, Ilva Brandt. The river authority accuses Tidewater of having "
     "opened the gates without a permit.\n\n"
     "Nineteen people were killed in the flood, the fire brigade said."},
    {"ferry2", "ferry", "2031-05-06T16:00:00Z", "https://ferry.example/1", "Weir at Harrow Lock fails, town flooded",
     AGENCY("Nineteen")},
};

static const char *place(const char *name)
{
    struct tw_buf path = {.mem = mem};

    tw_buf_addf(&path, "%s/%s", dir, name);
    tw_buf_addc(&path, '\0');
    return path.p;
}

struct desk { struct tw_store *store; struct tw_desk *desk; };

static struct desk desk_open(const char *where)
{
    struct tw_desk_options o = {.threads = 1};
    struct desk d;
    const char *why;

    OK(tw_store_open(mem, where, TW_STORE_CREATE, &d.store, &why));
    OK(tw_desk_open(d.store, where, &o, &d.desk));
    return d;
}

static void desk_close(struct desk *d)
{
    tw_desk_close(d->desk);
    tw_store_close(d->store);
}

/* The article is received when it is published. */
static void take(struct desk *d, const struct harrow *h)
{
    struct tw_article a = {.id = tw_slice_of(h->id), .url = tw_slice_of(h->url),
                           .source = tw_slice_of(h->url),
                           .title = tw_slice_of(h->title), .text = tw_slice_of(h->text), .lang = TW_LIT("en"),
                           .outlet_name = tw_slice_of(h->outlet), .published_from = TW_FROM_META};
    struct tw_buf domain = {.mem = mem};
    struct tw_slice credit = TW_LIT("Meridian");
    struct tw_incoming in = {.article = &a, .kind = TW_EVIDENCE_JSON, .evidence = a.text};
    enum tw_taken taken;

    tw_buf_addf(&domain, "%s.example", h->outlet);
    a.outlet_domain = tw_buf_slice(&domain);
    if (strstr(h->text, "(Meridian)")) a.credit = (struct tw_slices){&credit, 1};
    assert_true(tw_date_parse_iso(tw_slice_of(h->published), &a.published));
    in.received = a.published;
    tw_article_split(mem, &a);
    OK(tw_desk_add(d->desk, &in, &taken));
    assert_int_equal(taken, TW_TAKEN);
}

static void wrong(void *context, size_t line, const char *what)
{
    (void)context;
    print_error("line %zu: %s\n", line, what);
}

static struct tw_alert_rules rules_of(const char *text)
{
    struct tw_alert_rules r;

    OK(tw_rules_read(mem, tw_slice_of(text), wrong, NULL, &r));
    return r;
}

static int64_t at(const char *iso)
{
    struct tw_date d;

    assert_true(tw_date_parse_iso(tw_slice_of(iso), &d));
    return tw_date_unix(&d);
}

#endif
