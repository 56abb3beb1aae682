/* group/priors.h - what is known of words before the first article: data/LANG/common.txt. */
#ifndef TW_GROUP_PRIORS_H
#define TW_GROUP_PRIORS_H
#include "group/termcount.h"

/* Starts the counts with the words that are in many articles of any day. */
void tw_priors_count(struct tw_termcount *t);

#endif
