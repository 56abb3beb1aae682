#!/usr/bin/python3
"""readme.py README NAME SCORES [--check]: puts the table of the file SCORES into README, below the line "<!-- scores: NAME -->".

With --check nothing is written: exit 1, and what differs, when README has another table.
"""
import difflib
import re
import sys


def main():
    file, name, scores = sys.argv[1:4]
    with open(file, encoding="utf-8") as f:
        text = f.read()
    with open(scores, encoding="utf-8") as f:
        table = "".join("    " + line.rstrip() + "\n" for line in f)
    place = re.compile(r"(<!-- scores: %s -->\n\n)((?:    .*\n)*)" % re.escape(name))
    found = place.search(text)
    if not found:
        sys.exit("%s has no place for the scores of %s" % (file, name))
    if sys.argv[4:] != ["--check"]:
        with open(file, "w", encoding="utf-8") as f:
            f.write(text[:found.start(2)] + table + text[found.end(2):])
    elif found.group(2) != table:
        sys.stdout.writelines(difflib.unified_diff(found.group(2).splitlines(True), table.splitlines(True), file, "today"))
        sys.exit("%s is behind: make eval README=1 writes it" % file)


if __name__ == "__main__":
    main()
