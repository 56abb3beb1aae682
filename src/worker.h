/* worker.h - documents read by processes that can do nothing else.
**
** Parsers run on bytes from anyone.  Here each runs in a process of its own
** under tw_sandbox_compute: a document that breaks or stalls its parser costs
** that document, and nothing else.  One slot is one process; one thread uses
** one slot, so a pool of threads keeps a pool of processes busy.
**
** A keeper process forks the workers while the program has one thread, and
** forks a new one when one dies.  Documents and results go through memory
** shared with the worker; only a sequence number goes through pipes, which
** costs about 10 us a document.  When the program ends, however it ends, the
** pipes close and all of them end.
*/
#ifndef TW_WORKER_H
#define TW_WORKER_H
#include "base/arena.h"
#include "base/status.h"
#include "read/source.h"

/* What a worker does with a document: *out lives in mem.  *why explains a
** status other than TW_OK in a phrase. */
typedef enum tw_status tw_worker_fn(struct tw_arena *mem, const struct tw_raw *raw,
                                    const void *context, struct tw_slice *out, const char **why);

struct tw_workers;

/* n processes; call it before any thread is started.  `seconds`: how long one
** document may take.  NULL when there can be none. */
struct tw_workers *tw_workers_start(unsigned n, unsigned seconds, tw_worker_fn *f,
                                    const void *context);

/* Lets the worker of the slot do one document; *out and *why live in mem.  The
** function's own status; TW_BROKEN when the worker died or took too long;
** TW_TOOBIG when the document or the result is over what can be passed. */
TW_MUST_USE enum tw_status tw_workers_do(struct tw_workers *w, unsigned slot, struct tw_arena *mem,
                                         const struct tw_raw *raw, struct tw_slice *out,
                                             const char **why);

/* Ends the processes and waits for them.  NULL is fine. */
void tw_workers_stop(struct tw_workers *w);

#endif
