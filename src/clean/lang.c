/* clean/lang.c - samples the text and brings CLD2's codes to ISO 639.
**
** An article says what it is written in within its first lines, so a sample
** from the beginning is enough; it is cut at a character.  CLD2 keeps a few
** codes from before ISO 639 was revised, and splits Chinese by script; the
** table below undoes both.  Wrong at times: Norwegian against Danish, Croatian
** against Serbian or Bosnian, lines that are mostly names.
*/
#include "clean/lang.h"

#include "clean/lang_cld2.h"

/* CLD2 code -> ISO 639 (changes list of the ISO 639-1 registration authority). */
static const struct { const char *from, *to; } renamed[] = {
    {"iw", "he"},      {"jw", "jv"},      {"in", "id"},
    {"ji", "yi"},      {"mo", "ro"},      {"zh-Hant", "zh"},
    {"zh-Hans", "zh"}, {"sr-ME", "sr"},   {"nb", "no"},
    {"sit-NP", "ne"},  {"un", ""},
};

static struct tw_slice sample(struct tw_slice text)
{
    size_t n = TW_LANG_SAMPLE;

    if (text.n <= n) return text;
    while (n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80) n--;
    return (struct tw_slice){text.p, n};
}

struct tw_slice tw_lang_detect(struct tw_slice text)
{
    struct tw_slice s = sample(tw_slice_trim(text));
    const char *code = s.n ? tw_cld2_detect(s.p, (int)s.n) : NULL;

    if (!code) return TW_LIT("");
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strcmp(code, renamed[i].from) == 0) return tw_slice_of(renamed[i].to);
    return tw_slice_of(code);
}
