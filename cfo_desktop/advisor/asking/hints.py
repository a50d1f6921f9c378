"""What the words of a question ask beside its tool: one place of money, the best month and more."""

from __future__ import annotations

import re

from cfo_desktop.domain.asking import By
from cfo_desktop.domain.asking import Pot

_POTS: dict[Pot, str] = {
    Pot.TILL: (
        r"\btills?\b|\bcash\s?(?:box|drawer|desk|register)s?\b|\bdrawer\b|\bpetty\scash\b|\bin\scash\b"
        r"|\bregister\b|\bnotes\sand\scoins\b|钱箱|抽屉|收银机|收银台|收银柜|柜台|钱柜|库存现金|现钞"
    ),
    Pot.SAVINGS: r"\bsavings?\b|\bput\saside\b|储蓄|定期|存折|余额宝|理财",
    Pot.WECHAT: r"\bwe\s?chat(?:\s?pay)?\b|\bweixin\b|微信(?:支付|钱包|零钱)?",
    Pot.ALIPAY: r"\bali\s?pay\b|支付宝",
    Pot.CARDS: (
        r"\bcard\s(?:takings|payments|machine|terminal|sales|money)\b|刷卡|pos机|\bpos\b|收款在途"
    ),
    Pot.BANK: (
        r"\b(?:in|at|with|on)\s(?:the|my|our)\sbank\b|\bbank\s(?:account|balance)s?\b"
        r"|\bcurrent\saccount\b|\bchecking\saccount\b|银行|存款|对公|卡里|卡上"
    ),
}
_BEST = (
    r"\b(?:best|busiest|strongest|biggest|highest|top|record|greatest|worst|quietest|slowest"
    r"|weakest|lowest|poorest|(?:most|least)\s[a-z]+)\s(?:(?:sales|selling|trading|takings|earning|profit|single|ever)\s)?"
)
_WITH = r"\s(?:with|that\shad|of)\sthe\s(?:most|best|highest|biggest|lowest|least|fewest)\b"
_BEST_ZH = r"最(?![近后新初早晚])[^，。？天日月]{1,4}的?[那一哪]?个?"
_BY: dict[By, str] = {
    By.WEEKDAY: (
        r"\bweek\s?days?\b|\bdays?\sof\s(?:the|a)\sweek\b|\b(?:which|what)\sdays\b"
        rf"|{_BEST}days\b|星期几|周几|礼拜几|一周(?:里|中|当中)?的?哪"
    ),
    By.MONTH: (
        rf"{_BEST}months?\b|\b(?:which|what)\smonths?\b|\bmonth{_WITH}"
        rf"|哪一?个?月|几月|{_BEST_ZH}月"
    ),
    By.DAY: (rf"{_BEST}day\b|\b(?:which|what)\sday\b|\bday{_WITH}|哪一?[天日]|{_BEST_ZH}[天日]"),
}


def pot(text: str) -> Pot | None:
    """Return the place of money that a text names; ``None`` where it names none, or several."""
    named = [each for each, words in _POTS.items() if re.search(words, text.lower())]
    return named[0] if len(named) == 1 else None


def cut(text: str) -> tuple[str, Pot | None]:
    """Return a text without the words of the place that it names, and that place."""
    named = pot(text)
    return (text, None) if named is None else (re.sub(_POTS[named], " ", text), named)


def by(text: str) -> By | None:
    """Return what a text asks for the best or the worst of; ``None`` where it asks for none."""
    return next((each for each, words in _BY.items() if re.search(words, text.lower())), None)


_LOST = re.compile(
    r"\bstopp|\blos(?:t|ing)\b|\bgone\b|\bno\slonger\b|\bdrift|\bvanish|\bdisappear|\bleft\sus\b|\baway\b"
    r"|(?:n't|\bnot|\bnever)\s(?:\w+\s)?(?:come?|coming|came|been|ordered|bought|back|shopped|seen)\b"
    r"|\bdidn?t?\scome\b|不来|没来|流失|[好很]久(?:都)?没|没见|没露面|没影|不见|断了|跑了|跑掉|丢了|少了些|没动静|不再"
)
_OVERVIEW = re.compile(
    r"\b(?:am|are)\s(?:i|we)\s(?:doing|ok|okay|fine|alright|all\sright|in\s(?:good|bad|trouble))"
    r"|\bhow\s(?:am|are)\s(?:i|we|things)\b|\bhow(?:'s|\sis)\s(?:the|my|our|it|business|everything)\b"
    r"|\b(?:is|are)\s(?:the|my|our)?\s?(?:shop|business|store|company|things|everything)\s(?:\w+\s)?"
    r"(?:doing|going|ok|okay|fine|well|alright|healthy)\b|\bhow\s(?:we|i)(?:'re|'m)\sdoing\b|\bdoing\s(?:ok|okay|well|fine)\b"
    r"|(?:怎么样|怎样|如何|咋样)[了呢啊呀嘛]?[?。!]*$|还行|还好吗|好不好|健康|正常吗|情况"
)
_MONTHLY = re.compile(
    r"\b(?:an?|per|each|every|the)\smonth\b|\bmonthly\b|/\s?mo(?:nth)?\b|\bpcm\b|\bp\.?m\b"
    r"|每个?月|一个月|月薪|按月|每月|/月"
)
_WITHIN_MONTH = re.compile(
    r"\b(?:in|within|for|by|after|over)\s(?:an?|the|about\sa)\smonth\b|一个月(?:后|内|之后|以后|之内)"
)
"""When it is paid, and not how often."""


def lost(text: str) -> bool:
    """Return whether a question about customers asks for those who stopped coming."""
    return _LOST.search(text) is not None


def overview(text: str) -> bool:
    """Return whether a question for advice asks how the shop stands, and not what to do."""
    return _OVERVIEW.search(text) is not None


def monthly(text: str) -> bool:
    """Return whether what is to be paid is paid every month."""
    return _MONTHLY.search(_WITHIN_MONTH.sub(" ", text)) is not None
