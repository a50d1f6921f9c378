"""Tables of other kinds: say which column is what, see the rows as they would be read, keep it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cfo_desktop.base.errors import UserError
from cfo_desktop.cli import output
from cfo_desktop.cli import words
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import DateOrder
from cfo_desktop.domain.mapping import DecimalMark
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.mapping import Use
from cfo_desktop.domain.mapping import column_key
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services.books import Book

_ROWS = 10
"""Rows that are shown as they would be read."""
_EXAMPLES = 3
_MARKS = {"point": DecimalMark.POINT, "comma": DecimalMark.COMMA}

# --- map ---


def _map_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("file", text="map_file", metavar="FILE")
    parser.want("--save", text="map_save", metavar="NAME")
    parser.want("--column", text="map_column", metavar="NAME=MEANING", action="append", default=[])
    parser.want("--header-row", text="map_header_row", metavar="N", type=_whole)
    parser.want("--dates", text="map_dates", choices=[order.name for order in DateOrder])
    parser.want("--decimal", text="map_decimal", choices=list(_MARKS))
    signs = parser.add_mutually_exclusive_group()
    for flag, told in (("--spending-positive", True), ("--spending-negative", False)):
        parser.want(
            flag,
            text=f"map_{flag[2:].replace('-', '_')}",
            among=signs,
            dest="spending_positive",
            action="store_const",
            const=told,
        )
    parser.want("--word-in", text="map_word_in", metavar="WORD", action="append", default=[])
    parser.want("--word-out", text="map_word_out", metavar="WORD", action="append", default=[])
    parser.want("--currency", text="map_currency", metavar="CCY")
    parser.want("--account", text="map_account", metavar="CODE")


def _whole(text: str) -> int:
    return 0 if text == "0" else positive(text)


def _map(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import mappings

    path = Path(args.file)
    with session.opened(args.book) as book:
        guess = mappings.describe(book, path, header_row=args.header_row)
        mapping = _told(session, guess.mapping, args)
        read = mappings.preview(book, path, mapping)
        if args.save and read.fault is None:
            mapping = mappings.save(book, mapping)
    saved = args.save is not None and read.fault is None
    document = _map_document(session, guess, mapping, read)
    document |= {"file": path.name, "saved": mapping.name if saved else None}
    lines = _map_lines(session, guess, mapping, read, args=args)
    return Answer(document, lines, output.FAULT if read.fault else output.DONE)


def _told(session: Session, mapping: ColumnMapping, args: argparse.Namespace) -> ColumnMapping:
    """Return the guess with what was said on the command line in its place."""
    for said in args.column:
        index, use = _column(session, mapping, said)
        mapping = mapping.with_use(index, use)
    return replace(
        mapping,
        name=args.save or mapping.name,
        date_order=DateOrder[args.dates] if args.dates else mapping.date_order,
        decimal_mark=_MARKS[args.decimal] if args.decimal else mapping.decimal_mark,
        spending_positive=mapping.spending_positive
        if args.spending_positive is None
        else args.spending_positive,
        words_in=tuple(args.word_in) or mapping.words_in,
        words_out=tuple(args.word_out) or mapping.words_out,
        currency=(args.currency or mapping.currency).upper(),
        account=args.account or mapping.account,
    )


def _column(session: Session, mapping: ColumnMapping, said: str) -> tuple[int, Use]:
    """Return which column ``NAME=MEANING`` is about, by its name or its number, and its use."""
    name, sign, meaning = said.rpartition("=")
    known = [use.value for use in Use]
    if not sign or meaning not in known:
        message = session.text("usage.column_meaning", value=said, known=", ".join(known))
        raise UsageError(message, usage=session.text("verb.map.example"))
    names = [column.name for column in mapping.columns]
    if name in names:
        return names.index(name), Use(meaning)
    keys = [column_key(each) for each in names]
    if column_key(name) and column_key(name) in keys:
        return keys.index(column_key(name)), Use(meaning)
    if name.isdecimal() and 0 < int(name) <= len(names):
        return int(name) - 1, Use(meaning)
    raise UserError("mapping_column_unknown", name=name)


def _map_document(
    session: Session, guess: TableGuess, mapping: ColumnMapping, read: ReadFile
) -> dict[str, object]:
    document = _mapping_document(mapping, _examples(guess, mapping))
    document["header_row"] = guess.header_row
    rows = _rows(read)
    document["fault"] = _fault_document(session, read.fault) if read.fault else None
    document["rows"] = [
        {
            "place": row.place,
            "date": row.day,
            "time": row.time,
            "amount": row.amount,
            "currency": row.amount.currency,
            "balance": row.balance,
            "party": row.party,
            "narration": row.narration,
            "reference": row.reference,
        }
        for row in rows
    ]
    document["skipped"] = sum(len(part.skipped) for part in read.statements)
    document["rejected"] = [_fault_document(session, fault) for fault in _rejected(read)]
    return document


def _mapping_document(
    mapping: ColumnMapping, examples: Sequence[Sequence[str]] = ()
) -> dict[str, object]:
    marks = {mark: name for name, mark in _MARKS.items()}
    columns = [
        {"number": number, "name": column.name, "meaning": column.use.value}
        for number, column in enumerate(mapping.columns, start=1)
    ]
    shown = [{"examples": each} for each in examples] or [{} for _ in columns]
    return {
        "name": mapping.name,
        "columns": [each | more for each, more in zip(columns, shown, strict=True)],
        "dates": mapping.date_order.name if mapping.date_order else None,
        "decimal": marks[mapping.decimal_mark] if mapping.decimal_mark else None,
        "spending_positive": mapping.spending_positive,
        "words_in": mapping.words_in,
        "words_out": mapping.words_out,
        "currency": mapping.currency or None,
        "account": mapping.account or None,
    }


def _fault_document(session: Session, fault: Fault) -> dict[str, str]:
    told = words.message(session.language, fault)
    return {"place": fault.place, "code": fault.code, "message": told}


def _examples(guess: TableGuess, mapping: ColumnMapping) -> list[list[str]]:
    """Return some cells of each column, the header left out."""
    below = [row for row in guess.rows if row.number > guess.header_row]
    return [
        [row.cells[i] for row in below if i < len(row.cells) and row.cells[i]][:_EXAMPLES]
        for i in range(len(mapping.columns))
    ]


def _rows(read: ReadFile) -> list[StatementRow]:
    return [row for part in read.statements for row in part.rows]


def _rejected(read: ReadFile) -> list[Fault]:
    return [fault for part in read.statements for fault in part.rejected]


def _map_lines(
    session: Session,
    guess: TableGuess,
    mapping: ColumnMapping,
    read: ReadFile,
    *,
    args: argparse.Namespace,
) -> Iterator[str]:
    file, book = output.quoted(args.file), output.quoted(args.book)
    key = "map.header" if guess.header_row else "map.no_header"
    yield output.clean(args.file) + ": " + session.text(key, number=guess.header_row)
    heads = [session.text(f"column.{name}") for name in ("number", "name", "meaning", "examples")]
    yield from table(heads, _column_rows(session, guess, mapping), right={0})
    yield ""
    yield _ways(session, mapping)
    if read.fault:
        yield words.message(session.language, read.fault)
        return
    yield ""
    yield from _read_lines(session, read)
    yield ""
    if args.save:
        yield session.text("map.saved", name=mapping.name)
        yield f"  cfo-desktop import {book} {file}"
    else:
        yield session.text("map.save_it")
        yield f"  cfo-desktop map {book} {file} --save {output.quoted(mapping.name)}"


def _column_rows(session: Session, guess: TableGuess, mapping: ColumnMapping) -> Iterator[Row]:
    examples = _examples(guess, mapping)
    for number, (column, shown) in enumerate(zip(mapping.columns, examples, strict=True), start=1):
        meaning = "" if column.use is Use.IGNORE else column.use.value
        told = f"{meaning} ({session.text(f'use.{meaning}')})" if meaning else "-"
        yield str(number), column.name, told, " | ".join(text[:24] for text in shown)


def _ways(session: Session, mapping: ColumnMapping) -> str:
    parts = []
    if mapping.date_order:
        parts.append(session.text("map.dates", order=mapping.date_order.name))
    if mapping.decimal_mark:
        parts.append(session.text("map.decimal", mark=mapping.decimal_mark.value))
    if mapping.spending_positive:
        parts.append(session.text("map.spending_positive"))
    if mapping.currency:
        parts.append(session.text("map.currency", currency=mapping.currency))
    return "   ".join(parts)


def _read_lines(session: Session, read: ReadFile) -> Iterator[str]:
    rows, rejected = _rows(read), _rejected(read)
    skipped = sum(len(part.skipped) for part in read.statements)
    counts = {"read": len(rows) + skipped + len(rejected), "movements": len(rows)}
    counts |= {"skipped": skipped, "rejected": len(rejected)}
    yield session.text("map.counts", **{name: f"{count:,}" for name, count in counts.items()})
    heads = [session.text(f"column.{name}") for name in ("place", "date", "amount", "text")]
    yield from table(heads, [_movement(session, row) for row in rows[:_ROWS]], right={2})
    for fault in rejected[:_EXAMPLES]:
        where = words.place(session.language, fault.place)
        yield output.clean(f"{where}: {words.message(session.language, fault)}")


def _movement(session: Session, row: StatementRow) -> Row:
    amount = f"{grouped(row.amount.minor, row.amount.currency)} {row.amount.currency}"
    text = " · ".join(part for part in (row.party, row.narration) if part)
    return words.place(session.language, row.place), str(row.day), amount, text


# --- mappings ---


def _mappings_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want(
        "action", text="mappings_action", nargs="?", choices=("list", "remove"), default="list"
    )
    parser.want("--name", text="mappings_name", metavar="NAME")


def _mappings(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import mappings

    if args.action == "remove" and not args.name:
        message = session.text("usage.option_missing", option="--name")
        raise UsageError(message, usage=session.text("verb.mappings.example"))
    with session.opened(args.book) as book:
        told = _remove(session, book, args.name) if args.action == "remove" else ""
        found = mappings.all_mappings(book)
    document = {"mappings": [_mapping_document(mapping) for mapping in found]}
    return Answer(document, iter([told]) if told else _mappings_lines(session, found))


def _remove(session: Session, book: Book, name: str) -> str:
    from cfo_desktop.services import mappings

    mappings.remove(book, name=name)
    return session.text("mappings.removed", name=name)


def _mappings_lines(session: Session, found: Sequence[ColumnMapping]) -> Iterator[str]:
    if not found:
        yield session.text("mappings.none")
        return
    heads = [session.text(f"column.{name}") for name in ("name", "columns", "account")]
    yield from table(heads, [(each.name, _used(session, each), each.account) for each in found])


def _used(session: Session, mapping: ColumnMapping) -> str:
    """Return the columns that are read: ``Tag = date, Betrag = amount``."""
    return ", ".join(
        f"{column.name or number} = {session.text(f'use.{column.use.value}')}"
        for number, column in enumerate(mapping.columns, start=1)
        if column.use is not Use.IGNORE
    )


VERBS = {
    "map": Verb(_map_arguments, _map),
    "mappings": Verb(_mappings_arguments, _mappings),
}
