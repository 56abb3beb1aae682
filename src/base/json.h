/* base/json.h - JSON: a writer that streams into a buffer, a reader over a slice.
**
** Writer (RFC 8259): appends to a tw_buf, puts commas itself, escapes what it
** must; text must be valid UTF-8.  Numbers are written with the fewest digits
** that read back the same.
**
**     struct tw_json j = {.out = &buf};
**     tw_json_open(&j, '{');
**     tw_json_key(&j, "id");  tw_json_str(&j, id);
**     tw_json_key(&j, "paragraphs");  tw_json_open(&j, '[');  ...  tw_json_close(&j, ']');
**     tw_json_close(&j, '}');
**
** Reader: parses one value into nodes in an arena.  Strings are unescaped into
** the arena, or borrowed from the input when they need no work; lone
** surrogates become U+FFFD.  Nesting is capped at 64.  Duplicate keys: the
** last wins in tw_jv_get.  Cost: one pass.
*/
#ifndef TW_BASE_JSON_H
#define TW_BASE_JSON_H
#include "base/buf.h"
#include "base/slice.h"
#include "base/status.h"

#include <stdint.h>

struct tw_json { struct tw_buf *out; bool comma; };

void tw_json_open(struct tw_json *j, char bracket);     /* '{' or '[' */
void tw_json_close(struct tw_json *j, char bracket);    /* '}' or ']' */
void tw_json_key(struct tw_json *j, const char *key);   /* key: ASCII without escapes */
void tw_json_str(struct tw_json *j, struct tw_slice s);
void tw_json_int(struct tw_json *j, int64_t n);
void tw_json_num(struct tw_json *j, double x);          /* null when not finite */
void tw_json_bool(struct tw_json *j, bool b);
void tw_json_null(struct tw_json *j);
void tw_json_str_or_null(struct tw_json *j, struct tw_slice s);   /* null when s.n == 0 */
void tw_json_pair(struct tw_json *j, size_t a, size_t b);         /* [a,b] */

/* Members of an object: a key and its value. */
void tw_json_text(struct tw_json *j, const char *key, struct tw_slice s);
void tw_json_text_or_null(struct tw_json *j, const char *key, struct tw_slice s);
void tw_json_word(struct tw_json *j, const char *key, const char *word);
void tw_json_count(struct tw_json *j, const char *key, size_t n);
/* ["",...] */
void tw_json_texts(struct tw_json *j, const char *key, const struct tw_slice *v, size_t n);
/* null when it has none */
void tw_json_bound(struct tw_json *j, const char *key, bool has, double x);

/* A list of objects: its key, and the members of each item through write(k, item);
** k->j is the writer, list.v[0] to list.v[n - 1] are the items. */
#define TW_JSON_LIST(k, list, key, write) \
    do { \
        tw_json_key(&(k)->j, (key)); \
        tw_json_open(&(k)->j, '['); \
        for (size_t i_ = 0; i_ < (list).n; i_++) { \
            tw_json_open(&(k)->j, '{'); \
            write((k), &(list).v[i_]); \
            tw_json_close(&(k)->j, '}'); \
        } \
        tw_json_close(&(k)->j, ']'); \
    } while (0)

enum tw_jtype { TW_JNULL, TW_JBOOL, TW_JNUMBER, TW_JSTRING, TW_JARRAY, TW_JOBJECT };

struct tw_jv {
    enum tw_jtype type;
    struct tw_slice key;        /* of a member of an object */
    struct tw_slice s;          /* string; number as written */
    double num;                 /* number; 1 or 0 of a bool */
    struct tw_jv *v;            /* items or members, in order */
    size_t n;
};

/* Parses the one value in s (white space around it allowed).  TW_OK;
** TW_BROKEN with *at (may be NULL) = byte where it went wrong; TW_TOOBIG when
** nested too deeply or the arena is over budget. */
TW_MUST_USE enum tw_status tw_json_parse(struct tw_arena *mem, struct tw_slice s,
                                         struct tw_jv *out, size_t *at);

/* The member of that name, or NULL (also when o is NULL or no object). */
const struct tw_jv *tw_jv_get(const struct tw_jv *o, const char *key);

/* Its text, or an empty slice when absent or not a string. */
struct tw_slice tw_jv_str(const struct tw_jv *o, const char *key);

#endif
