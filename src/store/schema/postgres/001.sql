-- What PostgreSQL has beside the tables of ../001.sql, or in another way.

-- Packed already: pressing it once more costs time and gives nothing.
ALTER TABLE comparison ALTER json SET STORAGE EXTERNAL;

CREATE INDEX article_time ON article (time, number);

-- Partitions of content and search, by their first article (store/postgresparts.c).
CREATE TABLE part (
    first BIGINT PRIMARY KEY,
    day BIGINT NOT NULL                 -- since 1970; 0: of no article yet
);
INSERT INTO part VALUES (0, 0);

-- As in ../001.sql.  No reference to article: a row costs less, a partition goes without its rows.
CREATE TABLE content (
    number BIGINT PRIMARY KEY,
    received TEXT NOT NULL,
    article BYTEA NOT NULL,
    statements BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    evidence BYTEA NOT NULL
) PARTITION BY RANGE (number);
ALTER TABLE content ALTER article SET STORAGE EXTERNAL, ALTER statements SET STORAGE EXTERNAL,
    ALTER evidence SET STORAGE EXTERNAL;
CREATE TABLE content_p0 PARTITION OF content FOR VALUES FROM (0) TO (MAXVALUE);

-- The words of articles, in segments (store/postings.h).  A block is a row as it is, two to a page.
CREATE TABLE search (
    segment BIGINT NOT NULL,            -- its first article
    word BYTEA NOT NULL,                -- the first of the block
    docs BYTEA NOT NULL,
    places BYTEA NOT NULL,
    PRIMARY KEY (segment, word)
) PARTITION BY RANGE (segment);
ALTER TABLE search ALTER docs SET STORAGE EXTERNAL, ALTER places SET STORAGE EXTERNAL;
CREATE TABLE search_p0 PARTITION OF search FOR VALUES FROM (0) TO (MAXVALUE) WITH (toast_tuple_target = 4080);

CREATE TABLE search_segment (
    first BIGINT PRIMARY KEY,
    last BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    words BIGINT NOT NULL
);

-- Articles whose words are in a segment still, but that are removed.
CREATE TABLE search_gone (number BIGINT PRIMARY KEY);

-- Articles that expire, within one transaction.
CREATE TABLE leaving (
    number BIGINT PRIMARY KEY,
    story BIGINT
);
