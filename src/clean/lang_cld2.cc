// clean/lang_cld2.cc - CLD2 behind a C function.
//
// cstdio stands first because CLD2's header uses FILE without including it.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "clean/lang_cld2.h"

extern "C" const char *tw_cld2_detect(const char *p, int n)
{
    CLD2::Language top[3];
    int percent[3], text_bytes;
    double score[3];
    bool reliable;
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language found = CLD2::ExtDetectLanguageSummary(p, n, true, &hints, 0, top, percent, score,
                                                          nullptr, &text_bytes, &reliable);

    if (found == CLD2::UNKNOWN_LANGUAGE || found == CLD2::TG_UNKNOWN_LANGUAGE) return nullptr;
    return CLD2::LanguageCode(found);
}
