"""What the rows of an Alipay bill do, by the words Alipay describes them with."""

from __future__ import annotations

import functools
import re

from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.statements import banks
from cfo_desktop.statements import wallet
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.wallet import Bill
from cfo_desktop.statements.wallet import Move

_YUEBAO = banks.savings("alipay-yuebao", "余额宝")
_POTS = {
    "余额宝": _YUEBAO,
    "余利宝": banks.savings("alipay-yulibao", "余利宝"),
    "小荷包": banks.savings("alipay-xiaohebao", "小荷包"),
    "笔笔攒": banks.savings("alipay-bibizan", "笔笔攒"),
    "小钱袋": banks.savings("alipay-xiaoqiandai", "小钱袋"),
}
_FUND = banks.savings("alipay-fortune", "蚂蚁财富")
_DEBTS = {
    "花呗": AccountHint("alipay-huabei", "", "花呗"),
    "借呗": AccountHint("alipay-jiebei", "", "借呗"),
    "信用购": AccountHint("alipay-xinyonggou", "", "信用购"),
    "备用金": AccountHint("alipay-beiyongjin", "", "备用金"),
    "网商贷": AccountHint("mybank-loan", "", "网商贷"),
}
_CASH = {"", "/", "余额", "账户余额", "支付宝余额", "支付宝账户余额", "可用余额"}
_FUND_WORDS = re.compile(r"基金|财富|理财|黄金|存金宝|养老|债券|证券|投资")
_BOUGHT = re.compile(r"买入|申购|定投|认购|购买|转入|存入")
_SOLD = re.compile(r"卖出|赎回|转出|取出|到期|兑付")
_OTHERS = re.compile(r"他人代付|亲情卡|亲属卡")
_INTO_POT = re.compile(r"转入|存入|攒入|自动攒|收款到|转账到")
_OUT_OF_POT = re.compile(r"转出|取出|提取|提现")


def pot_of(untrusted_text: str) -> AccountHint:
    """Return the savings that a text names; the owner's funds where it names none."""
    return next((hint for name, hint in _POTS.items() if name in untrusted_text), _FUND)


def debt_of(untrusted_text: str) -> AccountHint | None:
    """Return Alipay's own credit that a text names; ``None`` where it names none."""
    return next((hint for name, hint in _DEBTS.items() if name in untrusted_text), None)


def paid_by_other(bill: Bill) -> bool:
    """Tell whether somebody else paid (他人代付, a relative's 亲情卡), which Alipay counts not."""
    return bill.direction not in {"收入", "支出"} and bool(_OTHERS.search(bill.method))


def is_refund(bill: Bill) -> bool:
    """Tell whether a row gives money back for an earlier payment."""
    return bill.status.startswith("退款") or bill.sort == "退款" or bill.item.startswith("退款")


def of(bill: Bill) -> Move:
    """Tell on which account the row moves money, which way, and to which other of the owner's."""
    method = paid_from(bill.method)
    if is_refund(bill):
        return Move(1, method, kind=RowKind.REFUND)
    moved = _within_pots(bill, method) or _debt(bill, method)
    if moved:
        return moved
    if bill.direction == "收入":
        return Move(1, method)
    if bill.direction == "支出":
        return Move(-1, method)
    return _neutral(bill, method)


@functools.lru_cache(maxsize=512)
def paid_from(untrusted_method: str) -> AccountHint | None:
    """Return the account behind a way of paying; ``None`` for the wallet's own cash."""
    method = wallet.real_method(untrusted_method)
    if plain(method) in _CASH:
        return None
    for name, hint in (*_POTS.items(), *_DEBTS.items()):
        if name in method:
            return hint
    return wallet.card(method) or AccountHint(f"alipay-{plain(method)}"[:60], "", method[:40])


def _transfer(sign: int, account: AccountHint | None, counter: AccountHint) -> Move:
    return Move(sign, account, counter, RowKind.TRANSFER)


def _within_pots(bill: Bill, method: AccountHint | None) -> Move | None:  # noqa: PLR0911 - one a rule
    """Rows of 余额宝 and its like: interest, into it, out of it."""
    text = f"{bill.item} {bill.sort}"
    name = next((name for name in _POTS if name in text or name == bill.party), None)
    if name is None:
        return None
    pot = _POTS[name]
    if "收益" in bill.item and "转" not in bill.item:
        return Move(1, pot, kind=RowKind.INTEREST)
    if _SOLD.search(bill.item) and _FUND_WORDS.search(text):
        return None  # 蚂蚁财富-…-卖出至余额宝
    if _OUT_OF_POT.search(bill.item):
        sink = bill.item.partition("转出到")[2] or bill.item.partition("转出至")[2]
        target = wallet.card(sink) or (method if method != pot else None)
        if target is None and not re.search(r"银行|卡", f"{sink} {bill.party}"):
            return _transfer(1, None, pot)
        return _transfer(-1, pot, target or wallet.card(bill.party) or wallet.some_bank(bill.party))
    if _INTO_POT.search(bill.item):
        return _transfer(-1, method if method != pot else None, pot)
    return None


def _debt(bill: Bill, method: AccountHint | None) -> Move | None:
    """Repayments of Alipay's own credit and of credit cards, and loans paid out."""
    text = f"{bill.item} {bill.party}"
    own = next((hint for name, hint in _DEBTS.items() if name in text), None)
    if "还款" in bill.item or "还款" in bill.sort:
        if own is None and "信用卡" in text:
            named = (
                wallet.card(part) for part in (bill.item.partition("-")[2], bill.party, bill.item)
            )
            own = next(filter(None, named), AccountHint("credit-card", "", "信用卡"))
        return _transfer(-1, method if method != own else None, own) if own else None
    if own and re.search(r"放款|借款", bill.item):
        return _transfer(1, method if method != own else None, own)
    return None


def _neutral(bill: Bill, method: AccountHint | None) -> Move:  # noqa: PLR0911 - one a rule
    """Rows that Alipay counts neither as income nor as expense (不计收支, formerly 其他)."""
    text = f"{bill.item} {bill.sort} {bill.party}"
    if "收益发放" in bill.item:
        return Move(1, method, kind=RowKind.INTEREST)
    if "提现" in text:
        bank = _named_bank(bill, method)
        source = method if method in _POTS.values() else None
        return _transfer(-1, source, bank)
    if "充值" in bill.item or bill.sort == "充值":
        return _transfer(1, None, _named_bank(bill, method))
    if _FUND_WORDS.search(text):
        if "分红" in bill.item:
            return Move(1, method, kind=RowKind.INTEREST)
        if _SOLD.search(bill.item):
            target = _YUEBAO if "余额宝" in bill.item else method
            return _transfer(1, target, _FUND)
        if _BOUGHT.search(bill.item):
            return _transfer(-1, method, _FUND)
    said = {"已收入": 1, "已支出": -1}.get(bill.funds)
    if said:
        return Move(said, method)
    return Move(-1, method, warning="direction_guessed")


def _named_bank(bill: Bill, method: AccountHint | None) -> AccountHint:
    own = (*_POTS.values(), *_DEBTS.values(), None)
    if method not in own and method is not None:
        return method
    return (
        wallet.card(bill.party)
        or wallet.card(bill.item.rpartition("-")[2])
        or wallet.some_bank(bill.party)
    )
