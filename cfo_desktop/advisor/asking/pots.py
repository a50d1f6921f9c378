"""The place of money that a question names, and whether it asks for the best of days or months."""

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
