/* store/postinglist.c - see the header; postings.c says how a list looks in bytes. */
#include "store/postinglist.h"

#include "base/vec.h"

enum { LARGEST = 1 << 30 };     /* bytes: what a column of PostgreSQL holds */

/* ---- Numbers */

static bool cut_long(struct tw_slice *s, uint64_t *v)
{
    unsigned shift = 0;

    *v = 0;
    for (size_t i = 0; i < s->n && shift < 64; i++, shift += 7) {
        unsigned char c = (unsigned char)s->p[i];

        *v |= (uint64_t)(c & 0x7F) << shift;
        if (c & 0x80) continue;
        *s = (struct tw_slice){s->p + i + 1, s->n - i - 1};
        return true;
    }
    s->n = 0;
    return false;
}

/* Nearly all have one byte, or two. */
static inline bool cut_number(struct tw_slice *s, uint64_t *v)
{
    const unsigned char *c = (const unsigned char *)s->p;

    if (s->n > 0 && c[0] < 0x80) {
        *v = c[0];
        *s = (struct tw_slice){s->p + 1, s->n - 1};
        return true;
    }
    if (s->n > 1 && c[1] < 0x80) {
        *v = (c[0] & 0x7Fu) | (unsigned)c[1] << 7;
        *s = (struct tw_slice){s->p + 2, s->n - 2};
        return true;
    }
    return cut_long(s, v);
}

static bool cut_bytes(struct tw_slice *s, uint64_t n, struct tw_slice *out)
{
    if (n > s->n) return false;
    *out = (struct tw_slice){s->p, (size_t)n};
    *s = (struct tw_slice){s->p + n, s->n - (size_t)n};
    return true;
}

/* ---- Blocks and lists */

/* How long the list is, and its outline, if it has one. */
static bool cut_sizes(struct tw_slice *docs, const char *block, struct tw_list *out)
{
    uint64_t bytes, outline = 0;

    if (!cut_number(docs, &bytes) || !cut_number(docs, &out->room)
        || (bytes & 1 && !cut_number(docs, &outline)))
        return false;
    if (bytes >> 1 > LARGEST || out->room > LARGEST || outline > LARGEST) return false;
    out->bytes = bytes >> 1;
    out->from = (uint64_t)(docs->p - block) + outline;
    if (!cut_bytes(docs, outline, &out->outline)) docs->n = 0;
    return true;
}

bool tw_block_next(struct tw_block *b, uint64_t first, struct tw_list *out)
{
    struct tw_slice docs = b->docs, places = b->places;
    uint64_t word;

    *out = (struct tw_list){.first = first, .at = b->at};
    if (!docs.n || !cut_number(&docs, &word) || !cut_bytes(&docs, word, &out->word)
        || !cut_sizes(&docs, b->docs.p, out))
        return false;
    if (!cut_bytes(&docs, out->bytes, &out->docs)) {
        if (!b->is_begun) return false;
        docs.n = places.n = 0;      /* its beginning came, and nothing stands behind it */
    }
    if (places.n && !cut_bytes(&places, out->room, &out->places)) return false;
    *b = (struct tw_block){docs, places, b->at + out->room, b->is_begun};
    return true;
}

bool tw_list_is_outline(const struct tw_list *l)
{
    return l->docs.n < l->bytes;
}

static bool cut_part(struct tw_slice *outline, struct tw_part *part)
{
    uint64_t gap, docs, places;

    if (!cut_number(outline, &gap) || !cut_number(outline, &docs) || !cut_number(outline, &places))
        return false;
    if (docs > LARGEST || places > LARGEST || gap > INT64_MAX - part->first) return false;
    part->first += gap;
    part->docs_at += part->docs;
    part->places_at += part->places;
    part->docs = docs;
    part->places = places;
    return true;
}

size_t tw_list_parts(struct tw_arena *mem, const struct tw_list *l, struct tw_part **out)
{
    struct tw_part part = {.first = l->first, .docs_at = l->from, .places_at = l->at};
    struct tw_slice rest = l->outline;
    size_t n = 0, cap = 0;

    *out = NULL;
    while (cut_part(&rest, &part)) TW_PUSH(mem, *out, n, cap, part);
    if (n && part.docs_at + part.docs == l->from + l->bytes
        && part.places_at + part.places == l->at + l->room)
        return n;
    n = 0;
    part = (struct tw_part){l->first, l->from, l->bytes, l->at, l->room};
    TW_PUSH(mem, *out, n, cap, part);
    return n;
}

/* The seven lowest bits of each of three bytes. */
static inline uint64_t squeezed(uint64_t v)
{
    return (v & 0x7F) | (v >> 1 & 0x3F80) | (v >> 2 & 0x1FC000);
}

/* An article with no word in its title, in numbers of three bytes at most, as nearly all are: out of eight
** bytes at once.  How long numbers are cannot be guessed, so nothing here turns on it.  Returns its bytes;
** 0: it is another one. */
static inline size_t next_plain(struct tw_slice docs, uint64_t *gap, uint64_t *body, uint64_t *length)
{
    uint64_t v, ends;
    unsigned a, b, c;   /* bits up to the end of each */

    if (docs.n < sizeof v || docs.p[0] & 1) return 0;
    memcpy(&v, docs.p, sizeof v);
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) v = __builtin_bswap64(v);
    ends = ~v & 0x8080808080808080;
    a = (unsigned)__builtin_ctzll(ends | 1ull << 63) + 1;
    ends &= ends - 1;
    b = (unsigned)__builtin_ctzll(ends | 1ull << 63) + 1;
    ends &= ends - 1;
    if (!ends) return 0;
    c = (unsigned)__builtin_ctzll(ends) + 1;
    if (a > 24 || b - a > 24 || c - b > 24) return 0;
    *gap = squeezed(v & ((1ull << a) - 1));
    *body = squeezed(v >> a & ((1ull << (b - a)) - 1));
    *length = squeezed(v >> b & ((1ull << (c - b)) - 1));
    return c / 8;
}

bool tw_list_next(struct tw_list *l, struct tw_posting *out)
{
    struct tw_slice docs = l->docs;
    uint64_t gap, title = 0, body = 0, length = 0;
    size_t n = next_plain(docs, &gap, &body, &length);
    bool whole = n || (cut_number(&docs, &gap) && (!(gap & 1) || cut_number(&docs, &title))
                       && cut_number(&docs, &body) && cut_number(&docs, &length));

    l->docs = (struct tw_slice){docs.p + n, docs.n - n};
    if (whole) l->first += gap >> 1;
    *out = (struct tw_posting){whole ? l->first : 0, title, body, length};
    return whole;
}

size_t tw_list_places(struct tw_list *l, const struct tw_posting *p, uint32_t *out)
{
    uint64_t place = 0, gap;
    size_t n = 0;

    for (; n < p->title + p->body && cut_number(&l->places, &gap); n++) {
        if (n == p->title) place = 0;
        place += gap;
        out[n] = (uint32_t)(place & (TW_IN_BODY - 1)) | (n < p->title ? 0 : (uint32_t)TW_IN_BODY);
    }
    return n;
}

/* Eight bytes at a time: those without the high bit end a number. */
void tw_list_skip(struct tw_list *l, uint64_t n)
{
    const uint64_t high = 0x8080808080808080, ones = 0x0101010101010101;
    struct tw_slice s = l->places;

    while (n > sizeof high && s.n >= sizeof high) {
        uint64_t bytes;

        memcpy(&bytes, s.p, sizeof bytes);
        n -= (((~bytes & high) >> 7) * ones) >> 56;
        s = (struct tw_slice){s.p + sizeof bytes, s.n - sizeof bytes};
    }
    for (; n > 0 && s.n > 0; s = (struct tw_slice){s.p + 1, s.n - 1})
        n -= !((unsigned char)*s.p & 0x80);
    l->places = s;
}

/* ---- Numbers of articles */

size_t tw_number_at(const uint64_t *v, size_t n, uint64_t number)
{
    size_t low = 0, left = n;

    while (left > 0) {
        size_t half = left / 2;

        if (v[low + half] < number) low += half + 1, left -= half + 1;
        else left = half;
    }
    return low;
}

bool tw_has_number(const uint64_t *v, size_t n, uint64_t number)
{
    size_t at = tw_number_at(v, n, number);

    return at < n && v[at] == number;
}
