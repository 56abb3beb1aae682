/* desk.c - articles as JSON lines on standard input into a store; then what the store has of them.
**
**     twosource read feeds/ | ./desk news.db
**
** Prints the stories that stand on two origins or more, with the first statement that
** several accounts have and why it counts as one.  Exit status: 0 done, 1 a line was no
** article, 3 the store could not be written or read.
*/
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <twosource.h>

enum { BATCH = 500 };           /* articles */

/* Stores the lines; how many were no articles, -1 when the store failed. */
static int keep(struct tw_newsdesk *desk)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t n;
    int refused = 0, waiting = 0;
    enum tw_status st = TW_OK;

    while (st == TW_OK && (n = getline(&line, &size, stdin)) > 0) {
        st = tw_newsdesk_add(desk, line, (size_t)n, NULL, NULL);
        if (st == TW_BROKEN) refused++, st = TW_OK;
        if (st == TW_OK && ++waiting % BATCH == 0) st = tw_newsdesk_commit(desk);
    }
    if (st == TW_OK) st = tw_newsdesk_commit(desk);
    if (st != TW_OK) fprintf(stderr, "%s\n", tw_newsdesk_why(desk));
    free(line);
    return st == TW_OK ? refused : -1;
}

int main(int argc, char **argv)
{
    struct tw_story_query query = {.origins = 2, .all = true};
    struct tw_newsdesk *desk;
    struct tw_newsstore *store;
    const char *json;
    size_t n;
    int refused;

    if (argc != 2 || tw_newsdesk_open(argv[1], NULL, &desk) != TW_OK) return 3;
    refused = keep(desk);
    tw_newsdesk_close(desk);
    if (refused < 0 || tw_newsstore_open(argv[1], &store) != TW_OK) return 3;
    if ((json = tw_newsstore_stories(store, &query, &n))) printf("%s", json);
    if ((json = tw_newsstore_reason(store, "s1:S1", NULL, &n))) printf("%s", json);
    tw_newsstore_close(store);
    return refused ? 1 : 0;
}
