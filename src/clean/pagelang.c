/* clean/pagelang.c - see pagelang.h.  A template left in the wrong language costs
** nothing when the text is long; a short text in a language that no part of the
** page declares is not believed.
*/
#include "clean/pagelang.h"

#include "clean/lang.h"

enum {
    /* bytes of text that the detector needs to be believed against all declarations */
    ENOUGH = 200
};

/* Languages that detectors take for each other: families written as blanks-separated codes. */
static const char *const families[] = {
    "no nb nn da sv", "hr sr bs sh me cnr sl mk bg", "cs sk", "id ms jv su", "es gl ca pt", "hi mr ne", "ru uk be bg",
    "zu xh ss nr", "af nl", "fa ps ku prs", "tr az", "zh yue", "tl ceb fil", "de lb", "fi et",
};

static bool in_family(const char *family, struct tw_slice code)
{
    struct tw_slice rest = tw_slice_of(family), part;

    while (tw_slice_part(&rest, ' ', &part))
        if (tw_slice_eq(part, code)) return true;
    return false;
}

static bool are_relatives(struct tw_slice a, struct tw_slice b)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (in_family(families[i], a) && in_family(families[i], b)) return true;
    return false;
}

/* English names of languages, as some pages declare them. */
static const char *const names[][2] = {
    {"english", "en"}, {"german", "de"}, {"deutsch", "de"}, {"french", "fr"}, {"spanish", "es"}, {"italian", "it"},
    {"portuguese", "pt"}, {"dutch", "nl"}, {"russian", "ru"}, {"arabic", "ar"}, {"chinese", "zh"}, {"japanese", "ja"},
    {"korean", "ko"}, {"turkish", "tr"}, {"polish", "pl"}, {"hindi", "hi"}, {"persian", "fa"}, {"hebrew", "he"},
    {"ukrainian", "uk"}, {"greek", "el"}, {"swedish", "sv"}, {"norwegian", "no"}, {"danish", "da"}, {"finnish", "fi"},
};

struct tw_slice tw_pagelang_code(struct tw_arena *mem, struct tw_slice declared)
{
    struct tw_slice s = declared.n ? tw_slice_trim(declared) : TW_LIT("");
    size_t n = 0;

    while (n < s.n && tw_is_alpha(s.p[n])) n++;
    if (n < s.n && s.p[n] != '-' && s.p[n] != '_' && s.p[n] != ',' && s.p[n] != ';'
        && s.p[n] != ' ')
        return TW_LIT("");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tw_slice_eq_nocase(tw_slice_sub(s, 0, n), tw_slice_of(names[i][0])))
            return tw_slice_of(names[i][1]);
    if (n != 2 && n != 3) return TW_LIT("");
    s = tw_slice_lower(mem, tw_slice_sub(s, 0, n));
    /* codes withdrawn from ISO 639 in 1989 */
    if (tw_slice_eq(s, TW_LIT("iw"))) return TW_LIT("he");
    if (tw_slice_eq(s, TW_LIT("in"))) return TW_LIT("id");
    if (tw_slice_eq(s, TW_LIT("jp"))) return TW_LIT("ja");     /* countries written for languages */
    if (tw_slice_eq(s, TW_LIT("kr"))) return TW_LIT("ko");
    if (tw_slice_eq(s, TW_LIT("cz"))) return TW_LIT("cs");
    if (tw_slice_eq(s, TW_LIT("ua"))) return TW_LIT("uk");
    if (tw_slice_eq(s, TW_LIT("gr"))) return TW_LIT("el");
    if (tw_slice_eq(s, TW_LIT("cn"))) return TW_LIT("zh");
    return s;
}

struct tw_slice tw_pagelang_vote(struct tw_slices declared, struct tw_slice text)
{
    struct tw_slice seen = tw_lang_detect(text);

    if (declared.n == 0) return seen;
    if (seen.n == 0) return declared.v[0];
    for (size_t i = 0; i < declared.n; i++)
        if (tw_slice_eq(declared.v[i], seen)) return seen;
    for (size_t i = 0; i < declared.n; i++)
        if (are_relatives(declared.v[i], seen)) return declared.v[i];
    return text.n >= ENOUGH ? seen : declared.v[0];
}
