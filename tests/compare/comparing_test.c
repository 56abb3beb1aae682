/* tests/compare/comparing_test.c - a comparison that grows is the one made at once.
**
** After each account the JSON must be that of tw_compare for the accounts so far:
** for the stories of eval/, and for made ones with copies, editions, outlets that
** others name before they are known, and times in any order.
*/
#include "compare/comparing.h"

#include "support/check.h"

#include <dirent.h>
#include <stdlib.h>

enum { MOST = 64 };             /* accounts of a story */

struct story { struct tw_article article[MOST]; struct tw_statements statements[MOST]; struct tw_account account[MOST]; size_t n; };

static struct tw_article *new_article(struct story *s, struct tw_slice outlet)
{
    struct tw_article *a = &s->article[s->n];

    assert_true(s->n < MOST);
    *a = (struct tw_article){.outlet_name = outlet, .source = outlet, .lang = TW_LIT("en")};
    return a;
}

/* Reads the statements of the article begun last. */
static void end_article(struct tw_arena *mem, struct story *s)
{
    struct tw_article *a = &s->article[s->n];

    a->text = tw_slice_trim(a->text);
    tw_article_split(mem, a);
    tw_article_set_id(mem, a);
    assert_int_equal(tw_extract(mem, a, &s->statements[s->n]), TW_OK);
    s->account[s->n] = (struct tw_account){.article = a, .statements = &s->statements[s->n]};
    s->n++;
}

static struct tw_slice json_of(struct tw_arena *mem, const struct tw_comparison *c)
{
    struct tw_buf out = {.mem = mem};

    tw_comparison_write(&out, c);
    return tw_buf_slice(&out);
}

static void check_same(struct tw_slice grown, struct tw_slice whole, const char *story, size_t n)
{
    size_t at = 0;

    if (tw_slice_eq(grown, whole)) return;
    while (at < grown.n && at < whole.n && grown.p[at] == whole.p[at]) at++;
    at = at > 80 ? at - 80 : 0;
    fail_msg("%s, %zu accounts:\ngrown %.300s\nwhole %.300s", story, n,
             tw_slice_sub(grown, at, grown.n).p, tw_slice_sub(whole, at, whole.n).p);
}

/* Adds the accounts `step` at a time. */
static void grow(const struct story *s, const char *name, size_t step)
{
    struct tw_comparing *c = tw_comparing_new(0);
    struct tw_arena *mem = tw_arena_new(0);

    for (size_t n = 0; n < s->n;) {
        const struct tw_comparison *grown;
        struct tw_comparison whole;

        for (size_t k = 0; k < step && n < s->n; k++) tw_comparing_add(c, s->account[n++]);
        tw_arena_reset(mem);
        assert_int_equal(tw_comparing_result(c, &grown), TW_OK);
        assert_int_equal(tw_compare(mem, s->account, n, &whole), TW_OK);
        check_same(json_of(mem, grown), json_of(mem, &whole), name, n);
    }
    tw_arena_free(mem);
    tw_comparing_free(c);
}

/* ---- the stories of eval/ ---- */

static struct tw_slice read_file(struct tw_arena *mem, const char *path)
{
    struct tw_buf b = {.mem = mem};
    FILE *f = fopen(path, "rbe");
    size_t n;

    assert_non_null(f);
    while ((n = fread(tw_buf_room(&b, 4096), 1, 4096, f)) > 0) b.n += n;
    fclose(f);
    return tw_buf_slice(&b);
}

/* The text without the marks of eval/build.py. */
static struct tw_slice unmarked(struct tw_arena *mem, struct tw_slice s)
{
    struct tw_buf b = {.mem = mem};

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '{') while (i < s.n && s.p[i] != ':') i++;
        else if (s.p[i] != '}' && s.p[i] != '|') tw_buf_addc(&b, s.p[i]);
        if (i < s.n && s.p[i] == '\n') tw_buf_addc(&b, '\n');
    }
    return tw_buf_slice(&b);
}

/* "account a | outlet | origin | published | byline=...", a title, the text */
static void read_head(struct tw_arena *mem, struct tw_slice line, struct tw_article *a)
{
    struct tw_slice part;

    for (size_t i = 0; tw_slice_part(&line, '|', &part); i++) {
        struct tw_slice field = tw_slice_trim(part);

        if (i == 3) assert_true(tw_date_parse_iso(field, &a->published));
        if (tw_slice_starts(field, TW_LIT("dateline=")))
            a->dateline = tw_slice_sub(field, 9, field.n);
        if (tw_slice_starts(field, TW_LIT("url="))) a->url = tw_slice_sub(field, 4, field.n);
        if (tw_slice_starts(field, TW_LIT("byline="))) {
            a->byline.v = TW_NEW(mem, struct tw_slice);
            a->byline.v[a->byline.n++] = tw_slice_sub(field, 7, field.n);
        }
    }
}

static void read_story(struct tw_arena *mem, struct tw_slice rest, struct story *s)
{
    struct tw_slice line, outlet;
    bool is_open = false;

    while (tw_slice_line(&rest, &line)) {
        bool begins = tw_slice_starts(line, TW_LIT("account "))
            || tw_slice_starts(line, TW_LIT("lookalike "));

        if (!begins) {
            if (is_open) s->article[s->n].text.n =
                (size_t)(line.p + line.n - s->article[s->n].text.p);
            continue;
        }
        if (is_open) s->article[s->n].text = unmarked(mem, s->article[s->n].text),
            end_article(mem, s);
        outlet = line;
        tw_slice_part(&outlet, '|', &(struct tw_slice){0});
        outlet.n = tw_slice_find_char(outlet, '|', 0);
        read_head(mem, line, new_article(s, tw_slice_trim(outlet)));
        tw_slice_line(&rest, &line);
        s->article[s->n].title = line;
        s->article[s->n].text = (struct tw_slice){rest.p, 0};
        is_open = true;
    }
    s->article[s->n].text = unmarked(mem, s->article[s->n].text);
    end_article(mem, s);
}

static void the_stories_of_eval_grow_as_they_are(void **state)
{
    DIR *dir = opendir("eval/stories");
    struct dirent *entry;
    size_t stories = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        struct story *s;
        char path[512];

        if (entry->d_name[0] == '.') continue;
        tw_arena_reset(*state);
        s = TW_NEW(*state, struct story);
        snprintf(path, sizeof path, "eval/stories/%s", entry->d_name);
        read_story(*state, read_file(*state, path), s);
        assert_true(s->n >= 3);
        grow(s, entry->d_name, 1);
        stories++;
    }
    closedir(dir);
    assert_true(stories >= 10);
}

/* ---- made stories ---- */

static uint32_t next(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

static const char *const outlet[] = {
    "The Lamp", "Meridian News Agency", "Skelby Mail", "Harbour Times", "The Daily Observer", "Ministry of Ports",
    "Orlan Press", "Coast Radio", "Northgate Press Agency", "Evening Beacon", "Pier Watch", "Island Herald"};
enum { OUTLETS = sizeof outlet / sizeof *outlet };

static const char *const who[] = {
    "Mayor Ada Brill", "harbour master Nils Orm", "the Harbour Times", "Engineer Lena Voss", "the Ministry of Ports", "a witness",
    "Coast Radio", "the ferry company", "Meridian", "opposition leader Paul Ekker", "the Daily Observer", "Captain Jon Marsh"};
enum { SPEAKERS = sizeof who / sizeof *who };

static const char *const pattern[] = {
    "“Every plank of the pier was counted and %w of them %w,” %s said.", "%s denied that the %w had been warned about the %w.",
    "%s said %n people had died and %n were injured.", "The number of dead rose to %n on %w, %s said.",
    "%s declined to comment on the %w.", "At least %n boats were damaged when the %w fell into the %w.",
    "“I saw the %w bend like %w,” said %s.", "%s reported that the %w had cost %n million crowns.",
    "The road to the %w stayed closed while trucks brought %w and %w to the shore of Skelby.",
    "%s accused the shipping ministry of having known about the %w.", "She refused to answer questions about the %w.",
    "According to %s, about %n anglers stood on the pier when the %w gave way.", "“We will %w, and then we will %w,” he said."};
enum { PATTERNS = sizeof pattern / sizeof *pattern };

static const char *const word[] = {
    "piles", "planks", "sea", "wall", "paper", "Tuesday", "Wednesday", "gravel", "storm", "inspection", "rope", "ferry", "rebuild",
    "measure", "rotten", "ministry", "lighthouse", "insurance", "railing", "soup"};
enum { WORDS = sizeof word / sizeof *word };

static void add_sentence(struct tw_buf *b, uint64_t *seed)
{
    for (const char *p = pattern[next(seed, PATTERNS)]; *p; p++) {
        if (*p != '%') tw_buf_addc(b, *p);
        else if (*++p == 'n') tw_buf_addf(b, "%u", 2 + next(seed, 30));
        else tw_buf_adds(b, *p == 's' ? who[next(seed, SPEAKERS)] : word[next(seed, WORDS)]);
    }
}

static struct tw_slice made_text(struct tw_arena *mem, uint64_t *seed)
{
    struct tw_buf b = {.mem = mem};
    uint32_t sentences = 4 + next(seed, 14);

    for (uint32_t i = 0; i < sentences; i++) {
        add_sentence(&b, seed);
        tw_buf_adds(&b, next(seed, 3) == 0 ? "\n\n" : " ");
    }
    return tw_buf_slice(&b);
}

/* An earlier text, cut short or with a sentence behind it. */
static struct tw_slice copied_text(struct tw_arena *mem, const struct story *s, uint64_t *seed)
{
    struct tw_slice text = s->article[next(seed, (uint32_t)s->n)].text;
    struct tw_buf b = {.mem = mem};
    size_t cut = tw_slice_find(text, TW_LIT(". "), text.n / 2);

    tw_buf_add(&b, next(seed, 2) && cut != TW_NONE ? tw_slice_sub(text, 0, cut + 1) : text);
    tw_buf_adds(&b, "\n\n");
    add_sentence(&b, seed);
    return tw_buf_slice(&b);
}

static void make_story(struct tw_arena *mem, uint64_t seed, size_t n, struct story *s)
{
    while (s->n < n) {
        struct tw_article *a = new_article(s, (struct tw_slice){0});

        if (next(&seed, 8)) a->outlet_name = a->source = tw_slice_of(outlet[next(&seed, OUTLETS)]);
        if (next(&seed, 6)) a->published = tw_date_from_unix(1700000000 + (int64_t)next(&seed, 200) * 1800);
        if (next(&seed, 6) == 0) a->url = next(&seed, 2) ? TW_LIT("https://lamp.example/pier") : TW_LIT("https://mail.example/pier");
        if (next(&seed, 5) == 0) a->dateline = next(&seed, 2) ? TW_LIT("SKELBY, April 2 (Meridian)") : TW_LIT("SKELBY (Tidewater News)");
        a->title = TW_LIT("Pier falls into the sea at Skelby");
        a->text = s->n > 0 && next(&seed, 3) == 0 ? copied_text(mem, s, &seed) : made_text(mem, &seed);
        end_article(mem, s);
    }
}

static void a_made_story_grows(void **state)
{
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct story *s;

        tw_arena_reset(*state);
        s = TW_NEW(*state, struct story);
        make_story(*state, seed, 20 + 20 * (seed - 1), s);
        grow(s, "made", 1);
    }
}

static void it_grows_by_several_at_a_time(void **state)
{
    struct story *s = TW_NEW(*state, struct story);

    make_story(*state, 9, MOST, s);
    grow(s, "by seven", 7);
}

static void a_cleared_one_begins_anew(void **state)
{
    struct story *s = TW_NEW(*state, struct story);
    struct tw_comparing *c = tw_comparing_new(0);
    const struct tw_comparison *grown;
    struct tw_comparison whole;

    make_story(*state, 5, 24, s);
    for (size_t i = 0; i < 20; i++) tw_comparing_add(c, s->account[i]);
    assert_int_equal(tw_comparing_result(c, &grown), TW_OK);
    tw_comparing_clear(c);
    for (size_t i = 18; i < 24; i++) tw_comparing_add(c, s->account[i]);
    assert_int_equal(tw_comparing_result(c, &grown), TW_OK);
    assert_int_equal(tw_compare(*state, s->account + 18, 6, &whole), TW_OK);
    check_same(json_of(*state, grown), json_of(*state, &whole), "cleared", 6);
    tw_comparing_free(c);
}

static void an_owner_may_be_told_later(void **state)
{
    struct story *s = TW_NEW(*state, struct story);
    struct tw_comparing *c = tw_comparing_new(0);
    const struct tw_comparison *grown;
    struct tw_comparison whole;

    make_story(*state, 6, 20, s);
    for (size_t i = 0; i < s->n; i++) tw_comparing_add(c, s->account[i]);
    assert_int_equal(tw_comparing_result(c, &grown), TW_OK);
    for (size_t i = 0; i < s->n; i += 2) {
        s->account[i].owner = TW_LIT("Lantern Group");
        tw_comparing_own(c, i, s->account[i].owner);
    }
    assert_int_equal(tw_comparing_result(c, &grown), TW_OK);
    assert_int_equal(tw_compare(*state, s->account, s->n, &whole), TW_OK);
    check_same(json_of(*state, grown), json_of(*state, &whole), "owners", s->n);
    tw_comparing_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(the_stories_of_eval_grow_as_they_are),
        TEST_IN_ARENA(a_made_story_grows),
        TEST_IN_ARENA(it_grows_by_several_at_a_time),
        TEST_IN_ARENA(a_cleared_one_begins_anew),
        TEST_IN_ARENA(an_owner_may_be_told_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
