/* alert/mail.c - writes mails: fields, then a body in quoted-printable.
**
** Quoted-printable (RFC 2045, 6.7) keeps English readable in any reader; base64 for fields, as
** encoded words (RFC 2047) in it are the shorter ones for other scripts.
*/
#include "alert/mail.h"

#include "base/date.h"
#include "base/json.h"
#include "base/utf8.h"
#include "compare/layout.h"

enum { LINE = 76 /* RFC 2045 */,
       WORD = 45 /* bytes: 60 digits of base64 in an encoded word of 75 */,
       SUBJECT = 180 /* columns */ };

/* ---- Fields */

static bool is_plain(struct tw_slice s)
{
    for (size_t i = 0; i < s.n; i++) if (s.p[i] < ' ' || s.p[i] > '~') return false;
    return s.n <= 900 && tw_slice_find(s, TW_LIT("=?"), 0) == TW_NONE;
}

static void add_base64(struct tw_buf *out, struct tw_slice s)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < s.n; i += 3) {
        uint32_t x = 0;

        for (size_t k = 0; k < 3; k++) x = x << 8 | (i + k < s.n ? (unsigned char)s.p[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            tw_buf_addc(out, i + k > s.n ? '=' : digit[x >> (18 - 6 * k) & 63]);
    }
}

void tw_mail_words(struct tw_buf *out, struct tw_slice text)
{
    if (is_plain(text)) {
        tw_buf_add(out, text);
        return;
    }
    for (size_t from = 0, to; from < text.n; from = to) {
        size_t next = to = from;

        while (to < text.n) {
            (void)tw_utf8_next(text, &next);
            if (next - from > WORD) break;
            to = next;
        }
        tw_buf_adds(out, from ? "\n =?utf-8?B?" : "=?utf-8?B?");
        add_base64(out, tw_slice_sub(text, from, to));
        tw_buf_adds(out, "?=");
    }
}

/* "Tue, 06 May 2031 12:00:00 +0000" */
static void add_date(struct tw_buf *out, int64_t now)
{
    static const char days[] = "MonTueWedThuFriSatSun",
        months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tw_date d = tw_date_from_unix(now);

    tw_buf_addf(out, "%.3s, %02d %.3s %d %02d:%02d:%02d +0000",
                days + 3 * tw_weekday(tw_date_days(&d)), d.day,
                months + 3 * (d.month - 1), d.year, d.hour, d.minute, d.second);
}

static struct tw_slice domain_of(const struct tw_alert_target *to)
{
    struct tw_slice address = tw_slice_of(to->from ? to->from : to->where);
    size_t at = tw_slice_find_char(address, '@', 0), end = tw_slice_find_char(address, ',', 0);

    return tw_slice_sub(address, at == TW_NONE ? address.n : at + 1,
                        end == TW_NONE ? address.n : end);
}

static void add_subject(struct tw_buf *out, const struct tw_stored_alert *alert, size_t n)
{
    struct tw_buf text = {.mem = out->mem};
    struct tw_jv v = {0};

    if (n > 0 && tw_json_parse(out->mem, alert[0].json, &v, NULL) == TW_OK)
        tw_buf_addf(&text, "[%.*s] %.*s", TW_FMT(tw_jv_str(&v, "rule")),
                    TW_FMT(tw_jv_str(&v, "headline")));
    if (n > 1) tw_buf_addf(&text, " and %zu more", n - 1);
    tw_mail_words(out, tw_one_line(out->mem, tw_buf_slice(&text), SUBJECT));
}

/* ---- Body */

static void add_evidence(struct tw_buf *out, const struct tw_jv *e)
{
    const struct tw_jv *outlet = tw_jv_get(e, "outlet");
    struct tw_slice name = tw_jv_str(outlet, "name"), text = tw_jv_str(e, "text"),
        origin = tw_jv_str(e, "origin");

    if (!name.n) name = tw_jv_str(outlet, "domain");
    tw_buf_addf(out, "\n%.*s (article %.*s",
                TW_FMT(tw_one_line(out->mem, name.n ? name : TW_LIT("An outlet without a name"),
                                   0)),
                TW_FMT(tw_jv_str(e, "id")));
    if (origin.n) tw_buf_addf(out, "; origin: %.*s", TW_FMT(tw_one_line(out->mem, origin, 0)));
    tw_buf_adds(out, ")\n");
    if (text.n) tw_buf_addf(out, "    %.*s\n", TW_FMT(tw_one_line(out->mem, text, 0)));
}

void tw_mail_text(struct tw_buf *out, const struct tw_stored_alert *alert)
{
    const struct tw_jv *evidence, *accounts, *origins;
    struct tw_jv v;

    if (tw_json_parse(out->mem, alert->json, &v, NULL) != TW_OK) return;
    evidence = tw_jv_get(&v, "evidence");
    accounts = tw_jv_get(&v, "accounts");
    origins = tw_jv_get(&v, "origins");
    tw_buf_addf(out, "%.*s\n\n", TW_FMT(tw_one_line(out->mem, tw_jv_str(&v, "headline"), 0)));
    tw_buf_addf(out, "Story %.*s: %.*s\n", TW_FMT(tw_jv_str(&v, "story")),
                TW_FMT(tw_one_line(out->mem, tw_jv_str(&v, "title"), 0)));
    tw_buf_addf(out, "%.*s, %.0f accounts, %.0f origins found\n", TW_FMT(tw_jv_str(&v, "time")),
                accounts ? accounts->num : 0, origins ? origins->num : 0);
    for (size_t i = 0; evidence && i < evidence->n; i++) add_evidence(out, &evidence->v[i]);
    tw_buf_addf(out, "\nRule: %.*s.  Alert %llu, id %.*s\n", TW_FMT(tw_jv_str(&v, "rule")),
                (unsigned long long)alert->number, TW_FMT(alert->id));
}

/* Quoted-printable; spaces at line ends and signs that are not ASCII as =XX, lines cut at 76. */
static void add_quoted(struct tw_buf *out, struct tw_slice text)
{
    size_t column = 0;

    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool at_end = i + 1 == text.n || text.p[i + 1] == '\n';
        bool plain = (c > ' ' && c <= '~' && c != '=' && !(c == '.' && column == 0))
            || (c == ' ' && !at_end);

        if (c == '\n') {
            tw_buf_addc(out, '\n');
            column = 0;
            continue;
        }
        if (column + (plain ? 1 : 3) > LINE - 1) {
            tw_buf_adds(out, "=\n");
            column = 0;
            plain = plain && c != '.';
        }
        if (plain) tw_buf_addc(out, (char)c);
        else tw_buf_addf(out, "=%02X", c);
        column += plain ? 1 : 3;
    }
}

void tw_mail_write(struct tw_buf *out, const struct tw_alert_target *to,
                   const struct tw_stored_alert *alert, size_t n, struct tw_slice id, int64_t now)
{
    struct tw_buf body = {.mem = out->mem};

    if (to->from) tw_buf_addf(out, "From: %s\n", to->from);
    tw_buf_addf(out, "To: %s\nSubject: ", to->where);
    add_subject(out, alert, n);
    tw_buf_adds(out, "\nDate: ");
    add_date(out, now);
    tw_buf_addf(out, "\nMessage-ID: <%.*s.twosource@%.*s>\n", TW_FMT(id), TW_FMT(domain_of(to)));
    tw_buf_adds(out,
                "Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                     "Content-Transfer-Encoding: quoted-printable\n\n");
    for (size_t i = 0; i < n; i++) {
        if (i) tw_buf_adds(&body, "\n----\n\n");
        tw_mail_text(&body, &alert[i]);
    }
    add_quoted(out, tw_buf_slice(&body));
}
