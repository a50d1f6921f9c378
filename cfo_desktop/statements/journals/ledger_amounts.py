"""Amounts as hledger and ledger write them: commodity on either side, prices, assertions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.statements import amounts
from cfo_desktop.statements.amounts import DecimalSign
from cfo_desktop.statements.journals.raw import Quantity
from cfo_desktop.statements.journals.raw import RawPosting
from cfo_desktop.statements.journals.raw import Refused

_NUMBER = r"\d(?:[\d.,' ]*\d)?[.,]?|[.,]\d+"
_GROUP = 3
_NUMBERS = re.compile(_NUMBER)
_COMMODITY = r"\"[^\"]+\"|[^\s\d.,;@={}()\[\]\"+\-*/]+"
_QUANTITY = re.compile(
    rf"\s*(?P<sign>[-+])?\s*(?P<before>{_COMMODITY})?\s*(?P<inner>[-+])?\s*"
    rf"(?P<number>{_NUMBER})\s*(?P<after>{_COMMODITY})?\s*"
)
_LOT = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\([^@()]*\)")
_PRICE = re.compile(r"\(?(@@?)\)?")
_ASSERTION = re.compile(r"={1,2}(\*)?")
_SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "zł": "PLN",
    "Kč": "CZK",
    "元": "CNY",
    "￥": "CNY",
    "R$": "BRL",
    "A$": "AUD",
    "C$": "CAD",
    "HK$": "HKD",
    "US$": "USD",
}


def numbers(text: str) -> Iterator[str]:
    """Return everything in a line that may be a number, beside what stands before two spaces."""
    account, wide, amount = re.sub(r"\t| {2,}", "\0", text.strip(), count=1).partition("\0")
    return iter(_NUMBERS.findall(amount if wide else account))


def decimal_sign(number: str) -> DecimalSign | None:
    """Return the decimal sign that a number shows; ``None`` where it shows none.

    Unlike a bank's list a journal has few numbers without cents, so a point followed by three
    digits is one; a comma followed by three groups thousands.
    """
    last = max(number.rfind("."), number.rfind(","))
    if last < 0 or number.count(number[last]) > 1:
        return None
    lone_comma = number[last] == "," and "." not in number
    return None if lone_comma and len(number) - last - 1 == _GROUP else DecimalSign(number[last])


@dataclass(frozen=True, slots=True)
class Amounts:
    """How a file writes its amounts; ``own`` are the currencies its symbols stand for."""

    sign: DecimalSign
    own: dict[str, str]
    default: str = ""
    """The commodity of numbers that stand alone."""

    @property
    def symbols(self) -> dict[str, str]:
        """Return {symbol: currency code}."""
        return _SYMBOLS | self.own

    def quantity(self, text: str) -> Quantity | None:
        """Read one amount; ``None`` where it is none."""
        found = _QUANTITY.fullmatch(text)
        if not found or (found["sign"] and found["inner"]):
            return None
        number = amounts.parse(found["number"].replace(" ", ""), self.sign)
        if number is None:
            return None
        commodity = (found["before"] or found["after"] or self.default).strip('"')
        if found["before"] and found["after"]:
            return None
        negative = "-" in {found["sign"], found["inner"]}
        return Quantity(number.value * (-1 if negative else 1), commodity)

    def posting(self, text: str) -> RawPosting:
        """Read what stands behind an account's name; raise ``Refused``."""
        said, _, claim = _split(_ASSERTION, text)
        asserted = self._known(claim) if claim else None
        with_children = bool((found := _ASSERTION.search(text)) and found[1])
        if not said.strip():
            return RawPosting(0, "", asserted=asserted, with_children=with_children)
        if "{" in said:
            raise Refused("foreign_cost", text)
        amount_text, mark, price_text = _split(_PRICE, _LOT.sub("", said))
        price = self._known(price_text) if mark else None
        return RawPosting(
            0,
            "",
            self._known(amount_text),
            price,
            price_is_total="@@" in mark,
            asserted=asserted,
            with_children=with_children,
        )

    def _known(self, text: str) -> Quantity:
        quantity = self.quantity(text)
        if quantity is None:
            raise Refused("foreign_syntax", text.strip())
        return quantity


def _split(mark: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """Cut at the first mark outside quotes."""
    quoted = re.sub(r'"[^"]*"', lambda found: "_" * len(found[0]), text)
    found = mark.search(quoted)
    if not found:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]
