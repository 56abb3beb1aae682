-- Alerts that fired, and the way each takes to those who are told (store/outbox.h).

CREATE TABLE alert (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- made of rule, subject and value: what is there has been told
    story INTEGER NOT NULL,
    article INTEGER NOT NULL,           -- that made it true
    time INTEGER NOT NULL,              -- when that one was received
    fired INTEGER NOT NULL,
    json TEXT NOT NULL                  -- empty: an article whose words it had is gone
) STRICT;

-- Where it stands: whose words an alert has, and what keeps a fact from being told again.
CREATE TABLE alert_place (
    article INTEGER NOT NULL,
    fact TEXT NOT NULL,                 -- made of rule, sort and value; empty: the place shows it and is not it
    first INTEGER NOT NULL,             -- code points of the text; both 0: the article as a whole
    alert INTEGER NOT NULL REFERENCES alert,
    last INTEGER NOT NULL,
    PRIMARY KEY (article, fact, first, alert)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    number INTEGER PRIMARY KEY,
    target TEXT NOT NULL,
    state INTEGER NOT NULL,             -- enum tw_message_state
    made INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    next INTEGER NOT NULL,              -- not tried again before
    ended INTEGER NOT NULL,             -- sent, or given up
    error TEXT NOT NULL
) STRICT;
CREATE INDEX message_waiting ON message (target, tries, number) WHERE state = 0;

CREATE TABLE outbox (
    alert INTEGER NOT NULL REFERENCES alert,
    target TEXT NOT NULL,
    story INTEGER NOT NULL,
    message INTEGER NOT NULL,           -- 0: in none yet; -1: too old to be sent
    PRIMARY KEY (alert, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_waiting ON outbox (target, alert) WHERE message = 0;
CREATE INDEX outbox_message ON outbox (message);
CREATE INDEX outbox_story ON outbox (target, story);
