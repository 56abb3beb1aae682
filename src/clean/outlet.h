/* clean/outlet.h - who published a page.
**
** The name: our table of domains (data/any/outlets.txt), else og:site_name,
** else JSON-LD's publisher, else other names the page gives itself, else the
** domain.  og:site_name alone is the usual name on .41 of publisher pages;
** many have a slogan, a domain or a company there.
*/
#ifndef TW_CLEAN_OUTLET_H
#define TW_CLEAN_OUTLET_H
#include "clean/hints.h"

/* Fills name and domain; each may be empty. */
void tw_outlet_vote(struct tw_arena *mem, const struct tw_hints *h, struct tw_slice *name,
                    struct tw_slice *domain);

/* The table's name for a host (the longest ending that it has), or empty. */
struct tw_slice tw_outlet_of_host(struct tw_slice host);

#endif
