-- The ledger. Days are YYYYMMDD and months YYYYMM (day / 100); amounts are minor units, debit positive.

CREATE TABLE book (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id        INTEGER PRIMARY KEY,
  code      TEXT NOT NULL UNIQUE,
  name      TEXT NOT NULL,
  name_zh   TEXT NOT NULL,
  grp       TEXT NOT NULL,
  currency  TEXT NOT NULL CHECK (length(currency) = 3),
  role      TEXT UNIQUE,
  closed_on INTEGER
) STRICT;

CREATE TABLE batch (
  id          TEXT PRIMARY KEY,
  recorded_at INTEGER NOT NULL,           -- seconds since 1970, UTC
  summary     TEXT NOT NULL,              -- JSON: what the import reported of each file
  undone_at   INTEGER
) STRICT, WITHOUT ROWID;

-- An entry is posted by setting its link; until then it is only being written.
CREATE TABLE entry (
  id          INTEGER PRIMARY KEY,        -- its number in the chain: 1, 2, 3 ... without a gap
  day         INTEGER NOT NULL,
  narration   TEXT NOT NULL,
  party       TEXT NOT NULL,
  reverses    INTEGER REFERENCES entry (id),
  completes   INTEGER REFERENCES entry (id),
  batch       TEXT REFERENCES batch (id),
  recorded_at INTEGER NOT NULL,
  link        BLOB CHECK (link IS NULL OR length(link) = 32)
) STRICT;
CREATE UNIQUE INDEX entry_reversed_once ON entry (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX entry_completing ON entry (completes) WHERE completes IS NOT NULL;
CREATE INDEX entry_by_day ON entry (day, id);
CREATE INDEX entry_by_batch ON entry (batch) WHERE batch IS NOT NULL;

CREATE TABLE posting (
  entry   INTEGER NOT NULL REFERENCES entry (id),
  line    INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  day     INTEGER NOT NULL,               -- the entry's, so that one index answers a register
  amount  INTEGER NOT NULL,               -- in the account's currency
  value   INTEGER NOT NULL,               -- in the book's currency
  PRIMARY KEY (entry, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_register ON posting (account, day, entry, line, amount, value);

CREATE TABLE monthly_balance (
  account INTEGER NOT NULL REFERENCES account (id),
  month   INTEGER NOT NULL,
  amount  INTEGER NOT NULL,
  value   INTEGER NOT NULL,
  PRIMARY KEY (account, month)
) STRICT, WITHOUT ROWID;

-- One row: the last locked day, and whether a bulk posting will fill monthly_balance itself.
CREATE TABLE posting_rule (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  locked_through INTEGER NOT NULL,
  bulk           INTEGER NOT NULL CHECK (bulk IN (0, 1))
) STRICT;
INSERT INTO posting_rule VALUES (1, 0, 0);

-- Content ids of the statement rows that are in the ledger; a row taken back is no longer live.
CREATE TABLE statement_row (
  content_id TEXT NOT NULL,
  batch      TEXT NOT NULL REFERENCES batch (id),
  entry      INTEGER NOT NULL REFERENCES entry (id),
  live       INTEGER NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (content_id, batch)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX statement_row_once ON statement_row (content_id) WHERE live = 1;
CREATE INDEX statement_row_batch ON statement_row (batch);

-- Which account a file's own account number or wallet is.
CREATE TABLE account_hint (
  hint    TEXT PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule (
  id       INTEGER PRIMARY KEY,
  contains TEXT NOT NULL CHECK (length(contains) > 0),
  account  INTEGER NOT NULL REFERENCES account (id)
) STRICT;

-- Posting: every rule of an entry is checked at the moment it joins the chain.

CREATE TRIGGER entry_post BEFORE UPDATE OF link ON entry
WHEN OLD.link IS NULL AND NEW.link IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'chain_gap')
   WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.id - 1 AND link IS NOT NULL);
  SELECT RAISE(ABORT, 'period_locked')
   WHERE NEW.day <= (SELECT locked_through FROM posting_rule);
  SELECT RAISE(ABORT, 'entry_too_short')
   WHERE (SELECT count(*) FROM posting WHERE entry = NEW.id) < 2;
  SELECT RAISE(ABORT, 'entry_unbalanced')
   WHERE (SELECT sum(value) FROM posting WHERE entry = NEW.id) <> 0
      OR EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account
                  WHERE p.entry = NEW.id GROUP BY a.currency HAVING sum(p.amount) <> 0);
  SELECT RAISE(ABORT, 'posting_value')
   WHERE EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account
                  WHERE p.entry = NEW.id AND p.amount <> p.value
                    AND a.currency = (SELECT value FROM book WHERE key = 'currency'));
  SELECT RAISE(ABORT, 'posting_day')
   WHERE EXISTS (SELECT 1 FROM posting WHERE entry = NEW.id AND day <> NEW.day);
  SELECT RAISE(ABORT, 'account_closed')
   WHERE EXISTS (SELECT 1 FROM posting p JOIN account a ON a.id = p.account
                  WHERE p.entry = NEW.id AND a.closed_on IS NOT NULL AND p.day > a.closed_on);
  SELECT RAISE(ABORT, 'entry_completed')
   WHERE EXISTS (SELECT 1 FROM entry c
                  WHERE c.completes = NEW.completes AND c.link IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = c.id));
END;

CREATE TRIGGER entry_post_balances AFTER UPDATE OF link ON entry
WHEN OLD.link IS NULL AND NEW.link IS NOT NULL AND (SELECT bulk FROM posting_rule) = 0
BEGIN
  INSERT INTO monthly_balance (account, month, amount, value)
  SELECT account, NEW.day / 100, sum(amount), sum(value) FROM posting WHERE entry = NEW.id GROUP BY account
      ON CONFLICT (account, month)
      DO UPDATE SET amount = amount + excluded.amount, value = value + excluded.value;
END;

-- Posted rows stay as they are; nothing is born posted, and nothing is moved to where they are.
-- (Connections set recursive_triggers, so that REPLACE asks the delete triggers too.)

CREATE TRIGGER entry_born_unposted BEFORE INSERT ON entry
WHEN NEW.link IS NOT NULL OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id AND link IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'posted_immutable'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry WHEN OLD.link IS NOT NULL OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'posted_immutable'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry WHEN OLD.link IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'posted_immutable'); END;
CREATE TRIGGER posting_no_insert BEFORE INSERT ON posting
WHEN (SELECT link FROM entry WHERE id = NEW.entry) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'posted_immutable'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
WHEN EXISTS (SELECT 1 FROM entry WHERE id IN (OLD.entry, NEW.entry) AND link IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'posted_immutable'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
WHEN (SELECT link FROM entry WHERE id = OLD.entry) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'posted_immutable'); END;

-- An account keeps its code and currency for ever, and its group once it was used.

CREATE TRIGGER account_born_once BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'account_immutable'); END;
CREATE TRIGGER account_identity BEFORE UPDATE OF id, code, currency ON account
WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.currency <> OLD.currency
BEGIN SELECT RAISE(ABORT, 'account_immutable'); END;
CREATE TRIGGER account_group BEFORE UPDATE OF grp ON account
WHEN NEW.grp <> OLD.grp AND EXISTS (SELECT 1 FROM posting WHERE account = OLD.id)
BEGIN SELECT RAISE(ABORT, 'account_immutable'); END;
CREATE TRIGGER account_used BEFORE DELETE ON account
WHEN EXISTS (SELECT 1 FROM posting WHERE account = OLD.id)
BEGIN SELECT RAISE(ABORT, 'account_used'); END;

-- What every posting relies on: the one row of rules, and the currency that values are in.

CREATE TRIGGER posting_rule_stays BEFORE DELETE ON posting_rule
BEGIN SELECT RAISE(ABORT, 'rule_immutable'); END;
CREATE TRIGGER book_currency_stays BEFORE UPDATE ON book
WHEN OLD.key = 'currency' AND (NEW.key <> OLD.key OR NEW.value <> OLD.value)
BEGIN SELECT RAISE(ABORT, 'book_immutable'); END;
CREATE TRIGGER book_currency_kept BEFORE DELETE ON book WHEN OLD.key = 'currency'
BEGIN SELECT RAISE(ABORT, 'book_immutable'); END;
