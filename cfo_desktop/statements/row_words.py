"""The words by which banks' tables tell a total, a balance or an undone payment from a movement."""

from __future__ import annotations

import re


def _any_of(*alternatives: str, whole: bool = True) -> re.Pattern[str]:
    pattern = "|".join(alternatives)
    return re.compile(rf"(?:{pattern})\Z" if whole else pattern, re.IGNORECASE)


SUMMARY = _any_of(
    r"[^\w(]*[^\W\d]{0,10}?(合计|总计|小计|累计|总额|汇总|總計|合計|小計)(金额|金額|笔数|发生额|数)?"
    r"(\W.*|\d.*)?",
    r"\W*(总|共|共计|合计|总共)(收入|支出|存入|支取|借方|贷方)?(笔数|条数|金额|发生额|额|记录数)?:?\W{0,2}(\d.*)?",
    r"(grand|sub|page)?totals?\b.*",
    r"(sum|summe|gesamt(summe)?|totaal|som(m)?a|suma|summa|итого):?",
)
"""The first cell of a line that adds up others."""

TOTAL_WORD = _any_of(r"合\s*计|总\s*计|小\s*计|总额|金额", whole=False)

OPENING = _any_of(
    r"(期初|上期|承前|上页|起始|昨日)(余额|结余|余額)|承前页",
    r"opening\s*balance.*|(starting|beginning|previous)\s*balance",
    r"balance\s*(brought|b/)\s*(forward|f|fwd)?|brought\s*forward",
    r"anfangssaldo|alter kontostand|beginsaldo",
    r"saldo\s*(anterior|inicial|iniziale)|solde\s*(initial|précédent)",
)
CLOSING = _any_of(
    r"(期末|本期|过次|结转|当前)(余额|结余|余額)|过次页",
    r"closing\s*balance.*|ending\s*balance",
    r"balance\s*(carried|c/)\s*(forward|f|fwd)?|carried\s*forward",
    r"endsaldo|(neuer )?kontostand|schlusssaldo|saldo\s*(final|finale)|solde\s*final|eindsaldo",
)
_NUMBER_AFTER = r"\W{0,12}?(-?\d[\d.,' ]*)(?![\d/\-])"
OPENING_AROUND = _any_of(
    r"(?:期初余额|上期余额|上期结余|opening balance|(?:previous|beginning|starting) balance|"
    r"alter kontostand|anfangssaldo|saldo (?:inicial|anterior|iniziale)|solde initial)"
    + _NUMBER_AFTER,
    whole=False,
)
CLOSING_AROUND = _any_of(
    r"(?:期末余额|本期余额|closing balance|ending balance|neuer kontostand|endsaldo|"
    r"saldo (?:final|finale)|solde final)" + _NUMBER_AFTER,
    whole=False,
)
"""A balance printed in the lines around a table; the group is its amount."""

ANY_BALANCE = re.compile(r"[余餘结过承]|balance|forward|saldo|solde|kontostand", re.IGNORECASE)
"""Stands in every text of ``OPENING`` and ``CLOSING``: one look instead of many."""

PENDING = _any_of(
    r"pending|processing|authori[sz](ed|ation)|hold",
    r"vorgemerkt|en attente|pendiente",
    r"处理中|待入账|未入账|在途",
)
UNDONE = _any_of(
    r"declined|failed|cancell?ed|reverted|denied|expired|rejected|void(ed)?",
    r"(交易)?失败|(交易|已)?关闭|已撤销|已取消",
)
INTEREST = _any_of(r"结息|利息(?!税)|\binterest\b(?! rate)|zinsen", whole=False)
FEE = _any_of(
    r"手续费|服务费|年费|工本费|账户管理费|短信费",
    r"((bank|service|account|monthly|card) )?(fee|charge)s?",
    r"kontoführung.*|entgelt.*",
)
REFUND = _any_of(r"退款|退货|\brefund\b|rückerstattung", whole=False)
