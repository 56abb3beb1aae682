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

void tw_hash_id(const struct tw_slice *part, size_t n, char out[17])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256_CTX ctx;

    SHA256_Init(&ctx);
    for (size_t i = 0; i < n; i++) {
        if (i) SHA256_Update(&ctx, "", 1);
        if (part[i].n) SHA256_Update(&ctx, part[i].p, part[i].n);
    }
    SHA256_Final(digest, &ctx);
    for (int i = 0; i < 8; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[16] = 0;
}
