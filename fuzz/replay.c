/* fuzz/replay.c - runs a fuzz target over its corpus, without a fuzzer.
**
**     replay [FILE|DIR...]      default: fuzz/corpus/NAME of the program's name
**
** Names each file before it is run, so that a crash is known by its file.
** Each input is a block of its own size, so that a sanitizer sees a byte read
** too far.  Ends with "N passed"; exit 1 when there was no input.
*/
#include "fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    uint8_t *data;
    long n;

    PROMISE(f && fseek(f, 0, SEEK_END) == 0 && (n = ftell(f)) >= 0);
    rewind(f);
    data = malloc(n ? (size_t)n : 1);
    PROMISE(data && fread(data, 1, (size_t)n, f) == (size_t)n);
    fclose(f);
    *size = (size_t)n;
    return data;
}

static size_t run_file(const char *path)
{
    size_t size;
    uint8_t *data = read_file(path, &size);

    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 1;
}

static size_t run(const char *path)
{
    struct dirent **entry;
    struct stat st;
    size_t count = 0;
    int n;

    PROMISE(stat(path, &st) == 0);
    if (!S_ISDIR(st.st_mode)) return run_file(path);
    n = scandir(path, &entry, NULL, alphasort);
    PROMISE(n >= 0);
    for (int i = 0; i < n; i++) {
        char inner[4096];

        snprintf(inner, sizeof inner, "%s/%s", path, entry[i]->d_name);
        if (entry[i]->d_name[0] != '.') count += run(inner);
        free(entry[i]);
    }
    free(entry);
    return count;
}

int main(int argc, char **argv)
{
    char corpus[4096];
    const char *name = strrchr(argv[0], '/');
    size_t count = 0;

    snprintf(corpus, sizeof corpus, "fuzz/corpus/%s", name ? name + 1 : argv[0]);
    if (argc == 1) count = run(corpus);
    for (int i = 1; i < argc; i++) count += run(argv[i]);
    printf("%zu passed\n", count);
    return count == 0;
}
