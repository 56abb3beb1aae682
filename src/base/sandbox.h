/* base/sandbox.h - giving up, for good, what a process does not need.
**
** Two walls, one behind the other: Landlock (Linux 5.13, no privilege needed)
** for the file system, seccomp for system calls.  Where the kernel lacks one,
** the other stands alone.  Costs about 0.2 ms once, nothing afterwards.
*/
#ifndef TW_BASE_SANDBOX_H
#define TW_BASE_SANDBOX_H
#include "base/api.h"

#include <stdbool.h>

/* For a process that only computes: memory, the descriptors it has, exit.  No
** opening of files, no sockets, no new processes, no new executable memory; at
** most `data` bytes of memory of its own (0 = no limit).  Everything else
** answers EPERM.  False when neither wall could be raised. */
TW_API bool tw_sandbox_compute(unsigned long long data);

/* For a process that reads files and writes to what it has open: no writing,
** making or removing of files, no executing, no network.  Call it before any
** thread is started.  False when neither wall could be raised. */
TW_API bool tw_sandbox_read_only(void);

/* The same for a process that asks others over the network: it may connect, but let nobody in. */
bool tw_sandbox_client(void);

/* For a process that is about to become a program of others (execve): what is installed under /usr
** may be read and executed, nothing else on the disk; no writing, no network, no new processes; at
** most `data` bytes of memory and `seconds` of processor time.  What it has open stays open.  False
** when neither wall could be raised. */
bool tw_sandbox_program(unsigned long long data, unsigned seconds);

#endif
