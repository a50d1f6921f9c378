"""Customers: who they are to the shop, which sales and hours earn, a list of them to act on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.cli.output import RULE
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import plain
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import percent
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import target
from cfo_desktop.domain.customers import Customer
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.customers import Discount
from cfo_desktop.domain.customers import SalesKind
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.services import books
from cfo_desktop.services import customers

_ALL = "all"
_COLUMNS = (
    *("customer", "first_visit", "last_visit", "visits"),
    *("rhythm", "away", "sales", "monthly"),
)


def _arguments(parser: Parser) -> None:
    parser.want_book()
    lists = [*(each.value for each in Segment), _ALL]
    parser.want("--list", text="customers_list", choices=lists)
    parser.want("--out", text="customers_out", metavar="FILE.csv")
    parser.want("--discount", text="customers_discount", metavar="PERCENT")


def _run(session: Session, args: argparse.Namespace) -> Answer:
    if args.out and not args.list:
        message = session.text("usage.option_missing", option="--list")
        raise UsageError(message, usage=session.text("verb.customers.example"))
    out = target(args.out) if args.out else None
    discount = percent(args.discount) if args.discount else None
    with session.opened(args.book) as book:
        page = customers.read(book, discount=discount)
        shop = books.info(book).name
    listed = page.customers
    if args.list and args.list != _ALL:
        listed = page.of(Segment(args.list))
    if out is not None:
        heads = [session.text(f"column.{name}") for name in _COLUMNS]
        customers.write_list(out, listed, heads=heads, currency=page.currency)
        document = {"file": out, "customers": len(listed)}
        return Answer(document, iter([session.count("customers.written", len(listed), file=out)]))
    if args.list:
        lines = _list_lines(session, page, args.list, listed)
    else:
        lines = _lines(session, page, shop, asked=args.discount is not None)
    return Answer(_document(session, page, listed), lines)


# --- what is told ---


def _document(
    session: Session, page: CustomerPage, listed: Sequence[Customer]
) -> dict[str, object]:
    def money(minor: int | None) -> str | None:
        return None if minor is None else decimal_text(minor, page.currency)

    return {
        "at": page.today,
        "since": str(page.since),
        "currency": page.currency,
        "total": money(page.total),
        "months_before": page.months_before,
        "unnamed": money(page.unnamed),
        "left_out": {name: money(sales) for name, sales in page.left_out.items()},
        "segments": {
            segment: {
                "customers": len(page.of(segment)),
                "sales": money(sum(each.sales for each in page.of(segment))),
            }
            for segment in Segment
        },
        "customers": [
            {
                "name": each.name,
                "segment": each.segment,
                "first": each.first,
                "last": each.last,
                "visits": each.visits,
                "rhythm": each.rhythm,
                "away": each.away,
                "sales": money(each.sales),
                "monthly": money(each.monthly),
            }
            for each in listed
        ],
        "kinds": [
            {
                "code": kind.account.code,
                "name": kind.account.name_in(session.language),
                "sales": money(kind.sales),
                "before": money(kind.before),
            }
            for kind in page.kinds
        ],
        "hours": [
            {"hour": each.hour, "sales": money(each.sales), "payments": each.payments}
            for each in page.hours
        ],
        "discount": page.discount
        and {
            "percent": page.discount.percent,
            "months": page.discount.months,
            "sales": money(page.discount.sales),
            "cost": money(page.discount.cost),
            "more_goods": page.discount.more_goods,
            "more_sales": money(page.discount.more_sales),
        },
    }


def _lines(session: Session, page: CustomerPage, shop: str, *, asked: bool) -> Iterator[str]:
    yield clean(shop)
    yield session.text("customers.head", since=page.since, day=page.today, currency=page.currency)
    yield ""
    yield from _segment_lines(session, page)
    if page.customers:
        yield session.text("customers.list_hint")
    if page.left_out:
        yield ""
        names = ", ".join(map(clean, page.left_out))
        yield session.text("customers.left_out", names=names)
    yield ""
    yield session.text("customers.kinds")
    heads = [session.text(f"column.{name}") for name in ("account", "year_now", "year_before")]
    yield from table(heads, [_kind_row(session, page, each) for each in page.kinds], right={1, 2})
    if page.partly_before:
        data = {"month": page.begins, "count": page.months_before}
        yield session.text("customers.before_part", **data)
    yield session.text("customers.no_products")
    yield ""
    yield from _hour_lines(session, page)
    if asked:
        yield ""
        yield from _discount_lines(session, page)


def _segment_lines(session: Session, page: CustomerPage) -> Iterator[str]:
    heads = ["", *(session.text(f"column.{name}") for name in ("customers", "sales", "advice"))]
    rows: list[Row] = []
    for segment in Segment:
        found = page.of(segment)
        if found:
            rows.append(
                (
                    session.text(f"customers.segment.{segment}"),
                    str(len(found)),
                    grouped(sum(each.sales for each in found), page.currency),
                    session.text(f"customers.advice.{segment}"),
                )
            )
    if not rows:
        yield session.text("customers.none")
    unnamed = grouped(page.unnamed, page.currency)
    rows.append((session.text("customers.unnamed"), "", unnamed, ""))
    if page.left_out:
        out = grouped(sum(page.left_out.values()), page.currency)
        rows.append((session.text("customers.no_customers"), "", out, ""))
    total = (session.text("customers.total"), "", grouped(page.total, page.currency), "")
    yield from table(heads, [*rows, RULE, total], right={1, 2})


def _kind_row(session: Session, page: CustomerPage, kind: SalesKind) -> Row:
    before = "–" if kind.before is None else grouped(kind.before, page.currency)
    name = kind.account.name_in(session.language)
    return (name, grouped(kind.sales, page.currency), before)


def _hour_lines(session: Session, page: CustomerPage) -> Iterator[str]:
    if not page.hours:
        yield session.text("customers.no_hours")
        return
    yield session.text("customers.hours")
    heads = [session.text(f"column.{name}") for name in ("hour", "sales", "payments")]
    rows = [
        (f"{each.hour:02d}:00", grouped(each.sales, page.currency), f"{each.payments:,}")
        for each in page.hours
    ]
    yield from table(heads, rows, right={1, 2})


def _discount_lines(session: Session, page: CustomerPage) -> Iterator[str]:
    found = page.discount
    if found is None:
        yield session.text("customers.discount.unknown")
        return
    yield session.text(
        "customers.discount.basis",
        months=found.months,
        sales=grouped(found.sales, page.currency),
        cost=grouped(found.cost, page.currency),
        margin=grouped(found.margin, page.currency),
    )
    yield _discount_told(session, found, page.currency)


def _discount_told(session: Session, found: Discount, currency: str) -> str:
    share = plain(found.percent)
    if found.more_goods is None or found.more_sales is None:
        return session.text("customers.discount.never", percent=share)
    return session.text(
        "customers.discount.needs",
        percent=share,
        goods=plain(found.more_goods),
        sales=grouped(found.more_sales, currency),
    )


def _list_lines(
    session: Session, page: CustomerPage, name: str, listed: Sequence[Customer]
) -> Iterator[str]:
    if not listed:
        yield session.text("customers.list_empty")
        if name == Segment.GONE and page.instead_of_gone:
            names = ", ".join(clean(each.name) for each in page.instead_of_gone)
            yield session.text("customers.list_slipping", names=names)
        return
    if name != _ALL:
        yield session.text(f"customers.segment.{name}")
        yield session.text(f"customers.advice.{name}")
        yield ""
    heads = [session.text(f"column.{column}") for column in _COLUMNS]
    yield from table(heads, [_row(session, page, each) for each in listed], right={3, 4, 5, 6, 7})


def _row(session: Session, page: CustomerPage, each: Customer) -> Row:
    usual = "–" if each.rhythm is None else session.count("customers.days", each.rhythm)
    return (
        each.name,
        str(each.first),
        str(each.last),
        str(each.visits),
        usual,
        session.count("customers.days", each.away),
        grouped(each.sales, page.currency),
        "–" if each.monthly is None else grouped(each.monthly, page.currency),
    )


VERBS = {"customers": Verb(_arguments, _run)}
