/* config.h - the configuration file: what an option is when the command line does not say.
**
**     # a remark
**     threads = 2              for every command that takes the option
**     [group]
**     window = 30d             for one command; wins over the lines above the sections
**
** The options are those of tw_option_table.  A value reaches to the end of the line; a
** switch may have none, yes or no.  What is said twice in one place counts as said last.
*/
#ifndef TW_CONFIG_H
#define TW_CONFIG_H
#include "cmd.h"

/* Sets what the file of o->config, else $TWOSOURCE_CONFIG, else
** /etc/twosource/twosource.conf if there is one, says for the subcommand and o->given
** does not; o->config becomes that file's name.  Every line is looked at, those for
** other commands too.  Values live in `mem`.  False after saying what is wrong, with
** file and line. */
bool tw_config_apply(struct tw_arena *mem, const struct tw_command *c, struct tw_options *o);

#endif
