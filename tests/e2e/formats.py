"""formats.py DIR: one article in every format that can be read, in DIR/in."""
import bz2, gzip, json, lzma, os, sys

d = sys.argv[1] + '/in/'
os.makedirs(d + 'folder/sub')
title = 'Ferry sinks on Lake Orla'
paragraphs = [
    'The ferry Saint Brigid sank at its moorings on Lake Orla on Thursday morning, the harbour master said.',
    '“She went down like a tired cow,” Tom Reed said. Nobody was on board when it happened.',
    'The owner said on Friday that raising her would cost more than a new ship, and that he would not do it.']
body = ''.join('<p>%s</p>' % p for p in paragraphs)
page = ('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head><body><nav><a href="/">Home</a></nav>'
        '<article><h1>%s</h1>%s</article></body></html>' % (title, title, body)).encode()
plain = '\n\n'.join(paragraphs)
text = (title + '\n\n' + plain + '\n').encode()


def put(name, content):
    with open(d + name, 'wb') as f:
        f.write(content)


def record(n, content, more=b''):
    http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n' + more + b'\r\n' + content
    return (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://orla.example/%d\r\nWARC-Date: 2024-05-10T06:00:00Z\r\n'
            b'Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n' % (n, len(http)) + http + b'\r\n\r\n')


put('page.html', page)
put('text.txt', text)
put('page.html.gz', gzip.compress(page))
put('text.bz2', bz2.compress(text))
put('text.xz', lzma.compress(text))
put('utf16.txt', text.decode().encode('utf-16'))
latin = page.decode().replace('“', '"').replace('”', '"').replace('cow', 'café').replace('<meta charset="utf-8">', '')
put('latin.html', latin.encode('latin-1'))

put('plain.warc', record(1, page) + record(2, gzip.compress(page), b'Content-Encoding: gzip\r\n'))
members = [gzip.compress(record(n, page)) for n in (1, 2, 3)]
put('members.warc.gz', b''.join(members))
put('second', b'%d' % len(members[0]))
broken = bytearray(members[1])
broken[len(broken) // 2] ^= 0x55
put('damaged.warc.gz', members[0] + bytes(broken) + members[2])
put('cut.warc.gz', b''.join(members)[:-40])

put('feed.xml', ('<rss version="2.0"><channel><title>The Orla Gazette</title><item><title>%s</title><link>https://orla.example/1</link>'
                 '<pubDate>Fri, 10 May 2024 06:00:00 GMT</pubDate><description><![CDATA[%s]]></description></item></channel></rss>'
                 % (title, body)).encode())
put('feed.json', json.dumps({'version': 'https://jsonfeed.org/version/1.1', 'title': 'Orla', 'items': [
    {'id': '1', 'url': 'https://orla.example/1', 'title': title, 'content_text': plain}]}).encode())
put('crawl.jsonl', b'\n'.join(json.dumps(o).encode() for o in (
    {'url': 'https://orla.example/1', 'html': page.decode()}, {'url': 'https://orla.example/2', 'text': plain, 'title': title})))
put('array.json', json.dumps([{'url': 'https://orla.example/%d' % n, 'text': plain} for n in (1, 2)], indent=1).encode())
put('sitemap.xml', b'<urlset><url><loc>https://orla.example/1</loc></url></urlset>')
put('feeds.opml', b'<opml version="2.0"><body><outline xmlUrl="https://orla.example/feed"/></body></opml>')
put('bomb.gz', gzip.compress(bytes(100 << 20)))

put('folder/b.txt', text)
put('folder/sub/a.html', page)
put('list', (d + 'text.txt\n' + d + 'page.html\n').encode())
put('want', plain.encode())
