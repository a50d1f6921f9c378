"""Holds the charts that ship to what the program and the national standard ask of them."""

from __future__ import annotations

import itertools
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

from cfo_desktop.base import paths
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role

# 《小企业会计准则》 appendix, first-level accounts, typed from the standard and not from the chart.
NATIONAL = """
1001 库存现金 1002 银行存款 1012 其他货币资金 1101 短期投资 1121 应收票据 1122 应收账款
1123 预付账款 1131 应收股利 1132 应收利息 1221 其他应收款 1401 材料采购 1402 在途物资
1403 原材料 1404 材料成本差异 1405 库存商品 1407 商品进销差价 1408 委托加工物资
1411 周转材料 1421 消耗性生物资产 1501 长期债券投资 1511 长期股权投资 1601 固定资产
1602 累计折旧 1604 在建工程 1605 工程物资 1606 固定资产清理 1621 生产性生物资产
1622 生产性生物资产累计折旧 1701 无形资产 1702 累计摊销 1801 长期待摊费用 1901 待处理财产损溢
2001 短期借款 2201 应付票据 2202 应付账款 2203 预收账款 2211 应付职工薪酬 2221 应交税费
2231 应付利息 2232 应付利润 2241 其他应付款 2401 递延收益 2501 长期借款 2701 长期应付款
3001 实收资本 3002 资本公积 3101 盈余公积 3103 本年利润 3104 利润分配
4001 生产成本 4101 制造费用 4301 研发支出 4401 工程施工 4403 机械作业
5001 主营业务收入 5051 其他业务收入 5111 投资收益 5301 营业外收入 5401 主营业务成本
5402 其他业务成本 5403 营业税金及附加 5601 销售费用 5602 管理费用 5603 财务费用
5711 营业外支出 5801 所得税费用
"""
# The standard has no place for these two, and lets an enterprise add accounts of its own.
OWN_FIRST_LEVEL = {"3201": "期初余额", "3202": "货币兑换"}

GROUPS_OF_ROLE = {
    Role.TILL: {Group.CASH},
    Role.BANK: {Group.CASH},
    Role.RECEIVABLES: {Group.RECEIVABLE},
    Role.PAYABLES: {Group.PAYABLE},
    Role.STOCK: {Group.STOCK},
    Role.SUSPENSE: {Group.OTHER_CURRENT_ASSET},
    Role.OPENING: {Group.CAPITAL},
    Role.CAPITAL: {Group.CAPITAL},
    Role.DRAWINGS: {Group.DRAWINGS},
    Role.RETAINED: {Group.RETAINED},
    Role.EXCHANGE: {Group.CAPITAL},
    Role.SALES: {Group.SALES},
    Role.PURCHASES: {Group.COST_OF_SALES},
    Role.WAGES: {Group.OPERATING},
    Role.RENT: {Group.OPERATING},
    Role.UTILITIES: {Group.OPERATING},
    Role.FEES: {Group.FINANCE, Group.OPERATING},
    Role.INTEREST: {Group.FINANCE},
    Role.SALES_TAX: {Group.TAX},
    Role.FX_GAIN: {Group.FINANCE, Group.OTHER_INCOME},
    Role.WALLET_ALIPAY: {Group.CASH, Group.OTHER_CURRENT_ASSET},
    Role.WALLET_WECHAT: {Group.CASH, Group.OTHER_CURRENT_ASSET},
    Role.CARD_CLEARING: {Group.CASH, Group.OTHER_CURRENT_ASSET},
    Role.LOAN: {Group.LOAN},
    Role.OTHER_INCOME: {Group.OTHER_INCOME},
    Role.DEPRECIATION: {Group.OPERATING},
    Role.SAVINGS: {Group.CASH, Group.OTHER_CURRENT_ASSET},
    Role.OTHER_EXPENSE: {Group.OPERATING},
}
KINDS_OF_FIRST_DIGIT = {
    "shop": {
        "1": {Kind.ASSET},
        "2": {Kind.LIABILITY},
        "3": {Kind.EQUITY},
        "4": {Kind.INCOME},
        "5": {Kind.EXPENSE},
        "6": {Kind.EXPENSE},
        "7": {Kind.EXPENSE},
        "9": {Kind.EXPENSE},
    },
    "cn-small-enterprise": {
        "1": {Kind.ASSET},
        "2": {Kind.LIABILITY},
        "3": {Kind.EQUITY},
        "4": {Kind.ASSET},  # costs: work in progress until they are carried to stock
        "5": {Kind.INCOME, Kind.EXPENSE},
    },
}


@dataclass(frozen=True)
class Chart:
    """One chart file as read, and its accounts as the domain accepts them."""

    table: dict[str, Any]
    accounts: list[Account]

    @property
    def by_code(self) -> dict[str, Account]:
        return {account.code: account for account in self.accounts}


def read(name: str) -> Chart:
    """Return the chart; the domain itself refuses a bad code, name, group or role."""
    table = tomllib.loads((paths.assets() / "charts" / f"{name}.toml").read_text(encoding="utf-8"))
    accounts = [
        Account(
            code=row["code"],
            name=row["name"]["en"],
            name_zh=row["name"]["zh_CN"],
            group=Group(row["group"]),
            currency="CNY",
            role=Role(row["role"]) if "role" in row else None,
        )
        for row in table["account"]
    ]
    return Chart(table, accounts)


@pytest.fixture(params=["shop", "cn-small-enterprise"])
def chart(request: pytest.FixtureRequest) -> Chart:
    return read(request.param)


@pytest.fixture
def national() -> Chart:
    return read("cn-small-enterprise")


def test_every_chart_that_ships_is_tried_here() -> None:
    shipped = {path.stem for path in (paths.assets() / "charts").iterdir()}
    assert shipped == set(KINDS_OF_FIRST_DIGIT)
    assert all(read(name).table["name"] == name for name in shipped)


def test_a_chart_holds_only_what_is_known(chart: Chart) -> None:
    """A misspelt key would otherwise be read as an account without a role."""
    assert set(chart.table) == {"name", "title", "account"}
    assert set(chart.table["title"]) == {"en", "zh_CN"}
    assert all(title.strip() for title in chart.table["title"].values())
    for row in chart.table["account"]:
        assert set(row) - {"role"} == {"code", "name", "group"}
        assert set(row["name"]) == {"en", "zh_CN"}


def test_codes_are_unique_and_in_order(chart: Chart) -> None:
    codes = [account.code for account in chart.accounts]
    assert all(before < after for before, after in itertools.pairwise(codes))


def test_every_account_is_named_in_both_languages(chart: Chart) -> None:
    """Two accounts of one name could not be told apart in a list."""
    for account in chart.accounts:
        assert account.name.isascii()
        assert any("\u4e00" <= character <= "\u9fff" for character in account.name_zh)
    for language in ("en", "zh_CN"):
        names = Counter(account.name_in(language) for account in chart.accounts)
        assert names.most_common(1)[0][1] == 1


def test_every_role_is_held_once_by_a_fitting_account(chart: Chart) -> None:
    holders = [account for account in chart.accounts if account.role is not None]
    assert Counter(account.role for account in holders) == Counter(Role)
    for account in holders:
        assert account.role is not None
        assert account.group in GROUPS_OF_ROLE[account.role], account.code


def test_roles_are_held_by_accounts_without_sub_accounts(chart: Chart) -> None:
    for account in chart.accounts:
        below = [
            code for code in chart.by_code if code != account.code and code.startswith(account.code)
        ]
        assert not (account.role and below), account.code


def test_the_first_digit_tells_the_kind(chart: Chart) -> None:
    kinds = KINDS_OF_FIRST_DIGIT[chart.table["name"]]
    for account in chart.accounts:
        assert account.kind in kinds[account.code[0]], account.code


def test_codes_of_the_shop_have_four_digits() -> None:
    assert all(
        len(account.code) == 4 and account.code.isdigit() for account in read("shop").accounts
    )


def test_the_national_accounts_are_all_there_under_their_names(national: Chart) -> None:
    words = NATIONAL.split()
    standard = dict(zip(words[::2], words[1::2], strict=True))
    assert len(standard) == 66
    first_level = {a.code: a.name_zh for a in national.accounts if len(a.code) == 4}
    assert first_level == standard | OWN_FIRST_LEVEL


def test_sub_accounts_extend_their_parent_by_two_digits(national: Chart) -> None:
    for account in national.accounts:
        assert account.code.isdigit()
        if len(account.code) != 4:
            assert len(account.code) == 6
            assert national.by_code[account.code[:4]].kind is account.kind
