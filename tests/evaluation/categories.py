"""Measures how well payments are sorted by what was sorted before, month by month.

    python -m tests.evaluation.categories [--threshold 0.85] [--picture docs/categories.svg]

The history of the demo shop, and of made-up shops that are harder, in the order of time: learned
is what came before a month, guessed is that month. Noise puts order numbers, dates, branches,
the bank's own words and typing errors into the texts, and cuts them short. Printed are the share of
payments whose guess is above the threshold and the share of those that is right, how often each
confidence was right, and how long learning and guessing take.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from cfo_desktop.analysis import categories
from cfo_desktop.analysis.categories import Example
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.rules import Movement
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import movements
from cfo_desktop.services.categories import THRESHOLD

END = Month(2026, 10)
MONTHS = 18
CONFIRMED_FIRST = 3
"""The aims are for what comes after so many months of confirmed entries."""
_BRANCHES = {
    "en": ("READING", "BRISTOL ST", "LONDON W1", "STORE"),
    "zh_CN": ("城东支行", "解放路店", "南门", "总店"),
}
_BANKS_WORDS = {
    "en": ("CARD PAYMENT TO ", "POS PURCHASE ", "BILL PAYMENT VIA FASTER PAYMENT TO ", ""),
    "zh_CN": ("网上支付跨行清算-", "财付通-", "支付宝-", ""),
}
_CUT = 18


@dataclass(frozen=True, slots=True)
class MonthsScore:
    """How one month was guessed from those before it."""

    month: Month
    payments: int
    above: int
    right: int
    """Of those above the threshold."""
    new: int
    """Payments of a payee never seen before."""
    new_above: int
    """Of those, the ones above the threshold."""

    @property
    def share_above(self) -> float:
        """Share of the payments whose guess is above the threshold."""
        return self.above / max(self.payments, 1)

    @property
    def share_right(self) -> float:
        """Share of the guesses above the threshold that is right."""
        return self.right / max(self.above, 1)


@dataclass(frozen=True, slots=True)
class Score:
    """How a whole history was guessed."""

    months: tuple[MonthsScore, ...]
    bins: Mapping[int, tuple[int, int]]
    """{confidence in twentieths: (guesses, right ones)}."""

    def later(self) -> MonthsScore:
        """Return the sums over the months after the first ``CONFIRMED_FIRST``."""
        months = [score for score in self.months if score.month >= _first(self.months)]
        return MonthsScore(
            months[0].month,
            sum(score.payments for score in months),
            sum(score.above for score in months),
            sum(score.right for score in months),
            sum(score.new for score in months),
            sum(score.new_above for score in months),
        )


def _first(months: Sequence[MonthsScore]) -> Month:
    """Return the first month with enough before it; that of the first score has one."""
    return months[0].month.plus(CONFIRMED_FIRST - 1)


def demo_history(locale: str, *, months: int = MONTHS) -> list[Example]:
    """Return what moved the demo shop's bank account, sorted as its owner did."""
    with tempfile.TemporaryDirectory() as folder:
        book = demo.create(Path(folder) / "book", locale=locale, months=months, end=END)
        bank = chart.with_role(book, role=Role.BANK).code
        found = [
            Example(seen.entry, seen.movement, seen.account)
            for seen in movements.history(book)
            if seen.account and seen.movement.own == bank
        ]
        books.close(book)
    return found


def noisy(history: Iterable[Example], *, locale: str, seed: int) -> list[Example]:
    """Return a history with the noise that banks and hands put into texts."""
    dice = random.Random(seed)
    return [
        replace(example, movement=_noisy(example.movement, dice, locale)) for example in history
    ]


def _noisy(movement: Movement, dice: random.Random, locale: str) -> Movement:
    party, narration = movement.party, movement.narration
    if len(party) > 4 and dice.random() < 0.2:
        at = dice.randrange(1, len(party) - 1)
        swapped = party[at + 1] + party[at] if dice.random() < 0.5 else party[at + 1]
        party = party[:at] + swapped + party[at + 2 :]
    if dice.random() < 0.3:
        party = party.upper()
    if dice.random() < 0.2:
        party = party[:_CUT]
    if dice.random() < 0.3:
        party += f" {dice.choice(_BRANCHES[locale])}"
    if dice.random() < 0.4:
        party = dice.choice(_BANKS_WORDS[locale]) + party
    if dice.random() < 0.5:
        narration += f" {dice.randrange(10**9, 10**10)}"
    if movement.day is not None and dice.random() < 0.3:
        narration += f" {movement.day:%d/%m/%y}"
    if dice.random() < 0.2:
        party, narration = "", f"{party} {narration}"
    return replace(movement, party=party, narration=narration)


# A shop that is harder than the demo: many payees, some for two things, new ones all the time.

_SYLLABLES = ("ta", "ri", "mo", "ken", "dale", "ford", "ash", "wick", "ber", "lin", "gro", "ver")
_HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
_TRADES = {
    "en": ("Ltd", "Services", "Stores", "and Sons", "Trading", ""),
    "zh_CN": ("有限公司", "商行", "经营部", "服务部", "店", ""),
}
_ACCOUNTS = tuple(str(6000 + number) for number in range(24))


@dataclass(frozen=True, slots=True)
class _Payee:
    name: str
    account: str
    also: str
    """Where a part of its payments goes; empty for most payees."""
    typical: int
    often: float
    since: int
    """Its first month."""


def made_history(locale: str, *, seed: int, payees: int = 140, a_month: int = 110) -> list[Example]:
    """Return the history of a made-up shop whose truth is known.

    A sixth of the payees are paid for two things, a fifth of which the amount tells apart; a third
    of them come up only as time goes by; two in a hundred entries were sorted wrongly.
    """
    dice = random.Random(seed)
    known = [_payee(dice, locale) for _ in range(payees)]
    found: list[Example] = []
    start = END.plus(1 - MONTHS)
    for number in range(MONTHS):
        there = [payee for payee in known if payee.since <= number]
        month = start.plus(number)
        for payee in dice.choices(there, [payee.often for payee in there], k=a_month):
            found.append(_paid(dice, payee, month, locale, len(found) + 1))
    found.sort(key=lambda example: example.movement.day or dt.date.min)
    return found


def _payee(dice: random.Random, locale: str) -> _Payee:
    if locale == "en":
        words = ("".join(dice.choices(_SYLLABLES, k=dice.randrange(2, 4))) for _ in range(2))
        name = " ".join((*map(str.title, words), dice.choice(_TRADES[locale]))).strip()
    else:
        name = "".join(dice.choices(_HAN, k=dice.randrange(2, 5))) + dice.choice(_TRADES[locale])
    account, other = dice.sample(_ACCOUNTS, 2)
    return _Payee(
        name,
        account,
        other if dice.random() < 1 / 6 else "",
        round(10 ** (2.5 + 2.5 * dice.random())),
        1 / (1 + dice.randrange(12)),
        0 if dice.random() < 2 / 3 else dice.randrange(MONTHS),
    )


def _paid(dice: random.Random, payee: _Payee, month: Month, locale: str, number: int) -> Example:
    account, minor = payee.account, round(payee.typical * (0.7 + 0.6 * dice.random()))
    if payee.also and dice.random() < 0.25:
        account = payee.also
        minor = minor * 8 if payee.typical % 5 == 0 else minor
    if dice.random() < 0.02:
        account = dice.choice(_ACCOUNTS)
    day = month.first_day + dt.timedelta(dice.randrange(28))
    text = f"Card 7731 ref {dice.randrange(10**7)}" if locale == "en" else "快捷支付 扫码付款"
    return Example(number, Movement(payee.name, text, "1020", -minor, day), account)


# Judging


def by_month(history: Sequence[Example]) -> Iterator[tuple[Month, list[Example], list[Example]]]:
    """Yield (month, what came before it, what is in it) from the second month on."""
    months: defaultdict[Month, list[Example]] = defaultdict(list)
    for example in history:
        if example.movement.day is not None:
            months[Month.of(example.movement.day)].append(example)
    before: list[Example] = []
    for month in sorted(months):
        if before:
            yield month, list(before), months[month]
        before += months[month]


def score(
    history: Sequence[Example],
    *,
    threshold: float = THRESHOLD,
    clean: Sequence[Example] | None = None,
) -> Score:
    """Guess each month of a history from the months before.

    ``clean`` is the history without noise: it tells which payees are new.
    """
    names = {each.entry: categories.plain(each.movement.party) for each in clean or history}
    months = []
    bins: defaultdict[int, list[bool]] = defaultdict(list)
    for month, before, now in by_month(history):
        learned = categories.learn(before)
        seen = {names[example.entry] for example in before}
        above = right = new = new_above = 0
        for example in now:
            guess = learned.guess(example.movement)
            is_new = names[example.entry] not in seen
            new += is_new
            if guess is None:
                continue
            is_right = guess.account == example.account
            bins[min(int(guess.confidence * 20), 19)].append(is_right)
            if guess.confidence >= threshold:
                above += 1
                right += is_right
                new_above += is_new
        months.append(MonthsScore(month, len(now), above, right, new, new_above))
    return Score(
        tuple(months), {place: (len(hits), sum(hits)) for place, hits in sorted(bins.items())}
    )


def histories() -> Iterator[tuple[str, list[Example], list[Example]]]:
    """Yield (what it is, history, the same without noise) of everything that is measured."""
    for locale in ("en", "zh_CN"):
        history = demo_history(locale)
        yield f"demo shop, {locale}", history, history
        yield f"demo shop with noise, {locale}", noisy(history, locale=locale, seed=5), history
    for locale in ("en", "zh_CN"):
        made = made_history(locale, seed=7)
        yield f"harder shop with noise, {locale}", noisy(made, locale=locale, seed=5), made


# The picture

_WIDTH, _HEIGHT = 760, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 236, 34, 44
_TITLE = "Payments sorted by what was sorted before"
_COLOURS = ("#1f6feb", "#0b8a5f", "#b35900", "#8250df", "#cf222e", "#57606a")


def picture(scores: Mapping[str, Score], *, threshold: float) -> str:
    """Return the curves as SVG: full lines the share above the threshold, dashed what is right."""
    first = next(iter(scores.values()))
    months = [score.month for score in first.months]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">',
        '<g font-family="sans-serif" font-size="11">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="18" font-size="13">{_TITLE}, threshold {threshold:.2f}</text>',
    ]
    for per_cent in range(0, 101, 20):
        y = _y(per_cent / 100)
        parts.append(f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#d8dee4"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{per_cent} %</text>')
    parts += [
        f'<text x="{_x(place, len(months))}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">'
        f"{place + 1}</text>"
        for place in range(0, len(months), 2)
    ]
    parts.append(
        f'<text x="{_LEFT}" y="{_HEIGHT - 8}">months of confirmed entries before the month that is'
        " guessed</text>"
    )
    x, y = _WIDTH - _RIGHT + 16, _HEIGHT - _BOTTOM - 26
    parts += [
        f'<text x="{x}" y="{y}">full: share above the threshold</text>',
        f'<text x="{x}" y="{y + 16}">dashed: share of those that is right</text>',
        f'<text x="{x}" y="{y + 32}" fill="#57606a">figures: after {CONFIRMED_FIRST} months</text>',
    ]
    for number, (name, found) in enumerate(scores.items()):
        parts += _curves(name, found, number)
    return "\n".join((*parts, "</g>", "</svg>")) + "\n"


def _curves(name: str, found: Score, number: int) -> Iterator[str]:
    colour = _COLOURS[number % len(_COLOURS)]
    count = len(found.months)
    for values, dash in (
        ([score.share_above for score in found.months], ""),
        ([score.share_right for score in found.months], ' stroke-dasharray="3 3"'),
    ):
        points = " ".join(f"{_x(place, count)},{_y(v)}" for place, v in enumerate(values))
        yield f'<polyline points="{points}" fill="none" stroke="{colour}"{dash}/>'
    x, y = _WIDTH - _RIGHT + 16, _TOP + 8 + 36 * number
    yield f'<path d="M{x} {y}h22" stroke="{colour}" stroke-width="2"/>'
    yield f'<text x="{x + 28}" y="{y + 4}">{name}</text>'
    later = found.later()
    yield (
        f'<text x="{x + 28}" y="{y + 18}" fill="#57606a">{later.share_above:.1%} above,'
        f" {later.share_right:.1%} right</text>"
    )


def _x(place: int, count: int) -> float:
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * place / max(count - 1, 1), 1)


def _y(share: float) -> float:
    return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - share), 1)


# Speed


def seconds(
    *, examples: int = 20_000, rows: int = 10_000, payees: int = 3_000
) -> tuple[float, float]:
    """Return the processor time of learning from ``examples`` and of guessing ``rows``."""
    dice = random.Random(1)
    known = [_payee(dice, "en") for _ in range(payees)]
    start = END.plus(1 - MONTHS)
    made = [
        _paid(dice, dice.choice(known), start.plus(number * MONTHS // examples), "en", number + 1)
        for number in range(examples)
    ]
    begun = time.process_time()
    learned = categories.learn(made)
    learning = time.process_time() - begun
    asked = [
        _paid(dice, dice.choice(known) if number % 2 else _payee(dice, "en"), END, "en", 0)
        for number in range(rows)
    ]
    begun = time.process_time()
    for example in asked:
        learned.guess(example.movement)
    return learning, time.process_time() - begun


def main() -> None:
    """Print the tables, and draw the picture where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    scores = {}
    for name, history, clean in histories():
        found = scores[name] = score(history, threshold=options.threshold, clean=clean)
        later = found.later()
        print(
            f"{name}: after {CONFIRMED_FIRST} months {later.payments} payments,"
            f" {later.share_above:.1%} above {options.threshold:.2f}, {later.share_right:.1%} of"
            f" them right; of {later.new} payments to new payees {later.new_above} above"
        )
        print(
            "  months   ",
            *(f"{each.share_above:.2f}/{each.share_right:.2f}" for each in found.months),
        )
        print(
            "  confidence",
            *(f"{place / 20:.2f}: {hits[1]}/{hits[0]}" for place, hits in found.bins.items()),
        )
    learning, guessing = seconds()
    print(f"learning from 20,000 entries {learning:.2f} s, guessing 10,000 rows {guessing:.2f} s")
    if options.picture:
        options.picture.write_text(picture(scores, threshold=options.threshold), encoding="utf-8")


if __name__ == "__main__":
    main()
