"""The ways to read tables that the owner saved, by their names."""

from __future__ import annotations

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.store.database import Connection


def mappings(connection: Connection) -> list[ColumnMapping]:
    """Return every mapping, by name."""
    rows = connection.execute("SELECT definition FROM mapping ORDER BY name")
    return [ColumnMapping.from_json(definition) for (definition,) in rows]


def save_mapping(connection: Connection, mapping: ColumnMapping) -> None:
    """Add a mapping, or replace that of the same name.

    Raises ``UserError("mapping_print_taken")`` where another one knows the same columns: a file
    could be read by either.
    """
    other = connection.execute(
        "SELECT name FROM mapping WHERE print = ? AND name <> ?", (mapping.print, mapping.name)
    ).fetchone()
    if other is not None:
        raise UserError("mapping_print_taken", name=other[0])
    connection.execute(
        "INSERT INTO mapping (name, print, definition) VALUES (?, ?, ?) ON CONFLICT (name)"
        " DO UPDATE SET print = excluded.print, definition = excluded.definition",
        (mapping.name, mapping.print, mapping.to_json()),
    )


def remove_mapping(connection: Connection, name: str) -> None:
    """Remove a mapping; raise ``UserError("mapping_missing")``."""
    if not connection.execute("DELETE FROM mapping WHERE name = ?", (name,)).rowcount:
        raise UserError("mapping_missing", name=name)
