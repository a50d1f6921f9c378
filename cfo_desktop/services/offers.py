"""The rule to offer when the owner sorts a payment: one that says no more than was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.domain.rules import MAX_CONDITION
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import Way
from cfo_desktop.domain.rules import first_fit
from cfo_desktop.domain.rules import folded
from cfo_desktop.services.movements import Sorted

_LEAST_LETTERS = 3
_LEAST_HAN = 2
_LEAST_OF_ONE_WORD = 4
"""Letters of a word that may stand alone for a longer name."""
_MOST_WORDS = 12
_HAN = re.compile(r"[\u3400-\u9fff]")
_CHANGING = re.compile(r"\S*\d\S*")
"""Words with digits: numbers, dates and references are another each time."""
_JOINTS = re.compile(
    r"\s[-–—]+\s|[·|;；，、]|[-–—_:：](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[-–—_:：]"
)
"""Where one text ends and another begins, put together by a bank or by the program itself."""
_AROUND = " -–—*/:,.()（）【】"
_CODE_WORDS = """
bgc bac bbp bp chg chq cpt cr ddr deb dd dpc dr ebp fpi fpo fp fps ib obp pos sepa so sto tfr trf
vis ach ct cnp pymt
"""
_CODES = frozenset(_CODE_WORDS.split())
"""Short words by which banks tell the kind of a payment."""
_PLAIN_WORDS = """
a and bank bill by card co company contactless credit debit deposit direct faster for from gmbh
inc in limited ltd llc of order out payment payments payout payouts plc purchase ref reference
sale standing the to transaction transfer visa mastercard online
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
"""Words that half of all payments bear: they may stand in a name, and are none."""
_KIND_WORDS = """
快捷支付 网上支付 扫码支付 扫二维码付款 二维码收款 银联支付 跨行转账 网银转账 手机银行转账
转账汇款 转账 汇款 消费 支付 付款 收款 代付 代扣 代收 网银 POS消费 无卡支付 网络支付 交易
"""
_KINDS = tuple(_KIND_WORDS.split())


def rule_for(
    seen: Sorted, account: str, history: Sequence[Sorted], rules: Sequence[Rule]
) -> Rule | None:
    """Return a rule that sorts payments like ``seen`` to ``account``, checked against the past.

    It is tried after the rules there are; where an earlier one decides otherwise it would be of no
    use, and none is offered.
    """
    if first_fit(rules, seen.movement) is not None:
        return None
    past = [_Past.of(each) for each in history if each.entry != seen.entry]
    for text in (seen.movement.party, seen.movement.narration):
        offered = (_checked(phrase, seen, account, past) for phrase in _phrases(text))
        best = max(filter(None, offered), key=lambda each: each.rank, default=None)
        if best is not None:
            return best.rule
    return _by_party(seen, account, history)


@dataclass(frozen=True, slots=True)
class _Past:
    """A payment that was sorted before; ``text`` as rules compare it."""

    text: str
    way: Way
    account: str

    @classmethod
    def of(cls, seen: Sorted) -> _Past:
        return cls(folded(seen.movement.text), seen.movement.way, seen.account)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A rule that the past does not contradict, and how many payments of it fit."""

    rule: Rule
    right: int

    @property
    def rank(self) -> tuple[int, bool, int]:
        return (self.right, self.rule.way is Way.EITHER, len(self.rule.contains))


def _checked(phrase: str, seen: Sorted, account: str, history: Sequence[_Past]) -> _Offer | None:
    """Return the rule of a phrase, for one way where the other was sorted elsewhere."""
    rule = Rule(0, contains=phrase, account=account)
    if not rule.fits(seen.movement):
        return None
    text = folded(phrase)
    fitting = [past for past in history if text in past.text]
    for way in dict.fromkeys((Way.EITHER, seen.movement.way)):
        told = [past for past in fitting if way in {Way.EITHER, past.way}]
        if all(past.account == account for past in told):
            return _Offer(replace(rule, way=way), len(told))
    return None


def _by_party(seen: Sorted, account: str, history: Sequence[Sorted]) -> Rule | None:
    """Return a rule for the whole party, where no part of its name tells it from others."""
    party = seen.movement.party
    if not party or len(party) > MAX_CONDITION:
        return None
    whole = Rule(0, account=account, party=party)
    for way in dict.fromkeys((Way.EITHER, seen.movement.way)):
        rule = replace(whole, way=way)
        told = (past for past in history if past.entry != seen.entry)
        if all(past.account == account for past in told if rule.fits(past.movement)):
            return rule
    return None


def _phrases(text: str) -> list[str]:
    """Return what of a text will be there again and names somebody, and how each begins."""
    found: dict[str, None] = {}
    for joined in _JOINTS.split(text):
        for part in _CHANGING.split(joined):
            words = _name(part)
            for count in range(len(words), 0, -1):
                phrase = " ".join(words[:count]).strip(_AROUND)[:MAX_CONDITION].strip()
                if _tells(words[:count], phrase, whole=count == len(words)):
                    found[phrase] = None
    return list(found)


def _name(part: str) -> list[str]:
    """Return the words of a name, without the kind of payment before and after it."""
    text = part.strip(_AROUND)
    for kind in _KINDS:
        if text.startswith(kind) and len(text) >= len(kind) + _LEAST_HAN:
            text = text.removeprefix(kind).strip(_AROUND)
    words = text.split()[:_MOST_WORDS]
    while words and _bare(words[0]) in _CODES | {""}:
        words = words[1:]
    while words and _bare(words[-1]) in _CODES | {""}:
        words = words[:-1]
    return words


def _tells(words: Sequence[str], phrase: str, *, whole: bool) -> bool:
    """Tell whether a phrase is long enough to mean something, and says more than how one paid."""
    if _HAN.search(phrase):
        return len(phrase) >= _LEAST_HAN and phrase not in _KINDS
    least = _LEAST_LETTERS if whole or len(words) > 1 else _LEAST_OF_ONE_WORD
    return len(phrase) >= least and any(_bare(word) not in _CODES | _PLAIN for word in words)


def _bare(word: str) -> str:
    return word.strip(_AROUND).casefold()
