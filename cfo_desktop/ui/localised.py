"""Numbers, amounts and dates as the window's language writes them and people type them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QDate
from PySide6.QtCore import QDateTime
from PySide6.QtCore import QLocale

from cfo_desktop.base import texts
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import CodedError
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text

if TYPE_CHECKING:
    from decimal import Decimal

    from cfo_desktop.domain.period import Month

MINUS = "\N{MINUS SIGN}"
HIDDEN = "\N{BULLET}" * 4
"""What stands for an amount while amounts are hidden."""
_GROUP = 3
_OPERATORS = str.maketrans({"×": "*", "÷": "/", MINUS: "-", "\N{EN DASH}": "-"})
_MARKS = {
    "comma_point": (",", "."),
    "point_comma": (".", ","),
    "space_comma": ("\N{NO-BREAK SPACE}", ","),
    "apostrophe_point": ("'", "."),
}
"""What groups thousands and what comes before the cents, by the name of the format."""
_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_DAYS = {"iso": "yyyy-MM-dd", "day_first": "dd/MM/yyyy", "month_first": "MM/dd/yyyy"}


class Localised:
    """How one language, ``en`` or ``zh_CN``, writes what the window shows.

    While ``hidden`` is set, dots stand in the place of every amount; what the owner types is theirs
    to see, and other numbers hide nothing.
    """

    def __init__(
        self,
        language: str,
        *,
        numbers: str = "system",
        days: str = "language",
        hidden: bool = False,
    ) -> None:
        """Write ``numbers`` and ``days`` in one of the formats of ``base.settings``."""
        self.language = language
        self.locale = _locale(language)
        self.hidden = hidden
        own = self.locale.groupSeparator(), self.locale.decimalPoint()
        self._group, self._point = _MARKS.get(numbers, own)
        self._days = _DAYS.get(days, "")

    def amount(self, minor: int, currency: str) -> str:
        """Return minor units as a grouped decimal with a true minus sign: ``−1,234.50``."""
        return HIDDEN if self.hidden else self.sample(minor, currency)

    def sample(self, minor: int, currency: str) -> str:
        """Return an amount that is nobody's, such as an example, hidden or not."""
        whole, point, part = decimal_text(abs(minor), currency).partition(".")
        groups: list[str] = []
        while len(whole) > _GROUP:
            whole, group = whole[:-_GROUP], whole[-_GROUP:]
            groups.insert(0, group)
        grouped = self._group.join([whole, *groups])
        sign = MINUS if minor < 0 else ""
        return sign + grouped + (self._point + part if point else "")

    def money(self, minor: int, currency: str) -> str:
        """Return an amount with its currency: ``GBP −1,234.50``."""
        return f"{currency}\N{NO-BREAK SPACE}{self.amount(minor, currency)}"

    def spoken(self, minor: int, currency: str) -> str:
        """Return an amount for a screen reader, its sign as a word."""
        if self.hidden:
            return QCoreApplication.translate("Localised", "hidden amount")
        plain = f"{self.amount(abs(minor), currency)} {currency}"
        if minor >= 0:
            return plain
        return QCoreApplication.translate("Localised", "minus {amount}").format(amount=plain)

    def day(self, day: dt.date) -> str:
        """Return a date, its year in full."""
        shown = self.locale.toString(QDate(day.year, day.month, day.day), self._day_shown)
        return _three_letters(shown)

    def short_month(self, day: dt.date) -> str:
        """Return a day's month for an axis: ``Sep``, ``9月``."""
        pattern = "M月" if self.language == "zh_CN" else "MMM"
        return _three_letters(self.locale.toString(QDate(day.year, day.month, day.day), pattern))

    @property
    def _day_shown(self) -> str:
        return self._days or ("yyyy-MM-dd" if self.language == "zh_CN" else "d MMM yyyy")

    @property
    def widest_day(self) -> str:
        """A date as wide as any, for the width of columns."""
        return self.day(dt.date(2026, 9, 28))

    @property
    def day_pattern(self) -> str:
        """The pattern of date fields: digits only, so that a date can be typed."""
        return self._days or "yyyy-MM-dd"

    def moment(self, moment: dt.datetime) -> str:
        """Return a moment in local time."""
        local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
        between = " " if self.language == "zh_CN" else ", "
        return _three_letters(self.locale.toString(local, f"{self._day_shown}{between}HH:mm"))

    def month(self, month: Month) -> str:
        """Return a month by name and year."""
        pattern = "yyyy年M月" if self.language == "zh_CN" else "MMMM yyyy"
        return self.locale.toString(QDate(month.year, month.number, 1), pattern)

    def months(self, first: Month, last: Month) -> str:
        """Return a period of whole months: ``October – December 2026``."""
        if first == last:
            return self.month(last)
        if self.language == "zh_CN":
            end = f"{last.number}月" if first.year == last.year else self.month(last)
            return f"{self.month(first)}–{end}"
        begin = self.month(first)
        if first.year == last.year:
            begin = self.locale.toString(QDate(first.year, first.number, 1), "MMMM")
        return f"{begin} – {self.month(last)}"

    def number(self, number: int) -> str:
        """Return a whole number, grouped."""
        return self.sample(number, "JPY")

    def percent(self, share: float) -> str:
        """Return a share of 1 in whole per cent."""
        return f"{round(100 * share)}%"

    def per_mille(self, per_mille: int) -> str:
        """Return thousandths in per cent, a tenth where there is one: ``−12.5%``."""
        whole, tenth = divmod(abs(per_mille), 10)
        sign = MINUS if per_mille < 0 else ""
        return f"{sign}{self.number(whole)}{self._point + str(tenth) if tenth else ''}%"

    def decimal(self, number: Decimal) -> str:
        """Return a decimal without needless zeros, ungrouped: a rate, for reading and editing."""
        plain = f"{number:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return plain.replace("-", MINUS).replace(".", self._point)

    def sentences(self, sentences: Sequence[str]) -> str:
        """Return several sentences in a row; Chinese ones need no space between them."""
        return ("" if self.language == "zh_CN" else " ").join(sentences)

    def listed(self, texts: Iterable[str]) -> str:
        """Return several names or figures in a row."""
        return ("、" if self.language == "zh_CN" else ", ").join(texts)

    def plain_amount(self, untrusted_text: str) -> str:
        """Return typed digits as the plain decimal that ``Money.parse`` reads.

        Full-width digits and groups of three digits are what keyboards and copied text bring.
        Separators that make no such groups stay, for ``Money.parse`` to refuse: where a comma
        groups, ``12,50`` may be meant as 12.50 and must not be read as 1250. (Where a point groups,
        the ``12.50`` of a keypad is 12.50: nothing else can be meant.)
        """
        text = unicodedata.normalize("NFKC", untrusted_text).translate(_APOSTROPHES)
        whole, point, part = text.replace(MINUS, "-").strip().partition(self._point)
        group = re.escape(unicodedata.normalize("NFKC", self._group).translate(_APOSTROPHES))
        if re.fullmatch(rf"[+-]?\d{{1,3}}(?:({group}| )\d{{3}}(?:\1\d{{3}})*)", whole):
            whole = re.sub(rf"{group}| ", "", whole)
        return whole + ("." if point else "") + part

    def plain_sum(self, untrusted_text: str) -> str:
        """Return a typed sum, or one amount, as ``arithmetic.amount`` reads it.

        Each number in it is read as ``plain_amount`` does; the signs may be full-width or those
        that people write by hand: ``×`` and ``÷``.
        """
        text = unicodedata.normalize("NFKC", untrusted_text).translate(_OPERATORS)
        return "".join(self.plain_amount(part) for part in re.split(r"([-+*/()])", text))

    def editable(self, money: Money) -> str:
        """Return an amount as a field shows it for editing: no grouping."""
        return str(money).replace(".", self._point)

    def error(self, error: CfoError) -> str:
        """Return what went wrong and the remedy."""
        if isinstance(error, CodedError):
            text = texts.fault_text(self.language, error.code, error.data)
            if isinstance(error, BookDamaged):
                remedy = QCoreApplication.translate(
                    "Localised", "Nothing was changed. Restore a backup, or ask for help."
                )
                return text if text.rstrip().endswith((".", "。")) else f"{text} {remedy}"
            return text
        return QCoreApplication.translate(
            "Localised", "The program made a mistake. Your books are as they were before."
        )

    def fault(self, fault: Fault) -> str:
        """Return what is wrong with one thing in a file."""
        return texts.fault_text(self.language, fault.code, fault.data)


def _locale(language: str) -> QLocale:
    """Return the system's own way of writing numbers where it speaks ``language``."""
    system = QLocale.system()
    wanted = QLocale("zh_CN") if language == "zh_CN" else QLocale("en_GB")
    return system if system.language() == wanted.language() else wanted


def _three_letters(shown: str) -> str:
    """Return a date with September as short as the other months, as reports and letters have it."""
    return re.sub(r"\bSept\b", "Sep", shown)
