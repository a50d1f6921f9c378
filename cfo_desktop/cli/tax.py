"""Tax on sales: say how it is reckoned, and see what each period owes and what is put aside."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from cfo_desktop.cli.output import RULE
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import plain
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import percent
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.period import parse_day
from cfo_desktop.domain.tax import TaxForm
from cfo_desktop.domain.tax import TaxPace
from cfo_desktop.domain.tax import TaxPage
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.domain.tax import TaxPreset
from cfo_desktop.domain.tax import TaxRate
from cfo_desktop.domain.tax import TaxSummary
from cfo_desktop.domain.tax import TaxWanted
from cfo_desktop.services import books
from cfo_desktop.services import tax
from cfo_desktop.services.books import Book

_SETTINGS = (
    *("preset", "percent", "starts", "period", "due_day", "threshold"),
    *("included", "purchases", "account", "since"),
)
_LISTED = 8


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("--preset", text="tax_preset", choices=tax.PRESETS)
    parser.want("--percent", text="tax_percent", metavar="PERCENT")
    parser.want("--from", text="tax_from", metavar="DATE", dest="starts")
    parser.want("--threshold", text="tax_threshold", metavar="AMOUNT")
    parser.want("--period", text="tax_period", choices=[each.value for each in TaxPeriod])
    parser.want("--due-day", text="tax_due_day", metavar="N", type=positive)
    group = parser.add_mutually_exclusive_group()
    parser.want("--included", text="tax_included", among=group, action="store_true", default=None)
    parser.want(
        "--on-top",
        text="tax_on_top",
        among=group,
        action="store_false",
        dest="included",
        default=None,
    )
    parser.want("--purchases", text="tax_purchases", metavar="PERCENT")
    parser.want("--account", text="tax_account", metavar="CODE")
    parser.want_date("--since", text="tax_since")
    parser.want("--forget", text="tax_forget", action="store_true")
    parser.want_date("--at", text="tax_at")


def _run(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        if args.forget:
            tax.change_plan(book, None)
        elif any(getattr(args, name) is not None for name in _SETTINGS):
            tax.change(book, _wanted(book, args))
        page = tax.read(book, at=parse_day(args.at) if args.at else None)
        shop = books.info(book).name
        names = session.account_names(book)
    return Answer(_document(session, page), _lines(session, page, shop, names))


def _wanted(book: Book, args: argparse.Namespace) -> TaxWanted:
    currency = books.info(book).currency
    return TaxWanted(
        preset=args.preset,
        percent=percent(args.percent) if args.percent else None,
        first=parse_day(args.starts) if args.starts else None,
        threshold=None if args.threshold is None else Money.parse(args.threshold, currency).minor,
        period=TaxPeriod(args.period) if args.period else None,
        due_day=args.due_day,
        included=args.included,
        purchases=None if args.purchases is None else percent(args.purchases),
        account=args.account or None,
        since=parse_day(args.since) if args.since else None,
    )


# --- what is told ---


def _document(session: Session, page: TaxPage) -> dict[str, object]:
    document: dict[str, object] = {
        "presets": [
            {
                "name": each.name,
                "title": each.title[session.language],
                "note": each.note[session.language],
                "source": each.source[session.language],
                "checked": each.checked,
                "rates": _rate_documents(each.rates, each.currency),
            }
            for each in page.presets
        ],
        "plan": None,
    }
    if page.plan is None or page.summary is None:
        return document
    summary, plan = page.summary, page.plan
    document["plan"] = {
        "preset": plan.preset,
        "period": plan.period,
        "due_day": plan.due_day,
        "included": plan.included,
        "purchases": plan.purchases,
        "account": plan.account,
        "since": plan.since,
        "rates": _rate_documents(plan.rates, summary.currency),
    }
    document |= {
        "at": summary.today,
        "currency": summary.currency,
        "posted": summary.posted,
        "balance": decimal_text(summary.balance, summary.currency),
        "carried": decimal_text(summary.carried, summary.currency),
        "ahead": decimal_text(summary.ahead, summary.currency),
        "aside": decimal_text(summary.aside, summary.currency),
        "missing": decimal_text(summary.missing, summary.currency),
        "pace": summary.pace and _pace_document(summary.pace, summary.currency),
        "periods": [_form_document(form, summary.currency) for form in summary.forms],
    }
    return document


def _rate_documents(rates: tuple[TaxRate, ...], currency: str) -> list[dict[str, object]]:
    return [
        {
            "from": rate.first,
            "percent": rate.percent,
            "threshold": None if rate.threshold is None else decimal_text(rate.threshold, currency),
        }
        for rate in rates
    ]


def _form_document(form: TaxForm, currency: str) -> dict[str, object]:
    names = (
        *("takings", "net", "on_sales", "on_purchases", "other"),
        *("amount", "paid", "open", "aside", "missing"),
    )
    return {
        "first": form.first,
        "last": form.last,
        "due": form.due,
        "over": form.over,
        "posted": form.posted,
        "percents": list(form.percents),
        "exempt": form.exempt,
        "partly": form.partly,
        **{name: decimal_text(getattr(form, name), currency) for name in names},
    }


def _pace_document(pace: TaxPace, currency: str) -> dict[str, object]:
    names = ("net", "amount", "paid", "aside", "missing")
    return {
        "last": pace.last,
        "due": pace.due,
        "exempt": pace.exempt,
        "threshold": None if pace.threshold is None else decimal_text(pace.threshold, currency),
        **{name: decimal_text(getattr(pace, name), currency) for name in names},
    }


def _lines(session: Session, page: TaxPage, shop: str, names: dict[str, str]) -> Iterator[str]:
    yield clean(shop)
    if page.plan is None or page.summary is None:
        yield session.text("tax.no_plan")
        for preset in page.presets:
            yield ""
            yield from _preset_lines(session, preset)
        return
    summary = page.summary
    yield session.text("tax.head", day=summary.today, currency=summary.currency)
    preset = next(each for each in page.presets if each.name == page.plan.preset)
    yield preset.title[session.language]
    yield ""
    if summary.forms:
        over = next((form for form in summary.forms if form.over), None)
        for form in (over, None if summary.forms[0].over else summary.forms[0]):
            if form is not None:
                yield from _form_lines(session, form, summary)
                yield ""
        if summary.pace:
            yield from _pace_lines(session, summary.pace, summary.currency)
            yield ""
        yield from _period_lines(session, summary)
    elif summary.settled:
        yield session.text("tax.all_settled", date=summary.plan.since)
    else:
        yield session.text("tax.no_periods")
    yield ""
    yield from _summary_lines(session, summary, names)
    yield ""
    yield session.text("tax.checked", day=preset.checked, source=preset.source[session.language])
    yield preset.note[session.language]


def _preset_lines(session: Session, preset: TaxPreset) -> Iterator[str]:
    yield f"{preset.name}: {preset.title[session.language]}"
    for rate in preset.rates:
        yield "  " + _rate_told(session, rate, preset.currency)
    yield "  " + session.text(
        "tax.checked", day=preset.checked, source=preset.source[session.language]
    )
    yield "  " + preset.note[session.language]


def _rate_told(session: Session, rate: TaxRate, currency: str) -> str:
    share = plain(rate.percent)
    if rate.threshold is None:
        return session.text("tax.rate", date=rate.first, percent=share)
    free = grouped(rate.threshold, currency)
    return session.text(
        "tax.rate_free", date=rate.first, percent=share, threshold=free, currency=currency
    )


def _form_lines(session: Session, form: TaxForm, summary: TaxSummary) -> Iterator[str]:
    state = "over" if form.over else "running"
    yield session.text(f"tax.period.{state}", first=form.first, last=form.last, due=form.due)
    rates = " / ".join(f"{plain(each)} %" for each in form.percents)
    on_sales = session.text("tax.line.on_sales") + (f" ({rates})" if rates else "")

    def line(name: str, minor: int, text: str = "") -> Row:
        label = text or session.text(f"tax.line.{name}")
        return (f"  {label}", grouped(minor, summary.currency))

    rows: list[Row] = [
        line("takings", form.takings),
        line("net", form.net),
        line("on_sales", form.on_sales, on_sales),
        line("on_purchases", -form.on_purchases),
    ]
    if form.other:
        rows.append(line("other", form.other))
    rows += [RULE, line("amount", form.amount), line("paid", -form.paid)]
    rows += [line("aside", -form.aside), RULE, line("missing", form.missing)]
    yield from table(("", ""), rows, right={1})
    if form.partly:
        yield session.text("tax.partly", amount=grouped(form.at_rate, summary.currency))
    if form.exempt and form.threshold is not None:
        key = "tax.exempt" if form.over else "tax.exempt_so_far"
        yield session.text(key, threshold=grouped(form.threshold, summary.currency))


def _pace_lines(session: Session, pace: TaxPace, currency: str) -> Iterator[str]:
    """Yield what the running period comes to at this pace, and what to put aside for it."""
    yield session.text(
        f"tax.pace.{pace.kind}",
        net=grouped(pace.net, currency),
        last=pace.last,
        due=pace.due,
        amount=grouped(pace.amount, currency),
        threshold=grouped(pace.threshold or 0, currency),
    )
    if pace.missing:
        missing = grouped(pace.missing, currency)
        yield session.text("tax.pace.aside", missing=missing, due=pace.due)
    elif pace.amount:
        yield session.text("tax.pace.enough")
    yield session.text("tax.pace.how")


def _period_lines(session: Session, summary: TaxSummary) -> Iterator[str]:
    names = ("period", "due", "takings", "to_pay", "paid", "aside", "missing")
    heads = [session.text(f"column.{name}") for name in names]
    currency = summary.currency
    rows = [
        (
            f"{form.first} – {form.last}",
            str(form.due),
            grouped(form.takings, currency),
            grouped(form.amount, currency),
            grouped(form.paid, currency),
            grouped(form.aside, currency),
            grouped(form.missing, currency),
        )
        for form in summary.forms[:_LISTED]
    ]
    yield from table(heads, rows, right={2, 3, 4, 5, 6})
    if len(summary.forms) > _LISTED:
        yield session.count("tax.more", len(summary.forms) - _LISTED)


def _summary_lines(session: Session, summary: TaxSummary, names: dict[str, str]) -> Iterator[str]:
    currency = summary.currency
    if summary.posted:
        yield session.text("tax.posted", balance=grouped(summary.balance, currency))
    else:
        yield session.text("tax.reckoned")
        if summary.plan.since and not summary.settled:
            yield session.text("tax.settled", date=summary.plan.since)
    if summary.carried:
        yield session.text("tax.carried", amount=grouped(summary.carried, currency))
    if summary.ahead:
        yield session.text("tax.ahead", amount=grouped(summary.ahead, currency))
    if summary.plan.account is None:
        yield session.text("tax.no_account")
    else:
        yield session.text(
            "tax.aside",
            account=names.get(summary.plan.account, summary.plan.account),
            amount=grouped(summary.aside, currency),
        )
    if summary.missing:
        yield session.text("tax.missing", amount=grouped(summary.missing, currency))


VERBS = {"tax": Verb(_arguments, _run)}
