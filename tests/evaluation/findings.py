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
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.analysis import debts
from cfo_desktop.analysis.findings import finder
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from tests.analysis.histories import history
from tests.evaluation import made_shops
from tests.evaluation import planted
from tests.evaluation.made_shops import Shop

LAST = Month(2026, 12)
KEPT_MONTHS = 13
"""Months before the present one that a history's rows reach back."""
ENDS = 12
TRIES = 40


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
    return finder.find(past, debts.find(past), circumstances)


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
            circumstances = planted.calm(_at(shop, month))
            score.alarms.update(each.code for each in found_in(past_of(shop, month), circumstances))
            score.months += 1
    return score


def _at(shop: Shop, month: Month) -> Shop:
    there = copy.copy(shop)
    there.end = month.last_day
    return there


def _plant(score: Score, code: FindingCode, seed: int) -> None:
    """Plant a fault in the first shop from ``seed`` on that has a place for it."""
    for number in range(seed, seed + TRIES):
        chance = random.Random(number)
        end = LAST.plus(-chance.randrange(ENDS))
        shop = made_shops.make(number, months=chance.randint(14, 20), end=end)
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


if __name__ == "__main__":
    main()
