"""The kinds of expense and the measures that a question names, in either language."""

from __future__ import annotations

import re
from typing import TypeVar

from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Measure

_KINDS: dict[Kind, str] = {
    Kind.DRAWINGS: (
        r"\bdrawings?\b|\b(?:take|took|taken|taking|draw|drew|drawn|pay|paid)\b[^.?]{0,16}"
        r"\b(?:for\smyself|for\sourselves|myself|ourselves|home)\b"
        r"|自己(?:从店里)?(?:拿|取|提|支)|老板(?:拿|取|提)|拿回家|家用|给自己(?:发|开)"
    ),
    Kind.RENT: r"\brents?\b|\brental\b|\blandlord|\blease\b|房租|租金|店租|铺租|门面费|房东",
    Kind.WAGES: (
        r"\bwages?\b|\bsalar(?:y|ies)\b|\bpayroll\b|\bstaff\b|\bemployees?\b|\bpaying\sthe\steam\b"
        r"|\bstaffing\b|\blabou?r\b|\bworkers?\b|工资|薪水|薪酬|人工|员工|人员费|工钱|伙计|发薪"
    ),
    Kind.UTILITIES: (
        r"\butilit(?:y|ies)\b|\belectric(?:ity|s)?\b|\bpower\s(?:bill|cost)s?\b|\bpower\b|\bwater\b|\bgas\b"
        r"|\bheating\b|\benergy\b|\bleccy\b|水电|水店费|电费|水费|燃气|煤气|天然气|气费|暖气"
    ),
    Kind.ADVERTISING: (
        r"\bads?\b|\badvert\w*|\bmarketing\b|\bpromotion\w*|\bflyers?\b|\bpublicity\b"
        r"|广告|推广|宣传|营销|投流|传单"
    ),
    Kind.TRANSPORT: (
        r"\btransport\w*|\bdeliver(?:y|ies)\b|\bshipping\b|\bfreight\b|\bfuel\b|\bpetrol\b|\bdiesel\b|\bcouriers?\b"
        r"|\btravel\w*|\bpostage\b|\bvan\scosts?\b|\bmileage\b|运费|运输|快递|物流|油费|油钱|加油|配送|车费|送货"
    ),
    Kind.INSURANCE: r"\binsur\w+|保险|社保费",
    Kind.REPAIRS: (
        r"\brepair\w*|\bmaintenance\b|\bupkeep\b|\bfix\w*\b"
        r"|维修|修理|修[冰空电补屋机车门灯水]|修缮|保养|维护"
    ),
    Kind.FEES: (
        r"\b(?:bank|card|payment|transaction|processing|platform)\s(?:fees?|charges?|costs?)\b|\bbank\scharges?\b"
        r"|\bfees?\b|\bcharges\b|手续费|刷卡|银行抽|服务费|平台费|抽成|佣金"
    ),
    Kind.SUPPLIES: (
        r"\bsuppl(?:y|ies)\b|\bstationery\b|\bpackaging\b|\bpacking\b|\boffice\b|\bcleaning\sstuff\b|\bpaper\sbags?\b"
        r"|办公|文具|包装|耗材|纸箱|纸袋|袋子"
    ),
    Kind.GOODS: (
        r"\bgoods\b|\bstock\b|\bingredients?\b|\bmerchandise\b|\binventory\b|\bcost\sof\s(?:sales|goods)\b|\bpurchases?\b"
        r"|\bwholesale\b|\bcogs\b|\braw\smaterials?\b|进货|货款|采购|原料|食材|货钱|拿货|材料|成本价|商品成本"
    ),
    Kind.TELEPHONE: (
        r"\b(?:tele)?phones?\b|\binternet\b|\bbroadband\b|\bmobile\b|\bwifi\b|\bwi-fi\b|电话|话费|网费|宽带|手机费|通讯"
    ),
}
_MEASURES: dict[Measure, str] = {
    Measure.PROFIT: (
        r"\bprofit\w*|\bmargins?\b|\bearn(?:ed|ings?|t)?\b|\bbottom\sline\b|\bnet\b|\bmade\smoney\b|\bmake\smore\smoney\b"
        r"|\blos(?:s|ses)\b|利润|净赚|赚|毛利|落袋|到手|落下|盈利|挣|净利|亏"
    ),
    Measure.REVENUE: (
        r"\bsales?\b|\bsold\b|\bsell\w*|\brevenues?\b|\btakings?\b|\btook\b|\btake\b|\btaken\b|\bturnover\b|\btop\sline\b|\bincome\b|\btill\b"
        r"|销售|营业额|营收|收入|流水|卖|进账|销量|生意额|营业"
    ),
    Measure.EXPENSES: (
        r"\bexpen(?:ses?|diture)\b|\bspen[dt]\w*|\bcosts?\b|\boutgoings?\b|\boverheads?\b|\bbills?\b|\bpaid\b|\bpaying\b"
        r"|花费|支出|花|掏|费用|开销|成本|开支|付"
    ),
}


def kind(text: str) -> Kind | None:
    """Return the kind of expense that a text names first; ``None`` where it names none."""
    return _first(text, _KINDS)


def cut(text: str) -> tuple[str, Kind | None]:
    """Return a text without the words of the kind that it names first, and that kind."""
    named = kind(text)
    return (text, None) if named is None else (re.sub(_KINDS[named], " ", text), named)


def kinds_of(name: str) -> frozenset[Kind]:
    """Return the kinds that the name of an account speaks of."""
    lowered = name.lower()
    return frozenset(each for each, words in _KINDS.items() if re.search(words, lowered))


def measure(text: str) -> Measure | None:
    """Return what a text wants to compare; ``None`` where it does not say."""
    return _first(text, _MEASURES)


_T = TypeVar("_T")


def _first(text: str, words: dict[_T, str]) -> _T | None:
    places = [
        (match.start(), place, each)
        for place, (each, pattern) in enumerate(words.items())
        if (match := re.search(pattern, text.lower()))
    ]
    return min(places, key=lambda found: found[:2])[2] if places else None
