/* warc2jsonl.c - every news article of web archives as a line of JSON.
**
**     cc warc2jsonl.c $(pkg-config --cflags --libs twosource) -o warc2jsonl
**     ./warc2jsonl CC-NEWS-20240509.warc.gz > articles.jsonl
**
** What is no article is counted; the exit status is 1 when a record was damaged
** or over a limit only if nothing was left.
*/
#include <twosource.h>

#include <stdio.h>

static void count(void *context, const char *source, const char *why)
{
    (void)source, (void)why;
    ++*(unsigned long *)context;
}

int main(int argc, char **argv)
{
    unsigned long articles = 0, others = 0;
    struct tw_reader_options options = {.dropped = count, .context = &others};
    struct tw_reader *r;
    const char *json;
    size_t len;

    if (argc < 2) {
        fprintf(stderr, "usage: warc2jsonl FILE.warc.gz ...\n");
        return 2;
    }
    r = tw_reader_open(argv + 1, (size_t)argc - 1, &options);
    while ((json = tw_reader_next(r, &len))) {
        fwrite(json, 1, len, stdout);
        putchar('\n');
        articles++;
    }
    tw_reader_close(r);
    fprintf(stderr, "%lu articles, %lu records without\n", articles, others);
    return fflush(stdout) || (articles == 0 && others) ? 1 : 0;
}
