"""What if: try changes, and see the months to come beside those without them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.cli.output import RULE
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import percent
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.period import parse_day
from cfo_desktop.domain.what_if import MONTHS
from cfo_desktop.domain.what_if import Loan
from cfo_desktop.domain.what_if import Plan
from cfo_desktop.domain.what_if import PlanMonth
from cfo_desktop.domain.what_if import Purchase
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import Shift
from cfo_desktop.domain.what_if import WhatIf
from cfo_desktop.services import books
from cfo_desktop.services import what_if

_BLANKS = str.maketrans("", "", " \u00a0\u2009\u202f")
"""Blanks that people write between thousands."""


def _arguments(parser: Parser) -> None:
    parser.take_signed()
    parser.want_book()
    parser.want("--rent", text="whatif_rent", metavar="CHANGE")
    parser.want("--wages", text="whatif_wages", metavar="CHANGE")
    parser.want("--price", text="whatif_price", metavar="PERCENT")
    parser.want("--sales", text="whatif_sales", metavar="PERCENT")
    parser.want(
        "--purchase", text="whatif_purchase", metavar="AMOUNT@DATE[/N]", action="append", default=[]
    )
    parser.want(
        "--loan",
        text="whatif_loan",
        metavar="AMOUNT/PERCENT/MONTHS[@DATE]",
        action="append",
        default=[],
    )
    parser.want("--lose", text="whatif_lose", metavar="NAME", action="append", default=[])
    parser.want(
        "--supplier", text="whatif_supplier", metavar="NAME=PERCENT", action="append", default=[]
    )
    parser.want("--months", text="whatif_months", metavar="N", type=positive, default=MONTHS)


def _run(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        scenario = _scenario(args, books.info(book).currency)
        found = what_if.read(book, scenario, months=args.months)
        shop = books.info(book).name
    return Answer(_document(found), _lines(session, found, shop))


def _scenario(args: argparse.Namespace, currency: str) -> Scenario:
    return Scenario(
        rent=_shift(args.rent, currency),
        wages=_shift(args.wages, currency),
        price=percent(args.price) if args.price else Decimal(0),
        sales=percent(args.sales) if args.sales else Decimal(0),
        purchases=tuple(_purchase(text, currency) for text in args.purchase),
        loans=tuple(_loan(text, currency) for text in args.loan),
        lost=tuple(args.lose),
        suppliers=tuple(map(_supplier, args.supplier)),
    )


def _minor(text: str, currency: str) -> int:
    return Money.parse(text.translate(_BLANKS), currency).minor


def _shift(text: str | None, currency: str) -> Shift:
    """Read ``+300`` (more a month) or ``+5%``."""
    if not text:
        return Shift()
    if text.rstrip().endswith("%"):
        return Shift(percent=percent(text))
    return Shift(minor=_minor(text, currency))


def _purchase(text: str, currency: str) -> Purchase:
    """Read ``3000@2027-01-15`` or, in six instalments, ``3000@2027-01-15/6``."""
    amount, _, rest = text.partition("@")
    day, spread, number = rest.partition("/")
    if spread and not number.isdecimal():
        raise UserError("purchase_invalid", text=text)
    try:
        return Purchase(parse_day(day), _minor(amount, currency), int(number or 1))
    except UserError as error:
        if error.code in {"date_invalid", "amount_invalid"}:
            raise UserError("purchase_invalid", text=text) from error
        raise


def _loan(text: str, currency: str) -> Loan:
    """Read ``20000/6.5%/24`` or, taken up on a day, ``20000/6.5%/24@2027-02-01``."""
    terms, at, day = text.partition("@")
    match terms.split("/"):
        case [amount, rate, months] if months.strip().isdecimal():
            pass
        case _:
            raise UserError("loan_invalid", text=text)
    begins = parse_day(day) if at else None
    return Loan(_minor(amount, currency), percent(rate), int(months), begins)


def _supplier(text: str) -> tuple[str, Decimal]:
    """Read ``NAME=+4%``; a name may hold the sign itself."""
    name, sign, change = text.rpartition("=")
    if not (sign and name):
        raise UserError("supplier_price_invalid", text=text)
    return name, percent(change)


def _document(found: WhatIf) -> dict[str, object]:
    def money(minor: int) -> str:
        return decimal_text(minor, found.currency)

    def month(each: PlanMonth) -> dict[str, object]:
        return {
            "profit": money(each.profit),
            "moves": money(each.moves),
            "cash": money(each.cash),
            "lines": {line: money(value) for line, value in each.lines.items()},
        }

    def plan(each: Plan) -> dict[str, object]:
        under = each.under(found.cushion)
        return {
            "profit": money(each.profit),
            "lowest": {"month": str(each.lowest.month), "cash": money(each.lowest.cash)},
            "under_cushion": str(under.month) if under else None,
        }

    return {
        "at": found.today,
        "currency": found.currency,
        "cushion": money(found.cushion),
        "averaged": found.averaged,
        "seasonal": found.seasonal,
        "opening": money(found.before.opening),
        "before": plan(found.before),
        "after": plan(found.after),
        "months": [
            {
                "month": str(before.month),
                "whole": before.whole,
                "before": month(before),
                "after": month(after),
            }
            for before, after in zip(found.before.months, found.after.months, strict=True)
        ],
        "loans": [
            [
                {
                    "number": each.number,
                    "amount": money(each.amount),
                    "interest": money(each.interest),
                    "principal": money(each.principal),
                    "left": money(each.left),
                }
                for each in schedule
            ]
            for schedule in found.schedules
        ],
        "begins": str(found.begins),
        "forecast_until": found.forecast_until and str(found.forecast_until),
        "unknown": list(found.unknown),
    }


def _lines(session: Session, found: WhatIf, shop: str) -> Iterator[str]:
    currency = found.currency
    yield clean(shop)
    yield session.text("whatif.head", day=found.today, currency=currency)
    yield session.text("whatif.opening", cash=grouped(found.before.opening, currency))
    yield ""
    if not found.averaged:
        yield session.text("whatif.no_past")
        yield ""
    changed = found.scenario != Scenario()
    yield from _month_lines(session, found, changed=changed)
    yield ""
    yield from _result_lines(session, found, changed=changed)
    if found.scenario.lasting:
        yield session.text("whatif.begins", month=found.begins)
    for loan, schedule in zip(found.scenario.loans, found.schedules, strict=True):
        first, interest = schedule[0].amount, sum(each.interest for each in schedule)
        month = found.taken_up(loan)
        yield session.text("whatif.loan_begins", month=month, first=month.plus(1))
        yield session.text(
            "whatif.loan",
            amount=grouped(first, currency),
            months=len(schedule),
            interest=grouped(interest, currency),
        )
    for name in found.unknown:
        yield session.text("whatif.unknown", name=clean(name))
    yield ""
    basis = "seasonal" if found.seasonal else "average"
    yield session.count(f"whatif.basis.{basis}", found.averaged)
    yield session.text("whatif.assumed")
    if found.forecast_until:
        yield session.text("whatif.forecast", month=found.forecast_until)
    else:
        yield session.text("whatif.no_forecast")


def _month_lines(session: Session, found: WhatIf, *, changed: bool) -> Iterator[str]:
    names = ["month", "profit", "cash"]
    if changed:
        names += ["new_profit", "new_cash", "difference"]
    heads = [session.text(f"column.{name}") for name in names]
    rows: list[Row] = []
    for before, after in zip(found.before.months, found.after.months, strict=True):
        name = str(before.month)
        cells = [name if before.whole else session.text("whatif.rest", month=name)]
        amounts = [before.profit, before.cash]
        if changed:
            amounts += [after.profit, after.cash, after.cash - before.cash]
        rows.append([*cells, *(grouped(amount, found.currency) for amount in amounts)])
    sums = [session.text("whatif.whole_months"), grouped(found.before.profit, found.currency), ""]
    if changed:
        sums += [grouped(found.after.profit, found.currency), "", ""]
    yield from table(heads, [*rows, RULE, sums], right=set(range(1, len(names))))


def _result_lines(session: Session, found: WhatIf, *, changed: bool) -> Iterator[str]:
    plans = [("before", found.before), *([("after", found.after)] if changed else [])]
    if changed:
        yield session.text(
            "whatif.profit",
            before=grouped(found.before.profit, found.currency),
            after=grouped(found.after.profit, found.currency),
            difference=_signed(found.after.profit - found.before.profit, found.currency),
        )
    for name, plan in plans:
        lowest = grouped(plan.lowest.cash, found.currency)
        yield session.text(f"whatif.lowest.{name}", month=plan.lowest.month, cash=lowest)
        under = plan.under(found.cushion)
        limit = grouped(found.cushion, found.currency)
        if under:
            yield session.text(f"whatif.under.{name}", month=under.month, cushion=limit)
        elif found.cushion:
            yield session.text(f"whatif.above.{name}", cushion=limit)


def _signed(minor: int, currency: str) -> str:
    return ("+" if minor > 0 else "") + grouped(minor, currency)


VERBS = {"whatif": Verb(_arguments, _run)}
