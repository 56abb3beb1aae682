/* work/status.h - what waits on the streams, since when, and who owns which partition.
**
** Prometheus text 0.0.4, as /metrics of serve has it; made of what the broker knows, so one
** question answers for all machines.
*/
#ifndef TW_WORK_STATUS_H
#define TW_WORK_STATUS_H
#include "base/buf.h"
#include "work/line.h"

/* `now`: Unix s. */
TW_MUST_USE enum tw_status tw_work_status(struct tw_broker *b, struct tw_arena *mem, const struct tw_partitions *p,
                                          int64_t now, struct tw_buf *out);

#endif
