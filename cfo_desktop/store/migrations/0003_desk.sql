-- Where the takings of a settlement wait, or the till has them, is kept with the link: the days of a
-- payout may hold takings of several channels, and only one of these is what was paid out.
ALTER TABLE link ADD COLUMN account INTEGER REFERENCES account (id);
UPDATE link SET account = (
  SELECT p.account FROM posting p JOIN account a ON a.id = p.account
   WHERE p.entry IN (SELECT value FROM json_each(iif(added <> '[]', added, members))) AND a.grp = 'cash'
   ORDER BY a.role IS 'card_clearing' DESC, p.entry, p.line LIMIT 1
) WHERE members <> '[]';

-- Finds entries by words, amounts and days (store/search.py); rowid = day * 10000000000 + entry.
-- It holds no copy of the texts, and is filled by the program where entries are posted.
CREATE VIRTUAL TABLE entry_search USING fts5 (words, marks, content = '', columnsize = 0, tokenize = 'unicode61');

-- Files that the owner keeps with an entry. They are no part of the chain, and may be removed.
CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  entry      INTEGER NOT NULL REFERENCES entry (id),
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size       INTEGER NOT NULL,
  sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
  added_at   INTEGER NOT NULL,               -- seconds since 1970, UTC
  content    BLOB NOT NULL CHECK (length(content) = size)
) STRICT;
CREATE INDEX attachment_entry ON attachment (entry);
