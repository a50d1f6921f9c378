"""Rules that sort money: keeping them in order, trying them out, and applying them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.rules import MAX_CONDITION
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.rules import Trial
from cfo_desktop.domain.rules import TrialRow
from cfo_desktop.domain.rules import first_fit
from cfo_desktop.domain.rules import shadowed
from cfo_desktop.domain.wording import told_once
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import movements
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.movements import Sorted
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import rules as kept


def all_rules(book: Book) -> list[Rule]:
    """Return the rules in the order they are tried; the first that fits decides."""
    with database.mapped_errors():
        return kept.rules(book.store.connection)


def idle(book: Book) -> dict[int, int]:
    """Return {number: number of an earlier rule} of rules that an earlier one leaves nothing."""
    return shadowed(all_rules(book))


def made(book: Book, *, form: RuleForm, number: int = 0) -> Rule:
    """Return the rule of a form, to be kept or tried; ``number`` is that of the rule it changes.

    Raises ``UserError`` (``rule_empty``, ``rule_too_long``, ``rule_range_empty``,
    ``account_unknown``, ``account_is_suspense``, ``amount_invalid``, ``amount_negative``).
    """
    currency = chart.find(book, code=form.own).currency if form.own else info(book).currency
    rule = Rule(
        number,
        " ".join(form.contains.split()),
        form.account,
        " ".join(form.pattern.split()),
        " ".join(form.party.split()),
        _minor(form.least, currency),
        _minor(form.most, currency),
        form.own,
        form.way,
    )
    _check(book, rule)
    return rule


def _minor(text: str, currency: str) -> int | None:
    if not text:
        return None
    minor = Money.parse(text, currency).minor
    if minor < 0:
        raise UserError("amount_negative", text=text)
    return minor


def _check(book: Book, rule: Rule) -> None:
    if rule.is_empty:
        raise UserError("rule_empty")
    if max(map(len, (rule.contains, rule.pattern, rule.party))) > MAX_CONDITION:
        raise UserError("rule_too_long", limit=MAX_CONDITION)
    if rule.least is not None and rule.most is not None and rule.least > rule.most:
        raise UserError("rule_range_empty")
    chart.find(book, code=rule.account)
    with database.mapped_errors():
        suspense = figures.suspense_codes(book.store.connection)
    for code in (rule.account, rule.own):
        if code in suspense:
            raise UserError("account_is_suspense", code=code)


def add(book: Book, *, form: RuleForm) -> int:
    """Add a rule, tried after all others; return its number. Raises as ``made`` does."""
    return keep(book, rule=made(book, form=form))


def keep(book: Book, *, rule: Rule) -> int:
    """Keep a rule that was ``made`` or offered; one with a number replaces that rule.

    Returns its number. Raises ``UserError`` as ``made`` does, and ``rule_missing``.
    """
    _check(book, rule)
    with book.store.transaction() as connection:
        if not rule.number:
            return kept.add_rule(connection, rule)
        kept.change_rule(connection, rule)
        return rule.number


def find(book: Book, *, number: int) -> Rule:
    """Return a rule by its number; raise ``UserError("rule_missing")``."""
    for rule in all_rules(book):
        if rule.number == number:
            return rule
    raise UserError("rule_missing", number=number)


def move(book: Book, *, number: int, to: int) -> None:
    """Give a rule the place ``to`` in the order of trial, counted from 1.

    Raises ``UserError("rule_missing")``.
    """
    with book.store.transaction() as connection:
        kept.move_rule(connection, number, to)


def remove(book: Book, *, number: int) -> None:
    """Remove a rule; what it sorted stays. Raises ``UserError("rule_missing")``."""
    with book.store.transaction() as connection:
        kept.remove_rule(connection, number)


def trial(book: Book, *, rule: Rule | None = None) -> Trial:
    """Return what all rules, or the one given, would do; nothing is changed.

    A rule that is not kept yet is tried alone, a kept one at its place: what an earlier rule
    decides is not its own.
    """
    rules = all_rules(book)
    if rule is not None and rule.number:
        rules = [rule if other.number == rule.number else other for other in rules]
    elif rule is not None:
        rules = [rule]
    accounts = {account.code: account.currency for account in chart.all_accounts(book)}
    sorts: list[TrialRow] = []
    differs: list[TrialRow] = []
    for seen in movements.history(book):
        found = first_fit(rules, seen.movement)
        if found is None or (rule is not None and found.number != rule.number):
            continue
        if not seen.account:
            sorts.append(_row(seen, found, accounts))
        elif found.account not in {seen.account, seen.movement.own}:
            differs.append(_row(seen, found, accounts))
    return Trial(tuple(sorts), tuple(differs))


def _row(seen: Sorted, rule: Rule, currencies: Mapping[str, str]) -> TrialRow:
    moved = seen.movement
    if moved.day is None:
        raise UserError("entry_missing", number=seen.entry)
    currency = currencies[moved.own or rule.account]
    return TrialRow(
        seen.entry,
        moved.day,
        told_once(moved.party, moved.narration),
        Money(currency, moved.minor),
        rule.number,
        rule.account,
        seen.account,
    )


def apply(book: Book) -> int:
    """Sort the money that still waits, by the rules; return how many entries it was.

    What a rule cannot sort (no rate for its currency, an account closed since) goes on waiting.
    """
    rules = all_rules(book)
    accounts = {account.code: account for account in chart.all_accounts(book)}
    drafts: list[Draft] = []
    for number, movement in movements.waiting(book).items():
        rule = first_fit(rules, movement)
        if rule is not None:
            with contextlib.suppress(UserError):
                target = accounts[rule.account]
                drafts.append(entries.categorisation(book, number=number, target=target))
    return len(entries.post_all(book, drafts=drafts)) if drafts else 0
