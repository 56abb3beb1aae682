/* clean/lang_cld2.h - the one door to CLD2, which is C++. */
#ifndef TW_CLEAN_LANG_CLD2_H
#define TW_CLEAN_LANG_CLD2_H

#ifdef __cplusplus
extern "C" {
#endif
/* CLD2's own code of the language of p[0..n) ("en", "zh-Hant", "iw"), a static
** string; NULL when it is not sure enough to name one.  n fits an int. */
const char *tw_cld2_detect(const char *p, int n);
#ifdef __cplusplus
}
#endif

#endif
