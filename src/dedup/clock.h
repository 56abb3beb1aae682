/* dedup/clock.h - the time of a stream, told from the times its articles bear.
**
** Windows need to know what time it is, and articles' dates can be wrong or
** absent.  The clock only goes forward, and to a time that three articles have
** reached: one date in the far future does not empty the window.
*/
#ifndef TW_DEDUP_CLOCK_H
#define TW_DEDUP_CLOCK_H
#include "clean/article.h"

#include <stdint.h>

struct tw_clock { int64_t now, ahead[2]; uint32_t seen, unused; };  /* Unix s; ahead: the two latest times, rising */

/* An article's time, Unix s: published, else modified; 0 when unknown. */
int64_t tw_article_time(const struct tw_article *a);

/* Takes the next article's time (0: unknown); returns what time it is (0: no
** article had one yet). */
int64_t tw_clock_tick(struct tw_clock *c, int64_t time);

#endif
