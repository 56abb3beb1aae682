/* base/hash.c - xxHash inside, libcrypto for ids. */
#define OPENSSL_SUPPRESS_DEPRECATED   /* the EVP calls look SHA-256 up by name each time: 70,000 instructions */
#include "base/hash.h"

#include <openssl/sha.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t tw_hash(struct tw_slice s)
{
    return XXH3_64bits(s.n ? s.p : "", s.n);
}

_Static_assert(sizeof(struct tw_sha256) >= sizeof(SHA256_CTX), "room for the state");

static SHA256_CTX *context(struct tw_sha256 *sha)
{
    return (SHA256_CTX *)(void *)sha;
}

void tw_sha256_start(struct tw_sha256 *sha)
{
    SHA256_Init(context(sha));
}

void tw_sha256_add(struct tw_sha256 *sha, struct tw_slice s)
{
    if (s.n) SHA256_Update(context(sha), s.p, s.n);
}

void tw_sha256_end(struct tw_sha256 *sha, char out[65])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_LENGTH];

    SHA256_Final(digest, context(sha));
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[64] = 0;
}

void tw_hash_id(const struct tw_slice *part, size_t n, char out[17])
{
    struct tw_sha256 sha;
    char all[65];

    tw_sha256_start(&sha);
    for (size_t i = 0; i < n; i++) {
        if (i) tw_sha256_add(&sha, (struct tw_slice){"", 1});
        tw_sha256_add(&sha, part[i]);
    }
    tw_sha256_end(&sha, all);
    memcpy(out, all, 16);
    out[16] = 0;
}
