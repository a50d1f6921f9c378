-- Bills, invoices and receipts: what was read, what the owner said, the originals, what became of them.

CREATE TABLE paper (
  id            INTEGER PRIMARY KEY,
  state         TEXT NOT NULL CHECK (state IN ('draft', 'confirmed', 'dismissed')),
  -- What its files and the owner say together: for lists, and to know it again.
  kind          TEXT NOT NULL,
  seller        TEXT NOT NULL,
  seller_tax_id TEXT NOT NULL,
  buyer         TEXT NOT NULL,
  buyer_tax_id  TEXT NOT NULL,
  code          TEXT NOT NULL,               -- China's invoice code, beside the number
  number        TEXT NOT NULL,
  number_key    TEXT NOT NULL,               -- what is the same of it however it is written
  number_sure   INTEGER NOT NULL CHECK (number_sure IN (0, 1)),
  day           INTEGER,
  due           INTEGER,
  currency      TEXT NOT NULL,
  total         INTEGER,                     -- minor units of that currency
  unsure        INTEGER NOT NULL,            -- fields to look at first
  said          TEXT NOT NULL,               -- JSON: the fields that the owner said
  kind_said     TEXT,                        -- the kind that the owner said
  -- How it was booked last.
  direction     TEXT CHECK (direction IN ('sale', 'purchase')),
  party         TEXT NOT NULL DEFAULT '',
  account       INTEGER REFERENCES account (id),
  deductible    INTEGER CHECK (deductible IN (0, 1)),
  entry         INTEGER REFERENCES entry (id),
  added_at      INTEGER NOT NULL,            -- seconds since 1970, UTC
  CHECK ((state = 'confirmed') = (entry IS NOT NULL))
) STRICT;
CREATE INDEX paper_state ON paper (state, id);
CREATE INDEX paper_entry ON paper (entry) WHERE entry IS NOT NULL;
CREATE INDEX paper_number ON paper (number_key);
CREATE INDEX paper_total ON paper (total);
CREATE INDEX paper_party ON paper (party) WHERE entry IS NOT NULL;

-- The originals. The digest is an HMAC under a key of this book: it tells nobody which files these are.
CREATE TABLE paper_file (
  id         INTEGER PRIMARY KEY,
  digest     BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size       INTEGER NOT NULL,
  pages      INTEGER NOT NULL,               -- that can be shown as pictures
  added_at   INTEGER NOT NULL,
  content    BLOB NOT NULL CHECK (length(content) = size)
) STRICT;

-- What one file says of one paper: a file may hold several papers, and a paper come as several files.
CREATE TABLE paper_reading (
  file     INTEGER NOT NULL REFERENCES paper_file (id),
  place    INTEGER NOT NULL,                 -- which document of the file, from 0
  paper    INTEGER NOT NULL REFERENCES paper (id),
  document TEXT NOT NULL,                    -- JSON (store/paper_documents.py)
  PRIMARY KEY (file, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_reading_paper ON paper_reading (paper);

-- Finds papers by their words, as entry_search finds entries; rowid = paper.
CREATE VIRTUAL TABLE paper_search USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61');

-- What corrections taught about the documents of one supplier.
CREATE TABLE supplier_template (
  seller        TEXT NOT NULL,
  seller_tax_id TEXT NOT NULL,
  template      TEXT NOT NULL,               -- JSON
  learned_at    INTEGER NOT NULL,
  PRIMARY KEY (seller, seller_tax_id)
) STRICT, WITHOUT ROWID;

-- Whoever takes a paper's entry back: the paper is a draft again, and its invoice counts no more.
-- An invoice that a list brought (its batch) is for that import to take back.
CREATE TRIGGER paper_taken_back AFTER UPDATE OF link ON entry
WHEN OLD.link IS NULL AND NEW.link IS NOT NULL AND NEW.reverses IS NOT NULL
BEGIN
  UPDATE invoice SET live = 0 WHERE entry = NEW.reverses AND live = 1 AND batch IS NULL;
  UPDATE paper SET state = 'draft', entry = NULL, direction = NULL WHERE entry = NEW.reverses;
END;

-- Quotes, invoices and credit notes that the shop writes. A draft has no number; one that was issued
-- keeps its own for good, and each kind is numbered without a gap.
CREATE TABLE own_document (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('quote', 'invoice', 'credit_note')),
  serial  INTEGER CHECK (serial >= 0),     -- its place among the issued ones of its kind; NULL: a draft
  number  TEXT NOT NULL DEFAULT '',
  content TEXT NOT NULL,                   -- JSON: what its owner wrote
  shop    TEXT NOT NULL DEFAULT '',        -- JSON: what the shop printed of itself then
  entry   INTEGER REFERENCES entry (id),
  source  INTEGER REFERENCES own_document (id),
  CHECK ((serial IS NULL) = (number = ''))
) STRICT;
CREATE UNIQUE INDEX own_document_number ON own_document (kind, serial) WHERE serial IS NOT NULL;
CREATE INDEX own_document_source ON own_document (source) WHERE source IS NOT NULL;
CREATE INDEX own_document_entry ON own_document (entry) WHERE entry IS NOT NULL;

CREATE TRIGGER own_document_born_draft BEFORE INSERT ON own_document
WHEN NEW.serial IS NOT NULL OR EXISTS (SELECT 1 FROM own_document WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'issued_immutable'); END;
CREATE TRIGGER own_document_no_update BEFORE UPDATE ON own_document
WHEN OLD.serial IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'issued_immutable'); END;
CREATE TRIGGER own_document_no_delete BEFORE DELETE ON own_document
WHEN OLD.serial IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'issued_immutable'); END;
CREATE TRIGGER own_document_issue BEFORE UPDATE ON own_document
WHEN OLD.serial IS NULL AND NEW.serial IS NOT NULL
 AND NEW.serial <> (SELECT count(*) FROM own_document WHERE kind = NEW.kind AND serial IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'number_gap'); END;

-- Which payment is for which invoice, as far as somebody said so, and days on which debts are due.

-- A part of a debt that an entry settles. It holds while both entries stand: one that is taken back
-- frees the debt, and nothing has to be changed here.
CREATE TABLE settlement (
  debt       INTEGER NOT NULL REFERENCES entry (id),   -- the entry that made the debt
  paying     INTEGER NOT NULL REFERENCES entry (id),
  amount     INTEGER NOT NULL CHECK (amount > 0),      -- minor units of the book's currency
  kind       TEXT NOT NULL CHECK (kind IN ('payment', 'credit', 'discount', 'bad_debt', 'rounding')),
  decided_at INTEGER NOT NULL,                         -- seconds since 1970, UTC
  PRIMARY KEY (debt, paying, kind),
  CHECK (debt <> paying)
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_paying ON settlement (paying);

-- Days that an invoice or a bill itself names; of others the terms tell.
CREATE TABLE due (
  entry INTEGER PRIMARY KEY REFERENCES entry (id),
  day   INTEGER NOT NULL
) STRICT;
