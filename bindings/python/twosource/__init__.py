"""News accounts in; who said what, which figures, what was copied, and a comparison of them out.

    import twosource

    for article in twosource.read("pages/"):
        print(article["title"], len(twosource.extract(article)["attributions"]))

    print(twosource.compare(open("a.txt").read(), open("b.txt").read()).text())

    with twosource.Desk("news.db") as desk:
        for article in twosource.read("pages/"):
            desk.add(article)
    for story in twosource.Store("news.db").stories(origins=2):
        print(story["title"])

Articles, findings and comparisons are mappings of the JSON objects that doc/json.md describes; the JSON is parsed when a
field is first asked for, so passing objects on costs nothing.  Offsets are code points: text[start:end] is the span.

Every call into the library releases the interpreter lock.  Objects may be shared between threads; calls on one object wait
for each other, calls on different ones run at the same time.
"""
from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike, fspath
from typing import Any, NamedTuple, Union

from ._native import ffi as _ffi, lib as _lib

__all__ = ["Article", "Comparer", "Comparison", "Deduper", "Desk", "Error", "Extractor", "Findings", "Grouper", "NoArticle", "Place",
           "Reader", "Record", "Store", "compare", "extract", "read", "version"]

Path = Union[str, bytes, "PathLike[str]", "PathLike[bytes]"]


class Error(Exception):
    """A call was refused; `status` is the C library's name of the reason, "TW_BROKEN"."""

    def __init__(self, status: int, why: str = "") -> None:
        super().__init__(why or _ffi.string(_lib.tw_status_text(status)).decode())
        self.status: str = _ffi.string(_ffi.cast("enum tw_status", status))


class NoArticle(Exception):
    """A document holds no article; the message says why."""


class Record(Mapping[str, Any]):
    """One JSON object: `json` are its bytes, fields are read like those of a dict."""

    __slots__ = ("json", "_fields")

    def __init__(self, data: bytes) -> None:
        self.json: bytes = data
        self._fields: dict[str, Any] | None = None

    def _parsed(self) -> dict[str, Any]:
        if self._fields is None:
            self._fields = json.loads(self.json)
        return self._fields

    def __getitem__(self, key: str) -> Any:
        return self._parsed()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parsed())

    def __len__(self) -> int:
        return len(self._parsed())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.json[:60]!r}...)"


class Article(Record):
    """An article: id, source, title, text, published, ... (article.schema.json)."""

    __slots__ = ()


class Findings(Record):
    """What an article says: sentences, attributions, figures, times, actors, claims (statements.schema.json)."""

    __slots__ = ()


class Place(NamedTuple):
    """Which story an article is in."""

    id: str
    story: int


ArticleLike = Union[Article, Mapping[str, Any], bytes, str]


def _json_of(article: ArticleLike) -> bytes:
    """The JSON of an article that came from this module, as a mapping, or as JSON."""
    if isinstance(article, Record):
        return article.json
    if isinstance(article, bytes):
        return article
    if isinstance(article, str):
        return article.encode()
    return json.dumps(article).encode()


def _path(path: Path | None) -> Any:
    if path is None:
        return _ffi.NULL
    raw = fspath(path)
    return _ffi.new("char[]", raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogateescape"))


def _check(status: int) -> None:
    if status != _lib.TW_OK:
        raise Error(status)


class _Handle:
    """A C handle and the lock that lets one thread use it at a time."""

    __slots__ = ("_handle", "_lock", "_len")

    def __init__(self, handle: Any, free: Any) -> None:
        self._handle = _ffi.gc(handle, free)
        self._lock = threading.Lock()
        self._len = _ffi.new("size_t *")

    def _text(self, function: Any, *args: Any) -> bytes | None:
        """A copy of what the function hands out; the lock is held by the caller."""
        p = function(self._handle, *args, self._len)
        return None if p == _ffi.NULL else _ffi.buffer(p, self._len[0])[:]


@_ffi.def_extern()
def twosource_dropped(context: Any, source: Any, why: Any) -> None:
    _ffi.from_handle(context)(_ffi.string(source).decode("utf-8", "replace"), _ffi.string(why).decode())


class Reader(_Handle):
    """Documents in any format, from files, folders, "-" (standard input), "@LIST" and patterns: iterate over it for articles.

    now: when the documents were received (ISO 8601); else as they or their files tell.
    encoding: label that wins over what the documents declare.
    max_document: bytes after unpacking; 0 = 64 MiB.
    dropped: called with (source, why) for everything given up.

    One document is in memory at a time, so inputs may be of any size.
    """

    __slots__ = ("_keep",)

    def __init__(self, *paths: Path, now: str | None = None, encoding: str | None = None, max_document: int = 0,
                 dropped: Callable[[str, str], None] | None = None) -> None:
        strings = [_path(p) for p in paths]
        options = _ffi.new("struct tw_reader_options *")
        options.now, options.encoding = now_c, encoding_c = _path(now), _path(encoding)
        options.max_document = max_document
        context = _ffi.new_handle(dropped)
        if dropped is not None:
            options.dropped, options.context = _lib.twosource_dropped, context
        paths_c = _ffi.new("char *[]", strings)
        self._keep = (strings, paths_c, now_c, encoding_c, context)     # as long as the handle
        handle = _lib.tw_reader_open(paths_c, len(strings), options)
        if handle == _ffi.NULL:
            raise ValueError(f"{now!r} is no date")
        super().__init__(handle, _lib.tw_reader_close)

    def __iter__(self) -> Iterator[Article]:
        return self

    def __next__(self) -> Article:
        with self._lock:
            data = self._text(_lib.tw_reader_next)
        if data is None:
            raise StopIteration
        return Article(data)

    def article(self, document: bytes | str, source: str = "", url: str | None = None) -> Article:
        """The article of one document in memory, a page or a text.  NoArticle when there is none."""
        raw = document if isinstance(document, bytes) else document.encode("utf-8", "surrogatepass")
        why = _ffi.new("const char **")
        with self._lock:
            p = _lib.tw_reader_memory(self._handle, _ffi.from_buffer(raw), len(raw), _path(source), _path(url), self._len, why)
            if p != _ffi.NULL:
                return Article(_ffi.buffer(p, self._len[0])[:])
            raise NoArticle(_ffi.string(why[0]).decode())


class Extractor(_Handle):
    """Finds what articles say."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(_lib.tw_extractor_new(), _lib.tw_extractor_free)

    def _find(self, article: ArticleLike, form: Any) -> bytes:
        data = _json_of(article)
        with self._lock:
            _check(_lib.tw_extractor_find(self._handle, data, len(data), _ffi.NULL))
            found = self._text(form)
        assert found is not None
        return found

    def find(self, article: ArticleLike) -> Findings:
        """What the article says.  Error: not an article."""
        return Findings(self._find(article, _lib.tw_extractor_json))

    def explain(self, article: ArticleLike) -> str:
        """The text with what was found marked, and the rule behind each."""
        return self._find(article, _lib.tw_extractor_explain).decode()


class Deduper(_Handle):
    """Tells whom each article was copied from, as they come.

    path: a state that was saved; a new one when there is none.
    window: seconds; older articles are forgotten; 0 = none is.
    """

    __slots__ = ()

    def __init__(self, path: Path | None = None, window: int = 0) -> None:
        out = _ffi.new("struct tw_deduper **")
        _check(_lib.tw_deduper_open(_path(path), window, out))
        super().__init__(out[0], _lib.tw_deduper_free)

    def add(self, article: ArticleLike) -> list[dict[str, Any]]:
        """Takes the article in; its copies among those before it (dedup.schema.json)."""
        data = _json_of(article)
        with self._lock:
            _check(_lib.tw_deduper_add(self._handle, data, len(data), _ffi.NULL))
            lines = self._text(_lib.tw_deduper_json) or b""
        return [json.loads(line) for line in lines.splitlines()]

    def save(self, path: Path) -> None:
        """Writes the state, in one step."""
        with self._lock:
            _check(_lib.tw_deduper_save(self._handle, _path(path)))


class Grouper(_Handle):
    """Sorts articles into stories, as they come.

    path: a state that was saved; a new one when there is none.
    window: seconds; older articles join nothing; 0 = 30 days.
    """

    __slots__ = ()

    def __init__(self, path: Path | None = None, window: int = 0) -> None:
        out = _ffi.new("struct tw_grouper **")
        _check(_lib.tw_grouper_open(_path(path), window, out))
        super().__init__(out[0], _lib.tw_grouper_free)

    def _places(self, function: Any, *args: Any) -> list[Place]:
        found = _ffi.new("struct tw_found_places *")
        with self._lock:
            _check(function(self._handle, *args, found))
            return [Place(_ffi.string(found.place[i].id).decode(), found.place[i].story) for i in range(found.places)]

    def add(self, article: ArticleLike) -> list[Place]:
        """Places the article: itself first, then earlier ones that moved because of it."""
        data = _json_of(article)
        return self._places(_lib.tw_grouper_add, data, len(data))

    def join(self, a: int, b: int) -> list[Place]:
        """A person's word: story b is story a.  Who moved."""
        return self._places(_lib.tw_grouper_join, a, b)

    def part(self, ids: Iterable[str]) -> list[Place]:
        """A person's word: these articles are a story of their own.  Who moved."""
        strings = [_path(i) for i in ids]
        return self._places(_lib.tw_grouper_part, _ffi.new("char *[]", strings), len(strings))

    def stories(self, all: bool = False) -> list[dict[str, Any]]:
        """The stories, the most important first; quiet ones only when `all` (story.schema.json)."""
        with self._lock:
            lines = self._text(_lib.tw_grouper_stories, all) or b""
        return [json.loads(line) for line in lines.splitlines()]

    def why(self, story: int, article_id: str) -> dict[str, Any] | None:
        """What put the article into the story (why.schema.json); None: one of them is not in the window."""
        with self._lock:
            text = self._text(_lib.tw_grouper_why, story, _path(article_id))
        return None if text is None else json.loads(text)

    def save(self, path: Path) -> None:
        """Writes the state, in one step."""
        with self._lock:
            _check(_lib.tw_grouper_save(self._handle, _path(path)))


class Comparison(Record):
    """The accounts of one event side by side: one_event, origins, said, figures, claims, only, copied (comparison.schema.json)."""

    __slots__ = ("_comparer",)

    def __init__(self, data: bytes, comparer: Comparer) -> None:
        super().__init__(data)
        self._comparer = comparer

    def text(self, width: int = 80, colour: bool = False) -> str:
        """What `twosource compare` prints.  Of the accounts the comparer has by now."""
        return self._comparer._form(_lib.tw_comparer_text, width, colour).decode()

    def page(self) -> str:
        """The same as a page of its own."""
        return self._comparer._form(_lib.tw_comparer_page).decode()


    def why(self, item: str) -> dict[str, Any] | None:
        """Why an item (S1, F1, C1, O1, P1, E1, an account's letter, an id) is what it is; None: there is none of that name."""
        with self._comparer._lock:
            text = self._comparer._text(_lib.tw_comparer_why, _path(item))
        return None if text is None else json.loads(text)


class Comparer(_Handle):
    """Compares the accounts of one event; more may be added after a comparison."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(_lib.tw_comparer_new(), _lib.tw_comparer_free)

    def add(self, article: ArticleLike) -> None:
        """Takes an account.  Error: not an article."""
        data = _json_of(article)
        with self._lock:
            _check(_lib.tw_comparer_add(self._handle, data, len(data)))

    def _form(self, function: Any, *args: Any) -> bytes:
        with self._lock:
            text = self._text(function, *args)
        if text is None:
            raise Error(_lib.TW_EMPTY)
        return text

    def owners(self, owners: Mapping[str, str]) -> None:
        """Says who owns which outlet, by domain; accounts of one owner are one origin."""
        table = "".join(f"{domain}\t{owner}\n" for domain, owner in owners.items()).encode()
        with self._lock:
            _check(_lib.tw_comparer_owners(self._handle, table, len(table)))

    def compare(self) -> Comparison:
        """Compares what was added.  Error: nothing was."""
        return Comparison(self._form(_lib.tw_comparer_json), self)

    def clear(self) -> None:
        """Forgets all accounts."""
        with self._lock:
            _lib.tw_comparer_clear(self._handle)


class Desk(_Handle):
    """Articles into a store, made when it is not there; one process at a time writes to it.

    Leaving the `with` block commits, unless an exception does.  Nothing is on the disk before commit().

    window: seconds that copies and stories look back; 0 = 30 days.  keep: seconds that articles are kept; 0 = for ever.
    threads: that extract and compare; 0 = the calling one alone.  owners: who owns which outlet, by domain.
    """

    __slots__ = ("batch", "_waiting")

    def __init__(self, path: Path, window: int = 0, keep: int = 0, threads: int = 0, owners: Mapping[str, str] | None = None,
                 batch: int = 500) -> None:
        options = _ffi.new("struct tw_newsdesk_options *")
        table = "".join(f"{domain}\t{owner}\n" for domain, owner in (owners or {}).items()).encode()
        kept = _ffi.new("char[]", table)
        options.window, options.keep, options.threads = window, keep, threads
        options.owners, options.owners_len = kept, len(table)
        out = _ffi.new("struct tw_newsdesk **")
        _check(_lib.tw_newsdesk_open(_path(path), options, out))
        super().__init__(out[0], _lib.tw_newsdesk_close)
        self.batch = batch          # articles between two commits of add()
        self._waiting = 0

    def _check(self, status: int) -> None:
        if status != _lib.TW_OK:
            raise Error(status, _ffi.string(_lib.tw_newsdesk_why(self._handle)).decode("utf-8", "replace"))

    def _still_open(self) -> None:
        if self._handle == _ffi.NULL:
            raise ValueError("the desk was closed")

    def add(self, article: ArticleLike, received: str | None = None) -> str:
        """Takes the article in: "taken", "duplicate" (there already) or "refused" (a person had it forgotten).

        received: ISO 8601, when it came; None: when it was published.  Commits every `batch` articles."""
        data = _json_of(article)
        taken = _ffi.new("enum tw_taken *")
        with self._lock:
            self._still_open()
            self._check(_lib.tw_newsdesk_add(self._handle, data, len(data), _path(received), taken))
            if taken[0] == _lib.TW_TAKEN:
                self._waiting += 1
            if self._waiting >= self.batch:
                self._commit()
        return {_lib.TW_TAKEN: "taken", _lib.TW_DUPLICATE: "duplicate"}.get(taken[0], "refused")

    def _commit(self) -> None:
        self._waiting = 0
        self._check(_lib.tw_newsdesk_commit(self._handle))

    def commit(self) -> None:
        """Ends the batch: its articles are on the disk, and what they changed.  Error: none of them is."""
        with self._lock:
            self._still_open()
            self._commit()

    def counts(self) -> dict[str, int]:
        """taken, duplicates, refused since it was opened; articles, stories, decisions in the store."""
        out = _ffi.new("struct tw_newsdesk_counts *")
        with self._lock:
            self._still_open()
            self._check(_lib.tw_newsdesk_count(self._handle, out))
        return {name: getattr(out, name) for name in ("taken", "duplicates", "refused", "articles", "stories", "decisions")}

    def close(self) -> None:
        """Gives the store back; what was not committed is lost.  The desk cannot be used afterwards."""
        with self._lock:
            if self._handle != _ffi.NULL:
                _ffi.release(self._handle)
            self._handle = _ffi.NULL

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: Any, value: Any, trace: Any) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self.close()


class Store(_Handle):
    """What a store has; every call sees the last commit, also while a Desk writes.

    Stories are named "s12", statements "s12:F1" or by their id, articles by their id or "s12:C".
    """

    __slots__ = ()

    def __init__(self, path: Path) -> None:
        out = _ffi.new("struct tw_newsstore **")
        _check(_lib.tw_newsstore_open(_path(path), out))
        super().__init__(out[0], _lib.tw_newsstore_close)

    def _refused(self) -> Error:
        return Error(_lib.tw_newsstore_status(self._handle), _ffi.string(_lib.tw_newsstore_why(self._handle)).decode("utf-8", "replace"))

    def _told(self, function: Any, *args: Any) -> bytes:
        with self._lock:
            text = self._text(function, *args)
            if text is None:
                raise self._refused()
        return text

    def _lines(self, function: Any, *args: Any) -> list[Record]:
        return [Record(line) for line in self._told(function, *args).splitlines()]

    def stories(self, *, since: str | None = None, until: str | None = None, words: str | None = None, actor: str | None = None,
                outlet: str | None = None, lang: str | None = None, origins: int = 0, changed: int = 0, limit: int = 0,
                starred: bool = False, all: bool = False) -> list[Record]:
        """The stories, the most important first (story.schema.json); quiet ones only when `all`.

        since, until: with an article in between, ISO 8601.  words: as of search().  origins: at least as many.
        changed: only those that changed since, by their field of that name."""
        query = _ffi.new("struct tw_story_query *")
        kept = {"from": _path(since), "until": _path(until), "words": _path(words), "actor": _path(actor), "outlet": _path(outlet),
                "lang": _path(lang)}
        for name, value in kept.items():
            setattr(query, name, value)
        query.origins, query.changed, query.limit, query.starred, query.all = origins, changed, limit, starred, all
        return self._lines(_lib.tw_newsstore_stories, query)

    def search(self, words: str, limit: int = 0) -> list[Record]:
        """Articles that match, the best first (found.schema.json); limit 0 = 20.  Error: not a query."""
        return self._lines(_lib.tw_newsstore_search, _path(words), limit)

    def outlets(self) -> list[Record]:
        """Who publishes, and how much of it is copied (outlet.schema.json)."""
        return self._lines(_lib.tw_newsstore_outlets)

    def decisions(self, story: str | None = None) -> list[Record]:
        """What people decided (decision.schema.json)."""
        return self._lines(_lib.tw_newsstore_decisions, _path(story))

    def story(self, story: str) -> Record:
        """The comparison of its accounts (comparison.schema.json).  Error: no such story."""
        return Record(self._told(_lib.tw_newsstore_story, _path(story)))

    def text(self, story: str, width: int = 80, colour: bool = False) -> str:
        """What `twosource compare` would print of its accounts."""
        return self._told(_lib.tw_newsstore_text, _path(story), width, colour).decode()

    def page(self, story: str) -> str:
        """The same as a page of its own."""
        return self._told(_lib.tw_newsstore_page, _path(story)).decode()

    def article(self, article: str) -> Record:
        """An article and where it stands (standing.schema.json).  Error: no such article."""
        return Record(self._told(_lib.tw_newsstore_article, _path(article)))

    def original(self, article: str) -> bytes:
        """The bytes it was made of, as they were received."""
        return self._told(_lib.tw_newsstore_original, _path(article))

    def why(self, what: str, article: str | None = None) -> Record:
        """Why an article is in a story, or an item is what it is (grounds.schema.json)."""
        return Record(self._told(_lib.tw_newsstore_reason, _path(what), _path(article)))

    def decide(self, what: str, *words: str, user: str, time: str) -> int:
        """A person's word, as on the command line: decide("merge", "s1", "s2", user="anna", time="2031-04-02T10:00Z").

        It is stored; the next Desk, or the one that is open now, carries it out.  The number of the decision."""
        strings = [_path(w) for w in words]
        number = _ffi.new("uint64_t *")
        with self._lock:
            if _lib.tw_newsstore_decide(self._handle, _path(what), _ffi.new("char *[]", strings), len(strings), _path(user), _path(time),
                                        number) != _lib.TW_OK:
                raise self._refused()
        return number[0]


def version() -> str:
    """The version of the library."""
    return _ffi.string(_lib.tw_version()).decode()


def read(*paths: Path, now: str | None = None, encoding: str | None = None,
         dropped: Callable[[str, str], None] | None = None) -> Iterator[Article]:
    """The articles of documents, one at a time; see Reader."""
    return Reader(*paths, now=now, encoding=encoding, dropped=dropped)


def extract(article: ArticleLike) -> Findings:
    """What one article says.  For many, keep an Extractor."""
    return Extractor().find(article)


def compare(*accounts: Article | Mapping[str, Any] | bytes | str, now: str | None = None) -> Comparison:
    """Compares accounts of one event: articles, or documents (bytes: a page or a text, str: a text).

    NoArticle: a document holds none."""
    reader: Reader | None = None
    comparer = Comparer()
    for number, account in enumerate(accounts):
        if isinstance(account, (bytes, str)):
            reader = reader or Reader(now=now)
            account = reader.article(account, source=f"account {number + 1}")
        comparer.add(account)
    return comparer.compare()
