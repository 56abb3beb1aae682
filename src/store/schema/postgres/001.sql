-- What PostgreSQL has beside the tables of ../001.sql.

-- Packed already: pressing it once more costs time and gives nothing.
ALTER TABLE content ALTER article SET STORAGE EXTERNAL, ALTER statements SET STORAGE EXTERNAL,
    ALTER evidence SET STORAGE EXTERNAL;
ALTER TABLE comparison ALTER json SET STORAGE EXTERNAL;

CREATE INDEX article_time ON article (time, number);

-- The words of articles (store/tsvector.h).
CREATE TABLE search (
    number BIGINT PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    words TSVECTOR NOT NULL
);
CREATE INDEX search_words ON search USING gin (words);
