/* clean/datewords.h - the words of dates in all languages we have lists for.
**
** data/LANG/months.txt, weekdays.txt and date-labels.txt; data/any/zones.txt
** and daytime.txt.  Words are compared in lower case with white space as one
** blank.  A language's own list is asked first, then English, then the others
** of the same script in alphabetical order, so that a page that declares the
** wrong language still has its date read.
*/
#ifndef TW_CLEAN_DATEWORDS_H
#define TW_CLEAN_DATEWORDS_H
#include "base/slice.h"

enum tw_dateword_kind { TW_DW_MONTH, TW_DW_WEEKDAY, TW_DW_LABEL, TW_DW_ZONE, TW_DW_DAYTIME };

/* The value of the word as the list has it, or an empty slice.  `lang` may be
** empty; only its primary part counts. */
struct tw_slice tw_dateword(enum tw_dateword_kind kind, struct tw_slice word, struct tw_slice lang);

/* The same from the language's own list alone. */
struct tw_slice tw_dateword_own(enum tw_dateword_kind kind, struct tw_slice word, struct tw_slice lang);

#endif
