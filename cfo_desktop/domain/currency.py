"""The currencies money can be in, the digits of each, and their names on Chinese statements."""

from __future__ import annotations

import unicodedata

from cfo_desktop.base.errors import UserError

# ISO 4217 list one as of amendment 180 (1 January 2026), funds included. Codes without a minor unit
# (metals, XDR, XTS, XXX) are no money a book can hold, so they are left out.
_CODES_BY_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN "
        "BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD "
        "FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW "
        "KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR "
        "MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG "
        "SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD "
        "USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DIGITS = {code: digits for digits, codes in _CODES_BY_DIGITS.items() for code in codes.split()}

# Each line: a code, then the names printed for it on the mainland, in Hong Kong, Macau and Taiwan.
# Left out because each names several currencies: ¥, $, 元, 卢比, 比索, 克朗, 新元 (Singapore's or
# New Zealand's), 澳币 (Australia's or Macau's). CNH is what the market calls offshore renminbi.
_CHINESE_NAMES = """
CNY 人民币 人民币元 人民幣 人民幣元 离岸人民币 離岸人民幣 RMB CNH
HKD 港币 港元 港幣 港纸 香港元
MOP 澳门元 澳門元 澳门币 澳門幣 葡币 葡幣
TWD 新台币 新臺幣 新台幣 台币 臺幣 台幣
USD 美元 美金 美圆
EUR 欧元 歐元
JPY 日元 日圆 日圓 日币 日幣
GBP 英镑 英鎊
CHF 瑞士法郎 瑞郎
CAD 加拿大元 加元 加币 加幣
AUD 澳大利亚元 澳大利亞元 澳元 澳洲元
NZD 新西兰元 新西蘭元 纽元 紐元 纽币
SGD 新加坡元 新加坡币 新币 坡币
KRW 韩元 韓元 韩圆 韩国元 韩币
THB 泰铢 泰銖 泰国铢
MYR 马来西亚林吉特 林吉特 马币 马来西亚令吉 令吉
IDR 印度尼西亚卢比 印度尼西亚盾 印尼盾 印尼卢比
VND 越南盾
PHP 菲律宾比索
INR 印度卢比
RUB 俄罗斯卢布 卢布 盧布
SEK 瑞典克朗
NOK 挪威克朗
DKK 丹麦克朗
CZK 捷克克朗
PLN 波兰兹罗提 兹罗提
HUF 匈牙利福林 福林
ZAR 南非兰特 兰特
AED 阿联酋迪拉姆 迪拉姆 阿联酋迪尔汗
SAR 沙特里亚尔 沙特阿拉伯里亚尔
ILS 以色列新谢克尔 以色列谢克尔 新谢克尔
TRY 土耳其里拉
MXN 墨西哥比索
BRL 巴西雷亚尔 雷亚尔
KZT 哈萨克斯坦坚戈 坚戈
MNT 蒙古图格里克 图格里克
MMK 缅甸元 缅元 缅币
KHR 柬埔寨瑞尔 瑞尔
LAK 老挝基普 基普
"""
_CODE_OF_NAME = {
    name: code
    for code, *names in map(str.split, _CHINESE_NAMES.strip().splitlines())
    for name in names
}


def minor_digits(code: str) -> int:
    """Return how many decimal digits ``code`` has; raise ``UserError("currency_unknown")``.

    Codes are upper case, as the standard writes them: JPY has 0, CNY 2, KWD 3, CLF 4.
    """
    digits = _DIGITS.get(code)
    if digits is None:
        raise UserError("currency_unknown", currency=code)
    return digits


def is_currency(code: str) -> bool:
    """Tell whether ``code`` is an active ISO 4217 code, in upper case, of money a book can hold."""
    return code in _DIGITS


def from_name(untrusted_name: str) -> str | None:
    """Return the code of the currency a statement names; ``None`` where it names none, or two.

    Reads a code (``USD``), a Chinese name (``美元``), and either with a note in brackets of half or
    full width: ``人民币（CNY）``, ``外币(USD)``. ``人民币(USD)`` contradicts itself: ``None``.
    """
    name, _, note = unicodedata.normalize("NFKC", untrusted_name).partition("(")
    codes = {_code(name), _code(note.replace(")", ""))} - {None}
    return codes.pop() if len(codes) == 1 else None


def _code(text: str) -> str | None:
    name = text.strip().upper()
    return name if name in _DIGITS else _CODE_OF_NAME.get(name)
