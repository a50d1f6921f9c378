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
