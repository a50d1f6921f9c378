"""The rules that sort money: list, add, change, move, remove, try out, apply."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import quoted
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.rules import Trial
from cfo_desktop.domain.rules import TrialRow
from cfo_desktop.domain.rules import Way
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import rules
from cfo_desktop.services.books import Book

_ACTIONS = ("list", "add", "change", "move", "remove", "test", "apply")
_TEXTS = ("contains", "pattern", "party", "least", "most", "own")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "add": ("account",),
    "change": ("number",),
    "move": ("number", "to"),
    "remove": ("number",),
}


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("action", text="rules_action", nargs="?", choices=_ACTIONS, default="list")
    parser.want("--contains", text="rule_contains", metavar="TEXT")
    parser.want("--pattern", text="rule_pattern", metavar="TEXT")
    parser.want("--party", text="rule_party", metavar="NAME")
    parser.want("--least", text="rule_least", metavar="AMOUNT")
    parser.want("--most", text="rule_most", metavar="AMOUNT")
    parser.want("--own", text="rule_own", metavar="CODE")
    ways = parser.add_mutually_exclusive_group()
    for flag, text, way in (
        ("--in", "rule_in", Way.IN),
        ("--out", "rule_out", Way.OUT),
        ("--either", "rule_either", Way.EITHER),
    ):
        parser.want(flag, text=text, action="store_const", const=way, dest="way", among=ways)
    parser.want("--account", text="rule_account", metavar="CODE")
    parser.want("--number", text="rule_number", metavar="N", type=positive)
    parser.want("--to", text="rule_to", metavar="PLACE", type=positive)


def _run(session: Session, args: argparse.Namespace) -> Answer:
    _check_arguments(session, args)
    with session.opened(args.book) as book:
        currencies = _currencies(book)
        if args.action == "test":
            return _test(session, book, args, currencies)
        document, told = _changed(session, book, args)
        found = rules.all_rules(book)
        idle = rules.idle(book)
        names = session.account_names(book)
    document["rules"] = [
        rule_document(rule, currencies, idle=idle.get(rule.number)) for rule in found
    ]
    if not told:
        return Answer(document, _lines(session, found, idle, names, currencies))
    warnings = [
        session.text("rules.idle", number=number, earlier=earlier)
        for number, earlier in idle.items()
        if document.get("rule") in {number, earlier}
    ]
    return Answer(document, iter([told, *warnings]))


def _changed(
    session: Session, book: Book, args: argparse.Namespace
) -> tuple[dict[str, object], str]:
    """Do what is asked; return the document so far and what to tell, nothing for a list."""
    if args.action == "add":
        number = rules.keep(book, rule=_given(book, args))
        return {"rule": number}, session.text("rules.added", number=number)
    if args.action == "change":
        number = rules.keep(book, rule=_given(book, args))
        return {"rule": number}, session.text("rules.changed", number=number)
    if args.action == "move":
        rules.move(book, number=args.number, to=args.to)
        return {"rule": args.number}, session.text("rules.moved", number=args.number)
    if args.action == "remove":
        rules.remove(book, number=args.number)
        return {}, session.text("rules.removed", number=args.number)
    if args.action == "apply":
        applied = rules.apply(book)
        return {"categorised": applied}, session.count("rules.applied", applied)
    return {}, ""


def _check_arguments(session: Session, args: argparse.Namespace) -> None:
    missing = [name for name in _NEEDS.get(args.action, ()) if getattr(args, name) is None]
    if args.action == "add" and not _conditions(args):
        missing.insert(0, "contains")
    if args.action == "test" and _conditions(args) and not (args.account or args.number):
        missing.append("account")
    if missing:
        option = " ".join(f"--{name}" for name in missing)
        message = session.text("usage.option_missing", option=option)
        raise UsageError(message, usage=session.text("verb.rules.example"))


def _conditions(args: argparse.Namespace) -> bool:
    return args.way is not None or any(getattr(args, name) is not None for name in _TEXTS)


def _given(book: Book, args: argparse.Namespace) -> Rule:
    """Return the rule that the arguments make, of the one they change where they name one."""
    old = rules.find(book, number=args.number) if args.number else Rule(0)
    digits = _currencies(book)
    currency = digits[old.own or ""]
    texts = {name: getattr(args, name) for name in _TEXTS}
    form = RuleForm(
        account=args.account or old.account,
        contains=_or(texts["contains"], old.contains),
        pattern=_or(texts["pattern"], old.pattern),
        party=_or(texts["party"], old.party),
        least=_bound(texts["least"], old.least, currency),
        most=_bound(texts["most"], old.most, currency),
        own=_or(texts["own"], old.own),
        way=old.way if args.way is None else args.way,
    )
    return rules.made(book, form=form, number=old.number)


def _or(given: str | None, old: str) -> str:
    return old if given is None else given


def _bound(given: str | None, old: int | None, currency: str) -> str:
    """Return a bound as text; an empty one takes the old one away."""
    if given is None:
        return "" if old is None else decimal_text(old, currency)
    return given


def _currencies(book: Book) -> dict[str, str]:
    """Return {account code: its currency}; the book's own for no account."""
    found = {account.code: account.currency for account in chart.all_accounts(book)}
    return {**found, "": books.info(book).currency}


# --- a rule in words ---


def rule_document(
    rule: Rule, currencies: Mapping[str, str], *, idle: int | None = None
) -> dict[str, object]:
    """Return a rule for ``--json``: of the conditions only those that are given."""
    document: dict[str, object] = {"number": rule.number, "contains": rule.contains}
    currency = currencies[rule.own]
    given = {
        "pattern": rule.pattern or None,
        "party": rule.party or None,
        "least": None if rule.least is None else decimal_text(rule.least, currency),
        "most": None if rule.most is None else decimal_text(rule.most, currency),
        "own": rule.own or None,
        "way": {Way.IN: "in", Way.OUT: "out"}.get(rule.way),
        "shadowed_by": idle,
    }
    document |= {name: value for name, value in given.items() if value is not None}
    return {**document, "account": rule.account}


def command(rule: Rule, currencies: Mapping[str, str], *, path: str) -> str:
    """Return the command that adds a rule, ready to be typed."""
    parts = ["cfo-desktop rules", quoted(path), "add"]
    document = rule_document(rule, currencies)
    parts += [
        f"--{name} {_in_quotes(str(document[name]))}" for name in _TEXTS if document.get(name)
    ]
    if way := document.get("way"):
        parts.append(f"--{way}")
    return " ".join((*parts, f"--account {rule.account}"))


def _in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("`", "\\`")
    return f'"{escaped}"'


def in_words(session: Session, rule: Rule, currencies: Mapping[str, str]) -> str:
    """Return a rule's conditions as one phrase."""
    currency = currencies[rule.own]
    parts = [
        session.text(f"rules.condition.{name}", text=text)
        for name, text in (
            ("contains", rule.contains),
            ("pattern", rule.pattern),
            ("party", rule.party),
            ("least", "" if rule.least is None else grouped(rule.least, currency)),
            ("most", "" if rule.most is None else grouped(rule.most, currency)),
            ("own", rule.own),
        )
        if text
    ]
    if rule.way:
        parts.append(session.text("rules.condition.in" if rule.way > 0 else "rules.condition.out"))
    return session.text("rules.and").join(parts)


def _lines(
    session: Session,
    found: Sequence[Rule],
    idle: Mapping[int, int],
    names: Mapping[str, str],
    currencies: Mapping[str, str],
) -> Iterator[str]:
    if not found:
        yield session.text("rules.none")
        return
    columns = ("number", "conditions", "code", "account")
    heads = [session.text(f"column.{name}") for name in columns]
    rows = [
        (
            str(rule.number),
            in_words(session, rule, currencies),
            rule.account,
            names[rule.account],
        )
        for rule in found
    ]
    yield from table(heads, rows, right={0})
    for number, earlier in idle.items():
        yield session.text("rules.idle", number=number, earlier=earlier)


# --- trying rules out ---


def _test(
    session: Session, book: Book, args: argparse.Namespace, currencies: Mapping[str, str]
) -> Answer:
    rule = _given(book, args) if args.number or _conditions(args) else None
    tried = rules.trial(book, rule=rule)
    document: dict[str, object] = {
        "rule": rule_document(rule, currencies) if rule else None,
        "sorts": [_trial_document(row) for row in tried.sorts],
        "differs": [_trial_document(row) for row in tried.differs],
    }
    return Answer(document, _trial_lines(session, tried))


def _trial_document(row: TrialRow) -> dict[str, object]:
    return {
        "entry": row.entry,
        "date": row.day,
        "text": row.text,
        "amount": row.amount,
        "currency": row.amount.currency,
        "rule": row.rule or None,
        "account": row.account,
        "now": row.now or None,
    }


def _trial_lines(session: Session, tried: Trial) -> Iterator[str]:
    yield session.count("rules.would_sort", len(tried.sorts))
    yield from _trial_table(session, tried.sorts)
    if tried.differs:
        yield ""
        yield session.count("rules.would_differ", len(tried.differs))
        yield from _trial_table(session, tried.differs)


def _trial_table(session: Session, found: Sequence[TrialRow]) -> Iterator[str]:
    if not found:
        return
    columns = ("entry", "date", "amount", "rule", "now", "then", "text")
    heads = [session.text(f"column.{name}") for name in columns]
    rows: list[Row] = [
        (
            str(row.entry),
            str(row.day),
            grouped(row.amount.minor, row.amount.currency),
            str(row.rule or ""),
            row.now,
            row.account,
            row.text,
        )
        for row in found
    ]
    yield from table(heads, rows, right={0, 2, 3})


VERBS = {"rules": Verb(_arguments, _run)}
