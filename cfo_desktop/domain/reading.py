"""What the owner, not the file, says about how a file is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from cfo_desktop.domain.mapping import ColumnMapping


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is told to a reader beside the file; every field can be written as JSON."""

    currency: str | None = None
    """The book's or the chosen account's, used where the file names none."""
    password: str | None = field(default=None, repr=False)
    """Opens an encrypted file; kept nowhere and never shown."""
    mapping: ColumnMapping | None = None
    """The one way to read a table, whatever it looks like."""
    mappings: tuple[ColumnMapping, ...] = ()
    """Those saved: the one that knows a table's columns reads it, unless it is a known export."""
    most_rows: int = 0
    """Rows read of a mapped table, for a look at it; 0: all."""
    header_row: int | None = None
    """To describe a table by: the row that names its columns, 0 for none; ``None``: a guess."""

    def document(self) -> dict[str, object]:
        """Return the options as values that JSON knows, for ``from_document``."""
        return {
            **asdict(self),
            "mapping": self.mapping.document() if self.mapping else None,
            "mappings": [mapping.document() for mapping in self.mappings],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> ReadOptions:
        """Read what ``document`` gave."""
        one = document["mapping"]
        several = map(ColumnMapping.from_document, document["mappings"])
        mapping = ColumnMapping.from_document(one) if one else None
        return cls(**{**document, "mapping": mapping, "mappings": tuple(several)})
