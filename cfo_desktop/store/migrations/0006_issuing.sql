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
