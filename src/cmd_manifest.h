/* cmd_manifest.h - what made a result: version, options, models, word lists, inputs, counts.
**
** --manifest FILE has it written as one JSON object (manifest.schema.json); equal
** manifests but for the counts promise equal output.
*/
#ifndef TW_CMD_MANIFEST_H
#define TW_CMD_MANIFEST_H
#include "cmd.h"
#include "pipeline.h"

/* Hashes the inputs, runs the subcommand, writes the manifest.  Standard input
** is read through a process of its own that hashes it on the way.  Returns enum
** tw_exit: the subcommand's, or TW_EXIT_FAILED when there can be no manifest. */
int tw_manifest_run(const struct tw_command *c, struct tw_options *o);

/* Adds to the counts; m may be NULL. */
void tw_manifest_count(struct tw_manifest *m, const struct tw_totals *t);

#endif
