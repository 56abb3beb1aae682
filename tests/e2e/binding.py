"""binding.py PROGRAM DIRECTORY: the Python binding does what the program does."""
import glob
import json
import os
import subprocess
import sys
import threading
import typing
import unittest

import twosource

program, directory = sys.argv[1:3]
os.environ.pop("LD_PRELOAD", None)     # a sanitizer's runtime is for this process
accounts = sorted(glob.glob("examples/market_bombing/*.txt"))


def run(*args: str) -> bytes:
    return subprocess.run([program, *args], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def lines(*args: str) -> list:
    return [json.loads(line) for line in run(*args).splitlines()]


def text(path: str) -> str:
    with open(path, encoding="utf-8") as f:
        return f.read()


class Binding(unittest.TestCase):
    def test_articles_are_the_programs(self):
        articles = list(twosource.read("examples"))
        self.assertEqual([dict(a) for a in articles], lines("read", "examples"))
        self.assertIsInstance(articles[0], typing.Mapping)
        self.assertEqual(len(articles[0]["id"]), 16)

    def test_a_reader_takes_one_document_at_a_time(self):
        reader = twosource.read("examples")
        self.assertEqual(next(reader)["source"], lines("read", "examples")[0]["source"])
        self.assertIs(iter(reader), reader)

    def test_what_is_dropped_is_told(self):
        told = []
        self.assertEqual(list(twosource.read("/no/such/file", dropped=lambda *a: told.append(a))), [])
        self.assertEqual(told, [("/no/such/file", "no such file")])

    def test_a_document_in_memory(self):
        reader = twosource.Reader(now="2031-05-06")
        article = reader.article("<title>Weir</title><article><p>The weir at Zoë’s Lock failed on Monday, and nobody had been "
                                 "warned of it before noon, the keeper said.</p></article>".encode(), "page", "https://lamp.example/1")
        self.assertIn("Zoë’s Lock", article["text"])
        with self.assertRaises(twosource.NoArticle) as refused:
            reader.article(b"\0\1\2\3")
        self.assertEqual(str(refused.exception), "binary")
        with self.assertRaises(ValueError):
            twosource.Reader(now="soon")

    def test_findings_are_the_programs(self):
        articles = list(twosource.read(*accounts))
        self.assertEqual([dict(twosource.extract(a)) for a in articles], lines("extract", *accounts))
        article, found = articles[0], twosource.extract(articles[0])
        start, end = found["attributions"][0]["cue"]
        self.assertIn(article["text"][start:end], twosource.Extractor().explain(article))

    def test_offsets_are_those_of_python(self):
        given = {"id": "a", "text": "It rained 🙂 all day.\n\n“We were not warned,” said Zoë Ørn."}
        start, end = twosource.extract(given)["attributions"][0]["content"]
        self.assertEqual(given["text"][start:end], "“We were not warned,”")

    def test_copies_and_stories_are_the_programs(self):
        path = directory + "/articles.jsonl"
        with open(path, "wb") as f:
            f.write(run("read", "examples"))
        deduper, grouper = twosource.Deduper(), twosource.Grouper()
        copies, places = [], []
        for article in twosource.read(path):
            copies += deduper.add(article)
            places += grouper.add(article)
        self.assertEqual(copies, lines("dedup", path))
        self.assertEqual([{"id": p.id, "story": f"s{p.story}"} for p in places], lines("group", path))
        state = directory + "/state"
        run("group", "--state", state, path)
        self.assertEqual(twosource.Grouper(state).stories(all=True), lines("stories", "--json", "--all", "--state", state))
        self.assertEqual(grouper.why(places[0].story, places[0].id)["is_in"], f"s{places[0].story}")
        self.assertIsNone(grouper.why(999, "nobody"))

    def test_a_state_goes_on(self):
        articles = list(twosource.read("examples/market_bombing"))
        first, path = twosource.Grouper(), directory + "/half"
        for article in articles[:2]:
            first.add(article)
        first.save(path)
        second = twosource.Grouper(path)
        self.assertEqual([second.add(a) for a in articles[2:]], [first.add(a) for a in articles[2:]])
        moved = second.part([articles[0]["id"]])
        self.assertEqual(moved[0].id, articles[0]["id"])
        other = next(s for s in second.stories(all=True) if articles[1]["id"] in s["articles"])
        self.assertTrue(second.join(int(other["id"][1:]), moved[0].story))
        with self.assertRaises(twosource.Error) as refused:
            twosource.Deduper(path)
        self.assertEqual(refused.exception.status, "TW_BROKEN")

    def test_comparisons_are_the_programs(self):
        comparison = twosource.compare(*twosource.read(*accounts))
        self.assertEqual(dict(comparison), lines("compare", "--json", *accounts)[0])
        self.assertEqual(comparison.text(width=100), run("compare", "--width", "100", *accounts).decode())
        self.assertEqual(comparison.page(), run("compare", "--html", *accounts).decode())

    def test_an_item_is_explained(self):
        comparison = twosource.compare(*twosource.read(*accounts))
        self.assertEqual(comparison.why("S1"), lines("why", "--json", "S1", *accounts)[0])
        self.assertIsNone(comparison.why("S999"))

    def test_one_owner_is_one_origin(self):
        comparer = twosource.Comparer()
        comparer.owners({"lamp.example": "Lantern Group", "vane.example": "Lantern Group"})
        for name in ("lamp", "vane"):
            comparer.add({"id": name, "outlet": {"name": name, "domain": f"{name}.example"}, "text": "Rain fell on " + name})
        self.assertEqual(comparer.compare()["origins"], 1)

    def test_two_texts(self):
        comparison = twosource.compare(text(accounts[0]), text(accounts[1]), now="2025-12-31")
        self.assertTrue(comparison["one_event"])
        self.assertEqual(len(comparison["accounts"]), 2)

    def test_what_is_no_article_is_refused(self):
        for what in (b"{", "[]", {"id": "x"}):
            with self.assertRaises(twosource.Error) as refused:
                twosource.extract(what)
            self.assertEqual((refused.exception.status, str(refused.exception)), ("TW_BROKEN", "damaged or not in its format"))
        with self.assertRaises(twosource.Error):
            twosource.compare()

    def test_threads_share_an_object(self):
        articles, extractor, found = list(twosource.read("examples")), twosource.Extractor(), {}

        def work(number: int) -> None:
            found[number] = [dict(extractor.find(a)) for a in articles]

        threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual([found[i] for i in range(4)], [lines("extract", "examples")] * 4)

    def store(self, name: str) -> tuple:
        """A store with the examples, as the program and as the binding make it."""
        mine, theirs = f"{directory}/{name}-mine.db", f"{directory}/{name}-theirs.db"
        path = directory + "/news.jsonl"
        with open(path, "wb") as f:
            f.write(run("read", "examples/market_bombing", "examples/alert_raised"))
        with twosource.Desk(mine, batch=4) as desk:
            self.assertEqual([desk.add(a) for a in twosource.read(path)], ["taken"] * 10)
            self.assertEqual(desk.add(next(twosource.read(path))), "duplicate")
            self.assertEqual(desk.counts()["taken"], 10)
        run("add", "--store", theirs, path)
        return twosource.Store(mine), theirs

    def test_a_store_is_the_programs(self):
        store, theirs = self.store("same")
        at = ("--json", "--store", theirs)
        stories = [dict(s) for s in store.stories(all=True)]
        self.assertEqual(stories, lines("stories", "--all", *at))
        self.assertEqual([s["id"] for s in store.stories(all=True, words="hospital", origins=2, until="2025-04")], ["s1"])
        self.assertEqual(dict(store.story("s1")), lines("show", "s1", *at)[0])
        self.assertIn("SAID IN SEVERAL", store.text("s1"))
        self.assertIn("<html", store.page("s1"))
        self.assertEqual([dict(f) for f in store.search("freedom -title:fear")], lines("search", "freedom -title:fear", *at))
        self.assertEqual([dict(o) for o in store.outlets()], lines("outlets", *at))
        self.assertEqual(dict(store.why("s1:F1")), lines("why", "s1:F1", *at)[0])
        self.assertEqual(dict(store.why("s1", "s1:A")), lines("why", "s1", "s1:A", *at)[0])
        article = store.article("s1:A")
        self.assertEqual(article["story"], "s1")
        self.assertEqual(json.loads(store.original("s1:A"))["id"], article["article"]["id"])

    def test_a_decision_is_carried_out(self):
        store, _ = self.store("decided")
        path = f"{directory}/decided-mine.db"
        self.assertEqual(store.decide("merge", "s1", "s2", user="anna", time="2031-04-02T10:00Z"), 1)
        self.assertEqual(store.decisions()[0]["state"], "waiting")
        twosource.Desk(path).close()
        self.assertEqual((store.decisions("s1")[0]["state"], store.decisions()[0]["user"]), ("done", "anna"))
        self.assertEqual(len(store.stories(all=True)), 1)
        with self.assertRaises(twosource.Error) as refused:
            store.story("s2")
        self.assertEqual((refused.exception.status, str(refused.exception)), ("TW_NOTFOUND", "s2 was merged into s1"))
        with self.assertRaises(twosource.Error):
            store.decide("merge", "s1", user="anna", time="2031-04-02")
        with self.assertRaises(twosource.Error):
            store.search('"open')

    def test_owners_are_kept(self):
        text = "The pier at Skelby fell into the sea on Tuesday night. Harbour master Ilo Wern said that nobody was on the pier."
        articles = [{"id": name, "title": "Skelby pier falls into the sea", "text": text + more, "published": "2031-04-02",
                     "outlet": {"name": name, "domain": name + ".example"}} for name, more in (("lamp", ""), ("vane", " It was old."))]
        path = directory + "/owned.db"
        with twosource.Desk(path, owners={"lamp.example": "Lantern Group", "vane.example": "Lantern Group"}, threads=2) as desk:
            for article in articles:
                desk.add(article)
        self.assertEqual([s["origins"] for s in twosource.Store(path).stories()], [1])
        with self.assertRaises(twosource.Error):
            twosource.Desk(directory + "/none.db", owners={"no\ntab": "x"})

    def test_a_store_that_fails_says_why(self):
        path = directory + "/failing.db"
        desk = twosource.Desk(path)
        with self.assertRaises(twosource.Error) as refused:
            twosource.Desk(path)
        self.assertEqual(refused.exception.status, "TW_LOCKED")
        with self.assertRaises(twosource.Error):
            desk.add({"id": "a", "text": "The pier fell."}, received="soon")
        with self.assertRaises(ZeroDivisionError):
            with desk:
                desk.add({"id": "a", "text": "The pier fell."})
                raise ZeroDivisionError
        self.assertEqual(len(twosource.Store(path).stories(all=True)), 0)
        desk.close()
        with self.assertRaises(ValueError):
            desk.add({"id": "a", "text": "The pier fell."})
        with self.assertRaises(twosource.Error) as refused:
            twosource.Store(directory + "/nowhere.db")
        self.assertEqual(refused.exception.status, "TW_NOTFOUND")

    def test_version(self):
        self.assertEqual(twosource.version(), lines("version", "--json")[0]["version"])


if __name__ == "__main__":
    result = unittest.main(argv=["binding"], exit=False, verbosity=0).result
    print(result.testsRun, "passed")
    sys.exit(not result.wasSuccessful())
