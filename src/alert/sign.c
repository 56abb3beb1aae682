/* alert/sign.c - HMAC (RFC 2104) on SHA-256, whose blocks are of 64 bytes. */
#include "alert/sign.h"

#include "base/buf.h"
#include "base/hash.h"

enum { BLOCK = 64, SUM = 32 };

static unsigned char nibble(char digit)
{
    return (unsigned char)(tw_is_digit(digit) ? digit - '0' : digit - 'a' + 10);
}

static void sum(const unsigned char pad[BLOCK], struct tw_slice text, char hex[65],
                unsigned char out[SUM])
{
    struct tw_sha256 sha;

    tw_sha256_start(&sha);
    tw_sha256_add(&sha, (struct tw_slice){(const char *)pad, BLOCK});
    tw_sha256_add(&sha, text);
    tw_sha256_end(&sha, hex);
    for (size_t i = 0; i < SUM; i++)
        out[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
}

void tw_sign_hmac(struct tw_slice key, struct tw_slice text, char out[65])
{
    unsigned char block[BLOCK] = {0}, pad[BLOCK], inner[SUM];

    if (key.n > BLOCK) {
        struct tw_sha256 sha;

        tw_sha256_start(&sha);
        tw_sha256_add(&sha, key);
        tw_sha256_end(&sha, out);
        for (size_t i = 0; i < SUM; i++)
            block[i] = (unsigned char)(nibble(out[2 * i]) << 4 | nibble(out[2 * i + 1]));
    } else if (key.n) {
        memcpy(block, key.p, key.n);
    }
    for (size_t i = 0; i < BLOCK; i++) pad[i] = block[i] ^ 0x36;
    sum(pad, text, out, inner);
    for (size_t i = 0; i < BLOCK; i++) pad[i] = block[i] ^ 0x5C;
    sum(pad, (struct tw_slice){(const char *)inner, SUM}, out, block);
}

struct tw_slice tw_sign_hook(struct tw_arena *mem, struct tw_slice key, int64_t now,
                             struct tw_slice body)
{
    struct tw_buf text = {.mem = mem}, out = {.mem = mem};
    char hex[65];

    tw_buf_addf(&text, "%lld.", (long long)now);
    tw_buf_add(&text, body);
    tw_sign_hmac(key, tw_buf_slice(&text), hex);
    tw_buf_addf(&out, "t=%lld,v1=%s", (long long)now, hex);
    return tw_buf_slice(&out);
}
