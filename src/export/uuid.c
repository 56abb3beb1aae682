/* export/uuid.c - see the header.  SHA-1 is what the RFC asks for; nothing is to be kept safe by
** it. */
#define OPENSSL_SUPPRESS_DEPRECATED /* as in base/hash.c */
#include "export/uuid.h"

#include <openssl/sha.h>
#include <stdint.h>

/* Random (version 4), drawn once for this program. */
static const unsigned char namespace[16] = {0x6d, 0x1f, 0x0c, 0x5e, 0x9b, 0x42, 0x4e, 0x0a,
                                            0xa3, 0x77, 0x2c, 0x18, 0xd5, 0x60, 0x3b, 0xf4};

void tw_uuid_of(const struct tw_slice *part, size_t n, char out[TW_UUID_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[SHA_DIGEST_LENGTH];
    SHA_CTX sha;
    size_t at = 0;

    SHA1_Init(&sha);
    SHA1_Update(&sha, namespace, sizeof namespace);
    for (size_t i = 0; i < n; i++) {
        if (i) SHA1_Update(&sha, "", 1);
        if (part[i].n) SHA1_Update(&sha, part[i].p, part[i].n);
    }
    SHA1_Final(digest, &sha);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50); /* version 5 */
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80); /* variant of the RFC */
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out[at++] = '-';
        out[at++] = hex[digest[i] >> 4];
        out[at++] = hex[digest[i] & 15];
    }
    out[at] = 0;
}
