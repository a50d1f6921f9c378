"""Drafts letters from the book's own figures: reminders, notes to suppliers, a loan's purpose.

Nothing is sent and nothing is kept: a draft is a text that the owner reads, changes and uses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TypeVar

from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.drafts import Draft
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Tone
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.period import days_after
from cfo_desktop.domain.today import SOON_DAYS
from cfo_desktop.services import customers
from cfo_desktop.services import findings
from cfo_desktop.services import ground
from cfo_desktop.services import invoices
from cfo_desktop.services.asking import of_findings
from cfo_desktop.services.asking import spans
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.letter_words import LetterWords
from cfo_desktop.services.letter_words import one_line

_HAN = re.compile(r"[\u3400-\u9fff]")
_YEAR = 12
_Of = TypeVar("_Of")


def language_for(party: str, language: str) -> str:
    """Return the language to write to a party in: Chinese where its name is, else ``language``."""
    return "zh_CN" if _HAN.search(party) else language


def parties(book: Book, kind: DraftKind) -> tuple[str, ...]:
    """Return whom such a letter can be written to, whom it is most about first."""
    if kind is DraftKind.REMINDER:
        return _by_need(ground.read(book).debts.customers)
    if kind is DraftKind.TIME:
        return _by_need(ground.read(book).debts.suppliers)
    if kind is DraftKind.MISSED:
        page = customers.read(book)
        away = (*page.of(Segment.GONE), *page.of(Segment.SLIPPING))
        return tuple(each.name for each in away)
    if kind in _CODES:
        return tuple(dict.fromkeys(each.party for each in _findings(book, kind)))
    return ()


def draft(
    book: Book, wanted: Wanted, *, language: str | None, default: str, tone: Tone | None = None
) -> Draft:
    """Return a letter to a party in ``language``, else in the one of its name or ``default``.

    ``tone`` is a reminder's; without one it is the one for how late the oldest invoice is. Raises
    ``UserError("draft_party_unknown" | "draft_party_needed" | "draft_nothing")``.
    """
    known = parties(book, wanted.kind)
    party = wanted.party or (known[0] if len(known) == 1 else "")
    if not known:
        raise UserError("draft_nothing")
    if not party:
        raise UserError("draft_party_needed", names=", ".join(map(one_line, known)))
    party = _named(party, {each: each for each in known})
    chosen = language or language_for(party, default)
    about = info(book)
    words = LetterWords(chosen, currency=about.currency, shop=about.name, party=party)
    write = {
        DraftKind.REMINDER: _reminder,
        DraftKind.TIME: _time,
        DraftKind.PRICE: _of_finding,
        DraftKind.DOUBLE: _of_finding,
        DraftKind.MISSED: _missed,
    }[wanted.kind]
    used = write(words, book, wanted.kind, tone)
    text = words.letter(clock.today())
    return Draft(wanted.kind, chosen, party, used, words.facts, text)


def loan(book: Book, *, amount: str, purpose: str, language: str) -> Draft:
    """Return a few lines on what ``amount`` (a plain decimal) is to be borrowed for, and by whom.

    Raises ``UserError("amount_invalid" | "amount_not_positive" | "draft_purpose_empty")``.
    """
    about = info(book)
    money = Money.parse(amount, about.currency)
    if money.minor <= 0:
        raise UserError("amount_not_positive", text=amount)
    what = one_line(purpose).rstrip(".。")
    if not what:
        raise UserError("draft_purpose_empty")
    words = LetterWords(language, currency=about.currency, shop=about.name, party="")
    words.say("loan.wanted", shop=Fact(about.name), amount=Fact(money), purpose=Fact(what))
    _say_earnings(words, book)
    text = words.text()
    return Draft(DraftKind.LOAN, language, "", None, words.facts, text)


# --- to a customer who owes ---


def _reminder(words: LetterWords, book: Book, _: DraftKind, tone: Tone | None) -> Tone | None:
    """Write of the invoices that are late; of the open ones where none is, without a tone."""
    owed = ground.read(book).debts
    each = owed.customers[words.party]
    late = [debt for debt in each.open if debt.due < owed.today]
    shown = late or list(each.open)
    if late:
        oldest = max((owed.today - debt.due).days for debt in late)
        tone = tone or Tone.for_days(oldest)
    else:
        tone = None
    key = f"reminder.{tone or 'open'}"
    words.say(f"{key}.open")
    _list(words, book, shown, each, owed.today)
    words.say(f"{key}.ask")
    words.blanks("bank_details", "telephone")
    return tone


def _time(words: LetterWords, book: Book, _: DraftKind, __: Tone | None) -> None:
    owed = ground.read(book).debts
    each = owed.suppliers[words.party]
    soon = days_after(owed.today, SOON_DAYS)
    words.say("time.open")
    _list(
        words,
        book,
        [debt for debt in each.open if debt.due <= soon] or each.open,
        each,
        owed.today,
    )
    words.blanks("time.ask")
    words.say("time.thanks")


def _list(
    words: LetterWords, book: Book, shown: Sequence[Debt], each: PartyDebts, today: dt.date
) -> None:
    """List invoices or bills with what is open of each, and the sum where there are several."""
    direction = each.direction
    sense = Sense.OWED_TO_US if direction is Direction.SALE else Sense.WE_OWE
    numbers = _numbers(book, direction)

    def money(minor: int) -> Fact:
        return Fact(Money(words.currency, minor), sense, place=Place(party=each.party))

    lines = []
    for debt in shown:
        part = debt.left < debt.amount and debt.entry is not None
        line = words.filled(
            "line.part" if part else "line.whole",
            what=_what(words, debt, numbers),
            left=money(debt.left),
            **({"amount": money(debt.amount)} if part else {}),
        )
        if debt.entry is not None:
            days = (today - debt.due).days
            late = {"late": Fact(days, unit=Unit.DAYS)} if days > 0 else {}
            line += words.filled("line.late" if late else "line.due", due=Fact(debt.due), **late)
        lines.append(line)
    total = sum(debt.left for debt in shown) - each.ahead
    if each.ahead:
        lines.append(words.filled("line.ahead", ahead=money(each.ahead)))
    if len(lines) > 1:
        lines.append(words.filled("total", total=money(total)))
    words.lines(lines)


def _what(words: LetterWords, debt: Debt, numbers: Mapping[int, str]) -> str:
    """Return what an invoice or a bill is called."""
    key = "line.invoice" if debt.direction is Direction.SALE else "line.bill"
    if debt.entry is None:
        return words.filled(f"{key}_carried", day=Fact(debt.day))
    place = Place(rows=(debt.entry,))
    day = Fact(debt.day, place=place)
    number = one_line(numbers.get(debt.entry, ""))
    if not number:
        return words.filled(f"{key}_unnumbered", day=day)
    return words.filled(key, number=Fact(number, place=place), day=day)


def _numbers(book: Book, direction: Direction) -> dict[int, str]:
    """Return {entry: the number of its invoice}, as far as the book knows them."""
    return {
        each.entry: each.invoice.number
        for each in invoices.all_invoices(book, direction=direction)
        if each.entry is not None
    }


# --- to a supplier, about something that stood out ---

_CODES = {
    DraftKind.PRICE: FindingCode.SUPPLIER_PRICE,
    DraftKind.DOUBLE: FindingCode.DUPLICATE_PAYMENT,
}
_SAID = {"again": "paid"}
"""Variants of a finding that a letter words like another."""


def _findings(book: Book, kind: DraftKind) -> Iterator[Finding]:
    """Yield what stands out of such a kind, also what the owner wants to see later."""
    noticed = findings.read(book)
    for each in (*noticed.findings, *noticed.put_off):
        if each.code is _CODES[kind] and each.party:
            yield each


def _of_finding(words: LetterWords, book: Book, kind: DraftKind, _: Tone | None) -> None:
    """Ask about what matters most with this party; nothing of the shop's own is told."""
    found = next(each for each in _findings(book, kind) if each.party == words.party)
    facts = dict(of_findings.facts(found))
    key = f"{kind}.{_SAID.get(found.variant, found.variant)}"
    same_day = "first" in facts and facts["first"].figure == facts["second"].figure
    words.say(f"{key}_same_day" if same_day else key, **facts)
    words.say(f"{key}_ask")


# --- to a customer who stays away, and to a bank ---


def _missed(words: LetterWords, book: Book, _: DraftKind, __: Tone | None) -> None:
    away = next(each for each in customers.read(book).customers if each.name == words.party)
    words.say("missed.open", last=Fact(away.last))
    words.say("missed.ask")


def _say_earnings(words: LetterWords, book: Book) -> None:
    """Say what the last whole months earned, twelve or as many as the books have."""
    began = spans.began(book)
    if began is None:
        return
    today = clock.today()
    last = Month.of(today).plus(-1)
    first = last.plus(1 - _YEAR)
    whole = Month.of(began) if began == Month.of(began).first_day else Month.of(began).plus(1)
    first = max(first, whole)
    months = _months(first, last)
    if months > 0:
        now = spans.earned(book, Stretch(first.first_day, last.last_day))
        form = "made" if now.profit > 0 else "lost" if now.profit < 0 else "even"
        left = {"made": "profit", "lost": "loss"}.get(form)
        money = Fact(Money(words.currency, abs(now.profit)))
        words.say(
            f"loan.{form}",
            months=Fact(months, unit=Unit.MONTHS),
            last=Fact(Stretch(last.first_day, last.last_day)),
            sales=Fact(Money(words.currency, now.sales)),
            **({left: money} if left else {}),
        )
    kept = _months(Month.of(began), Month.of(today)) - (1 if today.day >= began.day else 2)
    if kept > 0:
        words.say("loan.kept", began=Fact(began), kept=Fact(kept, unit=Unit.MONTHS))


def _months(first: Month, last: Month) -> int:
    return (last.year - first.year) * _YEAR + last.number - first.number + 1


# --- whom ---


def _by_need(owed: Mapping[str, PartyDebts]) -> tuple[str, ...]:
    """Return the named parties that something is open with, the oldest due day first."""
    still = [
        each
        for each in owed.values()
        if each.party and each.open and sum(debt.left for debt in each.open) > each.ahead
    ]
    still.sort(key=lambda each: (min(debt.due for debt in each.open), each.party))
    return tuple(each.party for each in still)


def _named(name: str, known: Mapping[str, _Of]) -> _Of:
    """Return what is known of a party by its name, however its letters' case is typed."""
    if name in known:
        return known[name]
    folded = [each for each in known if one_line(each).casefold() == one_line(name).casefold()]
    if len(folded) == 1:
        return known[folded[0]]
    meant = Parties(customers=known, suppliers=()).find(name)
    if len(meant) == 1:  # as questions call them
        return known[meant[0].party]
    piece = one_line(name).casefold().strip()
    within = [each for each in known if piece and piece in one_line(each).casefold()]
    if len(within) == 1:
        return known[within[0]]
    names = ", ".join(map(one_line, within or known))
    raise UserError("draft_party_unknown", name=one_line(name), names=names)
