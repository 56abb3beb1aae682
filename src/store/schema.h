/* store/schema.h - the schema files of schema/, compiled in.
**
** tw_schema[v] brings a store of version v to version v + 1 (version 0 is an empty
** database); the list ends with NULL.  A file once released is never changed.
*/
#ifndef TW_STORE_SCHEMA_H
#define TW_STORE_SCHEMA_H

extern const char *const tw_schema[];

#endif
