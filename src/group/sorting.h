/* group/sorting.h - a new article and the stories beside it, laid out to be sorted.
**
** The neighbourhood is the new article and the stories of those candidates it
** may be one with, at most six.  Stories of up to 40 articles are taken apart;
** larger ones are one piece, for which 24 of their newest articles and those
** linked with the new one stand.
*/
#ifndef TW_GROUP_SORTING_H
#define TW_GROUP_SORTING_H
#include "group/cluster.h"
#include "group/story_int.h"

enum {
    TW_SORT_STORIES = 6,    /* neighbouring stories sorted with an article: 2 to 6 group alike */
    TW_SORT_OPEN = 40,      /* articles taken apart at once */
    TW_SORT_SAMPLE = 24,    /* newest articles that stand for a larger story */
    TW_SORT_ROWS = 1 + TW_SORT_OPEN + TW_SORT_STORIES * (TW_SORT_SAMPLE + TW_GROUP_COMPARED)
};

/* Stories, the most like first. */
struct tw_neighbours {
    uint32_t story[TW_GROUP_COMPARED];
    float odds[TW_GROUP_COMPARED];      /* the best link into it */
    size_t n;
};

/* What is sorted.  A row is an article and the story it is in; 0 for the new one. */
struct tw_sorting {
    struct tw_arrival *a;
    struct tw_neighbours nb;
    uint32_t article[TW_SORT_ROWS], story[TW_SORT_ROWS];
    size_t rows;
    struct tw_unit unit[TW_CLUSTER_UNITS];
    uint32_t whole[TW_CLUSTER_UNITS];   /* the large story that the unit stands for, or 0 */
    uint32_t number[TW_CLUSTER_UNITS];  /* the story each unit becomes */
    size_t units;
};

/* Finds the stories that the article of the arrival may be one with; *s lives in
** a->mem.  nb.n == 0: there are none, and nothing is to be sorted. */
struct tw_sorting *tw_sorting_of(struct tw_arrival *a);

/* Fills rows and units. */
void tw_sorting_set_out(struct tw_sorting *s);

/* The odds between all rows, rows * rows of them, from the links of each article
** to older ones; TW_CLUSTER_UNKNOWN where there is no link. */
float *tw_sorting_odds(const struct tw_sorting *s);

#endif
