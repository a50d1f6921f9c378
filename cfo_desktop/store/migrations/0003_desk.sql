-- Where the takings of a settlement wait, or the till has them, is kept with the link: the days of a
-- payout may hold takings of several channels, and only one of these is what was paid out.
ALTER TABLE link ADD COLUMN account INTEGER REFERENCES account (id);
UPDATE link SET account = (
  SELECT p.account FROM posting p JOIN account a ON a.id = p.account
   WHERE p.entry IN (SELECT value FROM json_each(iif(added <> '[]', added, members))) AND a.grp = 'cash'
   ORDER BY a.role IS 'card_clearing' DESC, p.entry, p.line LIMIT 1
) WHERE members <> '[]';

-- Entries that repeat. A line stands as in the ledger: amount in the account's currency, value in the book's.
CREATE TABLE schedule (
  id        INTEGER PRIMARY KEY,
  every     TEXT NOT NULL CHECK (every IN ('daily', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'yearly')),
  first_day INTEGER NOT NULL,
  last_day  INTEGER CHECK (last_day >= first_day),
  narration TEXT NOT NULL,
  party     TEXT NOT NULL,
  automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
  paused    INTEGER NOT NULL CHECK (paused IN (0, 1))
) STRICT;
CREATE TABLE schedule_line (
  schedule INTEGER NOT NULL REFERENCES schedule (id),
  line     INTEGER NOT NULL,
  account  INTEGER NOT NULL REFERENCES account (id),
  amount   INTEGER NOT NULL,
  value    INTEGER NOT NULL,
  PRIMARY KEY (schedule, line)
) STRICT, WITHOUT ROWID;
-- The days that are done with. The key is what keeps an occurrence from being posted twice.
CREATE TABLE schedule_day (
  schedule INTEGER NOT NULL REFERENCES schedule (id),
  day      INTEGER NOT NULL,
  entry    INTEGER REFERENCES entry (id),        -- none: skipped
  PRIMARY KEY (schedule, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX schedule_day_entry ON schedule_day (entry) WHERE entry IS NOT NULL;

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

-- Files of the watched folder that need not be offered again, by the SHA-256 of their content, under
-- whatever name: an import that still stands took them, or the owner left them out.
CREATE TABLE known_file (
  digest TEXT NOT NULL,                      -- hexadecimal
  batch  TEXT REFERENCES batch (id)          -- NULL: left out
) STRICT;
CREATE INDEX known_file_digest ON known_file (digest);
