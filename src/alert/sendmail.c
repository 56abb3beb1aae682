/* alert/sendmail.c - gives mails to a local sendmail, without waiting for it.
**
** The mail lies in a file without a name, which is sendmail's standard input, so nobody has to be
** fed; what it complains of goes into another one.  sendmail keeps the mail in a queue of its own:
** exit status 0 means it has it (sendmail(8), `-t -i`: recipients from the fields, a point ends
** nothing).
*/
#include "alert/deliver_int.h"

#include "alert/mail.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 60 /* s */ };
extern char **environ;

static void failed(struct tw_post *p, int error)
{
    struct tw_buf why = {.mem = p->mem};

    tw_buf_addf(&why, "%s: %s", p->target->sendmail, strerror(error));
    tw_post_ended(p, TW_POST_FAILED, tw_buf_slice(&why), -1);
}

static int start(struct tw_post *p, FILE *mail)
{
    const char *argv[] = {p->target->sendmail, "-t", "-i", NULL};
    posix_spawn_file_actions_t a;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    int error = posix_spawn_file_actions_init(&a);

    if (error) return error;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawn_file_actions_adddup2(&a, fileno(mail), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&a, fileno(p->errors), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&a, fileno(p->errors), STDERR_FILENO);
    error = posix_spawn(&p->child, p->target->sendmail, &a, &attributes, (char **)argv, environ);
    if (error) p->child = 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&a);
    return error;
}

static void close_errors(struct tw_post *p)
{
    if (p->errors) fclose(p->errors);
    p->errors = NULL;
}

void tw_send_mail(struct tw_post *p, int64_t now)
{
    struct tw_buf text = {.mem = p->mem};
    FILE *mail = tmpfile();
    int error;

    p->errors = tmpfile();
    p->started = now;
    tw_mail_write(&text, p->target, p->alert, p->alerts, tw_slice_of(p->id), now);
    if (!mail || !p->errors || fwrite(text.p, 1, text.n, mail) != text.n || fflush(mail) != 0
        || lseek(fileno(mail), 0, SEEK_SET) != 0)
        error = errno;
    else error = start(p, mail);
    if (mail) fclose(mail);
    if (!error) return;
    close_errors(p);
    failed(p, error);
}

/* "exit status 75: queue is full", with the first line of what it said. */
static struct tw_slice complaint(struct tw_post *p, int status)
{
    struct tw_buf why = {.mem = p->mem};
    char line[200] = "";

    if (WIFEXITED(status)) tw_buf_addf(&why, "exit status %d", WEXITSTATUS(status));
    else tw_buf_addf(&why, "ended by signal %d", WTERMSIG(status));
    if (fseek(p->errors, 0, SEEK_SET) == 0 && fgets(line, sizeof line, p->errors))
        tw_buf_addf(&why, ": %.*s", (int)strcspn(line, "\r\n"), line);
    return tw_buf_slice(&why);
}

void tw_mail_look(struct tw_post *p, int64_t now)
{
    int status;
    pid_t ended = p->child ? waitpid(p->child, &status, WNOHANG) : 0;

    if (!p->child) return;
    if (ended == 0 && now < p->started + PATIENCE) return;
    if (ended == 0) {
        tw_mail_stop(p);
        tw_post_ended(p, TW_POST_FAILED, TW_LIT("sendmail took longer than a minute"), -1);
        return;
    }
    p->child = 0;
    if (ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        tw_post_ended(p, TW_POST_SENT, (struct tw_slice){0}, -1);
    else if (ended > 0) tw_post_ended(p, TW_POST_FAILED, complaint(p, status), -1);
    else failed(p, errno);
    close_errors(p);
}

void tw_mail_stop(struct tw_post *p)
{
    if (!p->child) return;
    kill(p->child, SIGKILL);
    (void)waitpid(p->child, NULL, 0);
    p->child = 0;
    close_errors(p);
}
