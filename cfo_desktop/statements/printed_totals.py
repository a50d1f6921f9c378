"""The totals that a bank prints in words beside its rows: ``收入合计: 3笔，共73.64元``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.statements import amounts
from cfo_desktop.statements.amounts import DecimalSign

_IN = r"(?:收入|存入|贷方|转入|入账|进账)"
_OUT = r"(?:支出|支取|取出|借方|转出|出账|扣账)"
_SUM = r"(?:发生额|金额|总额)?(?:合计|总计|累计|总额|总金额)(?:金额|发生额|总额)?"
_AFTER = (
    r"\W{0,8}?(?:(?P<count>\d{1,6})\s*笔\W{0,6}?(?:共|合计|总计|金额|总额)?\W{0,6}?)?"
    r"(?P<amount>[-+]?\d[\d,.]*)(?!\s*[笔\d.])"
)


def _label(way: str) -> re.Pattern[str]:
    total = rf"(?:总|合计|累计|共计|共){way}(?:金额|总额|发生额|合计)?"
    return re.compile(rf"(?<!本页)(?:{way}{_SUM}|{total})(?:\((?:元|人民币)\))?{_AFTER}")


_LABELS = {"total_in": _label(_IN), "total_out": _label(_OUT)}
_COUNTS = re.compile(
    r"(?<!收入)(?<!支出)(?<!存入)(?<!支取)(?<!贷方)(?<!借方)(?<!本页)"
    r"(?:(?:总笔数|总条数|交易笔数|记录笔数|记录数|合计笔数|明细笔数|总记录数)\W{0,6}?(?P<a>\d{1,6})(?![\d.,])"
    r"|(?:共计|合计|总计|共)\W{0,3}(?P<b>\d{1,6})\s*(?:笔|条))"
)
_MAX_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Totals:
    """What a file says of all its rows; ``sums`` by the check's name, without sign."""

    sums: dict[str, Decimal]
    count: int | None = None


def of_texts(untrusted_texts: Iterable[str], sign: DecimalSign) -> Totals:
    """Find totals in lines of words; what is printed twice and differs is left aside."""
    sums: dict[str, set[Decimal]] = {name: set() for name in _LABELS}
    counts: set[int] = set()
    for untrusted_text in untrusted_texts:
        text = unicodedata.normalize("NFKC", untrusted_text[:_MAX_TEXT])
        for name, label in _LABELS.items():
            for found in label.finditer(text):
                amount = amounts.parse(found["amount"].strip(",."), sign)
                if amount:
                    sums[name].add(abs(amount.value))
            # its number of rows is that of one way only
            text = label.sub(" ", text)
        counts.update(int(found["a"] or found["b"]) for found in _COUNTS.finditer(text))
    agreed = {name: next(iter(values)) for name, values in sums.items() if len(values) == 1}
    return Totals(agreed, next(iter(counts)) if len(counts) == 1 else None)
