"""Findings about what did not come: rent, wages and other regular costs that are not booked."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable
from collections.abc import Iterator

from cfo_desktop.analysis.findings import rhythms
from cfo_desktop.analysis.findings.past import NEW_DAYS
from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.rhythms import Rhythm
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed
from cfo_desktop.domain.history import Row

GRACE = 4
"""Days beyond the widest stray so far: a long week-end, and a day until the bank's file comes."""
SMALL_SHARE = 0.003
"""Of a month's sales: a smaller cost that did not come is not worth a word."""
EARLY = 7
LIKE = 0.25
"""A payment by another name within a quarter of the amount is taken for the missing one."""
PART = 0.5
"""Half of the usual rent or wages on the account: it came, in another form."""
_WHOLE = {Role.RENT: "rent", Role.WAGES: "wages"}
"""Roles whose whole account has one rhythm, whoever is paid."""


def find(past: Past) -> Iterator[Weighed]:
    """Yield regular costs whose next payment should have been booked by now.

    Figures: ``usual`` (the middle of the latest amounts, one that was paid), ``expected`` (day),
    ``last`` (day), ``occurrences`` (that the rhythm is read from). Variants: ``rent``, ``wages``,
    ``other``. Enough: four payments in one rhythm: weekly (wages and rent), or every one, two or
    three months. One that has been missing for over a month has ended, and is not told again.
    """
    covered: set[str] = set()
    for role, variant in _WHOLE.items():
        account = past.role(role)
        series = list(past.rows_of({account})) if account else []
        found = rhythms.rhythm(rhythms.payments(series))
        if found is not None:
            covered.add(account)
            yield from _missing(past, found, account=account, party="", variant=variant)
    codes = past.history.codes(Group.OPERATING, Group.FINANCE, Group.LOAN) - covered
    own = past.role(Role.DEPRECIATION)
    variants = {past.role(role): variant for role, variant in _WHOLE.items()}
    for (account, party), rows in past.by_party.items():
        regular = rhythms.OCCURRENCES <= len(rows) <= rhythms.MOST
        if account in codes and party and account != own and regular:
            found = rhythms.rhythm(past.payments(account, party))
            if found is not None and found.months:
                variant = variants.get(account, "other")
                yield from _missing(past, found, account=account, party=party, variant=variant)


def _missing(
    past: Past, found: Rhythm, *, account: str, party: str, variant: str
) -> Iterator[Weighed]:
    late = (past.today - found.next).days - found.strays - GRACE
    usual = statistics.median_low([payment.amount for payment in found.payments])
    if not 0 < late <= NEW_DAYS or usual < SMALL_SHARE * past.turnover:
        return
    if _came(past, found, usual, account=account, whole=not party):
        return
    rows = [entry for payment in found.payments for entry in payment.entries]
    finding = Finding(
        FindingCode.MISSING_ENTRY,
        Severity.WATCH,
        found.next,
        usual,
        {
            "usual": past.money(usual),
            "expected": found.next,
            "last": found.payments[-1].day,
            "occurrences": len(found.payments),
        },
        tuple(dict.fromkeys(rows)),
        Action(ActionKind.RECORD, account),
        party=party,
        account=account,
        variant=variant,
    )
    yield Weighed(finding, min(usual / (SMALL_SHARE * past.turnover), 1 + late / GRACE))


def _came(past: Past, found: Rhythm, usual: int, *, account: str, whole: bool) -> bool:
    """Tell whether it is there in another form: by another name, or as a schedule's due day."""
    since = max(found.next - dt.timedelta(days=EARLY), found.payments[-1].day + dt.timedelta(1))
    until = past.today
    if any(
        account in each.accounts and since <= each.day <= until for each in past.history.planned
    ):
        return True
    rows = [row for row in past.rows_of({account}) if row.day >= since]
    if whole:
        return sum(row.value for row in rows) >= PART * usual
    return any(_stands_for(rows, usual))


def _stands_for(rows: Iterable[Row], usual: int) -> Iterator[bool]:
    for row in rows:
        yield abs(row.value - usual) <= LIKE * usual
