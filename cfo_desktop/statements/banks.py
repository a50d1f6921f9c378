"""Names of banks made comparable, and the exports of known banks told by their headers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.header import bare
from cfo_desktop.statements.header import simple
from cfo_desktop.statements.table import plain

# Each line: the institution's code, then the names it is printed under.
_CHINESE_BANKS = """
icbc 中国工商银行 工商银行 工行
abc 中国农业银行 农业银行 农行
boc 中国银行 中行
ccb 中国建设银行 建设银行 建行
bocom 交通银行 交行
psbc 中国邮政储蓄银行 邮政储蓄银行 邮储银行 邮储
cmb 招商银行 招行
spdb 上海浦东发展银行 浦东发展银行 浦发银行 浦发
citic 中信银行
ceb 中国光大银行 光大银行
hxb 华夏银行
cmbc 中国民生银行 民生银行
cgb 广东发展银行 广发银行
pingan 平安银行
cib 兴业银行
czbank 浙商银行
cbhb 渤海银行
egbank 恒丰银行
bob 北京银行
bosc 上海银行
nbcb 宁波银行
njcb 南京银行
jsb 江苏银行
hzbank 杭州银行
mybank 浙江网商银行 网商银行
webank 深圳前海微众银行 微众银行
"""
_CODE_OF_BANK = {
    name: code
    for code, *names in map(str.split, _CHINESE_BANKS.strip().splitlines())
    for name in names
}
_TITLE_OF_CODE = {
    code: names[-1] for code, *names in map(str.split, _CHINESE_BANKS.strip().splitlines())
}
# The names that the mainland's banks print in English, and the Chinese ones.
_OF_ENGLISH = {
    "industrial and commercial bank of china": "工商银行",
    "agricultural bank of china": "农业银行",
    "china construction bank": "建设银行",
    "bank of communications": "交通银行",
    "china merchants bank": "招商银行",
    "china citic bank": "中信银行",
    "shanghai pudong development bank": "浦发银行",
    "bank of china": "中国银行",
}
_ENGLISH = re.compile(
    rf"\b(?:{'|'.join(_OF_ENGLISH)})\b(?!\s*\(?(?:hong kong|asia|macau))", re.IGNORECASE
)
_LONGEST_FIRST = sorted(_CODE_OF_BANK, key=len, reverse=True)
_CARD = re.compile(
    r"(?P<bank>(?:[^()\[\]]+?(?:银行|信用社|农信|农商行)|邮储|[工农中建交招]行)[^()\[\]]*?)"
    r"(?P<sort>储蓄卡|借记卡|信用卡|贷记卡|一类卡|二类卡|卡)?(?:还款)?\s*(?:[(\[](?P<digits>[\d*xX]*)[)\]])?"
)
_MAX_CARD = 80
_CREDIT = ("信用卡", "贷记卡")


@dataclass(frozen=True, slots=True)
class Bank:
    """Whose export a table is: its ``profile``, the account's ``institution`` and ``title``."""

    profile: str
    institution: str
    title: str
    spends_positive: bool = False
    """Whether its list counts spending as positive."""
    told_by_verb: bool = False
    """Whether no amount of its list has a sign, and the narration's first word tells the way."""

    @property
    def currency(self) -> str:
        """What a Chinese bank's list is in where it names no currency; empty for other banks."""
        return "CNY" if self.institution.removesuffix("-credit") in _TITLE_OF_CODE else ""


# Each: the bank, then header names that only this export has together.
_EXPORTS = (
    (Bank("boc", "boc", "中国银行"), "记账日期 记账时间 币别 交易名称 借记卡号"),
    (Bank("boc", "boc", "中国银行"), "记账日期 记账时间 币别 交易名称 对方账户名"),
    (
        Bank("boc-credit", "boc-credit", "中国银行信用卡"),
        "交易日 银行记账日 卡号后四位 交易描述 存入 支出",
    ),
    (Bank("cmb", "cmb", "招商银行"), "记账日期 联机余额 交易摘要 对手信息"),
    (
        Bank("cmb-credit", "cmb-credit", "招商银行信用卡", spends_positive=True),
        "交易日 记账日 交易摘要 人民币金额 卡号末四位",
    ),
    (Bank("icbc", "icbc", "工商银行"), "交易日期 交易场所 交易国家或地区简称 记账金额(收入) 钞/汇"),
    (
        Bank("icbc-credit", "icbc-credit", "工商银行信用卡"),
        "交易日期 交易场所 交易国家或地区简称 记账金额(收入)",
    ),
    (Bank("abc", "abc", "农业银行"), "交易日期 交易摘要 本次余额 对手信息 交易附言"),
    (Bank("bocom", "bocom", "交通银行"), "交易日期 借贷 交易地点 对方户名 摘要"),
    (
        Bank("bocom-credit", "bocom-credit", "交通银行信用卡", told_by_verb=True),
        "交易日期 记账日期 交易说明 交易币种/金额 入账币种/金额",
    ),
    (Bank("cmb", "cmb", "招商银行"), "交易日期 交易时间 收入 支出 余额 交易类型 交易备注"),
    (Bank("abc", "abc", "农业银行"), "本次余额 对方账号 交易渠道 交易用途"),
    (
        Bank("ccb", "ccb", "建设银行"),
        "记账日 交易日期 交易时间 支出 收入 账户余额 对方账号 交易地点",
    ),
    (
        Bank("ccb", "ccb", "建设银行"),
        "序号 摘要 币别 钞汇 交易日期 交易金额 账户余额 交易地点/附言 对方账号与户名",
    ),
    (
        Bank("spdb", "spdb", "浦发银行"),
        "交易日期 交易类型 存入金额 取出金额 余额 交易对手名称 交易对手账号",
    ),
    (
        Bank("citic-credit", "citic-credit", "中信银行信用卡", spends_positive=True),
        "交易日期 入账日期 交易描述 卡末四位 交易金额",
    ),
    (
        Bank("cgb-credit", "cgb-credit", "广发银行信用卡", spends_positive=True),
        "交易日期 入账日期 交易摘要 交易金额 交易货币 入账金额 入账货币",
    ),
    (Bank("hsbc-hk", "hsbc-hk", "HSBC 滙豐"), "Date Billing_amount Billing_currency Balance"),
    (Bank("hsbc-hk", "hsbc-hk", "HSBC 滙豐"), "日期 賬單金額 賬單貨幣 結餘"),
    (
        Bank("hsbc-hk-credit", "hsbc-hk-credit", "HSBC 滙豐"),
        "Transaction_date Post_date Billing_amount Billing_currency",
    ),
    (Bank("hsbc-hk-credit", "hsbc-hk-credit", "HSBC 滙豐"), "交易日期 賬單金額 賬單貨幣 商戶名稱"),
    (Bank("revolut", "revolut", "Revolut"), "Type Product Started_Date Completed_Date State"),
    (Bank("wise", "wise", "Wise"), "TransferWise_ID Running_Balance Total_fees"),
    (Bank("paypal", "paypal", "PayPal"), "Gross Fee Net Balance_Impact"),
    (Bank("paypal", "paypal", "PayPal"), "TimeZone Gross Fee Net Transaction_ID"),
    (Bank("n26", "n26", "N26"), "Payee Account_number Transaction_type Payment_reference"),
    (Bank("n26", "n26", "N26"), "Booking_Date Partner_Name Partner_Iban Payment_Reference"),
    (Bank("monzo", "monzo", "Monzo"), "Transaction_ID Emoji Notes_and_#tags Money_Out"),
    (Bank("starling", "starling", "Starling"), "Counter_Party Spending_Category Balance_(GBP)"),
    (Bank("chase", "chase", "Chase"), "Details Posting_Date Check_or_Slip_# Balance"),
    (
        Bank("chase-credit", "chase-credit", "Chase"),
        "Transaction_Date Post_Date Category Type Memo",
    ),
    (Bank("barclays", "barclays", "Barclays"), "Number Account Subcategory Memo"),
    (
        Bank("sparkasse", "sparkasse", "Sparkasse"),
        "Auftragskonto Buchungstag Valutadatum Verwendungszweck",
    ),
    (Bank("bunq", "bunq", "bunq"), "Datum Bedrag Rekening Tegenrekening Omschrijving"),
    (Bank("rabobank", "rabobank", "Rabobank"), "IBAN/BBAN Munt Saldo_na_trn Naam_tegenpartij"),
    (Bank("ing", "ing", "ING"), "Naam_/_Omschrijving Tegenrekening Af_Bij Mededelingen"),
)
_SIGNATURES = [(bank, frozenset(map(simple, names.split()))) for bank, names in _EXPORTS]


def of_table(header: Header, around: Iterable[str]) -> Bank:
    """Tell whose export it is: by its header, a bank named around it, else the header's print.

    The institution of an unknown export is made from its column names, so that the next file of the
    same layout finds the same account and that of another bank does not.
    """
    names = frozenset(bare(column.name) for column in header.columns if column.name)
    simple_names = frozenset(simple(column.name) for column in header.columns if column.name)
    for bank, signature in _SIGNATURES:
        if signature <= simple_names:
            return bank
    text = _ENGLISH.sub(lambda found: _OF_ENGLISH[found[0].casefold()], " ".join(around))
    for name in _LONGEST_FIRST:
        if len(name) > 2 and name in text:  # noqa: PLR2004 - 工行 could be part of other words
            code = _CODE_OF_BANK[name]
            credit = "信用卡" in text
            return Bank(
                "generic", f"{code}-credit" if credit else code, name + ("信用卡" if credit else "")
            )
    print_ = hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:8]
    return Bank("generic", f"table-{print_}", "")


def title_of(institution: str) -> str:
    """Return the short name of a Chinese bank by its code; empty for any other institution."""
    return _TITLE_OF_CODE.get(institution.removesuffix("-credit"), "")


def institution_of(untrusted_name: str) -> str:
    """Return the code of a Chinese bank's name, or the name itself in comparable form."""
    text = plain(untrusted_name)
    for name in _LONGEST_FIRST:
        if text.startswith(name):
            return _CODE_OF_BANK[name]
    return text


def card(untrusted_text: str) -> AccountHint | None:
    """Read a card as wallets print it, ``中国银行信用卡(1234)``; ``None`` if it names no bank.

    Where no digits are printed, a credit card is kept apart from the bank's account.
    """
    if len(untrusted_text) > _MAX_CARD:
        return None
    text = plain(untrusted_text)
    found = _CARD.fullmatch(text)
    if not found:
        return None
    bank = _from_known_name(found["bank"])
    text = text[text.index(bank) :]
    institution = institution_of(bank)
    digits = found["digits"] or ""
    if not digits and any(word in text for word in _CREDIT):
        institution += "-credit"
    title = re.sub(r"[(\[][)\]]$|还款$", "", text)
    return AccountHint(institution, digits, title)


def _from_known_name(text: str) -> str:
    """Leave out words before a known bank's name: 提现到中国银行."""
    found = [name for name in _LONGEST_FIRST if len(name) > 2 and name in text]  # noqa: PLR2004 - 工行 could be part of other words
    return text[text.index(found[0]) :] if found else text


def savings(institution: str, title: str) -> AccountHint:
    """Return the hint of a savings pot that lives inside a wallet (余额宝, 零钱通)."""
    return AccountHint(institution, "", title, Role.SAVINGS)
