-- Articles that processes other than the writer handed in; a row goes when its article is stored.
CREATE TABLE inbox (
    number INTEGER PRIMARY KEY,         -- in the order they came; never used again
    received TEXT NOT NULL,             -- ISO 8601
    article BLOB NOT NULL,              -- packed: its JSON object
    kind INTEGER NOT NULL,              -- of the evidence
    evidence BLOB NOT NULL,             -- packed
    failed TEXT NOT NULL DEFAULT ''     -- why it could not be taken
) STRICT;
CREATE INDEX inbox_waiting ON inbox (number) WHERE failed = '';

-- Feeds that are watched.
CREATE TABLE feed (
    number INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,           -- as given: what it is called
    moved TEXT NOT NULL DEFAULT '',     -- where it went for good
    title TEXT NOT NULL,
    site TEXT NOT NULL,
    folder TEXT NOT NULL,               -- News/Europe
    lang TEXT NOT NULL,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',  -- Last-Modified, as it came
    next INTEGER NOT NULL DEFAULT 0,    -- when it is due
    pause INTEGER NOT NULL DEFAULT 0,   -- seconds to the next poll
    rhythm REAL NOT NULL DEFAULT 0,     -- new items a day, learnt
    asked INTEGER NOT NULL DEFAULT 0,   -- seconds that its last document asks to be left alone
    polled INTEGER NOT NULL DEFAULT 0,  -- last poll, good answer, new item
    answered INTEGER NOT NULL DEFAULT 0,
    news INTEGER NOT NULL DEFAULT 0,
    polls INTEGER NOT NULL DEFAULT 0,
    items INTEGER NOT NULL DEFAULT 0,   -- seen, and kept as articles
    kept INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,        -- in a row
    failed TEXT NOT NULL DEFAULT '',    -- why the last poll failed
    disabled INTEGER NOT NULL DEFAULT 0,        -- since
    why TEXT NOT NULL DEFAULT '',       -- it was disabled
    by_hand INTEGER NOT NULL DEFAULT 0  -- 1: by a person
) STRICT;
CREATE INDEX feed_next ON feed (next) WHERE by_hand = 0;

-- What stood in them; hashes are XXH3.
CREATE TABLE entry (
    feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
    link INTEGER NOT NULL,              -- of the canonical address, else of the id
    id INTEGER NOT NULL,                -- of the id, 0: it has none
    text INTEGER NOT NULL,              -- of what it says
    seen INTEGER NOT NULL,              -- when it last stood there, to the day
    tried INTEGER NOT NULL,             -- when its page was last asked for
    tries INTEGER NOT NULL,
    state INTEGER NOT NULL,
    why TEXT NOT NULL,                  -- it is no article
    item TEXT NOT NULL,                 -- of one that waits: what it takes to try again
    PRIMARY KEY (feed, link)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_link ON entry (link);
