/* base/sandbox.c - Landlock and seccomp.
**
** Landlock is called through syscall(2): glibc 2.36 has no wrappers.  A
** ruleset that handles an access and allows it nowhere forbids it.  The
** compute filter lists what is allowed, the read-only filter what is not:
** reading files through libraries needs calls that cannot all be foreseen.
*/
#define _GNU_SOURCE
#include "base/sandbox.h"

#include <assert.h>
#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0 /* their shadow memory counts as data of the process */
#endif

#define LL_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define LL_CHANGE                                                                                  \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR    \
     | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR \
     | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO   \
     | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

static bool forbid_files(uint64_t access)
{
    struct landlock_ruleset_attr attr = {.handled_access_fs = access};
    int fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    bool ok;

    if (fd < 0) return false;
    ok = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    close(fd);
    return ok;
}

/* Memory may be mapped, but not as code. */
static bool allow_memory(scmp_filter_ctx c)
{
    static const int calls[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (seccomp_rule_add(c, SCMP_ACT_ALLOW, calls[i], 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)))
            return false;
    return true;
}

static bool filter(uint32_t otherwise, uint32_t listed, const int *calls, size_t n, bool memory)
{
    scmp_filter_ctx c = seccomp_init(otherwise);
    bool ok = c != NULL;

    for (size_t i = 0; ok && i < n; i++) ok = seccomp_rule_add(c, listed, calls[i], 0) == 0;
    if (ok && memory) ok = allow_memory(c);
    ok = ok && seccomp_load(c) == 0;
    if (c) seccomp_release(c);
    return ok;
}

bool tw_sandbox_compute(unsigned long long data)
{
    static const int allowed[] = {
        SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(exit), SCMP_SYS(exit_group),
        SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex),
        SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(sigaltstack),
        SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(tgkill), SCMP_SYS(sched_yield),
        SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
    };
    struct rlimit limit = {data, data};
    bool files = forbid_files(LL_READ | LL_CHANGE);

    if (data && !SANITIZED) setrlimit(RLIMIT_DATA, &limit);
    return filter(SCMP_ACT_ERRNO(EPERM), SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof *allowed, true)
        || files;
}

/* Reading only, and none of these calls. */
static bool refuse(const int *calls, size_t n)
{
    static const int refused[] = {
        SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(truncate),
        SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
        SCMP_SYS(chmod), SCMP_SYS(fchmod), SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(mount),
        SCMP_SYS(ptrace),
    };
    int all[sizeof refused / sizeof *refused + 8];
    size_t common = sizeof refused / sizeof *refused - SANITIZED; /* the leak checker traces */
    bool files = forbid_files(LL_CHANGE);

    assert(n <= 8);
    memcpy(all, refused, sizeof refused);
    if (n) memcpy(all + common, calls, n * sizeof *calls);
    return filter(SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(EPERM), all, common + n, false)
        || files;
}

bool tw_sandbox_read_only(void)
{
    static const int network[] = {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind)};

    return refuse(network, sizeof network / sizeof *network);
}

bool tw_sandbox_client(void)
{
    return refuse(NULL, 0);
}
