/* base/api.h - marks what the shared library exports; all else is hidden.
**
** The list of names is libtwosource.map; include/twosource.h declares them.
*/
#ifndef TW_BASE_API_H
#define TW_BASE_API_H
#define TW_API __attribute__((visibility("default")))
#endif
