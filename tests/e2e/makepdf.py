"""makepdf.py [--columns 2] [--head TEXT] < text > file.pdf: a small PDF of plain text, for the tests.

Paragraphs (a blank line apart) are set in Helvetica, broken to the width of a column; a word that does not
fit is divided behind any "|" in it.  PDF 1.4 (ISO 32000-1), standard fonts, WinAnsi text.
"""
import argparse
import sys

WIDTH, HEIGHT, MARGIN, SIZE, LEAD, GAP = 595, 842, 60, 11, 14, 24
PER = SIZE * 0.5                                    # of a character, about


def broken(paragraph, chars):
    """The lines of a paragraph; words may be divided at their "|"."""
    lines, line = [], ''
    for word in paragraph.split():
        parts = word.split('|')
        while parts:
            whole = ''.join(parts)
            if len(line) + len(whole) + bool(line) <= chars:
                line, parts = (line + ' ' + whole).strip(), []
                break
            head = parts[0] if len(parts) > 1 else ''
            if head and len(line) + len(head) + 2 <= chars:
                lines.append((line + ' ' + head).strip() + ('' if head.endswith('-') else '-'))
                line, parts = '', parts[1:]
            elif line:
                lines.append(line)
                line = ''
            else:
                line, parts = whole, []
    return lines + [line] if line else lines


def shown(x, y, line):
    text = line.encode('cp1252').replace(b'\\', b'\\\\').replace(b'(', b'\\(').replace(b')', b'\\)')
    return b'BT /F1 %d Tf %d %d Td (' % (SIZE, x, y) + text + b') Tj ET\n'


def pages(paragraphs, columns, head):
    width = (WIDTH - 2 * MARGIN - GAP * (columns - 1)) / columns
    page, column, y = b'', 0, HEIGHT - MARGIN - 2 * LEAD
    for paragraph in paragraphs:
        for line in broken(paragraph, int(width / PER)):
            if y < MARGIN + 2 * LEAD:
                column, y = column + 1, HEIGHT - MARGIN - 2 * LEAD
            if column == columns:
                yield page
                page, column = b'', 0
            page += shown(int(MARGIN + column * (width + GAP)), y, line)
            y -= LEAD
        y -= LEAD
    yield page


def document(contents, head):
    n = len(contents)
    objects = [b'<< /Type /Catalog /Pages 2 0 R >>',
               b'<< /Type /Pages /Count %d /Kids [%s] >>' % (n, b' '.join(b'%d 0 R' % (4 + 2 * i) for i in range(n))),
               b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>']
    for i, content in enumerate(contents):
        if head:
            content = shown(MARGIN, HEIGHT - MARGIN, head) + content + shown(WIDTH // 2 - 20, MARGIN - LEAD, 'Page %d of %d' % (i + 1, n))
        objects.append(b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>'
                       % (WIDTH, HEIGHT, 5 + 2 * i))
        objects.append(b'<< /Length %d >>\nstream\n%s\nendstream' % (len(content), content))
    out, at = b'%PDF-1.4\n', []
    for i, o in enumerate(objects):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (i + 1, o)
    table = b''.join(b'%010d 00000 n \n' % a for a in at)
    return out + b'xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (
        len(objects) + 1, table, len(objects) + 1, len(out))


def main():
    args = argparse.ArgumentParser()
    args.add_argument('--columns', type=int, default=1)
    args.add_argument('--head')
    o = args.parse_args()
    text = sys.stdin.buffer.read().decode('utf-8')
    paragraphs = [p for p in text.split('\n\n') if p.strip()]
    sys.stdout.buffer.write(document(list(pages(paragraphs, o.columns, o.head)), o.head))


main()
