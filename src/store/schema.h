/* store/schema.h - the schema files of schema/, compiled in: for SQLite as they are, for PostgreSQL
** with the names of its types (schema/postgres.sed) and what it has beside them (schema/postgres/).
**
** tw_schema[v] brings a store of version v to version v + 1 (version 0 is an empty
** database); the lists end with NULL.  A file once released is never changed.
*/
#ifndef TW_STORE_SCHEMA_H
#define TW_STORE_SCHEMA_H

extern const char *const tw_schema[];
extern const char *const tw_schema_postgres[];

#endif
