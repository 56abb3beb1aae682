"""A web server on loopback with feeds of every kind, beside all that badserver.py does.

    python3 tests/e2e/feedserver.py PORT_FILE [FOLDER]

    /rss/NAME/COUNT   RSS of COUNT items; /atom, /jsonfeed, /sitemap and /index (of one sitemap) alike
    /ids/NAME/COUNT   RSS whose ids, and a part of whose addresses, are others each time
    /full/NAME/COUNT  RSS with the whole text in it, of pages that are not there
    /lost/NAME/COUNT  RSS without texts, of pages that are not there
    /site/NAME/COUNT  a page that names its RSS; COUNT "site": a page that names itself
    /growing/NAME     RSS of as many items as it has been asked for before, and one
    /story/NAME/N     the page of an item
Items stand on hosts of their own (NAME-N.localhost), so that politeness to one does not hold up the others.
"""
import json
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import badserver
from badserver import answer

PLACES = "Tarnova Oruna Velmar Kestin Dorfeld Ashby Lindow Marsk Peleno Grunau Solvik Tarrant".split()
PEOPLE = "Ann Ody,Lena Orvik,Tomas Brel,Mira Kolt,Jon Vesper,Ida Grell,Paul Sorren,Nadia Ferro".split(",")
THINGS = "bridge ferry mill tunnel school market station harbour reservoir theatre lighthouse depot".split()
MONTHS = "2025-05"


def story(name, n):
    """Title and paragraphs of an item: the same each time, another for each item."""
    v = random.Random(f"{name} {n}")
    place, who, thing, count = v.choice(PLACES), v.choice(PEOPLE), v.choice(THINGS), v.randint(12, 900)
    word = lambda: "".join(v.choice("bdfgklmnprstv") + v.choice("aeiou") for _ in range(v.randint(2, 3)))
    title = f"{thing.title()} in {place} closed after {word()} of {name} {n}"
    return title, [
        f"The {thing} in {place} was closed on Friday after a {word()} fell on it, the council of {name} said.",
        f"“We saw the {word()} go at noon,” said {who}, who runs the {thing}. “Number {n} of the {word()} {word()} is gone.”",
        f"About {count} people had to leave their houses for the {word()}, and {v.randint(2, 11)} were injured. "
        f"{who} denied that a warning of the {word()} had come too late, and promised a report on {word()} {n}."]


def html(paragraphs):
    return "".join(f"<p>{p}</p>" for p in paragraphs)


def link(request, name, n, tail=""):
    return f"http://{name}-{n}.localhost:{request.server.port}/story/{name}/{n}{tail}"


def page(request):
    name, n = request.arg(0, "a"), request.arg(1, "1")
    title, paragraphs = story(name, n)
    return answer(f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Heron</title>'
                  f'<meta property="article:published_time" content="{MONTHS}-02T08:00:00Z"></head><body><article>'
                  f"<h1>{title}</h1>{html(paragraphs)}</article></body></html>")


def rss_of(title, items):
    return answer('<?xml version="1.0"?><rss version="2.0"><channel>'
                  f"<title>{title}</title><language>en</language>{''.join(items)}</channel></rss>",
                  kind="application/rss+xml")


def numbers(request):
    return request.arg(0, "a"), range(int(request.arg(1, "3")), 0, -1)


def item(request, name, n, tail="", id=None, text=""):
    return (f"<item><title>{story(name, n)[0]}</title><link>{link(request, name, n, tail)}</link>"
            f"<guid isPermaLink='false'>{id or f'{name}:{n}'}</guid>"
            f"<pubDate>Fri, 02 May 2025 08:00:00 GMT</pubDate>{text}</item>")


def rss(request):
    name, all = numbers(request)
    return rss_of(f"Feed {name}", [item(request, name, n) for n in all])


def ids(request):
    name, all = numbers(request)
    turn = sum(r[3] == request.target for r in request.server.log)
    teaser = lambda n: f"<description>{html(story(name, n)[1])}</description>".replace("<p>", "").replace("</p>", " ")
    return rss_of(f"Feed {name}", [item(request, name, n, f"?session={turn}" if n % 2 else "", f"{turn}-{n}", teaser(n))
                                   for n in all])


def full(request):
    name, all = numbers(request)
    return rss_of(f"Feed {name}", [item(request, name + "-gone", n).replace("/story/", "/nowhere/").replace(
        "</item>", f"<description><![CDATA[{html(story(name, n)[1])}]]></description></item>") for n in all])


def lost(request):
    name, all = numbers(request)
    return rss_of(f"Feed {name}", [item(request, name, n).replace("/story/", "/nowhere/") for n in all])


def site(request):
    name, count = request.arg(0, "a"), request.arg(1, "3")
    at = "" if count == "site" else f"/rss/{name}/{count}"
    return answer("<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/comments/feed'>"
                  f"<link rel='alternate' type='application/rss+xml' href='{at or request.target}'></head><body>News</body></html>")


def growing(request):
    name = request.arg(0, "a")
    n = sum(r[3] == request.target for r in request.server.log)
    return rss_of(f"Feed {name}", [item(request, name, i) for i in range(n, 0, -1)])


def atom(request):
    name, all = numbers(request)
    entries = "".join(f"<entry><id>tag:{name}:{n}</id><title>{story(name, n)[0]}</title><link href='{link(request, name, n)}'/>"
                      f"<updated>{MONTHS}-02T08:00:00Z</updated></entry>" for n in all)
    return answer(f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Feed {name}</title>{entries}</feed>",
                  kind="application/atom+xml")


def jsonfeed(request):
    name, all = numbers(request)
    return answer(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": f"Feed {name}", "items": [
        {"id": str(n), "url": link(request, name, n), "title": story(name, n)[0]} for n in all]}), kind="application/feed+json")


def sitemap(request):
    name, all = numbers(request)
    return answer("<urlset>" + "".join(
        f"<url><loc>{link(request, name, n)}</loc><news:news><news:publication><news:name>Feed {name}</news:name></news:publication>"
        f"<news:publication_date>{MONTHS}-02</news:publication_date><news:title>{story(name, n)[0]}</news:title></news:news></url>"
        for n in all) + "</urlset>", kind="application/xml")


def index(request):
    at = f"http://{request.fields['host']}/sitemap/{'/'.join(request.args)}"
    return answer(f"<sitemapindex><sitemap><loc>{at}</loc></sitemap></sitemapindex>", kind="application/xml")


ROUTES = {**badserver.ROUTES, **{f.__name__: f for f in (rss, ids, full, lost, site, growing, atom, jsonfeed, sitemap, index)}, "story": page}


if __name__ == "__main__":
    badserver.main(ROUTES)
