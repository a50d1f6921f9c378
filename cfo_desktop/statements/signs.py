"""Which way the money of a table's rows moves: a convention, told from the whole column."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal

from cfo_desktop.statements.table import plain

_WORDS_IN = """
收入 收 贷 贷方 入 进 存 存入 转入 入账 进账 贷cr 贷c 收款 收入类 入金 贷记 来账 来 進賬 進帳
进帐 入帳 入賬 贷(cr) 贷(c) 贷(收入) 收入(贷) c贷 cr贷 +收入 收方 贷(+) 收(+)
credit cr c k + in inflow haben h bij moneyin deposit received incoming gutschrift crédit credito
crédito abono entrée entrata entrada
"""
_WORDS_OUT = """
支出 支 借 借方 出 取 支取 转出 出账 借dr 借d 付款 支出类 出金 借记 往账 往 扣账 扣賬 扣帳 支賬
付方 借(dr) 借(d) 借(支出) 支出(借) d借 dr借 -支出 借(-) 支(-) 提取 取出 付
debit dr d - out outflow soll s af moneyout withdrawal sent outgoing lastschrift débit debito
débito cargo sortie uscita saída
"""
_IN, _OUT = frozenset(_WORDS_IN.split()), frozenset(_WORDS_OUT.split())
_MEMO = frozenset({"memo"})
_REPAYS = re.compile(
    r"还款|退款|退货|退回|返现|返还|现金奖励|溢缴款|冲正|银联入账|"
    r"thank you|payment received|autopay|repayment|refund|gutschrift|rückzahlung",
    re.IGNORECASE,
)
_ISSUER = re.compile(r"thank you|payment received|autopay|掌上生活", re.IGNORECASE)
"""What only the issuer of a card says of a repayment."""
_SPENDS = re.compile(
    r"^\W*(消费|取现|分期|年费|利息|手续费|违约金|预借现金|purchase|sale\b|cash advance)",
    re.IGNORECASE,
)
_SELLS = re.compile(r"^\W*(sales?|verkauf|umsatz)\b", re.IGNORECASE)
_PAID_OUT = re.compile(r"^\W*(payouts?|auszahlung)\b", re.IGNORECASE)


class Way(enum.Enum):
    """What a cell of a direction column says."""

    IN = 1
    OUT = -1
    MEMO = 0
    """Listed for information: moves nothing."""
    UNKNOWN = None


def way(untrusted_text: str) -> Way:
    """Read one cell of a direction column."""
    text = plain(untrusted_text).rstrip(".")
    if text in _IN:
        return Way.IN
    if text in _OUT:
        return Way.OUT
    return Way.MEMO if text in _MEMO else Way.UNKNOWN


@dataclass(frozen=True, slots=True)
class Convention:
    """How signs are to be read in one table.

    ``signed``: the amount's own sign tells, though there is a direction column beside it.
    ``outward_signed``: the column of money out already carries its minus.
    ``reversed``: spending is positive, as on many credit cards' exports. ``by_verb``: amounts have
    no sign and each narration starts with its verb (消费, 还款). ``blank``: what a direction column
    means by an empty cell. ``unmarked_out``: what came is marked (``CR``) and what went is not.
    ``words``: what the owner says that words of a direction mean, each in
    the form compared (``table.plain``).
    """

    signed: bool = True
    outward_signed: bool = False
    reversed: bool = False
    by_verb: bool = False
    blank: Way = Way.UNKNOWN
    unmarked_out: bool = False
    words: Mapping[str, Way] = field(default_factory=dict)

    def way(self, untrusted_text: str) -> Way:
        """Read one cell of a direction column, by the owner's words before the usual ones."""
        return (self.words and self.words.get(plain(untrusted_text))) or way(untrusted_text)


def of_direction(pairs: Iterable[tuple[Decimal, Way]]) -> bool:
    """Tell whether amounts carry their sign beside a direction that only repeats it."""
    negatives = matching = 0
    for value, found in pairs:
        if found not in {Way.IN, Way.OUT}:
            continue
        if value < 0:
            negatives += 1
            matching += found is Way.OUT
        elif value > 0 and found is Way.OUT:
            return False
    return negatives > 0 and matching == negatives


def verb(untrusted_text: str) -> int:
    """Return 1 for a narration of money that came to a card, -1 for money spent, 0 for neither."""
    if _SPENDS.search(untrusted_text):
        return -1
    return 1 if _REPAYS.search(untrusted_text) else 0


def are_told_by_verb(movements: Sequence[tuple[Decimal, str]]) -> bool:
    """Tell whether amounts without sign get it from the verbs of their narrations."""
    verbs = {verb(text) for _value, text in movements}
    return verbs == {1, -1} and all(value >= 0 for value, _text in movements)


def is_of_sales(movements: Sequence[tuple[Decimal, str]], *, on_card: bool) -> bool:
    """Tell whether a list calls its rows sales, as a shop's does that takes cards.

    A credit card's calls what its owner bought so: that has repayments, never payouts.
    """
    texts = [text for _value, text in movements]
    if any(map(_PAID_OUT.search, texts)):
        return any(map(_SELLS.search, texts))
    if on_card or any(map(_ISSUER.search, texts)):
        return False
    return any(map(_SELLS.search, texts))


def is_reversed(movements: Sequence[tuple[Decimal, str]], *, on_card: bool) -> bool:
    """Tell whether a list counts spending as positive.

    So it is where nothing is negative but repayments and refunds, by their own words, and nothing
    positive is one; and where purchases say that they are, or the list is a credit card's.
    """
    came = [text for value, text in movements if value > 0]
    went = [text for value, text in movements if value < 0]
    if any(verb(text) != 1 for text in went) or any(verb(text) == 1 for text in came):
        return False
    said = any(verb(text) == -1 for text in came) or any(map(_ISSUER.search, went))
    return bool(came) and (said or (on_card and len(came) > 1))
