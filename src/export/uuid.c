/* export/uuid.c - see the header.  SHA-1 is what the RFC asks for; nothing is to be kept safe by
** it. */
#define OPENSSL_SUPPRESS_DEPRECATED /* as in base/hash.c */
#include "export/uuid.h"

#include <openssl/sha.h>
#include <stdint.h>

/* Random (version 4), drawn once for this program. */
static const unsigned char namespace[16] = {0x6d, 0x1f, 0x0c, 0x5e, 0x9b, 0x42, 0x4e, 0x0a,
                                            0xa3, 0x77, 0x2c, 0x18, 0xd5, 0x60, 0x3b, 0xf4};

struct tw_slice tw_uuid_of(struct tw_arena *mem, const char *before, const struct tw_slice *part,
                           size_t n)
{
    unsigned char digest[SHA_DIGEST_LENGTH];
    SHA_CTX sha;
    struct tw_buf b = {.mem = mem};

    SHA1_Init(&sha);
    SHA1_Update(&sha, namespace, sizeof namespace);
    for (size_t i = 0; i < n; i++) {
        if (i) SHA1_Update(&sha, "", 1);
        if (part[i].n) SHA1_Update(&sha, part[i].p, part[i].n);
    }
    SHA1_Final(digest, &sha);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50); /* version 5 */
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80); /* variant of the RFC */
    tw_buf_adds(&b, before);
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) tw_buf_addc(&b, '-');
        tw_buf_addf(&b, "%02x", (unsigned)digest[i]);
    }
    return tw_buf_slice(&b);
}
