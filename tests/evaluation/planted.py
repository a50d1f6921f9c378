"""Faults planted in made-up shops, each of a size that a careful person would call a fault."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.domain import festivals
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import TaxDue
from tests.evaluation import made_shops as shops
from tests.evaluation.made_shops import Event
from tests.evaluation.made_shops import Shop

TERMS = 30


@dataclass
class Planted:
    """What was planted: the finding that should come, and the circumstances it comes in."""

    code: FindingCode
    circumstances: Circumstances
    party: str = ""
    account: str = ""
    day: dt.date | None = None
    event: Event | None = None
    rows: tuple[int, ...] = field(default=())

    def met_by(self, finding: Finding) -> bool:
        """Tell whether a finding says what was planted."""
        return (
            finding.code is self.code
            and (not self.party or finding.party == self.party)
            and (not self.account or finding.account == self.account)
            and (not self.rows or bool(set(self.rows) & set(finding.rows)))
            and (self.day is None or self._about(finding))
        )

    def _about(self, finding: Finding) -> bool:
        last = finding.figures.get("last", finding.day)
        assert isinstance(last, dt.date)
        return self.day is not None and finding.day <= self.day <= max(last, finding.day)


def calm(shop: Shop) -> Circumstances:
    """Return the circumstances of a shop with nothing to fear, as far as they are not its books."""
    today = shop.end
    return Circumstances(
        Forecast(today, shops.CURRENCY, 0, (), (), reliable=False),
        reconciled={shops.BANK: today - dt.timedelta(days=shop.chance.randint(2, 40))},
        taxes=(_tax(today, due=40 + shop.chance.randrange(40), amount=300_000, aside=0),),
    )


def _tax(today: dt.date, *, due: int, amount: int, aside: int) -> TaxDue:
    last = Month.of(today).plus(-1).last_day
    first = Month.of(last).plus(-2).first_day
    return TaxDue(first, last, today + dt.timedelta(days=due), amount, aside)


def plant(code: FindingCode, shop: Shop, chance: random.Random) -> Planted | None:
    """Plant one fault; ``None`` where this shop has no place for it."""
    found = _PLANTS[code](shop, chance, calm(shop))
    if found is not None and found.event is not None:
        shop.events.sort(key=lambda event: event.day)
        found.rows = (shop.number(found.event),)
    return found


def cash_short(shop: Shop, chance: random.Random, forecast: Forecast) -> Planted:
    """The owner wants to keep a day's to a month's sales more than the low band leaves."""
    worst = min(forecast.days, key=lambda day: day.low)
    cushion = worst.low + round(shop.day_sales * chance.uniform(1, 30))
    day = next(day.date for day in forecast.days if day.low < cushion)
    given = replace(calm(shop), forecast=forecast, cushion=cushion)
    return Planted(FindingCode.CASH_SHORT, given, day=day)


def _tax_due(shop: Shop, chance: random.Random, given: Circumstances) -> Planted:
    """Due within four weeks, a tenth to all of it not put aside."""
    amount = round(shop.month_sales * chance.uniform(0.02, 0.2))
    aside = round(amount * chance.uniform(0, 0.9))
    tax = _tax(shop.end, due=chance.randint(1, 28), amount=amount, aside=aside)
    return Planted(FindingCode.TAX_DUE, replace(given, taxes=(tax,)), day=tax.due)


def _overdue(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """A customer's invoices over 4 % of a month's sales, three weeks late by terms and habit."""
    customers = list(shop.customers)
    chance.shuffle(customers)
    for customer in customers:
        late = shop.end - dt.timedelta(
            days=round(max(TERMS, customer.takes)) + chance.randint(21, 40)
        )
        since = late - dt.timedelta(days=60)
        unpaid = [
            event
            for event in shop.events
            if event.party == customer.name and event.of and since < event.of.day <= late
        ]
        known = sum(event.party == customer.name and event.of is not None for event in shop.events)
        if sum(event.amount for event in unpaid) > 0.04 * shop.month_sales and known > 8:
            for event in unpaid:
                shop.events.remove(event)
            return Planted(FindingCode.OVERDUE, given, party=customer.name)
    return None


def _pays_later(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """A customer pays all of the last three or four months' invoices 40 % and 12 days later."""
    since = shop.end - dt.timedelta(days=chance.randint(95, 120))
    customers = list(shop.customers)
    chance.shuffle(customers)
    for customer in customers:
        paid = [
            event
            for event in shop.events
            if event.party == customer.name and event.of and event.day > since
        ]
        before = [
            event
            for event in shop.events
            if event.party == customer.name and event.of and event.day <= since
        ]
        more = round(max(12, 0.4 * customer.takes) * chance.uniform(1, 2))
        moved = [event.day + dt.timedelta(days=more) for event in paid]
        in_time = [day for day in moved if day <= shop.end]
        lately = any(day > shop.end - dt.timedelta(days=28) for day in in_time)
        if len(in_time) >= 3 and len(before) >= 6 and lately:
            for event, day in zip(paid, moved, strict=True):
                event.day = day
                if day > shop.end:
                    shop.events.remove(event)
            return Planted(FindingCode.PAYS_LATER, given, party=customer.name)
    return None


def _no_takings(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """One to five open days without sales; or one day with a fortieth to a quarter of its sales."""
    since = shop.end - dt.timedelta(days=29)
    days = [
        event
        for event in shop.events
        if event.text == "Takings"
        and since <= event.day < shop.end
        and festivals.of(event.day) is None
    ]
    if not days:
        return None
    place = chance.randrange(len(days))
    if chance.random() < 0.4:
        days[place].scaled(chance.uniform(0.025, 0.25))
        gone = days[place : place + 1]
    else:
        gone = days[place : place + chance.choice([1, 1, 1, 2, 3, 5])]
        for event in gone:
            shop.events.remove(event)
    return Planted(FindingCode.NO_TAKINGS, given, day=gone[0].day)


def _missing(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """Rent, wages, insurance, the accountants or the instalment of the last month not booked."""
    accounts = [shops.RENT, shops.WAGES, shops.INSURANCE, shops.ADVICE, shops.LOAN]
    chance.shuffle(accounts)
    until = shop.end - dt.timedelta(days=14)
    since = shop.end - dt.timedelta(days=34)
    for account in accounts:
        gone = [
            event
            for event in shop.events
            if next(iter(event.lines)) == account
            and event.text in {"Monthly", "Instalment"}
            and since <= event.day
        ]
        if gone and all(event.day <= until for event in gone):
            for event in gone:
                shop.events.remove(event)
            return Planted(FindingCode.MISSING_ENTRY, given, account=account)
    return None


def _loan(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """For five months instalments take 95 % of what the business earned in cash, or twice it."""
    months = [Month.of(shop.end).plus(-number) for number in range(6)]
    earned = 0
    for event in shop.events:
        if Month.of(event.day) in months and event.text not in {"Instalment", "Drawings"}:
            earned += event.lines.get(shops.BANK, 0) + event.lines.get(shops.TILL, 0)
    if earned <= 0:
        return None
    shop.events = [event for event in shop.events if event.text != "Instalment"]
    each = round(earned / 6 * chance.uniform(0.95, 2))
    for month in months:
        interest = each // 8
        lines = {
            shops.LOAN: each - interest,
            shops.INTEREST: interest,
            shops.BANK: -each,
        }
        shop.add(shop.bank_day(month.first_day), "Instalment", lines, "The Bank")
    return Planted(FindingCode.LOAN_COVER_THIN, given)


def _last_months(shop: Shop, chance: random.Random) -> dt.date:
    return Month.of(shop.end).plus(-chance.randint(1, 3)).first_day


def _margin(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """All goods cost 12 to 30 % more for the last two to four months, prices as before."""
    since, dearer = _last_months(shop, chance), chance.uniform(1.12, 1.3)
    for event in shop.events:
        if event.lines.get(shops.GOODS, 0) > 0 and event.day >= since:
            extra = round(event.lines[shops.GOODS] * (dearer - 1))
            event.lines[shops.GOODS] += extra
            other = shops.STOCK if shops.STOCK in event.lines else shops.PAYABLES
            event.lines[other] -= extra
        elif event.of and event.text == "Paid" and event.of.day >= since:
            event.lines = {code: -value for code, value in event.of.lines.items()}
            if shops.GOODS in event.lines:
                event.lines[shops.BANK] = event.lines.pop(shops.GOODS)
            else:
                event.lines[shops.BANK] = event.lines.pop(shops.STOCK)
    return Planted(FindingCode.MARGIN_FALLING, given)


def _cost(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """A running cost is 50 to 150 % dearer for two to four months, over 2 % of the sales more."""
    since = _last_months(shop, chance)
    accounts = [
        shops.UTILITIES, shops.COURIER, shops.ADVERTISING, shops.WAGES, shops.TRAVEL,
        shops.ADVICE, shops.SOFTWARE, shops.RENT,
    ]  # fmt: skip
    chance.shuffle(accounts)
    for account in accounts:
        events = [event for event in shop.events if account in event.lines]
        months = {Month.of(event.day) for event in events}
        total = sum(event.lines[account] for event in events)
        whole = (shop.end - shop.start).days / 30
        dearer = chance.uniform(1.5, 2.5)
        enough = total / whole * (dearer - 1) > 0.02 * shop.month_sales
        if len(months) > 0.9 * whole and enough:
            for event in events:
                if event.day >= since:
                    event.scaled(dearer)
            return Planted(FindingCode.COST_RISING, given, account=account)
    return None


def _price(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """A fixed price 6 to 40 % up; or a supplier's bills 25 to 60 % up for two or three months."""
    if chance.random() < 0.5:
        fixed = [
            each
            for each in shop.regulars
            if not each.spread and each.party and each.amount > 0.004 * shop.month_sales
        ]
        chance.shuffle(fixed)
        since = shop.end - dt.timedelta(days=28)
        for each in fixed:
            found = [event for event in shop.events if event.party == each.party]
            if any(event.day >= since for event in found):
                dearer = chance.uniform(1.06, 1.4)
                for event in found:
                    if event.day >= since:
                        event.scaled(dearer)
                return Planted(FindingCode.SUPPLIER_PRICE, given, party=each.party)
        return None
    since = Month.of(shop.end).plus(-chance.randint(1, 2)).first_day
    large = [each for each in shop.suppliers if each.share >= 0.15]
    supplier, dearer = chance.choice(large), chance.uniform(1.25, 1.6)
    for event in shop.events:
        billed = event.of.day if event.of else event.day
        if event.party == supplier.name and billed >= since:
            event.scaled(dearer)
    return Planted(FindingCode.SUPPLIER_PRICE, given, party=supplier.name)


def _unusual(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """A slipped decimal point, 8 to 60 % of the sales to a stranger, or a payment on a dead day."""
    since = shop.end - dt.timedelta(days=29)
    which = chance.randrange(3)
    if which == 0:
        events = [
            event
            for event in shop.events
            if event.text == "Monthly"
            and event.day >= since
            and event.amount > 0.002 * shop.month_sales
        ]
        if not events:
            return None
        event = chance.choice(events)
        event.scaled(chance.choice([10, 10, 5, 6]))
        return Planted(FindingCode.UNUSUAL_ENTRY, given, event=event)
    day = since + dt.timedelta(days=chance.randrange(29))
    amount = round(shop.month_sales * chance.uniform(0.08, 0.6))
    account = chance.choice([shops.REPAIRS, shops.SUNDRY, shops.ADVICE, shops.ADVERTISING])
    party = "Stranger"
    if which == 2:
        if len(shop.pays_on) == 7:
            return None
        while day.weekday() in shop.pays_on:
            day -= dt.timedelta(days=1)
        if day < since:
            return None
        amount, party = round(shop.month_sales * chance.uniform(0.015, 0.2)), "Hardware"
    event_or_none = shop.add(day, "Transfer", {account: amount, shops.BANK: -amount}, party)
    return Planted(FindingCode.UNUSUAL_ENTRY, given, event=event_or_none)


def _duplicate(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """A payment or a bill over half a per cent of the sales, booked again within eight days."""
    until = shop.end - dt.timedelta(days=8)
    since = shop.end - dt.timedelta(days=29)
    texts = chance.choice([{"Monthly", "Card", "Transfer"}, {"Paid"}, {"Delivery"}])
    events = [
        event
        for event in shop.events
        if event.text in texts
        and since <= event.day <= until
        and event.amount > 0.005 * shop.month_sales
        and event.party
    ]
    if not events:
        return None
    event = chance.choice(events)
    again = event.again(
        shop.bank_day(event.day + dt.timedelta(days=chance.choice([0, 0, 1, 3, 5])))
    )
    shop.events.append(again)
    return Planted(FindingCode.DUPLICATE_PAYMENT, given, event=again, party=event.party)


def _subscriptions(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """Two to five new monthly payments over the last half-year: half as much again in all."""
    known = sum(
        each.amount
        for each in shop.regulars
        if each.account in {shops.SOFTWARE, shops.PHONE, shops.INSURANCE, shops.ADVICE, shops.FEES}
    )
    count = chance.randint(2, 5)
    for number in range(count):
        amount = round(known * chance.uniform(0.5, 0.9) / count)
        months = chance.randint(3, 5)
        for back in range(months):
            month = Month.of(shop.end).plus(-back)
            day = shop.bank_day(month.first_day + dt.timedelta(days=3 + 4 * number))
            lines = {shops.SOFTWARE: amount, shops.BANK: -amount}
            shop.add(day, "Card", lines, f"New app {number}")
    return Planted(FindingCode.SUBSCRIPTIONS, given)


def _customer(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """One customer is half to three quarters of all sales of the last seven months."""
    if not shop.customers:
        return None
    customer = chance.choice(shop.customers)
    since = Month.of(shop.end).plus(-6).first_day
    own = [event for event in shop.events if event.party == customer.name and event.day >= since]
    all_sales = -sum(event.lines.get(shops.SALES, 0) for event in shop.events if event.day >= since)
    theirs = -sum(event.lines.get(shops.SALES, 0) for event in own)
    share = chance.uniform(0.5, 0.75)
    if theirs <= 0:
        return None
    factor = share / (1 - share) * (all_sales - theirs) / theirs
    for event in own:
        event.scaled(factor)
    return Planted(FindingCode.DEPENDS_ON_CUSTOMER, given, party=customer.name)


def _supplier(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """One supplier brings 68 to 90 % of the goods of the last seven months."""
    since = Month.of(shop.end).plus(-6).first_day
    supplier, share = chance.choice(shop.suppliers), chance.uniform(0.68, 0.9)
    names = {each.name for each in shop.suppliers}
    for event in shop.events:
        billed = event.of.day if event.of else event.day
        if event.party in names and billed >= since:
            own = event.party == supplier.name
            event.scaled(share / supplier.share if own else (1 - share) / (1 - supplier.share))
    return Planted(FindingCode.DEPENDS_ON_SUPPLIER, given, party=supplier.name)


def _stock(shop: Shop, chance: random.Random, given: Circumstances) -> Planted | None:
    """Two thirds to one and a half times the usual stock bought beyond what is sold."""
    if not shop.with_stock:
        return None
    usual = shop.month_sales * shop.cost_share * 1.3
    extra = usual * chance.uniform(0.66, 1.5)
    parts = chance.randint(2, 6)
    for number in range(parts):
        total = round(extra / parts)
        day = shop.bank_day(shop.end - dt.timedelta(days=10 + 12 * number))
        lines = {shops.STOCK: total, shops.PAYABLES: -total}
        shop.add(day, "Delivery", lines, shop.suppliers[0].name)
    return Planted(FindingCode.STOCK_TIED_UP, given)


def _reconciled(shop: Shop, chance: random.Random, given: Circumstances) -> Planted:
    """The bank account was last reconciled seven weeks to seven months ago, or never."""
    day = shop.end - dt.timedelta(days=chance.randint(50, 200))
    known = None if chance.random() < 0.2 else day
    return Planted(
        FindingCode.NOT_RECONCILED,
        replace(given, reconciled={shops.BANK: known}),
        account=shops.BANK,
    )


_PLANTS: Mapping[FindingCode, Callable[[Shop, random.Random, Circumstances], Planted | None]] = {
    FindingCode.DUPLICATE_PAYMENT: _duplicate,
    FindingCode.TAX_DUE: _tax_due,
    FindingCode.OVERDUE: _overdue,
    FindingCode.PAYS_LATER: _pays_later,
    FindingCode.NO_TAKINGS: _no_takings,
    FindingCode.MISSING_ENTRY: _missing,
    FindingCode.LOAN_COVER_THIN: _loan,
    FindingCode.MARGIN_FALLING: _margin,
    FindingCode.COST_RISING: _cost,
    FindingCode.SUPPLIER_PRICE: _price,
    FindingCode.UNUSUAL_ENTRY: _unusual,
    FindingCode.SUBSCRIPTIONS: _subscriptions,
    FindingCode.DEPENDS_ON_CUSTOMER: _customer,
    FindingCode.DEPENDS_ON_SUPPLIER: _supplier,
    FindingCode.STOCK_TIED_UP: _stock,
    FindingCode.NOT_RECONCILED: _reconciled,
}
