"""Tax on sales of an open book: the presets, the owner's plan kept in the book, the summary."""

from __future__ import annotations

import datetime as dt
import functools
import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from decimal import InvalidOperation
from typing import Any

from cfo_desktop.analysis import tax
from cfo_desktop.base import clock
from cfo_desktop.base import paths
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.history import History
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.tax import TaxPage
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.domain.tax import TaxPlan
from cfo_desktop.domain.tax import TaxPreset
from cfo_desktop.domain.tax import TaxRate
from cfo_desktop.domain.tax import TaxSummary
from cfo_desktop.domain.tax import TaxWanted
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import history
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import tax as kept

PRESETS = ("cn-small", "cn-general", "vat", "sales-tax")
_KEY = "tax_plan"


def read(book: Book, *, at: dt.date | None = None) -> TaxPage:
    """Return everything that a screen about tax shows, as of ``at`` (today)."""
    found = plan(book)
    if found is None:
        return TaxPage(presets())
    return TaxPage(presets(), found, _summary(book, found, history.read(book, at=at)))


def summary(book: Book, past: History) -> TaxSummary | None:
    """Return every period of ``past``; ``None`` where the owner never said how it is reckoned."""
    found = plan(book)
    return _summary(book, found, past) if found else None


def _summary(book: Book, wanted: TaxPlan, past: History) -> TaxSummary:
    with database.mapped_errors():
        first = tax.since(past.today).first_day
        posted = kept.posted(book.store.connection, first, past.today)
    return tax.summary(past, wanted, posted=posted)


@functools.cache
def presets() -> tuple[TaxPreset, ...]:
    """Return the ways to reckon that ship with the program."""
    return tuple(map(_preset, PRESETS))


def preset(name: str) -> TaxPreset:
    """Return one of them; raise ``UserError("tax_preset_unknown")``."""
    for each in presets():
        if each.name == name:
            return each
    raise UserError("tax_preset_unknown", name=name, known=", ".join(PRESETS))


def planned(
    book: Book, name: str, *, percent: Decimal | None = None, first: dt.date | None = None
) -> TaxPlan:
    """Return the plan that a preset makes, at the owner's own rate where one is said.

    That rate holds from ``first`` on, or in place of the one that holds today. What was due before
    today is taken to be settled. Raises ``UserError`` (``tax_preset_unknown``,
    ``tax_preset_currency`` for one whose amounts are in another currency than the book's,
    ``tax_rate_missing``, ``tax_rate_starts``).
    """
    chosen = preset(name)
    if chosen.currency and chosen.currency != info(book).currency:
        raise UserError("tax_preset_currency", name=name, currency=chosen.currency)
    today = clock.today()
    rates = chosen.rates
    if percent is not None and not rates:
        rates = (TaxRate(first or FIRST_DAY, percent),)
    made = TaxPlan(name, chosen.period, chosen.due_day, chosen.included, rates).begun(today)
    if percent is not None and chosen.rates:
        return made.with_rate(percent, today=today, first=first)
    return made


def plan(book: Book) -> TaxPlan | None:
    """Return how the owner's tax is reckoned; ``None`` where it was never said."""
    with database.mapped_errors():
        text = ledger.values(book.store.connection).get(_KEY, "")
    try:
        return _plan(json.loads(text)) if text else None
    except (ValueError, KeyError, TypeError, InvalidOperation, UserError):
        return None


def change(book: Book, wanted: TaxWanted) -> Changes:
    """Keep what the owner wants changed of how tax is reckoned.

    Raises ``UserError`` as ``planned`` and ``change_plan`` do, and ``tax_plan_missing`` where no
    preset is wanted and none was kept.
    """
    plan_, today = plan(book), clock.today()
    if wanted.preset and (plan_ is None or plan_.preset != wanted.preset):
        begun = planned(book, wanted.preset, percent=wanted.percent, first=wanted.first)
        plan_ = replace(begun, account=plan_.account, since=plan_.since) if plan_ else begun
    if plan_ is None:
        raise UserError("tax_plan_missing")
    return change_plan(book, wanted.applied(plan_, today=today))


def change_plan(book: Book, wanted: TaxPlan | None) -> Changes:
    """Keep how tax is reckoned; ``None`` forgets it.

    Raises ``UserError`` (``account_unknown``, ``tax_account_no_money`` for money that would be put
    aside on an account that holds none).
    """
    if wanted is not None and wanted.account is not None:
        account = chart.find(book, code=wanted.account)
        if account.group is not Group.CASH:
            raise UserError("tax_account_no_money", code=account.code)
    text = json.dumps(_document(wanted)) if wanted else ""
    with book.store.transaction() as connection:
        ledger.set_value(connection, _KEY, text)
    return Changes(book=True)


# --- how a plan is kept, and how a preset is written ---


def _document(plan: TaxPlan) -> dict[str, object]:
    return {
        "preset": plan.preset,
        "period": plan.period,
        "due_day": plan.due_day,
        "included": plan.included,
        "purchases": None if plan.purchases is None else f"{plan.purchases:f}",
        "account": plan.account,
        "since": plan.since.isoformat() if plan.since else None,
        "rates": [
            {
                "first": rate.first.isoformat(),
                "percent": f"{rate.percent:f}",
                "threshold": rate.threshold,
            }
            for rate in plan.rates
        ],
    }


def _plan(found: Mapping[str, Any]) -> TaxPlan:
    purchases = found["purchases"]
    return TaxPlan(
        preset=str(found["preset"]),
        period=TaxPeriod(found["period"]),
        due_day=int(found["due_day"]),
        included=bool(found["included"]),
        purchases=None if purchases is None else Decimal(purchases),
        account=found["account"],
        since=dt.date.fromisoformat(found["since"]) if found["since"] else None,
        rates=tuple(
            TaxRate(
                dt.date.fromisoformat(rate["first"]), Decimal(rate["percent"]), rate["threshold"]
            )
            for rate in found["rates"]
        ),
    )


def _preset(name: str) -> TaxPreset:
    with (paths.assets() / "tax" / f"{name}.toml").open("rb") as stream:
        found = tomllib.load(stream)
    currency = found["currency"]
    return TaxPreset(
        name=found["name"],
        title=found["title"],
        note=found["note"],
        source=found["source"],
        checked=found["checked"],
        currency=currency,
        period=TaxPeriod(found["period"]),
        due_day=found["due_day"],
        included=found["included"],
        rates=tuple(
            TaxRate(
                rate["from"],
                Decimal(rate["percent"]),
                Money.parse(rate["threshold"], currency).minor if "threshold" in rate else None,
            )
            for rate in found["rate"]
        ),
    )
