/* base/hash.h - hashes: a fast one inside, SHA-256 for ids.
**
** The fast hash is XXH3 (xxHash 0.8), the same on every run and machine.
*/
#ifndef TW_BASE_HASH_H
#define TW_BASE_HASH_H
#include "base/slice.h"

#include <stdint.h>

uint64_t tw_hash(struct tw_slice s);

/* Mixes two hashes; order matters. */
static inline uint64_t tw_hash_mix(uint64_t a, uint64_t b)
{
    a ^= b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2); /* golden ratio, as in Boost hash_combine */
    a *= 0xBF58476D1CE4E5B9u;                      /* splitmix64's first multiplier */
    return a ^ a >> 31;
}

/* The first 16 hex digits of SHA-256 over the parts joined by NUL. */
void tw_hash_id(const struct tw_slice *part, size_t n, char out[17]);

/* SHA-256 of what comes piece by piece; out gets its 64 hex digits and a NUL. */
struct tw_sha256 { uint64_t state[16]; };
void tw_sha256_start(struct tw_sha256 *sha);
void tw_sha256_add(struct tw_sha256 *sha, struct tw_slice s);
void tw_sha256_end(struct tw_sha256 *sha, char out[65]);

#endif
