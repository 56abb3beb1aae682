/* compare/report.c - the comparison as a page of its own.
**
** One file that can be kept, mailed and printed: no script, no font, no image,
** nothing fetched; a Content-Security-Policy says so too.  It is well-formed as
** HTML and as XML.  Sections in the order an editor asks: what is there and on
** how many origins, the items, who has which of them, then the texts.  Items and
** sentences link to each other.  Linear in the texts and the items, but the
** table of who has what is items times accounts.
*/
#include "compare/report_int.h"

#include "compare/headline.h"

static void put_head(const struct tw_report *r)
{
    tw_report_put(r, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
                     "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
    tw_report_text(r, tw_headline(r->mem, r->c));
    tw_report_put(r, " \xC2\xB7 side by side</title>\n<style>\n");
    tw_report_put(r, tw_report_style);
    tw_report_put(r, "</style>\n</head>\n<body>\n"
                     "<nav><a href=\"#summary\">Summary</a> <a href=\"#said\">Said</a> <a href=\"#figures\">Figures</a> "
                     "<a href=\"#claims\">Claims</a> <a href=\"#only\">Only in one</a> <a href=\"#copied\">Copied</a> ");
    if (r->c->editions.n > 0) tw_report_put(r, "<a href=\"#editions\">Editions</a> ");
    tw_report_put(r, "<a href=\"#accounts\">Accounts</a></nav>\n<main>\n");
}

void tw_comparison_report(struct tw_buf *out, const struct tw_comparison *c)
{
    struct tw_arena *mem = tw_arena_new(0);
    struct tw_report r = {.out = out, .c = c, .mem = mem};

    tw_report_marks_find(&r);
    put_head(&r);
    tw_report_summary(&r);
    tw_report_said(&r);
    tw_report_figures(&r);
    tw_report_claims(&r);
    tw_report_matrix(&r);
    tw_report_only(&r);
    tw_report_copied(&r);
    tw_report_editions(&r);
    tw_report_accounts(&r);
    tw_report_put(&r,
                  "</main>\n<footer><p class=\"note\">Made by Twosource from the texts alone. It counts the origins it found; "
                      "it does not say what is true.</p></footer>\n</body>\n</html>\n");
    tw_arena_free(mem);
}
