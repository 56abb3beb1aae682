/* extract/nameform.h - the spellings of the names in a text, each with the kind it most likely has.
**
** A form is one spelling, however often it stands there.  Its kind is the one
** that the tagger gave it most often, unless the words around its mentions or
** the lists tell better: "in Karsk", "Mr Karsk", "Pillbox, the start-up".
*/
#ifndef TW_EXTRACT_NAMEFORM_H
#define TW_EXTRACT_NAMEFORM_H
#include "base/map.h"
#include "extract/mention.h"

enum { TW_NOBODY = -1 };

struct tw_form {
    struct tw_slice key;                /* lower case, one space between words */
    size_t first, end;                  /* tokens of the mention that it is shown as */
    size_t count[TW_PLACE + 1];         /* mentions of each kind */
    bool is_dateline;                   /* the text begins with it */
    size_t as_place, as_person, as_org; /* mentions where the words around speak for it */
    enum tw_actor_type type;
    int actor;                          /* for the caller; TW_NOBODY at first */
};

struct tw_forms {
    struct tw_form *v;
    size_t n, cap;
    uint32_t *of;                       /* per name: its form */
    struct tw_map keys;                 /* spelling -> form + 1 */
};

/* The forms of the names, in the order of their first mentions, in mem. */
struct tw_forms tw_forms_read(struct tw_arena *mem, const struct tw_text *t,
                              struct tw_nameds names);

#endif
