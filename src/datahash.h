/* datahash.h - SHA-256 of what the answers depend on besides the code, as the build found it.
**
** The Makefile makes it with sha256sum, so that the files of a source tree can be
** compared with a manifest.
*/
#ifndef TW_DATAHASH_H
#define TW_DATAHASH_H

struct tw_datahash { const char *file, *sha256; };

extern const struct tw_datahash tw_datahash_models[];   /* each ends with a file of NULL */
extern const struct tw_datahash tw_datahash_words[];
/* one: of all the code that finds statements */
extern const struct tw_datahash tw_datahash_code[];

#endif
