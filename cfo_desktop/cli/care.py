"""Care of a book: backup, restore, verify, the locked period, passphrase and recovery code."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.base import texts
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.progress import Progress
from cfo_desktop.cli import output
from cfo_desktop.cli import prompts
from cfo_desktop.cli import words
from cfo_desktop.cli.books import recovery_code_lines
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import existing
from cfo_desktop.cli.session import target
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.book import VerifyCheck
from cfo_desktop.domain.book import only_search_failed
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books

# --- backup and restore ---


def _backup_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("file", text="backup_file", metavar="FILE")


def _backup(session: Session, args: argparse.Namespace) -> Answer:
    path = target(args.file)
    with session.opened(args.book) as book, session.progress("backup") as progress:
        head = books.backup(book, target=path, progress=progress)
    return _head_answer(session, "backup", head, path=args.file, name="file")


def _restore_arguments(parser: Parser) -> None:
    parser.want("file", text="backup_file", metavar="FILE")
    parser.want("book", text="new_book", metavar="BOOK")


def _restore(session: Session, args: argparse.Namespace) -> Answer:
    passphrase = prompts.passphrase(session.language)
    folder = Path(args.book)
    with session.progress("restore") as progress:
        head = books.restore(
            Path(args.file), folder=folder, passphrase=passphrase, progress=progress
        )
    return _head_answer(session, "restore", head, path=args.book, name="book")


def _head_answer(session: Session, verb: str, head: Head, *, path: str, name: str) -> Answer:
    document = {name: path, "entries": head.entries, "head": head.link.hex()}
    line = session.count(f"{verb}.done", head.entries, path=path, head=head.short)
    return Answer(document, iter([line]))


# --- verify, lock ---


def _verify_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--rebuild-anchor", text="rebuild_anchor", action="store_true")
    parser.want("--rebuild-search", text="rebuild_search", action="store_true")


def _verify(session: Session, args: argparse.Namespace) -> Answer:
    folder = existing(args.book)
    passphrase = prompts.passphrase(session.language)
    with session.progress("verify") as progress:
        if args.rebuild_anchor:
            books.rebuild_anchor(folder, passphrase=passphrase)
        checks = _checks(
            session, folder, passphrase=passphrase, mend=args.rebuild_search, progress=progress
        )
    ok = all(check.ok for check in checks)
    document = {
        "ok": ok,
        "checks": [
            {"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks
        ],
    }
    return Answer(document, _verify_lines(session, checks), output.DONE if ok else output.DAMAGED)


def _checks(
    session: Session, folder: Path, *, passphrase: str, mend: bool, progress: Progress
) -> list[VerifyCheck]:
    """Run every control, after the search index was made anew where the owner wants to ``mend`` it.

    Damage that stops the opening is a failed control, in words.
    """
    try:
        book = books.open_book(folder, passphrase=passphrase)
    except BookDamaged as error:
        detail = texts.fault_text(session.language, error.code, error.data)
        return [VerifyCheck("open", ok=False, detail=detail)]
    try:
        if mend:
            books.rebuild_search(book, progress=progress)
        return books.verify(book, progress=progress)
    finally:
        books.close(book)


def _verify_lines(session: Session, checks: Sequence[VerifyCheck]) -> Iterator[str]:
    rows = [
        (
            session.text("verify.ok" if check.ok else "verify.failed"),
            session.text(f"control.{check.name}"),
            words.detail(session.language, check.detail),
        )
        for check in checks
    ]
    yield from table(("", "", ""), rows)
    yield ""
    failed = sum(not check.ok for check in checks)
    if checks[-1].name == "open":
        yield session.text("verify.not_opened")
        return
    if only_search_failed(checks):
        yield session.text("verify.broken_search")
        return
    yield session.text("verify.whole") if not failed else session.count("verify.broken", failed)


def _lock_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("month", text="lock_month", metavar="MONTH", nargs="?")
    parser.want("--open", text="lock_open", action="store_true")


def _lock(session: Session, args: argparse.Namespace) -> Answer:
    if args.open and args.month:
        raise UsageError(session.text("usage.month_or_open"), usage="lock-period BOOK MONTH")
    month = Month.parse(args.month) if args.month else None
    with session.opened(args.book) as book:
        if args.open or month:
            books.lock_period(book, through=month)
        locked = books.info(book).locked_through
    key = "lock.through" if locked else "lock.nothing"
    return Answer({"locked_through": locked}, iter([session.text(key, day=locked)]))


# --- passphrase and recovery code ---


def _book_arguments(parser: Parser) -> None:
    parser.want_book()


def _passphrase(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        books.change_passphrase(book, passphrase=prompts.new_passphrase(session.language))
    return Answer({"changed": True}, iter([session.text("passphrase.changed")]))


def _recover(session: Session, args: argparse.Namespace) -> Answer:
    folder = existing(args.book)
    code = prompts.recovery_code(session.language)
    passphrase = prompts.passphrase_after_recovery(session.language)
    books.close(books.recover(folder, code=code, passphrase=passphrase))
    return Answer({"changed": True}, iter([session.text("passphrase.changed")]))


def _recovery_code(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        code = books.new_recovery_code(book)
    return Answer({"recovery_code": code}, recovery_code_lines(session, code))


def _rekey(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        passphrase = prompts.new_passphrase(session.language)
        with session.progress("rekey") as progress:
            code = books.rekey(book, passphrase=passphrase, progress=progress)
    return Answer({"changed": True, "recovery_code": code}, _rekey_lines(session, code))


def _rekey_lines(session: Session, code: str) -> Iterator[str]:
    yield session.text("passphrase.rekeyed")
    yield from recovery_code_lines(session, code)


VERBS = {
    "backup": Verb(_backup_arguments, _backup),
    "restore": Verb(_restore_arguments, _restore),
    "verify": Verb(_verify_arguments, _verify),
    "lock-period": Verb(_lock_arguments, _lock),
    "passphrase": Verb(_book_arguments, _passphrase),
    "recover": Verb(_book_arguments, _recover),
    "recovery-code": Verb(_book_arguments, _recovery_code),
    "rekey": Verb(_book_arguments, _rekey),
}
