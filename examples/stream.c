/* stream.c - articles as JSON lines on standard input; as each arrives: whom it was
** copied from, and its story.
**
**     twosource read feeds/ | ./stream [STATE]
**
** With STATE the two states are loaded from STATE.copies and STATE.stories and saved
** there at the end, so that the next run goes on where this one stopped.  Exit
** status: 0 done, 1 a line was no article, 3 a state could not be read or written.
*/
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <twosource.h>

#define DAY (24 * 60 * 60)

static const char *file(char *buffer, size_t size, const char *state, const char *kind)
{
    if (!state) return NULL;
    snprintf(buffer, size, "%s.%s", state, kind);
    return buffer;
}

/* Answers one article; false when it is none. */
static bool answer(struct tw_deduper *deduper, struct tw_grouper *grouper, const char *line,
                   size_t n)
{
    struct tw_found_copies copies;
    struct tw_found_places places;

    if (tw_deduper_add(deduper, line, n, &copies) != TW_OK) return false;
    if (tw_grouper_add(grouper, line, n, &places) != TW_OK) return false;
    for (size_t i = 0; i < copies.copies; i++)
        printf("%s: %.0f %% of it is in %s\n", copies.copy[i].b, copies.copy[i].contained * 100,
               copies.copy[i].a);
    for (size_t i = 0; i < places.places; i++)
        printf("%s: story s%u\n", places.place[i].id, places.place[i].story);
    return true;
}

int main(int argc, char **argv)
{
    char copies[4096], stories[4096];
    const char *copies_file = file(copies, sizeof copies, argv[1], "copies");
    const char *stories_file = file(stories, sizeof stories, argv[1], "stories");
    struct tw_deduper *deduper;
    struct tw_grouper *grouper;
    char *line = NULL;
    size_t size = 0;
    ssize_t n;
    int code = 0;

    (void)argc;
    if (tw_deduper_open(copies_file, 30 * DAY, &deduper) != TW_OK) return 3;
    if (tw_grouper_open(stories_file, 30 * DAY, &grouper) != TW_OK) return 3;
    while ((n = getline(&line, &size, stdin)) > 0)
        if (!answer(deduper, grouper, line, (size_t)n)) code = 1;
    if (copies_file && tw_deduper_save(deduper, copies_file) != TW_OK) code = 3;
    if (stories_file && tw_grouper_save(grouper, stories_file) != TW_OK) code = 3;
    free(line);
    tw_deduper_free(deduper);
    tw_grouper_free(grouper);
    return code;
}
