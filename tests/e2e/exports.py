"""exports.py FORMAT < export: is it what its specification asks for?

Each check names the section of the specification it comes from.  Prints what is wrong, at most twenty
lines, and exits 1; else prints how many stories, articles, notes, ... there are.
"""
import csv
import io
import json
import re
import sys
import uuid
import xml.etree.ElementTree as ET
from datetime import datetime
from urllib.parse import urlsplit

faults = []
counts = {}


def must(ok, rule, what=''):
    if not ok:
        faults.append('%s: %s' % (rule, str(what)[:200]))
    return ok


def count(what, n=1):
    counts[what] = counts.get(what, 0) + n


# RFC 3339, 5.6.
TIME = re.compile(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$')


def is_time(s):
    if not isinstance(s, str) or not TIME.match(s):
        return False
    datetime.fromisoformat(s.replace('Z', '+00:00'))
    return True


def is_uri(s):
    """RFC 3986, 3: a scheme, and no character that must be escaped."""
    return (isinstance(s, str) and re.match(r'^[A-Za-z][A-Za-z0-9+.-]*:[!#$%&\'()*+,/:;=?@\[\]A-Za-z0-9._~-]+$', s) is not None
            and not re.search(r'%(?![0-9A-Fa-f]{2})', s)
            and (urlsplit(s).scheme not in ('http', 'https') or bool(urlsplit(s).netloc)))


def is_urn_uuid(s):
    """RFC 4122, 3 and 4.3: version 5."""
    return isinstance(s, str) and s.startswith('urn:uuid:') and uuid.UUID(s[9:]).version == 5 and s == s.lower()


# ---- Atom, RFC 4287

ATOM = '{http://www.w3.org/2005/Atom}'


def text_of(e, name, rule):
    found = e.findall(ATOM + name)
    must(len(found) == 1, rule, '%d %s' % (len(found), name))
    return found[0] if found else ET.Element(name)


def check_links(e):
    seen = set()
    for link in e.findall(ATOM + 'link'):
        must(is_uri(link.get('href')), '4.2.7.1 href is an IRI', link.attrib)
        rel = link.get('rel', 'alternate')
        if rel == 'alternate':
            key = (link.get('type'), link.get('hreflang'))
            must(key not in seen, '4.1.2 one alternate link of a type and language', link.attrib)
            seen.add(key)
    return [l for l in e.findall(ATOM + 'link') if l.get('rel', 'alternate') == 'alternate']


# What may be in an entry's HTML: the elements that we write.
HTML = re.compile(r'<(?!/?(p|ul|li|a)\b[^<>]*>)|&(?!(amp|lt|gt|quot|#39);)')


def check_html(html, rule):
    must(not HTML.search(html), rule + ' nothing but our own markup', html[:80])
    opened = re.findall(r'<(p|ul|li|a)\b', html)
    must(len(opened) == len(re.findall(r'</(p|ul|li|a)>', html)), rule + ' elements are closed', html)
    for tag in re.findall(r'<a\b[^>]*>', html):
        must(re.match(r'^<a href="https?://[^"<>]*">$', tag), rule + ' links are web addresses', tag)


def check_entry(e):
    ident = text_of(e, 'id', '4.1.2 exactly one id').text
    must(is_urn_uuid(ident), '4.2.6 id is an IRI', ident)
    must(text_of(e, 'title', '4.1.2 exactly one title').get('type', 'text') == 'text', '3.1.1 type of a text', '')
    must(is_time(text_of(e, 'updated', '4.1.2 exactly one updated').text), '3.3 date', '')
    for p in e.findall(ATOM + 'published'):
        must(is_time(p.text), '3.3 date', p.text)
    must(len(e.findall(ATOM + 'published')) <= 1 and len(e.findall(ATOM + 'summary')) <= 1, '4.1.2 at most one', ident)
    content = text_of(e, 'content', '4.1.2 at most one content')
    must(check_links(e) or content.text, '4.1.2 content, or an alternate link', ident)
    must(content.get('type') == 'html' and len(content) == 0, '3.1.1.2 html has no child elements', ident)
    check_html(content.text or '', '3.1.1.2')
    must(re.search(r'\d+ outlets?, \d+ accounts?, \d+ origins? found', text_of(e, 'summary', 'ours').text), 'ours: counts', ident)
    return ident


def atom(data):
    data.decode('utf-8')
    must(data.startswith(b'<?xml version="1.0" encoding="utf-8"?>'), 'XML 1.0, 2.8 declaration', data[:60])
    feed = ET.fromstring(data)
    must(feed.tag == ATOM + 'feed', '2 the feed element', feed.tag)
    for name in ('id', 'title', 'updated'):
        text_of(feed, name, '4.1.1 exactly one')
    must(is_time(feed.find(ATOM + 'updated').text), '3.3 date', '')
    must(is_urn_uuid(feed.find(ATOM + 'id').text), '4.2.6 id', '')
    must(feed.findall(ATOM + 'author') and all(a.find(ATOM + 'name').text for a in feed.findall(ATOM + 'author')),
         '4.1.1 an author; 3.2.1 with a name', '')
    check_links(feed)
    names = [child.tag for child in feed]
    must(names == sorted(names, key=lambda name: name == ATOM + 'entry'), '4.1.1 entries come last', names)
    entries = [check_entry(e) for e in feed.findall(ATOM + 'entry')]
    must(len(set(entries)) == len(entries), '4.1.1 ids of entries differ', '')
    count('stories', len(entries))


# ---- JSON Feed 1.1

def jsonfeed(data):
    feed = json.loads(data)
    must(feed.get('version') == 'https://jsonfeed.org/version/1.1', 'Top-level: version', feed.get('version'))
    must(isinstance(feed.get('title'), str) and feed['title'], 'Top-level: title', '')
    must(isinstance(feed.get('items'), list), 'Top-level: items', '')
    must('feed_url' not in feed or is_uri(feed['feed_url']), 'Top-level: feed_url', '')
    must(all(k in ('version', 'title', 'home_page_url', 'feed_url', 'items') or k.startswith('_') for k in feed), 'Extensions', list(feed))
    known = {'id', 'url', 'title', 'summary', 'content_html', 'date_published', 'date_modified', 'language'}
    ids = set()
    for item in feed['items']:
        must(isinstance(item.get('id'), str) and is_urn_uuid(item['id']), 'Items: id is a string', item.get('id'))
        must(item['id'] not in ids, 'Items: id is unique', item['id'])
        ids.add(item['id'])
        must(isinstance(item.get('content_html'), str), 'Items: content_html or content_text', item['id'])
        check_html(item['content_html'], 'Items: content_html')
        must('<' not in item['summary'], 'Items: summary is plain text', item['summary'])
        must(is_time(item['date_published']) and is_time(item['date_modified']), 'Items: dates are RFC 3339', item['id'])
        must('url' not in item or is_uri(item['url']), 'Items: url', item.get('url'))
        must(all(k in known or k.startswith('_') for k in item), 'Extensions: begin with an underscore', list(item))
        must({'story', 'outlets', 'accounts', 'origins'} <= set(item['_twosource']), 'ours: counts', item['id'])
        count('stories')


# ---- ninjs 2.1 (IPTC): properties that we write, and of which type

TEXTS = {'type': 'array', 'items': {'type': 'object', 'required': ['value'], 'additionalProperties': False, 'properties': {
    'role': {'type': 'string'}, 'contenttype': {'type': 'string'}, 'value': {'type': 'string'},
    'charcount': {'type': 'number'}, 'wordcount': {'type': 'number'}}}}


def listed(required=(), **kinds):
    return {'type': 'array', 'items': {'type': 'object', 'required': list(required), 'additionalProperties': False,
                                       'properties': {k: {'type': 'string', **({'format': v} if v else {})} for k, v in kinds.items()}}}


NINJS = {
    'uri': {'type': 'string', 'format': 'uri'},
    'type': {'enum': ['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component']},
    'pubstatus': {'enum': ['usable', 'withheld', 'canceled']},
    'standard': {'type': 'object', 'additionalProperties': False, 'properties': {
        'name': {'const': 'ninjs'}, 'version': {'const': '2.1'}, 'schema': {'type': 'string', 'format': 'uri'}}},
    'firstcreated': {'type': 'string', 'format': 'date-time'}, 'versioncreated': {'type': 'string', 'format': 'date-time'},
    'language': {'type': 'string', 'pattern': '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'},
    'headlines': TEXTS, 'descriptions': TEXTS, 'bodies': TEXTS,
    'people': listed(name='', rel='', uri='uri', literal=''),
    'infosources': listed(name='', role='', uri='uri', literal=''),
    'by': {'type': 'string'}, 'ednote': {'type': 'string'},
    'renditions': listed(['name'], name='', href='uri', contenttype=''),
    'altids': listed(role='', value=''),
}
ASSOCIATION = {'type': 'object', 'required': ['name', 'uri'], 'additionalProperties': False,
               'properties': {**NINJS, 'name': {'type': 'string'}}}
ITEM = {'type': 'object', 'required': ['uri'], 'additionalProperties': False,
        'properties': {**NINJS, 'associations': {'type': 'array', 'items': ASSOCIATION}}}


def schema(value, rules, where):
    import jsonschema
    checker = jsonschema.FormatChecker(formats=())
    checker.checks('uri')(is_uri)
    checker.checks('date-time')(is_time)
    for e in jsonschema.Draft202012Validator(rules, format_checker=checker).iter_errors(value):
        must(False, where, '%s: %s' % ('.'.join(map(str, e.absolute_path)), e.message))


def ninjs(data):
    items = json.loads(data)
    must(isinstance(items, list), 'an array of items')
    schema(items, {'type': 'array', 'items': ITEM}, 'ninjs 2.1')
    uris = [item['uri'] for item in items]
    must(len(set(uris)) == len(uris), 'uri: the global unique identifier', '')
    for item in items:
        count('articles' if item['type'] == 'text' else 'stories')
        for body in item.get('bodies', ()):
            must(body['charcount'] == len(body['value']) and body['wordcount'] > 0, 'charcount, wordcount', item['uri'])
        for a in item.get('associations', ()):
            must(a['uri'] in uris, 'ours: accounts are in the array', a['uri'])


# ---- STIX 2.1

def check_common(o, rule):
    must(re.match(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$', o['created']) and is_time(o['created']), '3.2 created, to the millisecond', o['created'])
    must(is_time(o['modified']) and o['modified'] >= o['created'], '3.2 modified is not before created', o['id'])
    must(o['spec_version'] == '2.1', '3.2 spec_version', o['id'])
    known = {'identity': {'name', 'identity_class'}, 'report': {'name', 'description', 'published', 'object_refs'},
             'note': {'abstract', 'content', 'object_refs'}}[o['type']]
    extra = set(o) - known - {'type', 'spec_version', 'id', 'created_by_ref', 'created', 'modified', 'external_references'}
    must(not extra, rule + ' no other properties', extra)
    must(all(v != [] for v in o.values()), '2.10 lists are not empty', o['id'])
    must(all(v != '' for v in o.values()), '3.1 no empty properties', o['id'])


def stix(data):
    bundle = json.loads(data)
    must(set(bundle) == {'type', 'id', 'objects'} and bundle['type'] == 'bundle', '8 bundle', list(bundle))
    ids = {}
    for o in [bundle] + bundle['objects']:
        kind, _, rest = o['id'].partition('--')
        must(kind == o['type'] and uuid.UUID(rest).version == 5 and str(uuid.UUID(rest)) == rest, '2.9 identifier', o['id'])
        must(o['id'] not in ids, '2.9 identifiers are unique', o['id'])
        ids[o['id']] = o
    for o in bundle['objects']:
        check_common(o, {'identity': '4.5', 'report': '4.16', 'note': '4.14'}[o['type']])
        count({'identity': 'identities', 'report': 'stories', 'note': 'notes'}[o['type']])
        if o['type'] == 'identity':
            must(o['identity_class'] in ('organization', 'system'), '10.7 identity-class-ov', o['identity_class'])
            must(o['name'], '4.5 name', o['id'])
            continue
        must(ids[o['created_by_ref']]['type'] == 'identity', '3.2 created_by_ref', o['id'])
        must(o['object_refs'] and all(r in ids for r in o['object_refs']), '4.14, 4.16 object_refs', o['id'])
        must(len(set(o['object_refs'])) == len(o['object_refs']), '4.16 object_refs differ', o['id'])
        must(is_time(o['published']) if o['type'] == 'report' else o['content'], '4.16 published, 4.14 content', o['id'])
        for r in o.get('external_references', ()):
            must(r['source_name'] and {'description', 'url', 'external_id'} & set(r), '2.5 external reference', r)
            must(set(r) <= {'source_name', 'description', 'url', 'external_id'}, '2.5 no other properties', r)
            must('url' not in r or is_uri(r['url']), '2.5 url is RFC 3986', r.get('url'))
        if o['type'] == 'note':
            must(o['id'] in ids[o['object_refs'][0]]['object_refs'], 'ours: a report has its notes', o['id'])


# ---- Web Annotation Data Model

def webannotation(data, texts=None):
    c = json.loads(data)
    must(c['@context'] == 'http://www.w3.org/ns/anno.jsonld', '3.1 @context', c['@context'])
    must(c['type'] == 'AnnotationCollection' and is_uri(c['id']), '5.1 collection', c['id'])
    must(isinstance(c['total'], int) and c['total'] == len(c['first']['items']), '5.1 total', c['total'])
    page = c['first']
    must(page['type'] == 'AnnotationPage' and is_uri(page['id']) and page['partOf'] == c['id'] and page['startIndex'] == 0, '5.2 page', '')
    ids = set()
    for a in page['items']:
        must(is_urn_uuid(a['id']) and a['id'] not in ids, '3.1 exactly one id, an IRI', a['id'])
        ids.add(a['id'])
        must(a['type'] == 'Annotation' and a['motivation'] == 'describing', '3.1 type; 3.3.5 motivation', a['id'])
        body = a['body']
        must(body['type'] == 'TextualBody' and body['value'] and body['purpose'] == 'describing', '3.2.4 embedded body', a['id'])
        must(re.search(r'\d+ origins? found$', body['value']), 'ours: origins', body['value'])
        target = a['target']
        must(is_uri(target['source']), '4.1 exactly one source', target['source'])
        quote, position = target['selector']
        must(quote['type'] == 'TextQuoteSelector' and isinstance(quote['exact'], str) and quote['exact'], '4.2.4 exact', a['id'])
        must(position['type'] == 'TextPositionSelector' and 0 <= position['start'] < position['end'], '4.2.5 start, end', a['id'])
        must(position['end'] - position['start'] == len(quote['exact']), '4.2.5 code points', a['id'])
        must(all(isinstance(quote.get(k, ''), str) and len(quote.get(k, '')) <= 32 for k in ('prefix', 'suffix')), '4.2.4 prefix, suffix', a['id'])
        if texts is not None:
            hit = [t for t in texts.get(target['source'], texts['']) if t[position['start']:position['end']] == quote['exact']
                   and t[:position['start']].endswith(quote.get('prefix', '')) and t[position['end']:].startswith(quote.get('suffix', ''))]
            must(hit, '4.2.4 the quote is where the position says', a['id'])
        count('annotations')


# ---- CSV, RFC 4180; JSON lines

def table(data):
    text = data.decode('utf-8')
    must('\r\n' in text and text.endswith('\r\n'), '2.1, 2.2 lines end with CR LF', text[-20:])
    rows = list(csv.reader(io.StringIO(text, newline=''), strict=True))
    for row in rows:
        must(len(row) == len(rows[0]), '2.4 the same number of fields in each line', row)
        for cell in row:
            must(not re.match(r'[=+@\t\r]|-(?!\d+(\.\d+)?$)', cell), 'OWASP CSV injection: no cell is a formula', cell)
    out = io.StringIO(newline='')
    csv.writer(out, lineterminator='\r\n').writerows(rows)
    must(out.getvalue() == text, '2.5 to 2.7 quoted where it must be, and not elsewhere', '')
    count('rows', len(rows) - 1)


def jsonl(data):
    import jsonschema
    import os
    at = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'doc', 'schema')
    rules = {}
    for name in ('story', 'article', 'statements', 'comparison'):
        with open(os.path.join(at, name + '.schema.json'), encoding='utf-8') as f:
            rules[name] = jsonschema.Draft202012Validator(json.load(f))
    for line in data.splitlines():
        o = json.loads(line)
        must(list(o) == ['story', 'articles', 'statements', 'comparison'], 'the members of a line', list(o))
        for name, values in (('story', [o['story']]), ('article', o['articles']), ('statements', o['statements']),
                             ('comparison', [o['comparison']] if o['comparison'] else [])):
            for v in values:
                for e in rules[name].iter_errors(v):
                    must(False, name + ' schema', e.message)
        must([a['id'] for a in o['articles']] == o['story']['articles'] == [s['id'] for s in o['statements']], 'one order', o['story']['id'])
        count('stories')
        count('articles', len(o['articles']))


def main():
    what = {'atom': atom, 'jsonfeed': jsonfeed, 'ninjs': ninjs, 'stix': stix, 'webannotation': webannotation, 'csv': table, 'jsonl': jsonl}
    data = sys.stdin.buffer.read()
    if sys.argv[1] == 'webannotation' and len(sys.argv) > 2:     # ARTICLES.jsonl: what the selectors select
        texts = {'': []}
        with open(sys.argv[2], encoding='utf-8') as f:
            for line in f:
                a = json.loads(line)
                texts.setdefault(a['url'], []).append(a['text'])
                texts[''].append(a['text'])
        webannotation(data, texts)
    else:
        what[sys.argv[1]](data)
    for fault in faults[:20]:
        print(fault)
    if faults:
        sys.exit('%d faults' % len(faults))
    print(', '.join('%d %s' % (n, k) for k, n in counts.items()) or 'nothing')


main()
