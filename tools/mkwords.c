/* tools/mkwords.c - makes C of the word lists: mkwords DIR OUT.h OUT.c
**
** The lists of one NAME in several languages also become `tw_words_all_NAME`,
** which has each key once, with the values that any language gives it behind
** each other: one lookup there tells that a word is in none of them.
** Every DIR/LANG/NAME.txt becomes `const struct tw_words tw_words_LANG_NAME`
** (format: src/base/words.h).  Runs at build time; the output never enters git.
** Files are taken in sorted order, so the output is the same everywhere.
** A doubled key is an error, so that a list cannot contradict itself.
** For the languages that have a list of cues, `struct tw_lexicon` has all lists
** of one of them side by side: those of data/en, or of data/LANG where it has
** the list.
*/
#define _GNU_SOURCE
#include "base/words.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

struct entry { char *key, *value; };
struct list { struct entry *v; size_t n, cap; };

static _Noreturn void die(const char *file, const char *what)
{
    fprintf(stderr, "mkwords: %s: %s\n", file, what);
    exit(1);
}

static void add(struct list *l, char *line)
{
    char *tab = strchr(line, '\t');

    if (l->n == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 256;
        l->v = realloc(l->v, l->cap * sizeof *l->v);
        if (!l->v) die(line, "out of memory");
    }
    if (tab) *tab = 0;
    l->v[l->n++] = (struct entry){strdup(line), strdup(tab ? tab + 1 : "")};
}

static struct list load(const char *file)
{
    struct list l = {0};
    FILE *f = fopen(file, "r");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;

    if (!f) die(file, "cannot be read");
    while ((n = getline(&line, &cap, f)) > 0) {
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == ' ')) line[--n] = 0;
        if (n == 0 || line[0] == '#') continue;
        add(&l, line);
    }
    free(line);
    fclose(f);
    return l;
}

/* All keys and values behind each other; the program has them once, without
** pointers that would have to be set at each start. */
struct text { FILE *out; uint32_t n; };

static uint32_t put_text(struct text *t, const char *s)
{
    uint32_t at = t->n;

    if (*s == 0) return 0;
    fputs("\n    \"", t->out);
    for (; *s; s++, t->n++) {
        if (*s == '"' || *s == '\\') fprintf(t->out, "\\%c", *s);
        else if ((unsigned char)*s < 32 || (unsigned char)*s > 126) fprintf(t->out, "\\%03o", (unsigned char)*s);
        else fputc(*s, t->out);
    }
    fputs("\\0\"", t->out);
    t->n++;
    return at;
}

static unsigned words_in(const char *s)
{
    unsigned n = 1;

    for (; *s; s++) n += *s == ' ';
    return n;
}

/* Can a word end between two characters of an entry?  Not inside ASCII words,
** nor between others below U+3000, whose words have blanks around them. */
static bool is_end(char before, char c)
{
    if (c == 0 || c == ' ') return true;
    return (unsigned char)c < 0x80 ? before != ' ' && !tw_is_alnum(c) : (unsigned char)c >= 0xE3 && tw_is_alnum(before);
}

/* A bit for the hash of each beginning of an entry at which a word can end. */
static void put_begins(FILE *out, const char *name, const struct list *l, uint32_t slots)
{
    uint8_t *begins = calloc(slots, 1);

    if (!begins) die(name, "out of memory");
    for (size_t i = 0; i < l->n; i++) {
        const char *key = l->v[i].key;

        for (size_t n = 1; n <= strlen(key); n++) {
            uint32_t at = tw_words_hash(key, n) & (slots * 8 - 1);

            if (is_end(key[n - 1], key[n])) begins[at >> 3] |= (uint8_t)(1u << (at & 7));
        }
    }
    fprintf(out, "static const uint8_t %s_begins[] = {", name);
    for (uint32_t i = 0; i < slots; i++) fprintf(out, "%s%u,", i % 32 ? "" : "\n    ", begins[i]);
    fputs("\n};\n", out);
    free(begins);
}

/* How entries begin: the first two characters, folded to 5 bits each. */
static void put_starts(FILE *out, const char *name, const struct list *l)
{
    uint32_t starts[32] = {0};

    for (size_t i = 0; i < l->n; i++) {
        const char *key = l->v[i].key;

        starts[key[0] & 31] |= key[1] ? (uint32_t)1 << (key[1] & 31) : UINT32_MAX;
    }
    fprintf(out, "static const uint32_t %s_starts[32] = {", name);
    for (int i = 0; i < 32; i++) fprintf(out, "%s%uu,", i % 8 ? " " : "\n    ", starts[i]);
    fputs("\n};\n", out);
}

static void put_list(FILE *out, struct text *text, const char *file, const char *name, const struct list *l)
{
    uint32_t slots = 4, *slot;
    unsigned longest = 0;

    while (slots < l->n * 2) slots *= 2;
    slot = calloc(slots, sizeof *slot);
    if (!slot) die(file, "out of memory");
    fprintf(out, "\nstatic const struct tw_word %s_v[] = {\n", name);
    for (size_t i = 0; i < l->n; i++) {
        const struct entry *e = &l->v[i];
        uint32_t at = tw_words_hash(e->key, strlen(e->key)) & (slots - 1);

        for (; slot[at]; at = (at + 1) & (slots - 1))
            if (strcmp(l->v[slot[at] - 1].key, e->key) == 0) die(file, e->key);
        slot[at] = (uint32_t)i + 1;
        if (words_in(e->key) > longest) longest = words_in(e->key);
        fprintf(out, "    {%u, ", put_text(text, e->key));
        fprintf(out, "%u, %zu, %zu},\n", put_text(text, e->value), strlen(e->key), strlen(e->value));
    }
    if (l->n == 0) fputs("    {0, 0, 0, 0},\n", out);
    fprintf(out, "};\nstatic const uint32_t %s_slot[] = {", name);
    for (uint32_t i = 0; i < slots; i++) fprintf(out, "%s%u,", i % 16 ? " " : "\n    ", slot[i]);
    fputs("\n};\n", out);
    put_begins(out, name, l, slots);
    put_starts(out, name, l);
    fprintf(out, "const struct tw_words %s = {%s_v, %zu, %u, %s_slot, %u, %s_begins, %s_starts};\n",
            name, name, l->n, slots, name, longest, name, name);
    free(slot);
}

static const char *base_name(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* Adds a value to those an entry has. */
static void join(struct entry *e, const char *value)
{
    size_t n = strlen(e->value) + strlen(value) + 2;
    char *both = malloc(n);

    if (!both) die(e->key, "out of memory");
    snprintf(both, n, "%s%s%s", e->value, *e->value && *value ? " " : "", value);
    free(e->value);
    e->value = both;
}

static void merge(struct list *all, const struct list *l)
{
    size_t before = all->n;

    for (size_t i = 0; i < l->n; i++) {
        size_t k = 0;

        while (k < before && strcmp(all->v[k].key, l->v[i].key)) k++;
        if (k == before) add(all, strdup(l->v[i].key));
        join(&all->v[k < before ? k : all->n - 1], l->v[i].value);
    }
}

static void put_named(FILE *h, FILE *c, struct text *text, const char *file, const char *dir, const char *base,
                      const struct list *l)
{
    char name[256];

    snprintf(name, sizeof name, "tw_words_%s_%.*s", dir, (int)strlen(base) - 4, base);
    for (char *p = name; *p; p++) if (!tw_is_alnum(*p)) *p = '_';
    fprintf(h, "extern const struct tw_words %s;\n", name);
    put_list(c, text, file, name, l);
}

/* The merged list of files[i] and all later ones of its name, when it is the
** first of several. */
static void put_merged(FILE *h, FILE *c, struct text *text, char *const *files, size_t n, size_t i)
{
    struct list all = {0};
    size_t same = 0;

    for (size_t k = 0; k < n; k++) {
        struct list l;

        if (strcmp(base_name(files[k]), base_name(files[i]))) continue;
        if (k < i) return;
        l = load(files[k]);
        merge(&all, &l);
        same++;
    }
    if (same > 1) put_named(h, c, text, files[i], "all", base_name(files[i]), &all);
}

static const char *in_folder(const char *path, const char *root, const char *lang)
{
    const char *rest = path + strlen(root) + 1;
    size_t n = strlen(lang);

    return strncmp(rest, lang, n) == 0 && rest[n] == '/' ? rest + n + 1 : NULL;
}

static bool has_list(char *const *files, size_t n, const char *root, const char *lang, const char *base)
{
    for (size_t i = 0; i < n; i++) {
        const char *rest = in_folder(files[i], root, lang);

        if (rest && strcmp(rest, base) == 0) return true;
    }
    return false;
}

static void put_member(FILE *out, const char *before, const char *base, const char *after)
{
    fputs(before, out);
    for (; strcmp(base, ".txt"); base++) fputc(tw_is_alnum(*base) ? *base : '_', out);
    fputs(after, out);
}

/* The lexicon of one language: its own lists, the English ones where it has none. */
static void put_lexicon(FILE *c, char *const *files, size_t n, const char *root, const char *lang)
{
    fprintf(c, "    {\"%s\"", lang);
    for (size_t i = 0; i < n; i++) {
        const char *base = in_folder(files[i], root, "en");

        if (!base) continue;
        fprintf(c, ",\n     &tw_words_%s", has_list(files, n, root, lang, base) ? lang : "en");
        put_member(c, "_", base, "");
    }
    fputs("},\n", c);
}

static void put_lexicons(FILE *h, FILE *c, char *const *files, size_t n, const char *root)
{
    size_t count = 0;

    fputs("struct tw_lexicon {\n    const char *lang;\n", h);
    for (size_t i = 0; i < n; i++) {
        const char *base = in_folder(files[i], root, "en");

        if (base) put_member(h, "    const struct tw_words *", base, ";\n");
    }
    fputs("};\n", h);
    fputs("const struct tw_lexicon tw_lexicons[] = {\n", c);
    put_lexicon(c, files, n, root, "en");
    count++;
    for (size_t i = 0; i < n; i++) {
        const char *rest = files[i] + strlen(root) + 1;
        char lang[16];

        if (strcmp(base_name(files[i]), "cues.txt")) continue;
        snprintf(lang, sizeof lang, "%.*s", (int)(base_name(rest) - 1 - rest), rest);
        if (strcmp(lang, "en") == 0) continue;
        put_lexicon(c, files, n, root, lang);
        count++;
    }
    fputs("};\n", c);
    fprintf(h, "enum { TW_LEXICONS = %zu };\n/* English first. */\n"
            "extern const struct tw_lexicon tw_lexicons[TW_LEXICONS];\n", count);
}

int main(int argc, char **argv)
{
    char pattern[4096], dir[256], *strings = NULL;
    size_t strings_n = 0;
    glob_t g;
    FILE *h, *c;
    struct text text = {.n = 1};        /* the empty one is at 0 */

    if (argc != 4) die("usage", "mkwords DIR OUT.h OUT.c");
    snprintf(pattern, sizeof pattern, "%s/*/*.txt", argv[1]);
    if (glob(pattern, 0, NULL, &g)) die(pattern, "no lists");
    h = fopen(argv[2], "w");
    c = fopen(argv[3], "w");
    text.out = open_memstream(&strings, &strings_n);
    if (!h || !c || !text.out) die(argv[2], "cannot be written");
    fputs("/* made by tools/mkwords.c */\n#ifndef TW_GEN_WORDS_H\n#define TW_GEN_WORDS_H\n#include \"base/words.h\"\n", h);
    fputs("/* made by tools/mkwords.c */\n#include \"gen/words.h\"\n", c);
    for (size_t i = 0; i < g.gl_pathc; i++) {
        const char *rest = g.gl_pathv[i] + strlen(argv[1]) + 1;
        struct list l = load(g.gl_pathv[i]);

        snprintf(dir, sizeof dir, "%.*s", (int)(base_name(rest) - 1 - rest), rest);
        put_named(h, c, &text, g.gl_pathv[i], dir, base_name(rest), &l);
        put_merged(h, c, &text, g.gl_pathv, g.gl_pathc, i);
    }
    put_lexicons(h, c, g.gl_pathv, g.gl_pathc, argv[1]);
    fputs("#endif\n", h);
    if (fclose(text.out)) die(argv[3], "out of memory");
    fprintf(c, "\nconst char tw_words_text[] = \"\\0\"%s;\n", strings);
    free(strings);
    if (fclose(h) || fclose(c)) die(argv[2], "cannot be written");
    globfree(&g);
    return 0;
}
