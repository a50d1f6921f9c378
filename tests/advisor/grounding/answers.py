"""The answers that the sentences of en.txt and zh_CN.txt are about, by their letters."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch

TODAY = dt.date(2026, 5, 20)
MAY = Stretch(dt.date(2026, 5, 1), dt.date(2026, 5, 31))
APRIL = Stretch(dt.date(2026, 4, 1), dt.date(2026, 4, 30))
_NAMES = {
    "en": ("Lily's Cafe", "Blue Door", "Harbour Hotel", "North Mill", "Rent", "Wages"),
    "zh_CN": ("百合咖啡", "蓝门面包房", "海港酒店", "北磨坊", "房租", "工资"),
}


def money(value: int) -> Money:
    """Return whole yuan."""
    return Money("CNY", value * 100)


def answers(language: str) -> dict[str, Given]:
    """Return the answers of a language by their letters."""
    lily, door, hotel, mill, rent, wages = _NAMES[language]
    everybody = frozenset({lily, door, hotel, mill})
    may, here = Place(stretch=MAY), Place(party=lily)

    def table(*rows: tuple[str, int]) -> tuple[Line, ...]:
        return tuple(Line(name, (money(value),), Place(party=name)) for name, value in rows)

    def of(
        tool: Tool,
        facts: dict[str, Fact],
        lines: tuple[Line, ...] = (),
        period: Stretch | None = None,
    ) -> Given:
        names = {"6100": rent, "6200": wages}
        heads = ("who", "amount", "share") if lines else ()
        return Given(
            facts,
            "CNY",
            TODAY,
            lines,
            heads,
            names=names,
            others=everybody,
            period=period,
            tool=tool,
        )

    earned = {
        "when": Fact(MAY),
        "profit": Fact(money(1200), place=may),
        "income": Fact(money(5000), place=may),
        "costs": Fact(money(3800), place=may),
        "margin": Fact(Ratio(240)),
        "difference": Fact(money(300), Sense.UP),
        "before": Fact(APRIL),
    }
    lost = {
        "profit": Fact(money(700), Sense.LOSS, place=may),
        "income": Fact(money(3100), place=may),
        "costs": Fact(money(3800), place=may),
        "difference": Fact(money(400), Sense.DOWN),
        "before": Fact(APRIL),
    }
    accounts = tuple(
        Line(AccountName(code), figures, may)
        for code, figures in (
            ("6100", _figures(money(-1500), Ratio(395))),
            ("6200", _figures(money(-900), Ratio(237))),
        )
    )
    customers = tuple(
        Line(name, _figures(money(value), Ratio(share)), Place(party=name))
        for name, value, share in ((lily, 12_000, 400), (door, 5_400, 180))
    )
    return {
        "R": of(
            Tool.RECEIVABLES,
            {
                "receivables": Fact(money(2400), Sense.OWED_TO_US),
                "late_days": Fact(12, unit=Unit.DAYS, place=here),
                "due": Fact(dt.date(2026, 5, 8), place=here),
            },
            table((lily, 1480), (door, 920)),
        ),
        "Y": of(
            Tool.PAYABLES,
            {
                "payables": Fact(money(1560), Sense.WE_OWE),
                "due": Fact(dt.date(2026, 6, 1), place=Place(party=hotel)),
            },
            table((hotel, 920), (mill, 640)),
        ),
        "G": of(Tool.PROFIT, earned, period=MAY),
        "L": of(Tool.PROFIT, lost, period=MAY),
        "E": of(
            Tool.EXPENSES,
            {
                "costs": Fact(money(3800), place=may),
                "difference": Fact(money(200), Sense.DOWN),
                "before": Fact(APRIL),
            },
            accounts,
            MAY,
        ),
        "F": of(
            Tool.FORECAST,
            {
                "cash": Fact(money(2500)),
                "lowest": Fact(money(300)),
                "lowest_day": Fact(dt.date(2026, 6, 12)),
                "short": Fact(money(700), Sense.SHORT),
            },
        ),
        "C": of(Tool.TOP_CUSTOMERS, {"sales": Fact(money(30_000), place=may)}, customers, MAY),
        "S": of(
            Tool.REVENUE,
            {
                "sales": Fact(money(5000), place=may),
                "sales_before": Fact(money(4000), place=Place(stretch=APRIL)),
                "difference": Fact(money(1000), Sense.UP),
                "before": Fact(APRIL),
            },
            period=MAY,
        ),
        "A": of(
            Tool.AFFORD,
            {"price": Fact(money(3000)), "left": Fact(money(1200), Sense.ENOUGH)},
        ),
    }


def _figures(*figures: Figure) -> tuple[Figure | None, ...]:
    return figures
