/* cmd_alerts.h - rules of alerts for the commands that raise them. */
#ifndef TW_CMD_ALERTS_H
#define TW_CMD_ALERTS_H
#include "alert/alert.h"
#include "cmd.h"

/* Reads a file of rules, in mem; false after telling all that is wrong with it, by line. */
bool tw_cmd_rules(struct tw_arena *mem, const char *path, struct tw_alert_rules *out);

/* Unix s: --now, else the clock. */
int64_t tw_cmd_now(const struct tw_options *o);

#endif
