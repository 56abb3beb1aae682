"""bench/peers/pages.py LIBRARY FILE...: CPU seconds that trafilatura or readability-lxml
takes for the pages.  Prints: seconds, pages with text."""
import importlib
import logging
import sys
import time

library = importlib.import_module(sys.argv[1])
logging.disable(logging.CRITICAL)


def text_of(page):
    if sys.argv[1] == 'trafilatura':
        return library.extract(page, fast=True)
    return library.Document(page).summary()


pages = [open(f, encoding='utf-8', errors='replace').read() for f in sys.argv[2:]]
start, found = time.process_time(), 0
for page in pages:
    try:
        found += bool(text_of(page))
    except Exception:       # a page that it cannot read counts as one without text
        pass
print(time.process_time() - start, found)
