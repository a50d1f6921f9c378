"""One file of a bank, wallet or till in, statements or a fault out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import Statement
from cfo_desktop.statements import csv_file
from cfo_desktop.statements import encoding
from cfo_desktop.statements import excel_xml
from cfo_desktop.statements import html_tables
from cfo_desktop.statements import interchange
from cfo_desktop.statements import ofx
from cfo_desktop.statements import progress
from cfo_desktop.statements import sniff
from cfo_desktop.statements import tables
from cfo_desktop.statements import xls
from cfo_desktop.statements import xlsx
from cfo_desktop.statements import xml_tree
from cfo_desktop.statements.sniff import Kind
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import words_of

_PLAIN = ReadOptions()
_WORKBOOKS = {Kind.ZIP: ("xlsx", xlsx.tables), Kind.XLS: ("xls", xls.tables)}
_CUT = 0.3
"""How much of the time it takes to read a text goes by before its first row."""


def read(untrusted_content: bytes, *, filename: str, options: ReadOptions = _PLAIN) -> ReadFile:
    """Read one statement file; what it is, its content tells, never its name.

    Bad data never raises: it comes back as a fault of the file or of the rows it stands in.
    ``filename`` only names an account that the file does not.
    """
    try:
        return _read(untrusted_content, filename, options)
    except MemoryError:
        return ReadFile("", "", fault=Fault("file_memory_short"))


def _read(untrusted_content: bytes, filename: str, options: ReadOptions) -> ReadFile:
    kind = sniff.of_bytes(untrusted_content)
    if isinstance(kind, Fault):
        return ReadFile("", "", fault=kind)
    title = words_of(PurePath(filename).stem)[:60]
    if kind is Kind.OFX:
        return _result("ofx", "ofx", ofx.read(untrusted_content, currency=options.currency))
    if kind is Kind.XML:
        return _xml(untrusted_content, title, options)
    if kind in _WORKBOOKS:
        format_, tables_of = _WORKBOOKS[kind]
        return _spreadsheet(format_, tables_of(untrusted_content), title, options)
    if kind is Kind.HTML:
        return _page(untrusted_content, title, options)
    return _text(untrusted_content, title, options)


def _result(format_: str, profile: str, found: tuple[Statement, ...] | Fault) -> ReadFile:
    if isinstance(found, Fault):
        return ReadFile(format_, profile, fault=found)
    return ReadFile(format_, profile, _told_apart(found))


def _xml(content: bytes, title: str, options: ReadOptions) -> ReadFile:
    root = xml_tree.parse(content)
    if isinstance(root, Fault):
        return ReadFile("", "", fault=root)
    if found := interchange.of_xml(root, currency=options.currency):
        return _result(found[0], *found)
    if excel_xml.is_workbook(root):
        return _spreadsheet("excel-xml", excel_xml.tables(root), title, options)
    names = {"gnc-v2": "GnuCash"}
    name = names.get(root.name, f"XML ({words_of(root.name)[:40]})")
    return ReadFile("", "", fault=Fault("format_unsupported", data={"name": name}))


def _spreadsheet(
    format_: str, sheets: tuple[Table, ...] | Fault, title: str, options: ReadOptions
) -> ReadFile:
    if isinstance(sheets, Fault):
        return ReadFile(format_ if sheets.code != "format_unsupported" else "", "", fault=sheets)
    return _tables(format_, _found(sheets, title, options))


def _page(content: bytes, title: str, options: ReadOptions) -> ReadFile:
    """Read a web page; one without a list of payments is none of ours, whatever tables it has."""
    table = html_tables.table(content)
    if isinstance(table, Fault):
        return ReadFile("html", "", fault=table)
    found = _tables("html", _found([table], title, options))
    if found.fault and found.fault.code in {"no_table", "table_unknown"}:
        return ReadFile("", "", fault=Fault("format_unsupported", data={"name": "HTML"}))
    return found


def _text(content: bytes, title: str, options: ReadOptions) -> ReadFile:
    decoded = encoding.decode(content)
    if isinstance(decoded, Fault):
        return ReadFile("", "", fault=decoded)
    text, currency = decoded.text, options.currency
    if found := interchange.of_text(content, text, title=title, currency=currency):
        return _result(found[0], *found)
    if other := sniff.of_text(decoded.text):
        return ReadFile("", "", fault=other)
    table = csv_file.best_cut(decoded.text, worth=_worth(options))
    if isinstance(table, Fault):
        return ReadFile("", "", fault=table)
    table = progress.counted(table, start=_CUT)
    return _tables("csv", _found([table], title, options))


def _worth(options: ReadOptions) -> Callable[[Table], int]:
    mappings = (options.mapping,) if options.mapping else options.mappings
    return lambda table: tables.worth(table, mappings)


def _found(sheets: Sequence[Table], title: str, options: ReadOptions) -> tables.Found | Fault:
    """Read tables as the owner says, else as their headers do."""
    currency = options.currency
    if options.mapping:
        return tables.read_as(
            sheets, options.mapping, title=title, currency=currency, most=options.most_rows
        )
    return tables.read(sheets, title=title, currency=currency, mappings=options.mappings)


def _tables(format_: str, found: tables.Found | Fault) -> ReadFile:
    if isinstance(found, Fault):
        return ReadFile(format_, "", fault=found)
    read = _result(format_, found.profile, found.statements)
    return replace(read, invoices=found.invoices, takings=found.takings, mapped=found.mapped)


def _told_apart(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """One account has one currency: where one number stands for several, the code joins it."""
    units: dict[str, set[str | None]] = {}
    for statement in statements:
        units.setdefault(statement.account.key, set()).add(statement.currency)
    told: list[Statement] = []
    first: dict[str, str | None] = {}
    for statement in statements:
        key, unit = statement.account.key, statement.currency
        main = first.setdefault(key, unit)
        if len(units[key]) > 1 and unit is not None and unit != main:
            number = f"{statement.account.number}/{unit}".lstrip("/")
            statement = replace(statement, account=replace(statement.account, number=number))  # noqa: PLW2901
        told.append(statement)
    return tuple(told)
