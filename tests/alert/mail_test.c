/* tests/alert/mail_test.c - mails and signatures that any receiver understands. */
#include "alert/mail.h"
#include "base/json.h"
#include "alert/sign.h"
#include "support/check.h"

static struct tw_slice words(struct tw_arena *mem, const char *text)
{
    struct tw_buf out = {.mem = mem};

    tw_mail_words(&out, tw_slice_of(text));
    return tw_buf_slice(&out);
}

static struct tw_slice mail(struct tw_arena *mem, const char *headline, const char *text, size_t n)
{
    static const struct tw_alert_target to = {.kind = TW_TARGET_MAIL,
                                              .where = "desk@news.example, night@news.example",
                                              .from = "tw@sender.example"};
    struct tw_buf json = {.mem = mem}, out = {.mem = mem};
    struct tw_json j = {.out = &json};
    struct tw_stored_alert alert[2] = {{.number = 7, .id = TW_LIT("0123456789abcdef")},
                                       {.number = 8, .id = TW_LIT("x")}};

    tw_json_open(&j, '{');
    tw_json_text(&j, "rule", TW_LIT("toll"));
    tw_json_text(&j, "headline", tw_slice_of(headline));
    tw_json_text(&j, "story", TW_LIT("s1"));
    tw_json_text(&j, "title", TW_LIT("Weir"));
    tw_json_key(&j, "evidence");
    tw_json_open(&j, '[');
    tw_json_open(&j, '{');
    tw_json_text(&j, "id", TW_LIT("a"));
    tw_json_text(&j, "text", tw_slice_of(text));
    tw_json_close(&j, '}');
    tw_json_close(&j, ']');
    tw_json_close(&j, '}');
    alert[0].json = alert[1].json = tw_buf_slice(&json);
    tw_mail_write(&out, &to, alert, n, TW_LIT("feed"), 1936000000);
    return tw_buf_slice(&out);
}

static bool has(struct tw_slice s, const char *what)
{
    return tw_slice_find(s, tw_slice_of(what), 0) != TW_NONE;
}

static void plain_text_stays_and_other_text_is_encoded_in_short_words(void **state)
{
    assert_text(words(*state, "Weir fails"), "Weir fails");
    assert_text(words(*state, "Zoë"), "=?utf-8?B?Wm/Dqw==?=");
    assert_text(words(*state, "a=?utf-8?Q?b?="), "=?utf-8?B?YT0/dXRmLTg/UT9iPz0=?=");
    assert_text(words(*state, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaéb"),
                "=?utf-8?B?YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=?=\n =?utf-8?B?w6li?=");
}

static void no_text_becomes_a_field(void **state)
{
    struct tw_slice m = mail(*state, "x\r\nBcc: thief@evil.example\r\n\r\nbody", "y", 1);

    assert_false(has(m, "\nBcc:"));
    assert_true(has(m, "\nSubject: [toll] x Bcc: thief@evil.example body\n"));
}

static void a_mail_has_the_fields_that_a_mail_needs(void **state)
{
    struct tw_slice m = mail(*state, "killed: 12 -> 19", "Zoë says.", 1);

    assert_true(tw_slice_starts(m,
                                TW_LIT("From: tw@sender.example\nTo: desk@news.example, night@news.example\n"
                                          "Subject: [toll] killed: 12 -> 19\nDate: Thu, 08 May 2031 09:46:40 +0000\n"
                                          "Message-ID: <feed.twosource@sender.example>\n")));
    assert_true(has(m, "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                       "Content-Transfer-Encoding: quoted-printable\n\nkilled: 12 -> 19\n"));
    assert_true(has(m, "Zo=C3=AB says."));
    assert_true(has(mail(*state, "a", "b", 2), "Subject: [toll] a and 1 more\n"));
}

static void lines_are_short_and_no_point_begins_one(void **state)
{
    struct tw_buf text = {.mem = *state};
    struct tw_slice m, line;

    for (int i = 0; i < 200; i++) tw_buf_adds(&text, i % 7 ? "word. " : "é.. ");
    tw_buf_addc(&text, '\0');
    m = mail(*state, ".\n.\n", text.p, 1);
    while (tw_slice_line(&m, &line)) {
        assert_true(line.n <= 76);
        assert_false(tw_slice_starts(line, TW_LIT(".")));
        assert_false(tw_slice_ends(line, TW_LIT(" ")));
    }
}

/* RFC 4231, cases 1, 2 and 6. */
static void signatures_are_those_of_the_rfc(void **state)
{
    char hex[65], key[131];

    (void)state;
    memset(key, 0x0B, 20);
    tw_sign_hmac((struct tw_slice){key, 20}, TW_LIT("Hi There"), hex);
    assert_string_equal(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    tw_sign_hmac(TW_LIT("Jefe"), TW_LIT("what do ya want for nothing?"), hex);
    assert_string_equal(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    memset(key, 0xAA, 131);
    tw_sign_hmac((struct tw_slice){key, 131},
                 TW_LIT("Test Using Larger Than Block-Size Key - Hash Key First"), hex);
    assert_string_equal(hex, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_ARENA(plain_text_stays_and_other_text_is_encoded_in_short_words),
        TEST_IN_ARENA(no_text_becomes_a_field),
        TEST_IN_ARENA(a_mail_has_the_fields_that_a_mail_needs),
        TEST_IN_ARENA(lines_are_short_and_no_point_begins_one),
        TEST_IN_ARENA(signatures_are_those_of_the_rfc),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
