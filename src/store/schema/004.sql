-- Who may ask the server for what (doc/api.md).  The secret itself is kept nowhere.
CREATE TABLE token (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    scope INTEGER NOT NULL,             -- 1 read, 2 write, 3 admin
    hash TEXT NOT NULL,                 -- SHA-256 of the secret, hex
    made INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Stories are listed by importance: no sorting of all of them for the first page.
CREATE INDEX story_importance ON story (importance DESC, number) WHERE articles > 0;
