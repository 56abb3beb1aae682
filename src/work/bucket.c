/* work/bucket.c - a stream with one message for each subject, read and written by requests.
**
** Reading asks the stream's leader (STREAM.MSG.GET), not whichever server is near, which may be
** behind. Writing names the sequence number the subject must have last
** (Nats-Expected-Last-Subject-Sequence).  A value that is removed leaves a mark (KV-Operation:
** DEL), so that its revision is known.
*/
#include "work/bucket.h"

#include "base/vec.h"
#include "read/mimecode.h"
#include "work/broker_int.h"
#include "work/jetstream.h"

#include <inttypes.h>
#include <stdio.h>

static bool key_is(const char *key)
{
    size_t n = strlen(key);

    for (size_t i = 0; i < n; i++)
        if (!tw_is_alnum(key[i]) && !strchr("-/_=.", key[i])) return false;
    return n > 0 && n <= 100 && key[0] != '.' && tw_broker_subject_is(tw_slice_of(key), false);
}

static enum tw_status check_names(struct tw_broker *b, const char *bucket, const char *key)
{
    if (tw_broker_name_is(bucket) && key_is(key)) return TW_OK;
    return tw_broker_fail(b, TW_USAGE, "%s, %s: no names for a bucket and a key", bucket, key);
}

enum tw_status tw_bucket_ensure(struct tw_broker *b, struct tw_arena *mem, const char *bucket,
                                const char **remark)
{
    char name[80], all[80];
    const char *const subjects[] = {all};

    snprintf(name, sizeof name, "KV_%s", bucket);
    snprintf(all, sizeof all, "$KV.%s.>", bucket);
    return tw_stream_ensure(
        b, mem,
        &(struct tw_stream_options){
            .name = name, .subjects = subjects, .n_subjects = 1, .kind = TW_STREAM_LOG, .each = 1},
        remark);
}

static void take(struct tw_arena *mem, const char *key, const struct tw_jv *message,
                 struct tw_value *out)
{
    *out = (struct tw_value){
        .key = tw_slice_dup(mem, tw_slice_of(key)),
        .data = tw_base64_decode(mem, tw_jv_str(message, "data")),
        .revision = tw_broker_number(message, "seq"),
        .when = tw_broker_time(message, "time"),
    };
}

enum tw_status tw_bucket_get(struct tw_broker *b, struct tw_arena *mem, const char *bucket,
                             const char *key, struct tw_value *out)
{
    char subject[120], body[250];
    struct tw_jv v;
    const struct tw_jv *message;
    enum tw_status st = check_names(b, bucket, key);

    *out = (struct tw_value){.key = tw_slice_of(key)};
    if (st != TW_OK) return st;
    snprintf(subject, sizeof subject, "STREAM.MSG.GET.KV_%s", bucket);
    snprintf(body, sizeof body, "{\"last_by_subj\":\"$KV.%s.%s\"}", bucket, key);
    st = tw_broker_ask(b, subject, tw_slice_of(body), &v);
    if (st != TW_OK) return st;
    message = tw_jv_get(&v, "message");
    take(mem, key, message, out);
    if (tw_slice_find(tw_base64_decode(b->scratch, tw_jv_str(message, "hdrs")),
                      TW_LIT("KV-Operation:"), 0)
        == TW_NONE)
        return TW_OK;
    return tw_broker_fail(b, TW_NOTFOUND, "%s: removed", key);
}

static enum tw_status put(struct tw_broker *b, const char *bucket, const char *key,
                          struct tw_slice data, uint64_t last, const char *operation,
                          uint64_t *revision)
{
    char subject[250], expected[24];
    struct tw_header header[2];
    size_t n = 0;
    enum tw_status st = check_names(b, bucket, key);

    if (st != TW_OK) return st;
    snprintf(subject, sizeof subject, "$KV.%s.%s", bucket, key);
    snprintf(expected, sizeof expected, "%" PRIu64, last);
    if (last != TW_ANY_REVISION)
        header[n++] = (struct tw_header){"Nats-Expected-Last-Subject-Sequence", expected};
    if (operation) header[n++] = (struct tw_header){"KV-Operation", operation};
    return tw_broker_put(b, subject, data, header, n, revision);
}

enum tw_status tw_bucket_put(struct tw_broker *b, const char *bucket, const char *key,
                             struct tw_slice data, uint64_t last, uint64_t *revision)
{
    return put(b, bucket, key, data, last, NULL, revision);
}

enum tw_status tw_bucket_remove(struct tw_broker *b, const char *bucket, const char *key,
                                uint64_t last)
{
    return put(b, bucket, key, (struct tw_slice){"", 0}, last, "DEL", NULL);
}

/* The keys, in order, in mem. */
static enum tw_status keys(struct tw_broker *b, struct tw_arena *mem, const char *bucket,
                           struct tw_slices *out)
{
    char subject[120], body[120];
    struct tw_jv v;
    const struct tw_jv *found;
    size_t cap = 0, head = strlen(bucket) + strlen("$KV..");
    enum tw_status st;

    *out = (struct tw_slices){0};
    snprintf(subject, sizeof subject, "STREAM.INFO.KV_%s", bucket);
    snprintf(body, sizeof body, "{\"subjects_filter\":\"$KV.%s.>\"}", bucket);
    if ((st = tw_broker_ask(b, subject, tw_slice_of(body), &v)) != TW_OK) return st;
    found = tw_jv_get(tw_jv_get(&v, "state"), "subjects");
    for (size_t i = 0; found && found->type == TW_JOBJECT && i < found->n; i++)
        if (found->v[i].key.n > head)
            TW_PUSH(mem, out->v, out->n, cap,
                    tw_slice_dup(mem, tw_slice_sub(found->v[i].key, head, found->v[i].key.n)));
    return TW_OK;
}

static int by_key(const void *a, const void *b)
{
    return tw_slice_cmp(*(const struct tw_slice *)a, *(const struct tw_slice *)b);
}

enum tw_status tw_bucket_list(struct tw_broker *b, struct tw_arena *mem, const char *bucket,
                              struct tw_value **out, size_t *n)
{
    struct tw_slices all;
    enum tw_status st = keys(b, mem, bucket, &all);

    *n = 0;
    *out = tw_arena_calloc(mem, all.n, sizeof **out);
    TW_SORT(all.v, all.n, by_key);
    for (size_t i = 0; st == TW_OK && i < all.n; i++) {
        st = tw_bucket_get(b, mem, bucket, all.v[i].p, &(*out)[*n]);
        if (st == TW_OK) ++*n;
        else if (st == TW_NOTFOUND) st = TW_OK;
    }
    return st;
}
