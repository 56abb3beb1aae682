/* cmd_store.h - what the commands on a store share. */
#ifndef TW_CMD_STORE_H
#define TW_CMD_STORE_H
#include "cmd.h"
#include "store/store.h"

#include <signal.h>

/* The file or URL: of --store, else twosource.db in this folder. */
const char *tw_cmd_store_path(const struct tw_options *o);

/* Where a desk keeps its states for the store `where`, as the beginning of a path, in mem: of a
** file the same; of a database a name in the folder for caches ($CACHE_DIRECTORY of systemd,
** $XDG_CACHE_HOME,
** ~/.cache), which is made. */
const char *tw_cmd_beside(struct tw_arena *mem, const char *where);

/* Opens it; NULL after saying what is wrong.  Reading sees one commit until it is closed. */
struct tw_store *tw_cmd_store_open(const struct tw_options *o, struct tw_arena *mem,
                                   enum tw_store_mode mode);

/* Says why a call on the store failed; the exit code. */
int tw_cmd_store_failed(const struct tw_store *s, enum tw_status st);

/* A database went away: tells so and waits until it answers again, as long as --patience says and
** until *stop is set.  What was not committed is lost; a desk may be given it again. */
TW_MUST_USE enum tw_status tw_cmd_store_wait(const struct tw_options *o, struct tw_store *s,
                                             const volatile sig_atomic_t *stop);

/* Opens the store for reading, runs the command on it and closes it. */
int tw_cmd_store_read(const struct tw_options *o,
                  int (*run)(const struct tw_options *o, struct tw_arena *mem, struct tw_store *s));

/* What --from, --words and the like choose among the stories. */
struct tw_story_filter tw_cmd_story_filter(const struct tw_options *o);

/* ---- Lines for people */

struct tw_decisions;

/* "2031-04-02 10:00Z"; empty: 0. */
struct tw_slice tw_cmd_when(struct tw_arena *mem, int64_t seconds);

/* What is printed in full: with the width of --width or the terminal, else uncut. */
size_t tw_cmd_room(const struct tw_options *o, size_t taken);

/* A heading, and what happened to a story, with `all` each article that came; a heading, and
** what people decided.  Nothing when there is none. */
TW_MUST_USE enum tw_status tw_cmd_print_history(struct tw_buf *out, const struct tw_options *o,
                                                struct tw_arena *mem, struct tw_store *s,
                                                uint64_t story, bool all);
TW_MUST_USE enum tw_status tw_cmd_print_decisions(struct tw_buf *out, const struct tw_options *o,
                                                  struct tw_arena *mem, struct tw_store *s,
                                                  const struct tw_decisions *d);
/* A decision in a line, without its end: "3  2031-04-02 10:00Z  anna  merge s1 s2  done". */
TW_MUST_USE enum tw_status tw_cmd_print_decision(struct tw_buf *out, struct tw_arena *mem,
                                                 struct tw_store *s, const struct tw_decision *d);

#endif
