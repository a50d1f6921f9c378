-- What statements say, kept beside the ledger: so that a payment that stands in two of them is booked
-- once, a balance can be reconciled against its statement, and what the owner decided is remembered.

-- One account's statement out of one imported file.
CREATE TABLE statement (
  id        INTEGER PRIMARY KEY,
  batch     TEXT NOT NULL REFERENCES batch (id),
  file      TEXT NOT NULL,
  profile   TEXT NOT NULL,
  account   INTEGER REFERENCES account (id),  -- NULL: a list of invoices, which moves no account
  first_day INTEGER NOT NULL,
  last_day  INTEGER NOT NULL,
  opening   INTEGER,                          -- as printed, minor units of the account's currency
  closing   INTEGER,
  faults    TEXT NOT NULL                     -- JSON: places of rejected rows and of gaps in its balance
) STRICT;
CREATE INDEX statement_of_account ON statement (account, last_day);
CREATE INDEX statement_of_batch ON statement (batch);

-- A row of a statement and the entry that holds its payment: its own, or the one it was linked with.
-- Rows from before this schema, and those of other programs' books, have no statement.
ALTER TABLE statement_row RENAME TO old_row;
DROP INDEX statement_row_once;
DROP INDEX statement_row_batch;
CREATE TABLE statement_row (
  id               INTEGER PRIMARY KEY,
  content_id       TEXT NOT NULL,
  batch            TEXT NOT NULL REFERENCES batch (id),
  entry            INTEGER NOT NULL REFERENCES entry (id),
  live             INTEGER NOT NULL CHECK (live IN (0, 1)),
  statement        INTEGER REFERENCES statement (id),
  place            TEXT NOT NULL DEFAULT '',
  account          INTEGER REFERENCES account (id),  -- that the money moved on
  day              INTEGER NOT NULL DEFAULT 0,
  time             TEXT NOT NULL DEFAULT '',
  amount           INTEGER NOT NULL DEFAULT 0,       -- as it moved the account
  balance          INTEGER,                          -- the running balance, as printed
  kind             TEXT NOT NULL DEFAULT 'payment',
  party            TEXT NOT NULL DEFAULT '',
  narration        TEXT NOT NULL DEFAULT '',
  reference        TEXT NOT NULL DEFAULT '',
  other_references TEXT NOT NULL DEFAULT '',         -- one a line
  refund_of        TEXT NOT NULL DEFAULT '',
  party_account    TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO statement_row (content_id, batch, entry, live) SELECT content_id, batch, entry, live FROM old_row ORDER BY entry;
DROP TABLE old_row;
CREATE UNIQUE INDEX statement_row_once ON statement_row (content_id) WHERE live = 1;
CREATE INDEX statement_row_batch ON statement_row (batch);
CREATE INDEX statement_row_entry ON statement_row (entry);
CREATE INDEX statement_row_statement ON statement_row (statement) WHERE statement IS NOT NULL;
CREATE INDEX statement_row_day ON statement_row (day, entry) WHERE live = 1;

-- Two records of one payment, or two halves of one movement. Linking deletes nothing: what was not
-- booked because of it is kept as a draft, what was booked to complete it is named.
CREATE TABLE link (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('same', 'transfer', 'settlement', 'refund')),
  state      TEXT NOT NULL CHECK (state IN ('proposed', 'linked', 'refused', 'undone')),
  entry      INTEGER NOT NULL REFERENCES entry (id),   -- the payment that was there first
  other      INTEGER REFERENCES entry (id),            -- the entry linked with it, where there is one
  rows       TEXT NOT NULL DEFAULT '[]',               -- JSON: content ids of rows whose payment the first
                                                       -- entry holds because of this link
  draft      TEXT,                                     -- JSON: what those rows posted, or would have
  added      TEXT NOT NULL DEFAULT '[]',               -- JSON: numbers of the entries that linking posted
  members    TEXT NOT NULL DEFAULT '[]',               -- JSON: further entries, such as the days of a settlement
  reasons    TEXT NOT NULL,                            -- JSON: codes and figures of the evidence
  by_owner   INTEGER NOT NULL CHECK (by_owner IN (0, 1)),
  batch      TEXT REFERENCES batch (id),
  made_at    INTEGER NOT NULL,
  decided_at INTEGER
) STRICT;
CREATE INDEX link_entry ON link (entry);
CREATE INDEX link_other ON link (other) WHERE other IS NOT NULL;
CREATE INDEX link_state ON link (state);
CREATE INDEX link_batch ON link (batch) WHERE batch IS NOT NULL;

-- Rules are tried in the order of position; the first that fits decides. Every condition given must hold.
ALTER TABLE rule RENAME TO old_rule;
CREATE TABLE rule (
  id       INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  contains TEXT NOT NULL DEFAULT '',       -- in party or narration, letters of either case
  pattern  TEXT NOT NULL DEFAULT '',       -- the whole of party and narration, * and ? as wildcards
  party    TEXT NOT NULL DEFAULT '',       -- the counterparty, whole
  least    INTEGER,                        -- minor units of the amount without its sign, both included
  most     INTEGER,
  own      INTEGER REFERENCES account (id),-- the account that the money moved on
  way      INTEGER NOT NULL DEFAULT 0 CHECK (way IN (-1, 0, 1)),  -- money out, either, money in
  account  INTEGER NOT NULL REFERENCES account (id)
) STRICT;
INSERT INTO rule (id, position, contains, account) SELECT id, id, contains, account FROM old_rule;
DROP TABLE old_rule;

-- Entries that were categorised by what the owner did before, until the owner confirms or corrects them.
CREATE TABLE guess (
  entry      INTEGER PRIMARY KEY REFERENCES entry (id),  -- the one that completes another
  confidence INTEGER NOT NULL,                           -- per mille
  evidence   TEXT NOT NULL,                              -- JSON: numbers of the past entries it goes by
  confirmed  INTEGER NOT NULL CHECK (confirmed IN (0, 1))
) STRICT;

-- How the owner said that a table is to be read; it knows its files again by the print of their columns.
CREATE TABLE mapping (
  name       TEXT PRIMARY KEY,
  print      TEXT NOT NULL,
  definition TEXT NOT NULL                 -- JSON
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX mapping_print ON mapping (print);

-- Postings that the owner ticked off by hand; those that a statement's row stands for need no tick.
CREATE TABLE tick (
  entry     INTEGER NOT NULL REFERENCES entry (id),
  account   INTEGER NOT NULL REFERENCES account (id),
  statement INTEGER REFERENCES statement (id),
  ticked_at INTEGER NOT NULL,
  PRIMARY KEY (entry, account)
) STRICT, WITHOUT ROWID;

-- Invoices written and bills received, as the tax bureau or another program lists them.
CREATE TABLE invoice (
  id        INTEGER PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('sale', 'purchase')),
  code      TEXT NOT NULL DEFAULT '',      -- China's invoice code, beside the number
  number    TEXT NOT NULL,
  day       INTEGER NOT NULL,
  party     TEXT NOT NULL,
  party_tax_id TEXT NOT NULL DEFAULT '',
  net       INTEGER NOT NULL,
  tax       INTEGER NOT NULL,
  gross     INTEGER NOT NULL CHECK (gross = net + tax),
  status    TEXT NOT NULL CHECK (status IN ('valid', 'void')),
  entry     INTEGER REFERENCES entry (id), -- NULL: void, nothing was booked
  batch     TEXT REFERENCES batch (id),
  voided_by TEXT REFERENCES batch (id),    -- the import that lists it as void, since when it counts no more
  live      INTEGER NOT NULL CHECK (live IN (0, 1))
) STRICT;
CREATE INDEX invoice_party ON invoice (direction, party);
CREATE UNIQUE INDEX invoice_once ON invoice (direction, code, number, party, day, gross) WHERE live = 1;
CREATE INDEX invoice_entry ON invoice (entry) WHERE entry IS NOT NULL;
CREATE INDEX invoice_batch ON invoice (batch) WHERE batch IS NOT NULL;
