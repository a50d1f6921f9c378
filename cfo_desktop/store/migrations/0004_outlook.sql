-- What each day moved on each account, kept as the monthly balances are, so that what the shop took,
-- paid and may expect costs days and accounts, not entries.
CREATE TABLE daily_balance (
  account  INTEGER NOT NULL REFERENCES account (id),
  day      INTEGER NOT NULL,
  invoiced INTEGER NOT NULL CHECK (invoiced IN (0, 1)),  -- 1: by entries that move what customers owe, too
  amount   INTEGER NOT NULL,
  value    INTEGER NOT NULL,
  PRIMARY KEY (account, day, invoiced)
) STRICT, WITHOUT ROWID;

DROP TRIGGER entry_post_balances;
CREATE TRIGGER entry_post_balances AFTER UPDATE OF link ON entry
WHEN OLD.link IS NULL AND NEW.link IS NOT NULL AND (SELECT bulk FROM posting_rule) = 0
BEGIN
  INSERT INTO monthly_balance (account, month, amount, value)
  SELECT account, NEW.day / 100, sum(amount), sum(value) FROM posting WHERE entry = NEW.id GROUP BY account
      ON CONFLICT (account, month)
      DO UPDATE SET amount = amount + excluded.amount, value = value + excluded.value;
  INSERT INTO daily_balance (account, day, invoiced, amount, value)
  SELECT account, NEW.day,
         EXISTS (SELECT 1 FROM posting o JOIN account r ON r.id = o.account
                  WHERE o.entry = NEW.id AND r.grp = 'receivable'),
         sum(amount), sum(value)
    FROM posting WHERE entry = NEW.id GROUP BY account
      ON CONFLICT (account, day, invoiced)
      DO UPDATE SET amount = amount + excluded.amount, value = value + excluded.value;
END;

-- What the owner said of a finding, by what it is about.
CREATE TABLE finding_choice (
  key        TEXT PRIMARY KEY,
  code       TEXT NOT NULL,
  useful     INTEGER NOT NULL CHECK (useful IN (0, 1)),
  until      INTEGER,                                     -- the last day it is not shown; NULL: for good
  decided_at INTEGER NOT NULL                             -- seconds since 1970, UTC
) STRICT, WITHOUT ROWID;
