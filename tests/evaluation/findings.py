"""Measures what findings find: planted faults, clean months, the demo shop and real firms.

    python -m tests.evaluation.findings [--each 200] [--clean 1000] [--seed 500000]

Made-up shops of four kinds (``made_shops``) run for up to 26 months; each fault (``planted``) is
put into so many of them, and the same kinds without one are looked at month after month. Printed
are recall and false alarms code by code. The thresholds were chosen on seeds below 100000. Then the
demo shop of both languages, twelve ends of a month each, and the 82 real firms of
``../shared/fixtures/credit``, whose invoices are taken to be paid after made-up days: nobody knows
what is a false alarm there, so the findings are counted alone. Last, the time for 36 000 rows.
"""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.analysis import debts
from cfo_desktop.analysis import forecast
from cfo_desktop.analysis.findings import finder
from cfo_desktop.base import paths
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.services import demo_shop
from cfo_desktop.services import knowledge
from tests.analysis.histories import history
from tests.evaluation import firms
from tests.evaluation import made_shops
from tests.evaluation import planted
from tests.evaluation.made_shops import Shop

LAST = Month(2026, 12)
KEPT_MONTHS = 13
"""Months before the present one that a history's rows reach back."""
ENDS = 12
TRIES = 40
_SOME = 20
"""Rows that a real firm's month is looked at from."""
_ROWS = 34_000
_EQUIPMENT = {"shop": "1510", "cn-small-enterprise": "1601"}
_INSURANCE = {"shop": "6320", "cn-small-enterprise": "560208"}
"""The codes that the demo shop is given beside those with roles."""


@dataclass
class Score:
    """Planted and found faults and false alarms, by code."""

    planted: Counter[FindingCode] = field(default_factory=Counter)
    found: Counter[FindingCode] = field(default_factory=Counter)
    alarms: Counter[FindingCode] = field(default_factory=Counter)
    months: int = 0
    missed: list[tuple[FindingCode, int, str]] = field(default_factory=list)

    def recall(self, code: FindingCode) -> float:
        """Return the share of planted faults that were found."""
        return self.found[code] / max(1, self.planted[code])

    @property
    def alarms_a_month(self) -> float:
        """False alarms of all codes in a clean month."""
        return sum(self.alarms.values()) / max(1, self.months)


def found_in(past: History, circumstances: Circumstances) -> tuple[Finding, ...]:
    """Return the findings of a history, its debts found first."""
    found = finder.weigh(past, debts.find(past), circumstances)
    return tuple(each.finding for each in found)


def past_of(shop: Shop, end: Month | None = None) -> History:
    """Return a made-up shop's history at the end of a month, its last one by default."""
    month = end or Month.of(shop.end)
    return history(
        shop.drafts(),
        made_shops.ACCOUNTS,
        today=month.last_day,
        currency=made_shops.CURRENCY,
        days_from=month.plus(-KEPT_MONTHS).first_day,
    )


def measure(*, each: int, clean: int, seed: int) -> Score:
    """Plant every fault ``each`` times and look at ``clean`` months without one."""
    score = Score()
    for number in range(each):
        for place, code in enumerate(FindingCode):
            _plant(score, code, seed + 1000 * number + 20 * place)
    for number in range(-(-clean // ENDS)):
        shop = made_shops.make(seed + 700_001 + number, months=26, end=LAST)
        for back in range(min(ENDS, clean - score.months)):
            month = LAST.plus(-back)
            past = past_of(shop, month)
            calm = replace(planted.calm(_at(shop, month)), forecast=_ahead(past))
            score.alarms.update(each.code for each in found_in(past, calm))
            score.months += 1
    return score


def _ahead(past: History) -> Forecast:
    return forecast.forecast(past, debts.find(past))


def _at(shop: Shop, month: Month) -> Shop:
    there = copy.copy(shop)
    there.end = month.last_day
    return there


def _plant(score: Score, code: FindingCode, seed: int) -> None:
    """Plant a fault in the first shop from ``seed`` on that has a place for it."""
    for number in range(seed, seed + TRIES):
        chance = random.Random(number)
        fault: planted.Planted | None
        end = LAST.plus(-chance.randrange(ENDS))
        shop = made_shops.make(number, months=chance.randint(14, 20), end=end)
        if code is FindingCode.CASH_SHORT:
            fault = planted.cash_short(shop, chance, _ahead(past_of(shop)))
        else:
            fault = planted.plant(code, shop, chance)
        if fault is not None:
            score.planted[code] += 1
            found = found_in(past_of(shop), fault.circumstances)
            if any(map(fault.met_by, found)):
                score.found[code] += 1
            else:
                score.missed.append((code, number, shop.kind))
            return


def table(score: Score) -> Iterator[str]:
    """Yield the lines of the result."""
    yield f"{'code':22}{'planted':>8}{'found':>7}{'recall':>8}{'alarms a clean month':>22}"
    for code in FindingCode:
        alarms = score.alarms[code] / max(1, score.months)
        yield (
            f"{code:22}{score.planted[code]:8}{score.found[code]:7}"
            f"{score.recall(code):8.3f}{alarms:22.3f}"
        )
    total = sum(score.found.values()) / max(1, sum(score.planted.values()))
    yield (
        f"{'all':22}{sum(score.planted.values()):8}{sum(score.found.values()):7}{total:8.3f}"
        f"{score.alarms_a_month:22.3f}   ({score.months} months)"
    )


def demo_shop_findings(locale: str) -> tuple[int, Counter[str]]:
    """Return how many ends of a month of the demo shop were looked at, and what was found."""
    scene = demo_shop.SCENES[locale]
    with (paths.assets() / "charts" / f"{scene.chart}.toml").open("rb") as stream:
        rows = tomllib.load(stream)["account"]
    accounts = [
        Account(
            row["code"],
            row["name"]["en"],
            row["name"]["zh_CN"],
            Group(row["group"]),
            scene.currency,
            Role(row["role"]) if "role" in row else None,
        )
        for row in rows
    ]
    found: Counter[str] = Counter()
    for back in range(ENDS):
        end = LAST.plus(-back)
        drafts = demo_shop.drafts(
            locale,
            codes={account.role: account.code for account in accounts if account.role},
            equipment=_EQUIPMENT[scene.chart],
            insurance=_INSURANCE[scene.chart],
            targets=knowledge.accounts_of(scene.chart, accounts),
            months=18,
            end=end.last_day,
        )
        found.update(_named(_looked_at(list(drafts), accounts, end, scene.currency)))
    return ENDS, found


def real_firm_findings() -> tuple[int, Counter[str]]:
    """Return the same of the real firms, for twelve months before the last one of each."""
    months = 0
    found: Counter[str] = Counter()
    for name, invoices in firms.lists().items():
        firm = firms.firm(name, invoices)
        for back in range(1, ENDS + 1):
            end = Month.of(firm.last).plus(-back).last_day
            if end > firm.first:
                past = firm.history(end)
                if len(past.rows) >= _SOME:
                    found.update(_named(found_in(past, _nothing_ahead(past))))
                    months += 1
    return months, found


def _nothing_ahead(past: History) -> Circumstances:
    ahead = Forecast(past.today, past.currency, past.cash(), (), (), reliable=False)
    return Circumstances(ahead)


def _looked_at(
    drafts: Sequence[Draft], accounts: Sequence[Account], end: Month, currency: str
) -> tuple[Finding, ...]:
    past = history(
        drafts,
        accounts,
        today=end.last_day,
        currency=currency,
        days_from=end.plus(-KEPT_MONTHS).first_day,
    )
    return found_in(
        past, Circumstances(Forecast(end.last_day, currency, 0, (), (), reliable=False))
    )


def _named(found: Sequence[Finding]) -> list[str]:
    return [f"{each.code} {each.variant}".strip() for each in found]


def speed(seed: int) -> tuple[int, float]:
    """Return the rows of a large history, and the best of five times to find in it (seconds)."""
    shop = made_shops.make(seed, months=14, end=LAST, kind="corner shop")
    for number in range(_ROWS):
        day = shop.start + dt.timedelta(days=number * 420 // _ROWS)
        amount = 300 + number * 7919 % 4000
        lines = {made_shops.SUNDRY: amount, made_shops.BANK: -amount}
        shop.add(day, "Card", lines, f"Payee {number * 31 % 700}")
    past = past_of(shop)
    owed = debts.find(past)
    circumstances = planted.calm(shop)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        finder.weigh(past, owed, circumstances)
        times.append(time.perf_counter() - started)
    return len(past.rows), min(times)


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--clean", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=500_000)
    parser.add_argument("--missed", action="store_true", help="say where faults were missed")
    given = parser.parse_args()
    started = time.perf_counter()
    score = measure(each=given.each, clean=given.clean, seed=given.seed)
    for line in table(score):
        print(line)
    if given.missed:
        for code, seed, kind in score.missed:
            print(f"missed {code} in seed {seed}, {kind}")
    print(f"{time.perf_counter() - started:.0f} s")
    for locale in demo_shop.SCENES:
        _print(f"demo shop, {locale}", *demo_shop_findings(locale))
    if firms.SHARED.is_dir():
        _print("82 real firms, made-up payment days", *real_firm_findings())
    else:
        print(f"real firms: {firms.SHARED} is not there")
    rows, seconds = speed(given.seed)
    print(f"{rows} rows of 14 months: {1000 * seconds:.0f} ms")


def _print(what: str, months: int, found: Counter[str]) -> None:
    print(f"{what}: {months} months, {sum(found.values()) / months:.2f} findings a month")
    for name, count in found.most_common():
        print(f"    {name:32}{count / months:8.3f}")


if __name__ == "__main__":
    main()
