/* group/cluster.h - sorts a handful of articles into stories.
**
** Agglomerative clustering with average linkage over log odds: the two most
** probable units become one, again and again, until no two are probable
** enough.  For units of up to 12 articles the linkage is the mean over all
** pairs; of larger ones only the best 12 count on each side, so a story does
** not close because it has grown.  Pairs never compared count as -3.  What a
** person put together or apart stays so whatever the odds: a unit has the pins
** of all that became part of it.
** Cost: O(units^3) simple steps at worst, a microsecond for the usual handful.
*/
#ifndef TW_GROUP_CLUSTER_H
#define TW_GROUP_CLUSTER_H
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { TW_CLUSTER_UNITS = 72, TW_CLUSTER_BEST = 12 };
#define TW_CLUSTER_UNKNOWN (-3.f)    /* -4 parts more, -2 joins look-alikes (yardsticks `stories`, `accounts`, dev half) */

struct tw_unit {
    uint16_t *article;          /* rows of the matrix; at least one */
    uint32_t n;
    const uint32_t *pin;        /* units that have one in common belong together */
    uint32_t pins;
    uint32_t best;              /* so many of its articles count, 1..TW_CLUSTER_BEST */
};

struct tw_cluster_task {
    struct tw_unit *unit;       /* changed: a unit taken into another has n == 0 */
    size_t units;               /* at most TW_CLUSTER_UNITS */
    const float *odds;          /* articles * articles, symmetric */
    size_t articles;
    float threshold;            /* least linkage */
    /* a person said these are two */
    bool (*apart)(void *context, uint32_t pin_a, uint32_t pin_b);
    void *context;
};

void tw_cluster(struct tw_arena *mem, struct tw_cluster_task *t);

#endif
