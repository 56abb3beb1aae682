#include "support/nats.h"

#include "support/check.h"
#include "support/temp.h"

#include <unistd.h>

static const char *folder;

static void shell(const char *what, int i, char *out, size_t size)
{
    char command[400];
    FILE *f;
    size_t n;

    snprintf(command, sizeof command, "sh tests/support/nats.sh %s %s/nats %d %d", what, folder, i,
             (int)getpid());
    f = popen(command, "r");
    assert_non_null(f);
    n = fread(out, 1, size - 1, f);
    out[n] = '\0';
    out[strcspn(out, "\n")] = '\0';
    if (pclose(f) != 0) fail_msg("%s: %s", command, out);
}

const char *nats_start(int n)
{
    static char urls[400];

    folder = temp_folder();
    shell("start", n, urls, sizeof urls);
    return urls;
}

void nats_do(const char *what, int i)
{
    char out[400];

    shell(what, i, out, sizeof out);
}

void nats_stop(void)
{
    char out[400];

    shell("stop", 0, out, sizeof out);
    temp_remove(folder);
}
