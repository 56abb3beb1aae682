/* export/entry.c - a story as the entry of a feed: what Atom and JSON Feed say alike.
**
** Its id is a UUID of store and story, so it stays when the title or the address changes.  The
** text is HTML of our own: counts, what is said in several accounts with the origins behind it,
** and the accounts; every word from outside is escaped.
*/
#include "export/export_int.h"
#include "export/rfctext.h"
#include "export/uuid.h"

#include "compare/layout.h"
#include "compare/markup.h"
#include "compare/wording.h"

enum { ITEMS = 12, ACCOUNTS = 30 }; /* shown; a feed is no archive */

static struct tw_slice id_of(struct tw_export *x, struct tw_slice what)
{
    struct tw_slice part[] = {x->identity, what};

    return tw_uuid_of(x->mem, "urn:uuid:", part, 2);
}

static struct tw_slice summary_of(struct tw_arena *mem, const struct tw_stored_story *s)
{
    struct tw_buf b = {.mem = mem};

    tw_add_count(&b, s->outlets, "outlet");
    tw_buf_adds(&b, ", ");
    tw_add_count(&b, s->accounts, "account");
    tw_buf_adds(&b, ", ");
    tw_add_count(&b, s->origins, "origin");
    tw_buf_adds(&b, " found");
    return tw_buf_slice(&b);
}

static void add_item(struct tw_buf *b, const struct tw_stored_item *item)
{
    tw_buf_adds(b, "<li>");
    tw_markup_text(b, item->text);
    tw_buf_adds(b, " (");
    tw_add_count(b, item->accounts, "account");
    tw_buf_adds(b, ", ");
    tw_add_count(b, item->origins, "origin");
    tw_buf_adds(b,
                tw_slice_eq(item->relation, TW_LIT("conflict")) ? "; they differ)</li>" : ")</li>");
}

static void add_account(struct tw_buf *b, const struct tw_article *a)
{
    struct tw_slice url = tw_rfc3986(b->mem, a->url);
    bool linked = url.n > 0;

    tw_buf_adds(b, "<li>");
    tw_markup_text(b, tw_account_name(a));
    tw_buf_adds(b, ": ");
    if (linked) tw_buf_adds(b, "<a href=\"");
    if (linked) tw_markup_text(b, url);
    if (linked) tw_buf_adds(b, "\">");
    tw_markup_text(b, a->title.n ? a->title : a->id);
    tw_buf_adds(b, linked ? "</a></li>" : "</li>");
}

static struct tw_slice html_of(struct tw_export *x, const struct tw_outgoing *t,
                               struct tw_slice summary)
{
    struct tw_buf b = {.mem = x->mem};

    tw_buf_adds(&b, "<p>");
    tw_buf_add(&b, summary);
    tw_buf_adds(&b, "</p>");
    for (size_t i = 0; i < t->items && i < ITEMS; i++) {
        tw_buf_adds(&b, i ? "" : "<ul>");
        add_item(&b, &t->item[i]);
    }
    tw_buf_adds(&b, t->items ? "</ul><ul>" : "<ul>");
    for (size_t i = 0; i < t->articles && i < ACCOUNTS; i++)
        add_account(&b, &t->article[i].article);
    tw_buf_adds(&b, "</ul>");
    return tw_buf_slice(&b);
}

struct tw_entry tw_entry_of(struct tw_export *x, const struct tw_outgoing *t)
{
    struct tw_entry e = {.id = id_of(x, tw_slice_of(t->name)),
                         .summary = summary_of(x->mem, &t->story)};
    struct tw_buf url = {.mem = x->mem};

    if (x->o.home.n) {
        tw_buf_add(&url, x->o.home);
        tw_buf_adds(&url, t->name);
        e.url = tw_rfc3986(x->mem, tw_buf_slice(&url));
    }
    e.title = tw_one_line(x->mem, t->story.title.n ? t->story.title : tw_slice_of(t->name), 0);
    e.html = html_of(x, t, e.summary);
    e.last = t->story.last ? t->story.last : x->newest;
    e.first = t->story.first ? t->story.first : e.last;
    return e;
}

struct tw_slice tw_entry_feed_title(const struct tw_export *x)
{
    return x->o.title.n ? tw_one_line(x->mem, x->o.title, 0) : TW_LIT("Twosource");
}

int64_t tw_entry_feed_updated(const struct tw_export *x)
{
    return x->o.updated ? x->o.updated : x->newest;
}

struct tw_slice tw_entry_feed_id(struct tw_export *x)
{
    struct tw_buf b = {.mem = x->mem};

    tw_buf_adds(&b, "feed ");
    tw_buf_add(&b, x->o.self.n ? x->o.self : x->o.title);
    return id_of(x, tw_buf_slice(&b));
}
