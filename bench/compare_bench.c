/* bench/compare_bench.c - a story of 200 accounts of 600 words, from extracted statements.
**
** Made of sixty statements of one event, each in three wordings: an account
** takes twenty-five of them, a third of the accounts repeat an earlier one.  In the
** second story every seventh word of an account is another one, so that no two
** sentences are equal.  "one more": the time of the last twenty of 200 accounts that
** are added one by one, each compared at once.
*/
#include "bench.h"

#include "compare/comparing.h"

#include <stdlib.h>

enum { ACCOUNTS = 200, PIECES = 25, STATEMENTS = 20, WORDINGS = 3, LAST = 20, CHANGED = 7 };

static const char *const name[STATEMENTS] = {
    "Mayor Ada Brill", "Fire chief Tom Hask", "Engineer Lena Voss", "Minister Paul Ekker", "Nurse Ida Roth",
    "Captain Jon Marsh", "Professor Eva Kling", "Driver Sam Otter", "Owner Max Pell", "Judge Ruth Amber",
    "Prosecutor Ben Tarn", "Lawyer Kit Solano", "Farmer Joe Brandt", "Teacher Amy Lund", "Pilot Rex Dale",
    "Doctor Mia Falk", "Union leader Dot Crane", "Director Hal Stone", "Inspector Nils Orth", "Baker Ilo Wern"};

static const char *const said[STATEMENTS][WORDINGS] = {
    {"“The dam held for a hundred years and it will hold again,” %s said.", "“This dam has held a century, it will hold once more,” said %s.", "%s said the dam would hold again after a hundred years."},
    {"%s said 140 firefighters had worked through the night.", "“We had 140 people out there all night,” %s said.", "About 140 firefighters worked all night, according to %s."},
    {"“The crack was three metres long and nobody measured it,” said %s.", "%s said nobody had measured the crack of three metres.", "“Nobody ever measured that crack,” said %s."},
    {"%s denied that the ministry had been warned in spring.", "The ministry was not warned, %s said.", "%s rejected the claim that warnings had been ignored."},
    {"“They came in with mud up to their eyes,” %s said.", "“Mud up to the eyes, all of them,” said %s.", "%s said the injured had been covered in mud."},
    {"%s said 23 boats had joined the search.", "“Twenty-three boats are out there,” %s said.", "Twenty-three boats took part, said %s."},
    {"“Water finds the weakest stone,” %s told reporters.", "“The water always finds the weakest stone,” said %s.", "%s said water found the weakest stone."},
    {"“I saw the wall bend like paper,” said %s.", "“The wall bent as if it was paper,” %s said.", "%s had seen the wall bend."},
    {"%s declined to comment on the inspection.", "%s would not say when the last inspection was.", "%s refused to discuss the inspection."},
    {"%s ordered the company to hand over its records.", "The records must be handed over, %s said.", "%s said the company had to give up its files."},
    {"“Somebody signed for this,” %s said.", "“Someone has signed this,” said %s.", "%s said somebody had signed for it."},
    {"“My client is innocent and he will say so,” said %s.", "%s said his client was innocent.", "%s maintained that his client had done nothing wrong."},
    {"%s said 2,400 sheep had drowned.", "“I have lost 2,400 sheep,” said %s.", "More than 2,000 sheep drowned, said %s."},
    {"“The children sang in the bus to keep calm,” %s said.", "“They sang so as not to be afraid,” said %s.", "%s said the children had sung."},
    {"“From above it looks like a spilled cup,” said %s.", "“It looks like a cup that was tipped over,” %s said.", "%s compared the valley to a spilled cup."},
    {"%s said eleven people were in intensive care.", "Eleven patients are in intensive care, %s said.", "“Eleven of them are in intensive care,” said %s."},
    {"“We asked for pumps and they sent us a brochure,” %s said.", "“We wanted pumps and got a brochure,” said %s.", "%s said the union had asked for pumps."},
    {"%s put the damage at 48 million crowns.", "The damage comes to 48 million crowns, %s said.", "%s estimated the damage at 50 million crowns."},
    {"“I will not guess, I will measure,” said %s.", "“I do not guess, I measure,” %s said.", "%s said he would measure and not guess."},
    {"“The oven is dry, so there is bread,” %s said.", "“My oven stayed dry, there will be bread,” said %s.", "%s said there would be bread."}};

static const char *const narrated[] = {
    "The road to the valley stayed closed until the evening while trucks brought sand and gravel.",
    "At least 17 people were killed when the upper dam broke on Tuesday morning.",
    "The number of dead rose to 19 by Wednesday noon, and 64 people were injured.",
    "In the school hall volunteers handed out blankets, soup and dry shoes to those who had lost their homes.",
    "The government promised 12 million crowns for the repair of the bridges and the railway line.",
    "Trains between the two towns will not run before next week, the railway announced."};

static uint32_t next(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

static struct tw_slice account_text(struct tw_arena *mem, uint64_t *seed)
{
    struct tw_buf b = {.mem = mem};

    for (int i = 0; i < PIECES; i++) {
        uint32_t k = next(seed, STATEMENTS);

        tw_buf_addf(&b, said[k][next(seed, WORDINGS)], name[k]);
        tw_buf_addc(&b, ' ');
        tw_buf_adds(&b, narrated[next(seed, sizeof narrated / sizeof *narrated)]);
        tw_buf_adds(&b, i % 3 == 2 ? "\n\n" : " ");
    }
    return tw_slice_trim(tw_buf_slice(&b));
}

static const char *const other[] = {
    "river", "bridge", "slowly", "northern", "never", "council", "letter", "yellow", "engine", "carried", "window", "summer",
    "quickly", "harbour", "twelve", "finance", "promised", "garden", "silent", "report", "measured", "village", "heavy", "opened",
    "Thursday", "signal", "crossing", "doctor", "forest", "loudly", "market", "seldom", "station", "teacher", "valley", "winter"};

/* The text with every seventh word another one, at random. */
static struct tw_slice reworded(struct tw_arena *mem, struct tw_slice text, uint64_t *seed)
{
    struct tw_buf b = {.mem = mem};
    struct tw_slice w;

    while (tw_slice_part(&text, ' ', &w)) {
        bool is_word = w.n > 0;

        for (size_t i = 0; i < w.n; i++) is_word &= tw_is_alpha(w.p[i]) && (w.p[i] & 0x20);
        if (b.n > 0) tw_buf_addc(&b, ' ');
        if (is_word && next(seed, CHANGED) == 0) tw_buf_adds(&b, other[next(seed, sizeof other / sizeof *other)]);
        else tw_buf_add(&b, w);
    }
    return tw_buf_slice(&b);
}

static void make_account(struct tw_arena *mem, struct tw_article *a, struct tw_slice text, size_t i)
{
    struct tw_buf outlet = {.mem = mem};

    tw_buf_addf(&outlet, "Outlet %zu", i);
    *a = (struct tw_article){.outlet_name = tw_buf_slice(&outlet), .title = TW_LIT("The dam"), .lang = TW_LIT("en"), .text = text};
    a->source = a->outlet_name;
    a->published = tw_date_from_unix(1700000000 + (int64_t)i * 600);
    tw_article_split(mem, a);
    tw_article_set_id(mem, a);
}

struct story { struct tw_article article[ACCOUNTS]; struct tw_statements statements[ACCOUNTS]; struct tw_account account[ACCOUNTS]; size_t bytes; };

static bool make_story(struct tw_arena *mem, bool is_varied, struct story *s)
{
    uint64_t seed = 7;

    for (size_t i = 0; i < ACCOUNTS; i++) {
        struct tw_slice text = i % 3 == 2 ? s->article[next(&seed, (uint32_t)i)].text : account_text(mem, &seed);

        if (is_varied) text = reworded(mem, text, &seed);
        make_account(mem, &s->article[i], text, i);
        if (tw_extract(mem, &s->article[i], &s->statements[i]) != TW_OK) return false;
        s->account[i] = (struct tw_account){.article = &s->article[i], .statements = &s->statements[i]};
        s->bytes += text.n;
    }
    return true;
}

static void whole(struct tw_arena *scratch, const struct story *s, const char *kind)
{
    for (size_t n = 2; n <= ACCOUNTS; n *= 10) {
        struct tw_comparison c;
        char label[64];

        snprintf(label, sizeof label, "compare %zu accounts%s", n, kind);
        BENCH(label, s->bytes * n / ACCOUNTS, n, bench_keep((size_t)tw_compare(scratch, s->account, n, &c)), tw_arena_reset(scratch));
    }
}

static int by_time(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

/* Each of the last accounts at its best of some runs: the median and the longest. */
static void one_more(const struct story *s, const char *kind)
{
    double best[LAST];

    for (int i = 0; i < LAST; i++) best[i] = 1e9;
    for (int run = 0; run < BENCH_ROUNDS; run++) {
        struct tw_comparing *c = tw_comparing_new(0);
        const struct tw_comparison *out;

        for (size_t i = 0; i < ACCOUNTS; i++) {
            double start = bench_now(), *least = i >= ACCOUNTS - LAST ? &best[i - (ACCOUNTS - LAST)] : NULL;

            tw_comparing_add(c, s->account[i]);
            if (!least && i + 1 < ACCOUNTS - LAST) continue;
            bench_keep((size_t)tw_comparing_result(c, &out));
            if (least && bench_now() - start < *least) *least = bench_now() - start;
        }
        tw_comparing_free(c);
    }
    qsort(best, LAST, sizeof *best, by_time);
    printf("one more account to 200%-17s %9.1f ms %9.1f ms at most\n", kind, best[LAST / 2] * 1e3, best[LAST - 1] * 1e3);
}

int main(void)
{
    static struct story story[2];
    static const char *const kind[] = {"", ", reworded"};
    struct tw_arena *mem = tw_arena_new(0), *scratch = tw_arena_new(0);

    for (int i = 0; i < 2; i++) {
        if (!make_story(mem, i == 1, &story[i])) return 1;
        whole(scratch, &story[i], kind[i]);
        one_more(&story[i], kind[i]);
    }
    tw_arena_free(scratch);
    tw_arena_free(mem);
    return 0;
}
