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
