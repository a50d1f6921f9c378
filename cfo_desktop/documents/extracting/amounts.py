"""Finds the amounts of money on a document's rows, in whichever way its country writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.documents.extracting.rows import Row

SIGNS: Mapping[str, str] = {
    "RM": "MYR",
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "RS": "INR",
    "RS.": "INR",
    "₩": "KRW",
    "₫": "VND",
    "฿": "THB",
    "RP": "IDR",
    "₱": "PHP",
    "₽": "RUB",
    "₺": "TRY",
    "ZŁ": "PLN",
    "KČ": "CZK",
    "RMB": "CNY",
    "人民币": "CNY",
    "港币": "HKD",
    "港元": "HKD",
    "美元": "USD",
    "欧元": "EUR",
    "日元": "JPY",
    "新台币": "TWD",
    "SFR": "CHF",
    "FR.": "CHF",
    "$": "$",
    "¥": "¥",
    "元": "元",
    "圆": "元",
    "KR": "kr",
}
"""What a sign beside an amount says; ``$``, ``¥``, ``元`` and ``kr`` are of several countries."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CODES = _words(
    """
    MYR USD EUR GBP CNY SGD HKD TWD AUD CAD NZD INR JPY KRW VND THB IDR PHP CHF SEK NOK DKK
    PLN CZK HUF RON BGN TRY RUB ZAR BRL MXN AED SAR ILS MOP
    """
)
_NAMES = "|".join(
    sorted((re.escape(name) for name in [*SIGNS, *CODES]), key=lambda text: (-len(text), text))
)
_DIGIT = r"[\dOoIl]"
_NUMBER = re.compile(
    rf"""
    (?P<open>\()?
    (?:(?<![^\W\d_])(?P<before>-|−)\s?)?
    (?:(?<![A-Za-z])(?P<sign>{_NAMES})\s?[:.]?\s?)?
    (?P<minus>[-−+]\s?)?
    (?<![\d/#])(?<!\d[.,:\-])
    (?:(?<![A-Za-z])|(?<=RM)|(?<=Rs)|(?<=Rp)|(?<=[A-Z]{{3}})|(?<=[\s\d\W][YVFX]))
    (?P<number>
        \d{{1,3}}(?:,\s?\d{{2,3}})*,\s?\d{{3}}(?:\.\s?{_DIGIT}{{2}})?(?!\d)
      | \d{{1,3}}(?:\.\d{{3}})+(?:,\d{{2}})?(?!\d)
      | \d{{1,3}}(?:['’]\d{{3}})+(?:[.,]\d{{2}})?(?!\d)
      | \d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+,\d{{2}}(?!\d)
      | {_DIGIT}{{1,9}}[.,]{_DIGIT}{{2}}(?![\dOo])
      | \d{{1,7}}\s\.\s?\d{{2}}(?=\s|\Z)
      | \d{{1,7}}\.\s\d{{2}}(?=\s\s|\Z)
      | \d{{1,9}}[.,]\d(?!\d)
      | \d{{1,9}}(?![\d.,]*\d)
    )
    (?![/:]\s?\d)(?!-\d)(?![.,]\d)
    (?P<trail>\s?(?:(?P<after>{_NAMES})(?![^\W\d_㐀-鿿])|%|‰))?
    (?P<behind>-(?!\d)|\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LETTER_BEHIND = re.compile(r"[^\W\d_㐀-鿿]{2,}|[a-z㎏㎡]|[°\"']")
"""Units and the like that stick to a number: ``500ml``; a tax code is one capital letter."""
_TAX_CODE = re.compile(r"(?:SR|ZR|ZRL|SRE|OS|ES|TX|NR|GST|ST|SV)\b|[A-Z]\b|\*")
_MISREAD = str.maketrans("OoIl", "0011")
_COMMA_CURRENCIES = frozenset({"EUR"})
_LARGEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as printed and where; never rounded, never made up."""

    value: Decimal
    row: Row
    start: int
    end: int
    sign: str = ""
    """A currency's code, one of the signs of several countries, or nothing."""
    has_cents: bool = True


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage as printed, in parts of ten thousand, and where."""

    rate: int
    row: Row
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All amounts and rates of a document, by the index of their row."""

    amounts: Mapping[int, tuple[Amount, ...]]
    rates: Mapping[int, tuple[Rate, ...]]
    decimal_comma: bool

    def of(self, row: Row) -> tuple[Amount, ...]:
        """Return a row's amounts from the left: those with cents or a currency beside them."""
        return tuple(one for one in self.amounts.get(row.index, ()) if one.has_cents or one.sign)

    def all_of(self, row: Row) -> tuple[Amount, ...]:
        """Return a row's amounts and plain whole numbers, from the left."""
        return self.amounts.get(row.index, ())

    def rates_of(self, row: Row) -> tuple[Rate, ...]:
        """Return a row's percentages."""
        return self.rates.get(row.index, ())


def figures_of(rows: Sequence[Row]) -> Figures:
    """Return every amount of a document; all of it decides between ``1,50`` and ``1.50``."""
    matches = {row.index: list(_matches(row)) for row in rows}
    comma = _decimal_comma(match["number"] for found in matches.values() for match in found)
    amounts: dict[int, tuple[Amount, ...]] = {}
    rates: dict[int, tuple[Rate, ...]] = {}
    for row in rows:
        found = matches[row.index]
        read = [one for match in found if (one := _amount(match, row, comma=comma))]
        if read:
            amounts[row.index] = tuple(read)
        shares = [share for match in found if (share := _rate(match, row))]
        if shares:
            rates[row.index] = tuple(shares)
    return Figures(amounts, rates, comma)


def _matches(row: Row) -> Iterator[re.Match[str]]:
    for match in _NUMBER.finditer(row.text):
        if any(sign.isdigit() for sign in match["number"]):
            yield match


def _decimal_comma(numbers: Iterable[str]) -> bool:
    votes: Counter[str] = Counter()
    for number in numbers:
        if len(number) > 3 and number[-3] in ".,":
            votes[number[-3]] += 1
    return votes[","] > votes["."]


def _amount(match: re.Match[str], row: Row, *, comma: bool) -> Amount | None:
    if match["trail"] and match["trail"].strip() in {"%", "‰"}:
        return None
    sign = _sign(match["sign"]) or _sign(match["after"])
    rest = row.text[match.end() :]
    if not match["after"] and _LETTER_BEHIND.match(rest) and not _TAX_CODE.match(rest):
        return None
    read = _number(match["number"], comma=comma)
    if read is None or read[0] >= _LARGEST:
        return None
    value, has_cents = read
    if not has_cents and len(match["number"]) > 9 and not sign:
        return None
    negative = _is_negative(match, value)
    start, end = match.start("sign" if match["sign"] else "number"), match.end("number")
    if match["after"]:
        end = match.end("after")
    return Amount(-value if negative else value, row, start, end, sign, has_cents)


def _is_negative(match: re.Match[str], value: Decimal) -> bool:
    if match["open"] and match["behind"] == ")":
        # (3.50) is a loss where it stands apart in brackets with its cents: not in a sentence.
        before = match.string[max(0, match.start() - 1) : match.start()]
        return not before.strip() and not match["sign"] and match["number"][-3:-2] in {".", ","}
    if match["behind"] == "-":
        return True
    before = match["minus"] or (match.group(0)[: match.start("number") - match.start()])
    if not any(sign in before for sign in "-−"):
        return False
    spaced = re.search(r"[-−]\s", before) is not None
    return not spaced or value < 1


def _sign(text: str | None) -> str:
    if not text:
        return ""
    upper = text.upper()
    return SIGNS.get(upper) or (upper if upper in CODES else "")


def _number(text: str, *, comma: bool) -> tuple[Decimal, bool] | None:
    """Return the number and whether it has cents; ``None`` where it is of no amount's shape."""
    text = "".join(text.translate(_MISREAD).split()).replace("’", "'")
    last = max(text.rfind("."), text.rfind(","))
    tail = len(text) - last - 1
    if last < 0:
        plain = text.replace("'", "")
        return (Decimal(plain), False) if plain.isdigit() else None
    whole = re.sub(r"[.,']", "", text[:last])
    if not whole.isdigit():
        return None
    if tail == 3:
        # 1.234 is a thousand only where cents stand behind a comma, and 1,234 where they do not.
        grouped = (text[last] == ".") == comma or text.count(text[last]) > 1
        return (Decimal(whole + text[last + 1 :]), False) if grouped else None
    if tail in {1, 2}:
        return Decimal(f"{whole}.{text[last + 1 :]}"), tail == 2
    return None


def _rate(match: re.Match[str], row: Row) -> Rate | None:
    if not match["trail"] or match["trail"].strip() != "%":
        return None
    text = match["number"].replace(",", ".")
    try:
        rate = Decimal("".join(text.split())) * 100
    except ArithmeticError:
        return None
    if not 0 <= rate <= 10_000 or rate != int(rate):
        return None
    return Rate(int(rate), row, match.start("number"), match.end())
