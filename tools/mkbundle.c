/* tools/mkbundle.c - makes C of files: mkbundle DIR PATTERN HEADER DECLARATION OUT.c
**
** Every file that DIR/PATTERN finds becomes {name, bytes, n, hash} of the array DECLARATION,
** which HEADER declares, by name; an item of zeros ends it.  The hash is FNV-1a of 64 bits
** (Fowler, Noll, Vo), as text: it names a content, and keeps nobody from forging one.  Runs at
** build time; the output never enters git.
*/
#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int put_file(FILE *out, const char *path, const char *name)
{
    FILE *in = fopen(path, "rb");
    uint64_t hash = 0xCBF29CE484222325;
    int c, n = 0;

    if (!in) return 1;
    fprintf(out, "    {\"%s\", (const unsigned char[]){", name);
    while ((c = getc(in)) != EOF) {
        hash = (hash ^ (uint64_t)c) * 0x100000001B3;
        fprintf(out, "%s%d,", n++ % 24 ? "" : "\n        ", c);
    }
    fprintf(out, "\n    }, %d, \"%016llx\"},\n", n, (unsigned long long)hash);
    fclose(in);
    return n == 0;
}

int main(int argc, char **argv)
{
    char pattern[4096];
    glob_t g;
    FILE *out;
    int bad = 0;

    if (argc != 6) return 2;
    snprintf(pattern, sizeof pattern, "%s/%s", argv[1], argv[2]);
    if (glob(pattern, 0, NULL, &g)) return 1;
    out = fopen(argv[5], "w");
    if (!out) return 1;
    fprintf(out, "/* made by tools/mkbundle.c */\n#include \"%s\"\n%s = {\n", argv[3], argv[4]);
    for (size_t i = 0; i < g.gl_pathc; i++)
        bad |= put_file(out, g.gl_pathv[i], g.gl_pathv[i] + strlen(argv[1]) + 1);
    fputs("    {0, 0, 0, 0}\n};\n", out);
    globfree(&g);
    return fclose(out) || bad;
}
