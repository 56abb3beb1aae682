/* store/parcel.c - the article, its circumstances, its statements, one after the other.
**
** Layout: "TWP", the number of the format, then as base/wire.h writes them: build, received,
** kind, evidence, the article's fields in the order of clean/article.h, whether statements
** follow, the statements.  Evidence lies before the text that is made of it: the packer finds
** the second in the first.
** Whatever is written is read back once before it is let go, so that a parcel which nobody
** could take is found where the document still is.
*/
#include "store/parcel.h"

#include "extract/statementswire.h"

#include <assert.h>

enum { FORMAT = 1 };
static const struct tw_slice MAGIC = {"TWP", 3};

/* ---- Writing */

static void put_article(struct tw_buf *out, const struct tw_article *a)
{
    tw_wire_put_text(out, a->id);
    tw_wire_put_text(out, a->source);
    tw_wire_put_text(out, a->url);
    tw_wire_put_text(out, a->outlet_name);
    tw_wire_put_text(out, a->outlet_domain);
    tw_wire_put_text(out, a->title);
    tw_wire_put_text(out, a->standfirst);
    tw_wire_put_texts(out, a->byline);
    tw_wire_put_text(out, a->dateline);
    tw_wire_put_date(out, &a->published);
    tw_wire_put_date(out, &a->modified);
    tw_wire_put_number(out, a->published_from);
    tw_wire_put_text(out, a->lang);
    tw_wire_put_texts(out, a->credit);
    tw_wire_put_text(out, a->text);
    tw_wire_put_spans(out, a->paragraphs);
    tw_wire_put_texts(out, a->notes);
}

enum tw_status tw_parcel_write(struct tw_buf *out, const struct tw_parcel *p)
{
    size_t from = out->n;
    struct tw_parcel back;
    struct tw_mark mark;
    enum tw_status st;

    assert(p->build.n <= TW_PARCEL_BUILD);
    tw_buf_add(out, MAGIC);
    tw_buf_addc(out, FORMAT);
    tw_wire_put_text(out, p->build);
    tw_wire_put_date(out, &p->received);
    tw_wire_put_number(out, p->kind);
    tw_wire_put_text(out, p->evidence);
    put_article(out, &p->article);
    tw_wire_put_number(out, p->statements != NULL);
    if (p->statements) tw_statements_put(out, p->statements);
    mark = tw_arena_mark(out->mem);
    st = tw_parcel_read(out->mem, tw_slice_sub(tw_buf_slice(out), from, out->n), p->build, &back);
    tw_arena_release(out->mem, mark);
    if (st != TW_OK) out->n = from;
    return st;
}

/* ---- Reading */

static void take_article(struct tw_wire *w, struct tw_arena *mem, struct tw_article *a)
{
    a->id = tw_wire_text(w);
    a->source = tw_wire_text(w);
    a->url = tw_wire_text(w);
    a->outlet_name = tw_wire_text(w);
    a->outlet_domain = tw_wire_text(w);
    a->title = tw_wire_text(w);
    a->standfirst = tw_wire_text(w);
    a->byline = tw_wire_texts(w, mem);
    a->dateline = tw_wire_text(w);
    a->published = tw_wire_date(w);
    a->modified = tw_wire_date(w);
    a->published_from = tw_wire_below(w, TW_FROM_HTTP + 1);
    a->lang = tw_wire_text(w);
    a->credit = tw_wire_texts(w, mem);
    a->text = tw_wire_text(w);
    a->paragraphs = tw_wire_spans(w, mem, a->text);
    a->notes = tw_wire_texts(w, mem);
    for (size_t i = 1; i < a->paragraphs.n; i++)
        if (a->paragraphs.v[i].off < tw_span_end(a->paragraphs.v[i - 1])) w->broken = true;
    if (a->id.n == 0) w->broken = true;
}

/* Who it is from, and the rest; the statements only for their own build. */
static void take_all(struct tw_wire *w, struct tw_arena *mem, struct tw_slice build,
                     struct tw_parcel *p)
{
    p->build = tw_wire_bytes(w);
    if (p->build.n > TW_PARCEL_BUILD) w->broken = true;
    p->received = tw_wire_date(w);
    p->kind = (enum tw_evidence_kind)tw_wire_below(w, TW_RAW_PDF + 1);
    p->evidence = tw_wire_bytes(w);
    take_article(w, mem, &p->article);
    if (tw_wire_below(w, 2) && !w->broken && tw_slice_eq(p->build, build)) {
        struct tw_statements *s = TW_NEW(mem, struct tw_statements);

        tw_statements_take(w, mem, p->article.text, s);
        p->statements = s;
        if (w->rest.n) w->broken = true;
    }
}

enum tw_status tw_parcel_read(struct tw_arena *mem, struct tw_slice bytes, struct tw_slice build,
                              struct tw_parcel *out)
{
    struct tw_wire w = {.rest = bytes};
    struct tw_parcel p = {0};

    *out = p;
    if (!tw_slice_starts(bytes, MAGIC) || bytes.n == MAGIC.n) return TW_BROKEN;
    if ((unsigned char)bytes.p[MAGIC.n] > FORMAT) return TW_NEWER;
    if (bytes.p[MAGIC.n] != FORMAT) return TW_BROKEN;
    w.rest = tw_slice_sub(bytes, MAGIC.n + 1, bytes.n);
    take_all(&w, mem, build, &p);
    if (w.broken) return TW_BROKEN;
    *out = p;
    return TW_OK;
}

/* ---- Packed */

enum tw_status tw_parcel_pack(struct tw_packer *packer, struct tw_arena *mem,
                              const struct tw_parcel *p, struct tw_slice *out)
{
    struct tw_buf bare = {.mem = mem};
    enum tw_status st = tw_parcel_write(&bare, p);

    *out = (struct tw_slice){"", 0};
    if (st == TW_OK) *out = tw_packer_pack(packer, mem, tw_buf_slice(&bare), (struct tw_slice){0});
    return st;
}

enum tw_status tw_parcel_unpack(struct tw_packer *packer, struct tw_arena *mem,
                                struct tw_slice packed, struct tw_slice build,
                                struct tw_parcel *out)
{
    struct tw_slice bare;
    enum tw_status st = tw_packer_unpack(packer, mem, packed, (struct tw_slice){0}, &bare);

    *out = (struct tw_parcel){0};
    if (st == TW_NOTFOUND) return TW_BROKEN; /* leans on a dictionary: none of ours */
    return st == TW_OK ? tw_parcel_read(mem, bare, build, out) : st;
}

struct tw_incoming tw_parcel_incoming(const struct tw_parcel *p)
{
    return (struct tw_incoming){.article = &p->article,
                                .received = p->received,
                                .kind = p->kind,
                                .evidence = p->evidence,
                                .statements = p->statements};
}
