/* tests/read/mime_test.c - the codings of mail, the structure of messages, what of them is news. */
#include "base/buf.h"
#include "read/mime.h"
#include "read/mimecode.h"
#include "support/folder.h"

static const char *string(struct tw_slice s)
{
    return tw_slice_dup(mem, s).p;
}

static void transfer_codings_are_undone(void **state)
{
    (void)state;
    assert_string_equal(string(tw_base64_decode(mem, TW_LIT("VGhl\r\nIHBpZXI="))), "The pier");
    assert_string_equal(string(tw_base64_decode(mem, TW_LIT("V!G#h-l"))), "The");
    assert_string_equal(string(tw_base64_decode(mem, TW_LIT("V"))), "");
    assert_string_equal(string(tw_quoted_decode(mem, TW_LIT("Zo=C3=AB =\r\nsaw=3D=\nit= "))),
                        "Zo\xC3\xAB saw=it");
    assert_string_equal(string(tw_quoted_decode(mem, TW_LIT("a=ZZ=4="))), "a=ZZ=4");
}

static void encoded_words_are_text(void **state)
{
    (void)state;
    assert_string_equal(string(tw_mime_words(mem, TW_LIT("=?iso-8859-1?Q?Zo=EB_saw?= it"))),
                        "Zo\xC3\xAB saw it");
    assert_string_equal(
        string(tw_mime_words(mem, TW_LIT("=?utf-8?B?w4M=?=\r\n =?UTF-8?q?=C3=A9?= x"))),
        "\xC3\x83\xC3\xA9 x");
    assert_string_equal(string(tw_mime_words(mem, TW_LIT("=?utf-8?B?ww==?= =?utf-8?B?qQ==?="))),
                        "\xC3\xA9");
    assert_string_equal(string(tw_mime_words(mem, TW_LIT("=?utf-8*en?Q?a?= =?us-ascii?Q?b?="))),
                        "ab");
    assert_string_equal(string(tw_mime_words(mem, TW_LIT("=?utf-8?X?a?= =?utf-8?Q?open"))),
                        "=?utf-8?X?a?= =?utf-8?Q?open");
    assert_string_equal(string(tw_mime_words(mem, TW_LIT("folded\r\n\t line"))), "folded line");
}

static void parameters_are_put_together(void **state)
{
    struct tw_slice many =
        TW_LIT("attachment; filename*1*=%C3%BC; filename*0*=utf-8'de'Pier%20; filename*2=\".pdf\"");

    (void)state;
    assert_string_equal(string(tw_mime_parameter(mem, TW_LIT("text/plain; charset=\"utf-8\"; x=y"),
                                                 TW_LIT("charset"))),
                        "utf-8");
    assert_string_equal(
        string(tw_mime_parameter(mem, TW_LIT("a/b;NAME = \"a\\\"b;c\" ; x"), TW_LIT("name"))),
        "a\"b;c");
    assert_string_equal(string(tw_mime_parameter(mem, many, TW_LIT("filename"))),
                        "Pier \xC3\xBC.pdf");
    assert_string_equal(
        string(tw_mime_parameter(mem, TW_LIT("a/b; name*=iso-8859-1''Zo%EB"), TW_LIT("name"))),
        "Zo\xC3\xAB");
    assert_string_equal(string(tw_mime_parameter(mem, TW_LIT("a/b; name"), TW_LIT("name"))), "");
    assert_string_equal(string(tw_mime_parameter(mem, TW_LIT("a/b; xname=1"), TW_LIT("name"))), "");
}

static void messages_are_told_from_texts(void **state)
{
    (void)state;
    assert_true(tw_mime_is(TW_LIT("From: a@b\r\nDate: x\r\nSubject: y\r\n\r\ntext")));
    assert_true(tw_mime_is(TW_LIT("Received: x\n by y\nFrom: a\nTo: b\n\n")));
    assert_false(tw_mime_is(TW_LIT("From: the pier\n\nText")));
    assert_false(tw_mime_is(TW_LIT("Title: x\nDate: y\nSubject: z\n\nText")));
    assert_false(tw_mime_is(TW_LIT("From: a\nDate: b\nA line of text\nTo: c\n\n")));
    assert_false(tw_mime_is(TW_LIT(" From: a\nDate: b\nTo: c\n")));
    assert_true(
        tw_mime_is_box(TW_LIT("From a@b Wed Apr  2 10:00:00 2031\nFrom: a\nDate: b\nTo: c\n\n")));
    assert_false(tw_mime_is_box(TW_LIT("From here one sees the pier.\n\nIt fell.")));
}

/* The types of the leaves, with spaces. */
static const char *types(struct tw_slice message)
{
    struct tw_buf b = {.mem = mem};
    struct tw_mime m;

    tw_mime_parse(mem, message, &m);
    for (size_t i = 0; i < m.parts.n; i++)
        tw_buf_addf(&b, "%s%.*s%s", i ? " " : "", TW_FMT(m.parts.v[i].type),
                    m.parts.v[i].attached ? "!" : "");
    return string(tw_buf_slice(&b));
}

static void parts_are_found_however_broken(void **state)
{
    (void)state;
    assert_string_equal(types(TW_LIT("From: a\n\ntext")), "text/plain");
    assert_string_equal(
        types(TW_LIT("Content-Type: multipart/mixed; "
                     "boundary=b\n\nfront\n--b\n\none\n--b\nContent-Type: Text/HTML\n\n"
                     "<p>\n--b-- \nbehind\n--b\n\nno part")),
        "text/plain text/html");
    assert_string_equal(
        types(TW_LIT("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
                     "multipart/alternative; "
                     "boundary=bb\n\n--bb\n\none\n--bb\nContent-Type: text/html\n\n<p>\n--b\n"
                     "Content-Type: application/pdf; name=x.pdf\n\n%PDF")),
        "text/plain text/html application/pdf!");
    assert_string_equal(types(TW_LIT("Content-Type: multipart/mixed\n\n--b\n\nno boundary")), "");
    assert_string_equal(
        types(TW_LIT("Content-Type: multipart/digest; boundary=b\n\n--b\n\nFrom: a\n\nx\n--b--")),
        "message/rfc822");
}

static void nesting_is_capped(void **state)
{
    struct tw_buf b = {.mem = mem};
    struct tw_mime m;

    (void)state;
    for (int i = 0; i < 3000; i++)
        tw_buf_addf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    tw_buf_adds(&b, "\ntext");
    tw_mime_parse(mem, tw_buf_slice(&b), &m);
    assert_int_equal(m.parts.n, 0);
    b.n = 0;
    tw_buf_adds(&b, "Content-Type: multipart/mixed; boundary=b\n\n");
    for (int i = 0; i < 3000; i++) tw_buf_adds(&b, "--b\n\nx\n");
    tw_mime_parse(mem, tw_buf_slice(&b), &m);
    assert_int_equal(m.parts.n, 256);
}

static const char *text_of(struct tw_slice message)
{
    struct tw_document doc = {.source = TW_LIT("x")};
    const char *why = NULL;

    if (tw_mime_read(mem, message, &doc, &why) == TW_OK) return string(doc.text);
    assert_non_null(why);
    return why;
}

#define HEAD "From: a\nDate: b\n"

static void what_is_not_the_message_is_cut(void **state)
{
    (void)state;
    assert_string_equal(text_of(TW_LIT(HEAD "\nThe pier fell.\n-- \nPress Office")),
                        "The pier fell.");
    assert_string_equal(
        text_of(TW_LIT(
            HEAD "\nThe pier fell.\n\nOn Monday, Ilo Wern wrote:\n> Did it?\n>> Yes.\n\nIt did.")),
        "The pier fell.\n\n\nIt did.");
    assert_string_equal(
        text_of(TW_LIT(HEAD "\nYes.\n\n-----Original Message-----\nFrom: x\n\nDid it?")), "Yes.");
    assert_string_equal(text_of(TW_LIT(HEAD "\nSee below.\n\n---------- Forwarded message "
                                            "---------\nFrom: x\nDate: y\n\nThe pier fell.")),
                        "The pier fell.");
    assert_string_equal(
        text_of(TW_LIT(HEAD "\nThe pier fell into the sea on Tuesday night, the office "
                            "said.\n\nNobody was hurt.\n\n"
                            "This message is for the Intended Recipient only.\n\nMore of that.")),
        "The pier fell into the sea on Tuesday night, the office said.\n\nNobody was hurt.");
    assert_string_equal(text_of(TW_LIT(HEAD "\n\n>From here on nobody was seen.")),
                        "From here on nobody was seen.");
    assert_string_equal(text_of(TW_LIT(HEAD "\n-- \nOnly a signature")), "-- \nOnly a signature");
    assert_string_equal(text_of(TW_LIT(HEAD "\n")), "a mail without text");
}

static void forwards_within_forwards_end(void **state)
{
    struct tw_buf b = {.mem = mem};

    (void)state;
    tw_buf_adds(&b, HEAD "\n");
    while (b.n < 8 << 20) tw_buf_adds(&b, "-- Forwarded message --\nFrom: x\n");
    assert_true(strlen(text_of(tw_buf_slice(&b))) > 1 << 20);
}

static void flowed_lines_are_joined(void **state)
{
    (void)state;
    assert_string_equal(text_of(TW_LIT(HEAD "Content-Type: text/plain; format=flowed\n\nThe pier "
                                            "\nfell \ninto the sea.\n  Stuffed\n-- \nx")),
                        "The pier fell into the sea.\n Stuffed");
    assert_string_equal(
        text_of(
            TW_LIT(HEAD "Content-Type: text/plain; format=flowed; delsp=yes\n\nThe pi \ner fell.")),
        "The pier fell.");
    assert_string_equal(
        text_of(TW_LIT(HEAD "Content-Type: text/plain; format=flowed; delsp=yes\n\n \nThe pier.")),
        "The pier.");
}

static void the_head_tells_title_sender_and_time(void **state)
{
    struct tw_document doc = {.source = TW_LIT("x")};
    const char *why;
    char iso[TW_DATE_TEXT];

    (void)state;
    assert_int_equal(
        tw_mime_read(mem,
                     TW_LIT("Received: from a by b; Wed, 2 Apr 2031 08:00:05 +0000\n"
                            "From: =?utf-8?Q?Zo=C3=AB?= Holt <zoe.holt@lamp.example>\nSubject: "
                            "Fwd: Re: [press] PRESS RELEASE: Pier falls\n"
                            "Date: Wed, 2 Apr 2031 10:00:00 +0200 (CEST)\nArchived-At: "
                            "<https://lists.example/7>\n\nText."),
                     &doc, &why),
        TW_OK);
    assert_string_equal(string(doc.feed_title), "Pier falls");
    assert_string_equal(string(doc.sender), "Zo\xC3\xAB Holt");
    assert_true(doc.sender_is_person);
    assert_string_equal(string(doc.sender_host), "lamp.example");
    assert_string_equal(string(doc.url), "https://lists.example/7");
    assert_string_equal(string((struct tw_slice){iso, tw_date_iso(&doc.feed_date, iso)}),
                        "2031-04-02T10:00:00+02:00");
    assert_string_equal(string((struct tw_slice){iso, tw_date_iso(&doc.received, iso)}),
                        "2031-04-02T08:00:05Z");
    doc = (struct tw_document){.source = TW_LIT("x")};
    assert_int_equal(
        tw_mime_read(mem, TW_LIT("From: press@gmail.com (Nord Press)\nOrganization: Nord\n\nText."),
                     &doc, &why),
        TW_OK);
    assert_string_equal(string(doc.sender), "Nord Press");
    assert_false(doc.sender_is_person);
    assert_int_equal(doc.sender_host.n, 0);
    assert_string_equal(string(doc.feed_outlet), "Nord");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_IN_FOLDER(transfer_codings_are_undone),
        TEST_IN_FOLDER(encoded_words_are_text),
        TEST_IN_FOLDER(parameters_are_put_together),
        TEST_IN_FOLDER(messages_are_told_from_texts),
        TEST_IN_FOLDER(parts_are_found_however_broken),
        TEST_IN_FOLDER(nesting_is_capped),
        TEST_IN_FOLDER(what_is_not_the_message_is_cut),
        TEST_IN_FOLDER(forwards_within_forwards_end),
        TEST_IN_FOLDER(flowed_lines_are_joined),
        TEST_IN_FOLDER(the_head_tells_title_sender_and_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
