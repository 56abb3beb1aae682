/* cmd_tally.h - why documents were dropped, counted, for the commands that tell a summary. */
#ifndef TW_CMD_TALLY_H
#define TW_CMD_TALLY_H
#include "base/json.h"
#include "cmd.h"

struct tw_tally {
    struct tw_arena *mem;
    struct tw_tally_reason { struct tw_slice why; uint64_t n; } *reason;
    size_t n, cap;
};

/* n more for that reason; behind the first hundred reasons all others are one. */
void tw_tally_add(struct tw_tally *t, struct tw_slice why, uint64_t n);

/* A line for each reason, on stderr. */
void tw_tally_say(const struct tw_tally *t);

/* The member "reasons" of an object. */
void tw_tally_json(const struct tw_tally *t, struct tw_json *j);

#endif
