-- What a store keeps; doc/store.md says it in words.  Times are Unix seconds, 0 unknown.
-- Blobs named `packed` are zstd frames (store/packing.h).

CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE setting (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- What packed frames lean on (store/packing.h), twice: all of them would be lost with it.
CREATE TABLE dictionary (
    number INTEGER NOT NULL,
    copy INTEGER NOT NULL,
    hash INTEGER NOT NULL,              -- XXH3 of the bytes
    bytes BLOB NOT NULL,
    PRIMARY KEY (number, copy)
) STRICT;

CREATE TABLE outlet (
    number INTEGER PRIMARY KEY,
    domain TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (domain, name)
) STRICT;

CREATE TABLE story (
    number INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    importance REAL NOT NULL,
    articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    languages TEXT NOT NULL,            -- each on a line
    actors TEXT NOT NULL,               -- each on a line
    changed INTEGER NOT NULL,
    merged_into INTEGER NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX story_last ON story (last);
CREATE INDEX story_changed ON story (changed);

-- What is asked for by value; the article itself is in `content`.
CREATE TABLE article (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    given INTEGER NOT NULL,             -- 1: the id came with the article, 0: it is made of its text
    outlet INTEGER NOT NULL REFERENCES outlet,
    story INTEGER REFERENCES story DEFERRABLE INITIALLY DEFERRED,
    edition_of INTEGER,
    url INTEGER,                        -- XXH3 of the canonical URL
    lang TEXT NOT NULL,
    time INTEGER NOT NULL,              -- published, else received
    received INTEGER NOT NULL,
    copied REAL NOT NULL,
    credited INTEGER NOT NULL,          -- 1: to an agency
    bytes INTEGER NOT NULL,             -- of the text
    hash INTEGER NOT NULL               -- XXH3 of the text
) STRICT;
CREATE INDEX article_story ON article (story);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;

CREATE TABLE content (
    number INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    received TEXT NOT NULL,             -- ISO 8601
    article BLOB NOT NULL,              -- packed: its JSON object
    statements BLOB NOT NULL,           -- packed behind the article
    kind INTEGER NOT NULL,              -- of the evidence
    evidence BLOB NOT NULL              -- packed behind the article
) STRICT;

CREATE TABLE forgotten (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Article b has passages of article a.
CREATE TABLE copy (
    b INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    a INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    contained REAL NOT NULL,
    contained_back REAL NOT NULL,
    passages TEXT NOT NULL,             -- "a-offset a-length b-offset b-length words quotation", a line each
    PRIMARY KEY (b, a)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_a ON copy (a);

CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    other INTEGER NOT NULL,
    article INTEGER NOT NULL,
    decision INTEGER NOT NULL,
    what TEXT NOT NULL,
    time INTEGER NOT NULL
) STRICT;
CREATE INDEX event_story ON event (story);
CREATE INDEX event_article ON event (article);

CREATE TABLE comparison (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    json BLOB                           -- packed; NULL: an article of it is gone, to be compared again
) STRICT;

CREATE TABLE item (
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,             -- in the comparison, from 0
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    relation TEXT NOT NULL,
    accounts INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (story, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    number INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    story INTEGER NOT NULL,
    other INTEGER NOT NULL,
    articles TEXT NOT NULL,             -- numbers with spaces between them
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    person TEXT NOT NULL,               -- who decided
    time INTEGER NOT NULL,
    carried_out INTEGER NOT NULL DEFAULT 0,     -- behind this article
    undone INTEGER NOT NULL DEFAULT 0,
    failed TEXT NOT NULL DEFAULT ''
) STRICT;

-- The words of articles, without the text itself: rowid is the number of the article.
CREATE VIRTUAL TABLE search USING fts5(title, body, speaker, actor,
    content='', tokenize="unicode61 remove_diacritics 2");
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(4.0, 1.0, 1.0, 1.0)');
