"""Statements into entries: import, preview, take back."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.base import clock
from cfo_desktop.cli import output
from cfo_desktop.cli import prompts
from cfo_desktop.cli import review
from cfo_desktop.cli import rules
from cfo_desktop.cli import words
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.domain.importing import RowMatch
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.wording import told_once
from cfo_desktop.services.books import Book

_PLACES = 3
"""So many places of one fault are named."""
"""So many payments are counted at most that wait for a category."""

# --- import ---


def _import_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("files", text="import_files", metavar="FILE", nargs="+")
    parser.want("--account", text="import_account", metavar="CODE")
    parser.want("--profile", text="profile", metavar="NAME")
    parser.want("--apart", text="import_apart", metavar="PLACE", nargs="+")
    parser.want("--preview", text="preview", action="store_true")


def _import(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import imports

    work = imports.preview if args.preview else imports.import_files
    paths = [Path(name) for name in args.files]
    with session.opened(args.book) as book:
        passwords = _passwords(session, paths)
        with session.progress("import") as progress:
            result = work(
                book,
                files=paths,
                account=args.account,
                profile=args.profile,
                passwords=passwords,
                apart=[
                    ("", place) for typed in args.apart or () for place in words.plain_places(typed)
                ],
                progress=progress,
            )
        names = session.account_names(book)
        waiting = _waiting(book) if result.batch and not args.json else 0
    files = [_file_document(session, file, with_rows=args.preview) for file in result.files]
    document = {"batch": result.batch or None, "preview": args.preview, "files": files}
    failed = any(file.refused or _all_rejected(file) for file in result.files)
    return Answer(
        document,
        _import_lines(session, result, names=names, waiting=waiting, args=args),
        output.FAULT if failed else output.DONE,
    )


def _passwords(session: Session, paths: Sequence[Path]) -> dict[Path, str]:
    """Ask for the passwords of locked files; one that stays wrong is reported with the file."""
    from cfo_desktop.services import reading

    found: dict[Path, str] = {}
    for path in paths:
        if not reading.lock(path):
            continue
        for secret in prompts.file_passwords(session.language, output.clean(path.name)):
            found[path] = secret
            fault = reading.lock(path, password=secret)
            if fault is None:
                break
            output.complain(words.message(session.language, fault))
    return found


def _waiting(book: Book) -> int:
    """Return how many payments ``review`` would list now."""
    from cfo_desktop.services import entries

    return entries.open_total(book, at=clock.today())[0]


def _all_rejected(file: ImportedFile) -> bool:
    """Tell whether rows were read and none of them could be taken, nor was known already."""
    return file.rejected > 0 and not (file.new or file.duplicate)


def _file_document(session: Session, file: ImportedFile, *, with_rows: bool) -> dict[str, object]:
    document: dict[str, object] = {
        "file": file.file,
        "format": file.format,
        "profile": file.profile,
        "account": file.account or None,
        "account_name": file.account_name,
        "account_is_new": file.account_is_new,
        "refused": file.refused,
        "read": file.read,
        "new": file.new,
        "duplicate": file.duplicate,
        "skipped": file.skipped,
        "rejected": file.rejected,
        "linked": file.linked,
        "likely": file.likely,
        "currency": file.movement.currency if file.movement else None,
        "movement": file.movement,
        "opening": file.opening,
        "closing": file.closing,
        "opening_to_book": file.opening_to_book,
        "guessed": sum(row.guessed for row in file.rows),
        "faults": [_fault_document(session, fault) for fault in file.faults],
        "checks": [
            {
                "name": check.name,
                "ok": check.ok,
                "expected": check.expected,
                "found": check.found,
                "place": check.place,
            }
            for check in file.checks
        ],
    }
    if with_rows:
        document["rows"] = [_row_document(session, row) for row in file.rows]
    return document


def _fault_document(session: Session, fault: Fault) -> dict[str, str]:
    return {
        "place": fault.place,
        "code": fault.code,
        "message": words.message(session.language, fault),
    }


def _row_document(session: Session, row: ImportedRow) -> dict[str, object]:
    return {
        "place": row.place,
        "state": row.state,
        "date": row.day,
        "amount": row.amount,
        "counter": row.counter or None,
        "party": row.party,
        "narration": row.narration,
        "reason": _fault_document(session, row.reason) if row.reason else None,
        "match": _match_document(row.match) if row.match else None,
        "proposal": review.proposal_document(row.proposal) if row.proposal else None,
        "guessed": row.guessed,
    }


def _match_document(match: RowMatch) -> dict[str, object]:
    return {
        "kind": match.kind,
        "entry": match.entry,
        "sure": match.sure,
        "reasons": match.reasons,
    }


def _import_lines(
    session: Session,
    result: ImportResult,
    *,
    names: Mapping[str, str],
    waiting: int,
    args: argparse.Namespace,
) -> Iterator[str]:
    path = output.quoted(args.book)
    for file in result.files:
        yield from _file_lines(session, file, names)
        if file.opening_to_book:
            yield from _opening_lines(
                session, file, file.opening_to_book, path, booked=bool(result.batch)
            )
        if args.preview:
            yield from _preview_lines(session, file, names)
        yield ""
    if result.batch:
        yield session.text("import.batch", path=path, batch=result.batch)
        if waiting:
            yield session.count("import.waiting", waiting, path=path)
    elif args.preview:
        yield session.text("import.preview")
    elif any(map(_all_rejected, result.files)):
        yield session.text("import.all_rejected")
    else:
        yield session.text("import.nothing")


def _file_lines(session: Session, file: ImportedFile, names: Mapping[str, str]) -> Iterator[str]:
    kind = ", ".join(dict.fromkeys(part for part in (file.format, file.profile) if part))
    yield output.clean(f"{file.file} ({kind})" if kind else file.file)
    if file.account and (file.new or not file.account_is_new):
        name = output.clean(names.get(file.account, file.account_name))
        key = "import.new_account" if file.account_is_new else "import.account"
        yield "  " + session.text(key, code=file.account, name=name)
    if file.refused:
        yield "  " + session.text("import.refused")
    else:
        counts = {
            name: f"{getattr(file, name):,}"
            for name in ("read", "new", "duplicate", "skipped", "rejected")
        }
        yield "  " + session.text("import.counts", **counts)
    if file.linked:
        yield "  " + session.count("import.linked", file.linked)
    if file.likely:
        yield "  " + session.count("import.likely", file.likely)
    if guessed := sum(row.guessed for row in file.rows):
        yield "  " + session.count("import.guessed", guessed)
    moneys = (("movement", file.movement), ("opening", file.opening), ("closing", file.closing))
    shown = [session.text(f"import.{key}", amount=_money(sum_)) for key, sum_ in moneys if sum_]
    if shown:
        yield "  " + "   ".join(shown)
    for check in file.checks:
        if not check.ok:
            yield "  " + output.clean(
                session.text(
                    "import.check",
                    name=session.text(f"check.{check.name}"),
                    expected=_figure(check.expected),
                    found=_figure(check.found),
                    place=words.place(session.language, check.place),
                ).rstrip()
            )
    if file.checks and all(check.ok for check in file.checks):
        yield "  " + session.count("import.checks", len(file.checks))
    yield from table(("", "", ""), _fault_rows(session, file.faults))


def _fault_rows(session: Session, faults: Sequence[Fault]) -> list[Row]:
    """Return one row for each thing to tell; what was found in many places is told once."""
    places: dict[str, list[str]] = {}
    for fault in faults:
        told = words.message(session.language, fault)
        places.setdefault(told, []).append(words.place(session.language, fault.place))
    rows: list[Row] = []
    for told, found in places.items():
        shown = ", ".join(found[:_PLACES]) + (" ..." if len(found) > _PLACES else "")
        many = session.text("import.repeated", message=told, count=f"{len(found):,}")
        rows.append(("  ", shown, many if len(found) > 1 else told))
    return rows


def _opening_lines(
    session: Session, file: ImportedFile, amount: Money, path: str, *, booked: bool
) -> Iterator[str]:
    """Yield what the account held before the statement, and the command that books it."""
    days = [row.day for row in file.rows if row.day]
    if not (booked and days and file.account):
        yield "  " + session.text("import.opening_unknown", amount=_money(amount))
        return
    yield "  " + session.text("import.opening_to_book", amount=_money(amount))
    before = min(days) - dt.timedelta(days=1)
    yield f"    cfo-desktop opening {path} {file.account}={amount} --date {before}"


def _figure(text: str) -> str:
    """Return a control's figure with its thousands apart; what is no plain figure stays."""
    found = re.fullmatch(r"([-+]?)(\d+)((?:\.\d+)?)(.*)", text)
    if found is None:
        return text
    sign, whole, part, rest = found.groups()
    return f"{sign}{int(whole):,}{part}{rest}"


def _money(money: Money) -> str:
    return f"{grouped(money.minor, money.currency)} {money.currency}"


def _preview_lines(session: Session, file: ImportedFile, names: Mapping[str, str]) -> Iterator[str]:
    if not file.rows:
        return
    yield ""
    columns = ("place", "date", "amount", "counter", "state", "text", "proposed", "sure", "why")
    heads = ["  ", *(session.text(f"column.{name}") for name in columns)]
    rows: list[Row] = []
    for row in file.rows:
        amount = grouped(row.amount.minor, row.amount.currency) if row.amount else ""
        day = str(row.day) if row.day else ""
        state = session.text(f"state.{row.state}")
        told = words.message(session.language, row.reason) if row.reason else ""
        if row.match:
            told = _match_text(session, row.match)
        text = told or told_once(row.party, row.narration)
        where = words.place(session.language, row.place)
        reason = review.why(session, row.proposal, names)
        rows.append(("  ", where, day, amount, row.counter, state, text.strip(), *reason))
    yield from table(heads, rows, right={3})


def _match_text(session: Session, match: RowMatch) -> str:
    key = "import.match_sure" if match.sure else "import.match_likely"
    return session.text(key, kind=session.text(f"match.{match.kind}"), entry=match.entry)


# --- earlier imports ---


def _imports_arguments(parser: Parser) -> None:
    parser.want_book()


def _imports(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import imports

    with session.opened(args.book) as book:
        batches = imports.batches(book)
    document = {
        "imports": [
            {
                "batch": batch.id,
                "recorded_at": batch.recorded_at,
                "files": batch.files,
                "entries": batch.entries,
                "undone": batch.undone,
            }
            for batch in batches
        ]
    }
    return Answer(document, _imports_lines(session, batches))


def _imports_lines(session: Session, batches: Sequence[Batch]) -> Iterator[str]:
    if not batches:
        yield session.text("imports.none")
        return
    heads = [
        session.text(f"column.{name}") for name in ("batch", "when", "entries", "state", "files")
    ]
    rows = []
    for batch in batches:
        when = f"{batch.recorded_at.astimezone():%Y-%m-%d %H:%M}"
        state = session.text("imports.undone" if batch.undone else "imports.booked")
        rows.append((batch.id, when, f"{batch.entries:,}", state, ", ".join(batch.files)))
    yield from table(heads, rows, right={2})


def _undo_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("batch", text="batch", metavar="BATCH")


def _undo(session: Session, args: argparse.Namespace) -> Answer:
    from cfo_desktop.services import imports

    with session.opened(args.book) as book, session.progress("undo"):
        reversed_ = imports.undo(book, batch=args.batch)
    document = {"batch": args.batch, "reversed": reversed_}
    return Answer(document, iter([session.count("undo.done", reversed_)]))


VERBS = {
    "import": Verb(_import_arguments, _import),
    "imports": Verb(_imports_arguments, _imports),
    "undo-import": Verb(_undo_arguments, _undo),
    **rules.VERBS,
}
