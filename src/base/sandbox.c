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
#include <fcntl.h>
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

/* What is below the folder may be read and executed. */
static void allow_below(int ruleset, const char *folder)
{
    struct landlock_path_beneath_attr attr = {
        .allowed_access = LL_READ | LANDLOCK_ACCESS_FS_EXECUTE,
        .parent_fd = open(folder, O_PATH | O_CLOEXEC),
    };

    if (attr.parent_fd < 0) return;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &attr, 0);
    close(attr.parent_fd);
}

/* Everywhere but below the folders (NULL ends them; may be NULL). */
static bool forbid_files(uint64_t access, const char *const *but)
{
    struct landlock_ruleset_attr attr = {.handled_access_fs = access};
    int fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    bool ok;

    if (fd < 0) return false;
    while (but && *but) allow_below(fd, *but++);
    ok = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
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
    bool files = forbid_files(LL_READ | LL_CHANGE, NULL);

    if (data && !SANITIZED) setrlimit(RLIMIT_DATA, &limit);
    return filter(SCMP_ACT_ERRNO(EPERM), SCMP_ACT_ALLOW, allowed, sizeof allowed / sizeof *allowed,
                  true)
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
    bool files = forbid_files(LL_CHANGE, NULL);

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

/* Opening for writing, by the flags of open and openat. */
static bool refuse_writing(scmp_filter_ctx c)
{
    static const unsigned flags[] = {O_WRONLY, O_RDWR, O_CREAT};

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, flags[i], flags[i]))
            || seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1,
                                SCMP_A1(SCMP_CMP_MASKED_EQ, flags[i], flags[i])))
            return false;
    return true;
}

bool tw_sandbox_program(unsigned long long data, unsigned seconds)
{
    static const char *const installed[] = {"/usr", "/lib", "/lib64", NULL};
    static const int refused[] = {
        SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
        SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
        SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(chmod), SCMP_SYS(fchmod),
        SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown), SCMP_SYS(lchown), SCMP_SYS(fchownat), SCMP_SYS(truncate),
        SCMP_SYS(creat), SCMP_SYS(openat2), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(rename),
        SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir),
        SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink), SCMP_SYS(symlinkat), SCMP_SYS(mknod),
        SCMP_SYS(mknodat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3),
        SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(io_uring_setup), SCMP_SYS(bpf), SCMP_SYS(perf_event_open),
        SCMP_SYS(userfaultfd), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(unshare),
        SCMP_SYS(setns), SCMP_SYS(memfd_create), SCMP_SYS(shmget), SCMP_SYS(mq_open),
    };
    const struct rlimit none = {0, 0}, few = {64, 64}, time = {seconds, seconds},
        memory = {data, data};
    bool files = forbid_files(LL_READ | LL_CHANGE, installed);
    scmp_filter_ctx c = seccomp_init(SCMP_ACT_ALLOW);
    bool calls = c != NULL;

    for (size_t i = 0; calls && i < sizeof refused / sizeof *refused; i++)
        calls = seccomp_rule_add(c, SCMP_ACT_ERRNO(EPERM), refused[i], 0) == 0;
    calls = calls && refuse_writing(c) && seccomp_load(c) == 0;
    if (c) seccomp_release(c);
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_FSIZE, &none);
    setrlimit(RLIMIT_NOFILE, &few);
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_AS, &memory);
    return files || calls;
}
