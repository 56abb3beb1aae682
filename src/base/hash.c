/* base/hash.c - xxHash inside, libcrypto for ids. */
#include "base/hash.h"

#include <openssl/evp.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t tw_hash(struct tw_slice s)
{
    return XXH3_64bits(s.n ? s.p : "", s.n);
}

void tw_hash_id(const struct tw_slice *part, size_t n, char out[17])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    bool ok = ctx && EVP_DigestInit_ex(ctx, EVP_sha256(), NULL);

    for (size_t i = 0; ok && i < n; i++) {
        if (i) ok = EVP_DigestUpdate(ctx, "", 1);
        if (part[i].n) ok = ok && EVP_DigestUpdate(ctx, part[i].p, part[i].n);
    }
    ok = ok && EVP_DigestFinal_ex(ctx, digest, NULL);
    EVP_MD_CTX_free(ctx);
    if (!ok) tw_oom(0); /* the only way these calls fail here */
    for (int i = 0; i < 8; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[16] = 0;
}
