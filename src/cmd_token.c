/* cmd_token.c - twosource token add, list, revoke: who may ask the server for what.
**
** The secret is printed once and kept nowhere; the store has its hash.
*/
#include "cmd_store.h"
#include "base/json.h"
#include "base/utf8.h"
#include "serve/auth.h"

#include <time.h>

static const char *const scopes[] = {"none", "read", "write", "admin"};

static void write_token(struct tw_buf *out, const struct tw_options *o, const struct tw_token *t,
                        struct tw_slice secret)
{
    struct tw_json j = {.out = out};

    if (!o->json) {
        tw_buf_addf(out, "%-20.*s %-6s %.*s%s\n", TW_FMT(t->name), scopes[t->scope & 3],
                    TW_FMT(tw_cmd_when(out->mem, t->made)), t->revoked ? "  revoked" : "");
        return;
    }
    tw_json_open(&j, '{');
    tw_json_text(&j, "name", t->name);
    tw_json_word(&j, "scope", scopes[t->scope & 3]);
    tw_json_key(&j, "revoked"), tw_json_bool(&j, t->revoked != 0);
    if (secret.n > 0) tw_json_text(&j, "token", secret);
    tw_json_close(&j, '}');
    tw_buf_addc(out, '\n');
}

static enum tw_status add(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s,
                          struct tw_buf *out)
{
    struct tw_slice secret = tw_auth_secret(mem);
    struct tw_token t = {.name = tw_slice_of(o->input[1]), .scope = TW_SCOPE_READ,
                         .made = (int64_t)time(NULL)};
    enum tw_status st;

    for (unsigned i = TW_SCOPE_READ; o->scope && i <= TW_SCOPE_ADMIN; i++)
        if (strcmp(o->scope, scopes[i]) == 0) t.scope = i;
    if (secret.n == 0) return TW_IO;
    t.hash = tw_auth_hash(mem, secret);
    if ((st = tw_store_token_add(s, &t)) != TW_OK) return st;
    if (o->json) write_token(out, o, &t, secret);
    else tw_buf_addf(out, "%.*s\n", TW_FMT(secret));
    return TW_OK;
}

static enum tw_status list(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s,
                           struct tw_buf *out)
{
    struct tw_token *v;
    size_t n;
    enum tw_status st = tw_store_tokens(s, mem, &v, &n);

    for (size_t i = 0; st == TW_OK && i < n; i++)
        write_token(out, o, &v[i], (struct tw_slice){"", 0});
    return st;
}

/* A store is made when there is none, and brought up to date: a token may be the first thing in
   it. */
static struct tw_store *open_store(const struct tw_options *o, struct tw_arena *mem, bool reading)
{
    struct tw_store *s;
    const char *why;
    enum tw_status st = tw_store_open(mem, tw_cmd_store_path(o), TW_STORE_CREATE, &s, &why);

    if (reading || st == TW_LOCKED) {
        tw_store_close(s);
        return tw_cmd_store_open(o, mem, TW_STORE_READ);
    }
    if (st == TW_OK) return s;
    tw_say("%s", *why ? why : tw_status_text(st));
    return NULL;
}

static enum tw_status carry_out(const struct tw_options *o, struct tw_arena *mem,
                                struct tw_store *s, struct tw_buf *out)
{
    if (strcmp(o->input[0], "add") == 0) return add(o, mem, s, out);
    if (strcmp(o->input[0], "list") == 0) return list(o, mem, s, out);
    return tw_store_token_revoke(s, tw_slice_of(o->input[1]), (int64_t)time(NULL));
}

static int run(const struct tw_options *o, struct tw_arena *mem)
{
    struct tw_buf out = {.mem = mem};
    struct tw_store *s = open_store(o, mem, strcmp(o->input[0], "list") == 0);
    int code = TW_EXIT_FAILED;
    enum tw_status st;

    if (!s) return code;
    st = carry_out(o, mem, s, &out);
    if (st != TW_OK) code = tw_cmd_store_failed(s, st);
    else if (tw_put(&out)) code = TW_EXIT_DONE;
    tw_store_close(s);
    return code;
}

/* Names stand in answers and beside decisions. */
static bool is_name(const char *text)
{
    struct tw_slice s = tw_slice_of(text);

    return s.n > 0 && s.n < TW_AUTH_NAME && tw_utf8_valid(s) == s.n;
}

int tw_cmd_token(const struct tw_options *o)
{
    const char *what = o->inputs > 0 ? o->input[0] : "";
    bool is_list = strcmp(what, "list") == 0;
    struct tw_arena *mem;
    int code;

    if (!(is_list && o->inputs == 1)
        && !((strcmp(what, "add") == 0 || strcmp(what, "revoke") == 0) && o->inputs == 2
             && is_name(o->input[1]))) {
        tw_say("token takes: add NAME, list, or revoke NAME; a name has up to 63 bytes");
        return TW_EXIT_USAGE;
    }
    mem = tw_arena_new(0);
    code = run(o, mem);
    tw_arena_free(mem);
    return code;
}
