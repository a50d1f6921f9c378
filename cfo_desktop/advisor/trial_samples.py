"""The ten sample questions that a model is tried on: facts of a made-up shop, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch

CURRENCY = "GBP"
TODAY = dt.date(2026, 11, 20)
"""The day on which the made-up shop asks."""
_MONTH = Stretch(Month(2026, 10).first_day, Month(2026, 10).last_day)


@dataclass(frozen=True, slots=True)
class Sample:
    """One question's answer as the books would give it."""

    tool: Tool
    facts: Mapping[str, Fact]
    plain: Mapping[str, str]
    """{language: the sentence that states the facts}."""
    period: Stretch | None = None


_BEFORE = Stretch(Month(2026, 9).first_day, Month(2026, 9).last_day)


def _money(whole: int, sense: Sense = Sense.NONE, *, party: str = "") -> Fact:
    return Fact(Money(CURRENCY, whole * 100), sense, place=Place(party=party))


def _moved(name: str, whole: int, by: int, sense: Sense) -> Mapping[str, Fact]:
    """Return a figure of the month, and how it moved against the month before."""
    place = Place(stretch=_MONTH)
    return {
        "when": Fact(_MONTH),
        name: Fact(Money(CURRENCY, whole * 100), place=place),
        "difference": Fact(Money(CURRENCY, by * 100), sense),
        "before": Fact(_BEFORE),
    }


SAMPLES = (
    Sample(
        Tool.RECEIVABLES,
        {
            "owed": _money(1480, Sense.OWED_TO_US, party="Lily's Cafe"),
            "late_days": Fact(34, unit=Unit.DAYS, place=Place(party="Lily's Cafe")),
        },
        {
            "en": "Lily's Cafe is 34 days late with 1,480 pounds.",
            "zh_CN": "Lily's Cafe拖欠您1,480英镑。",
        },
    ),
    Sample(
        Tool.PAYABLES,
        {
            "owing": _money(920, Sense.WE_OWE, party="Moor Mills"),
            "due": Fact(dt.date(2026, 11, 30), place=Place(party="Moor Mills")),
        },
        {
            "en": "Pay Moor Mills 920 pounds by 30 November.",
            "zh_CN": "您欠Moor Mills 920英镑。",
        },
    ),
    Sample(
        Tool.PROFIT,
        _moved("profit", 3210, 340, Sense.UP),
        {
            "en": "Your profit was 3,210 pounds in October, 340 pounds more than in September.",
            "zh_CN": "10月赚了3,210英镑，比9月多340英镑。",
        },
        _MONTH,
    ),
    Sample(
        Tool.REVENUE,
        _moved("sales", 14_600, 1720, Sense.DOWN),
        {
            "en": "Your sales were 14,600 pounds in October, 1,720 pounds less than in September.",
            "zh_CN": "10月销售额是14,600英镑，比9月少1,720英镑。",
        },
        _MONTH,
    ),
    Sample(
        Tool.FORECAST,
        {"lowest": _money(610), "lowest_day": Fact(dt.date(2026, 12, 14))},
        {
            "en": "The lowest point is 610 pounds on 14 December.",
            "zh_CN": "最低时是12月14日的610英镑。",
        },
    ),
    Sample(
        Tool.EXPENSES,
        _moved("costs", 1400, 200, Sense.UP),
        {
            "en": "Your costs were 1,400 pounds in October, 200 pounds more than in September.",
            "zh_CN": "10月的成本和费用是1,400英镑，比9月多200英镑。",
        },
        _MONTH,
    ),
    Sample(
        Tool.RECEIVABLES,
        {"owed": _money(260, Sense.OWED_TO_US, party="Harbour Hotel")},
        {
            "en": "Harbour Hotel owes you 260 pounds.",
            "zh_CN": "Harbour Hotel欠您260英镑。",
        },
    ),
    Sample(
        Tool.PROFIT,
        {
            "when": Fact(_MONTH),
            "profit": Fact(Money(CURRENCY, 34_000), Sense.LOSS, place=Place(stretch=_MONTH)),
        },
        {
            "en": "You made a loss of 340 pounds in October.",
            "zh_CN": "10月亏损340英镑。",
        },
        _MONTH,
    ),
    Sample(
        Tool.PAYABLES,
        {"total": _money(2750, Sense.WE_OWE)},
        {
            "en": "You owe suppliers 2,750 pounds in total.",
            "zh_CN": "您一共欠供应商2,750英镑。",
        },
    ),
    Sample(
        Tool.RECEIVABLES,
        {"total": _money(5260, Sense.OWED_TO_US)},
        {
            "en": "Customers owe you 5,260 pounds in total.",
            "zh_CN": "客户一共欠您5,260英镑。",
        },
    ),
)
