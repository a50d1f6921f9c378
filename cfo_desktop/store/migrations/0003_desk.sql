-- Where the takings of a settlement wait, or the till has them, is kept with the link: the days of a
-- payout may hold takings of several channels, and only one of these is what was paid out.
ALTER TABLE link ADD COLUMN account INTEGER REFERENCES account (id);
UPDATE link SET account = (
  SELECT p.account FROM posting p JOIN account a ON a.id = p.account
   WHERE p.entry IN (SELECT value FROM json_each(iif(added <> '[]', added, members))) AND a.grp = 'cash'
   ORDER BY a.role IS 'card_clearing' DESC, p.entry, p.line LIMIT 1
) WHERE members <> '[]';

-- Files of the watched folder that need not be offered again, by the SHA-256 of their content, under
-- whatever name: an import that still stands took them, or the owner left them out.
CREATE TABLE known_file (
  digest TEXT NOT NULL,                      -- hexadecimal
  batch  TEXT REFERENCES batch (id)          -- NULL: left out
) STRICT;
CREATE INDEX known_file_digest ON known_file (digest);
