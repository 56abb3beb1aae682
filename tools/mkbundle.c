/* tools/mkbundle.c - makes C of the example accounts: mkbundle DIR OUT.c
**
** Every DIR/SET/FILE becomes an item of tw_bundle (src/bundle.h), sorted by
** name.  Runs at build time; the output never enters git.
*/
#include <glob.h>
#include <stdio.h>
#include <string.h>

static int put_file(FILE *out, const char *path, const char *name)
{
    FILE *in = fopen(path, "rb");
    int c, n = 0;

    if (!in) return 1;
    fprintf(out, "    {\"%s\", (const unsigned char[]){", name);
    while ((c = getc(in)) != EOF) fprintf(out, "%s%d,", n++ % 24 ? "" : "\n        ", c);
    fprintf(out, "\n    }, %d},\n", n);
    fclose(in);
    return n == 0;
}

int main(int argc, char **argv)
{
    char pattern[4096];
    glob_t g;
    FILE *out;
    int bad = 0;

    if (argc != 3) return 2;
    snprintf(pattern, sizeof pattern, "%s/*/*", argv[1]);
    if (glob(pattern, 0, NULL, &g)) return 1;
    out = fopen(argv[2], "w");
    if (!out) return 1;
    fputs("/* made by tools/mkbundle.c */\n#include \"bundle.h\"\nconst struct tw_bundled tw_bundle[] = {\n", out);
    for (size_t i = 0; i < g.gl_pathc; i++)
        bad |= put_file(out, g.gl_pathv[i], g.gl_pathv[i] + strlen(argv[1]) + 1);
    fputs("    {0, 0, 0}\n};\n", out);
    globfree(&g);
    return fclose(out) || bad;
}
