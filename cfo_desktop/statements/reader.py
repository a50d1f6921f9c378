"""The one door of this package: a bank's or wallet's file in, statements or a fault out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import Statement
from cfo_desktop.statements import camt053
from cfo_desktop.statements import csv_file
from cfo_desktop.statements import encoding
from cfo_desktop.statements import ofx
from cfo_desktop.statements import sniff
from cfo_desktop.statements import tables
from cfo_desktop.statements import xlsx
from cfo_desktop.statements import xml_tree
from cfo_desktop.statements.sniff import Kind
from cfo_desktop.statements.table import words_of

_CAMT_OTHERS = {
    "BkToCstmrAcctRpt": "CAMT.052",
    "BkToCstmrDbtCdtNtfctn": "CAMT.054",
}
_PLAIN = ReadOptions()


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
        return _xml(untrusted_content, options)
    if kind is Kind.ZIP:
        return _spreadsheet(untrusted_content, title, options)
    return _text(untrusted_content, title, options)


def _result(format_: str, profile: str, found: tuple[Statement, ...] | Fault) -> ReadFile:
    if isinstance(found, Fault):
        return ReadFile(format_, profile, fault=found)
    return ReadFile(format_, profile, _told_apart(found))


def _xml(content: bytes, options: ReadOptions) -> ReadFile:
    root = xml_tree.parse(content)
    if isinstance(root, Fault):
        return ReadFile("", "", fault=root)
    if camt053.is_statement(root):
        return _result("camt053", "camt053", camt053.read(root, currency=options.currency))
    for child in root.children:
        if child.name in _CAMT_OTHERS:
            fault = Fault("camt_no_statement", data={"name": _CAMT_OTHERS[child.name]})
            return ReadFile("", "", fault=fault)
    names = {"html": "HTML", "gnc-v2": "GnuCash", "Workbook": "Excel 2003 XML"}
    name = names.get(root.name, f"XML ({words_of(root.name)[:40]})")
    return ReadFile("", "", fault=Fault("format_unsupported", data={"name": name}))


def _spreadsheet(content: bytes, title: str, options: ReadOptions) -> ReadFile:
    sheets = xlsx.tables(content)
    if isinstance(sheets, Fault):
        return ReadFile("xlsx" if sheets.code != "format_unsupported" else "", "", fault=sheets)
    return _tables("xlsx", tables.read(sheets, title=title, currency=options.currency))


def _text(content: bytes, title: str, options: ReadOptions) -> ReadFile:
    decoded = encoding.decode(content)
    if isinstance(decoded, Fault):
        return ReadFile("", "", fault=decoded)
    if other := sniff.of_text(decoded.text):
        return ReadFile("", "", fault=other)
    table = csv_file.best_cut(decoded.text, worth=tables.worth)
    if isinstance(table, Fault):
        return ReadFile("", "", fault=table)
    return _tables("csv", tables.read([table], title=title, currency=options.currency))


def _tables(format_: str, found: tables.Found | Fault) -> ReadFile:
    if isinstance(found, Fault):
        return ReadFile(format_, "", fault=found)
    return _result(format_, found.profile, found.statements)


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
