"""page.py PAGE: well-formed XML, known elements, ids once, links resolve, nothing is loaded or run."""
import sys
import xml.etree.ElementTree as tree

KNOWN = set("""html head meta title style body nav main section article header footer div p h1 h2 h3 h4 ul li dl dt dd
table thead tbody tr th td a b bdi span sup mark ins del code details summary""".split())
ATTRIBUTES = set("""lang charset http-equiv content name id class href rel dir scope title colspan""".split())

page = tree.parse(sys.argv[1]).getroot()
ids, links = set(), []
for e in page.iter():
    if e.tag not in KNOWN:
        sys.exit("element %s" % e.tag)
    for name, value in e.attrib.items():
        if name not in ATTRIBUTES:
            sys.exit("attribute %s of %s" % (name, e.tag))
        if name == "id" and value in ids:
            sys.exit("id %s twice" % value)
    ids.add(e.get("id"))
    if e.tag == "a":
        links.append(e.get("href"))
for to in links:
    if to.startswith("#"):
        if to[1:] not in ids:
            sys.exit("no place for %s" % to)
    elif not to.startswith(("https://", "http://")):
        sys.exit("link to %s" % to)
style = page.find("head/style").text
if "url(" in style or "@import" in style:
    sys.exit("the style loads something")
if not any(e.get("content", "").startswith("default-src 'none'") for e in page.iter("meta")):
    sys.exit("no content security policy")
