"""Holds the sums of an e-invoice against each other; what differs is a warning, no refusal."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.documents.structured import capitals
from cfo_desktop.documents.structured import tax_ids
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money


def of_sums(name: str, *, expected: Money | None, parts: Sequence[Money | None]) -> Iterator[Check]:
    """Yield the check that ``parts`` add up to what was expected; none where a part is missing."""
    known = [part for part in parts if part is not None]
    if expected is None or not known or len(known) < len(parts):
        return
    found = Money(expected.currency, sum(part.minor for part in known))
    yield Check(name, found == expected, str(expected), str(found))


def of_rates(
    rates: Sequence[RateTotal], *, net: Money | None, tax: Money | None
) -> Iterator[Check]:
    """Yield the checks that what is taxed at each rate adds up to the whole, net and tax."""
    if not rates:
        return
    yield from of_sums("rates", expected=tax, parts=[rate.tax for rate in rates])
    yield from of_sums("rates", expected=net, parts=[rate.net for rate in rates])


def of_capitals(text: str, *, total: Money | None) -> Iterator[Check]:
    """Yield the check that the capitals say the total."""
    said = capitals.amount(text) if text else None
    if said is None or total is None:
        return
    ok = said in {total.decimal(), abs(total.decimal())}  # red letters may leave the sign out
    yield Check("capitals", ok, str(total), f"{said:f}")


def of_tax_ids(numbers: Iterable[tuple[Field, str]]) -> Iterator[Check]:
    """Yield whether each tax number fits its own check, where a rule for it is known.

    The number itself, which may hold a citizen's id number, is not repeated.
    """
    for name, number in numbers:
        fits = tax_ids.check(number) if number else None
        if fits is not None:
            yield Check("tax_id", fits, "", "", place=name.value)


def warnings(checks: Iterable[Check]) -> tuple[Fault, ...]:
    """Return one fault for each check that does not tie out."""
    return tuple(_warning(check) for check in checks if not check.ok)


def _warning(check: Check) -> Fault:
    data = {"expected": check.expected, "found": check.found}
    match check.name:
        case "lines":
            return Fault("document_lines_differ", data=data)
        case "rates":
            return Fault("document_rates_differ", data=data)
        case "capitals":
            return Fault("document_capitals_differ", data=data)
        case "payable":
            return Fault("document_payable_differs", data=data)
        case "tax_id":
            return Fault("document_tax_id_wrong", check.place)
        case _:
            return Fault("document_total_differs", data=data)
