"""What the texts of two records say of each other: channels, parties, words of transfers."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

from cfo_desktop.domain.matching import OwnAccount

_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "alipay": ("支付宝", "alipay", "蚂蚁"),
    "wechat": ("财付通", "微信", "tenpay", "wechat", "weixin", "零钱"),
    "jd": ("京东", "网银在线", "jd.com"),
    "meituan": ("美团", "三快"),
    "paypal": ("paypal",),
    "square": ("square", "sq *", "squareup"),
    "shopify": ("shopify",),
    "stripe": ("stripe",),
    "sumup": ("sumup",),
    "zettle": ("zettle", "izettle"),
    "worldpay": ("worldpay",),
}
"""Words under which other statements name a channel, by its institution."""
_CARD_WORDS = (
    "card",
    "pos",
    "merchant",
    "acquir",
    "payout",
    "settlement",
    "银联",
    "收单",
    "刷卡",
    "清算",
    "结算",
    "拉卡拉",
    "收钱吧",
    "随行付",
    "商户",
)
"""Words of a bank's text for what a card company or platform pays out."""
_TRANSFER = re.compile(
    r"转账|转入|转出|转存|互转|提现|充值|汇款|汇入|汇出|跨行|本人|还款|存入|取款|"
    r"transfer|payout|withdraw|top[- ]?up|deposit|internal|own account|"
    r"überweisung|virement|bonifico",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[^\w]+|_")
_SHORTEST_LATIN = 4
_SHORTEST_CHINESE = 2
_NUMBER_TAIL = 4


@functools.lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return a text in the form in which words are looked for: no width, no case."""
    return unicodedata.normalize("NFKC", text).casefold()


def _channels_of(account: OwnAccount) -> set[str]:
    found = set()
    for institution in account.institutions:
        stem = institution.partition("-")[0]
        if stem in _CHANNELS:
            found.add(stem)
    return found


def channel(account: OwnAccount) -> str:
    """Return the channel of an account (``wechat``), or its code where it is of none or several."""
    found = _channels_of(account)
    return found.pop() if len(found) == 1 else account.code


def names(text: str, account: OwnAccount) -> bool:
    """Tell whether a text names the channel or bank that an account is kept at."""
    plain = folded(text)
    words = [word for channel in _channels_of(account) for word in _CHANNELS[channel]]
    return any(word in plain for word in words) or any(
        name and folded(name) in plain for name in account.names
    )


def names_another(text: str, account: OwnAccount) -> bool:
    """Tell whether a text names a channel, but not that of the account."""
    plain = folded(text)
    own = _channels_of(account)
    named = {name for name, words in _CHANNELS.items() if any(word in plain for word in words)}
    return bool(named) and bool(own) and not named & own


def pays_out(text: str) -> bool:
    """Tell whether a bank's text is that of a payout by a card company or a platform."""
    plain = folded(text)
    return any(word in plain for word in _CARD_WORDS) or any(
        word in plain for words in _CHANNELS.values() for word in words
    )


def is_receipt(text: str) -> bool:
    """Tell whether a wallet's text is that of a customer's payment by the shop's code."""
    return "收款" in text


def is_transfer(text: str) -> bool:
    """Tell whether a text speaks of moving money rather than of buying."""
    return bool(_TRANSFER.search(text))


@functools.lru_cache(maxsize=65_536)
def _bare(text: str) -> str:
    return _MARKS.sub("", folded(text))


def same_party(first: str, second: str) -> bool:
    """Tell whether one of two names stands in the other: a bank prints ``财付通-某某店``."""
    short, long = sorted((_bare(first), _bare(second)), key=len)
    least = _SHORTEST_LATIN if short.isascii() else _SHORTEST_CHINESE
    return len(short) >= least and short in long


def number_of(printed: str, account: OwnAccount) -> bool:
    """Tell whether a printed account number, often masked, is one of the account's."""
    tail = re.sub(r"\D", "", printed[-_NUMBER_TAIL:])
    if len(tail) < _NUMBER_TAIL:
        return False
    return any(re.sub(r"\D", "", number)[-_NUMBER_TAIL:] == tail for number in account.numbers)
