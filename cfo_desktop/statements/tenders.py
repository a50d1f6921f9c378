"""Which tender the words of a till or shop system mean: 微信, Visa, gift card, cash on delivery."""

from __future__ import annotations

import re
import unicodedata

from cfo_desktop.domain.takings import Tender

# Tried in this order: 会员卡 is no bank card, and a bank's QR code at the till no bank transfer.
# Names of columns come without spaces.
_WORDS = {
    Tender.ON_ACCOUNT: r"挂账|签单|赊账|赊销|记账|(on|house) ?account|customer ?credit",
    Tender.STORED: (
        r"储值|会员卡|会员余额|会员支付|卡余额|礼品卡|礼品券|预付卡|充值卡|余额支付|"
        r"gift ?-?cards?|store ?credit|stored ?value|prepaid|loyalty"
    ),
    Tender.ALIPAY: r"支付宝|花呗|ali ?pay",
    Tender.WECHAT: r"微信|we ?chat|weixin|财付通|tenpay",
    Tender.PLATFORM: (
        r"美团|饿了么|点评|抖音|口碑|京东到家|淘宝|拼多多|外卖|团购|平台|uber ?eats|doordash|"
        r"deliveroo|grubhub|just ?eat|food ?panda|keeta|postmates|skip ?the ?dishes"
    ),
    Tender.CASH: r"现金|現金|货到付款|cash(?! ?(app|ier|back|out))|^cod$|\(cod\)",
    Tender.CARD: (
        r"刷卡|银行卡|信用卡|借记卡|银联|云闪付|^pos$|pos ?机|cards?|visa|master ?card|^amex|"
        r"american ?express|maestro|eftpos|interac|union ?pay|^credit$|^debit$|apple ?pay|"
        r"google ?pay|cash ?app|contactless|terminal|stripe|shopify ?payments|square"
    ),
    Tender.BANK: r"转账|汇款|对公|银行|bank|transfer|^wire|direct ?debit",
    Tender.OTHER: r"其他|其它|其余|扫码|聚合|others?|voucher|cheque|^checks?$|paypal|klarna",
}
_PATTERNS = {tender: re.compile(words, re.IGNORECASE) for tender, words in _WORDS.items()}
_NO_MONEY = re.compile(
    r"笔数|单数|次数|人数|数量|占比|比例|手续费|费率|会员名|卡号|账号|账户|余额$|%|"
    r"(外卖|平台|团购)(营业|销售|订单)|(?<!dis)(?<!ac)count|qty|quantity|number|no$|fees?|entry|"
    r"brand|suffix|last ?4|type|name|notes?|id$|rate|customer$",
    re.IGNORECASE,
)


def tender_of(untrusted_text: str) -> Tender | None:
    """Return the tender that a text names; ``None`` where it names none."""
    text = unicodedata.normalize("NFKC", untrusted_text).strip()
    return next((tender for tender, pattern in _PATTERNS.items() if pattern.search(text)), None)


def column_tender(untrusted_name: str) -> Tender | None:
    """Return the tender whose money a column holds; ``None`` for counts, fees and all others."""
    name = unicodedata.normalize("NFKC", untrusted_name)
    return None if _NO_MONEY.search(name) else tender_of(name)
