"""Holds starter knowledge to the charts, and to what everybody knows of common merchants."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.rules import Movement
from cfo_desktop.services import charts
from cfo_desktop.services import knowledge

CHARTS = {name: charts.load(name, currency="CNY") for name in charts.NAMES}


def target_of(text: str, minor: int) -> str | None:
    """Return the name of what a text means."""
    names = {name: name for name in knowledge.targets()}
    return knowledge.proposed(Movement("", text, "1020", minor), names)


@pytest.mark.parametrize("chart", charts.NAMES)
def test_every_target_is_an_account_of_every_chart(chart: str) -> None:
    codes = knowledge.accounts_of(chart, CHARTS[chart])
    assert codes.keys() == knowledge.targets().keys()


def test_every_target_is_meant_by_some_word_and_the_other_way_round() -> None:
    meant = {word.target for found in knowledge.words().values() for word in found}
    assert meant == set(knowledge.targets())


def test_no_word_means_two_things_in_one_way() -> None:
    for text, found in knowledge.words().items():
        ways = [word.way for word in found]
        assert len(set(ways)) == len(ways), text
        assert not (0 in ways and len(ways) > 1), text
        assert len(text) > 1, text


def test_there_are_some_hundred_words_of_each_language() -> None:
    ascii_ = sum(text.isascii() for text in knowledge.words())
    assert ascii_ > 400
    assert len(knowledge.words()) - ascii_ > 400


@pytest.mark.parametrize(
    ("text", "minor", "target"),
    [
        ("国家电网 电费缴纳 3月", -100, "utilities"),
        ("深圳市自来水(集团)有限公司", -100, "utilities"),
        ("中国移动通信集团 话费充值", -100, "phone"),
        ("槐树街物业 房租 三季度", -100, "rent"),
        ("绿城物业服务有限公司", -100, "property"),
        ("代发工资 九月", -100, "wages"),
        ("住房公积金管理中心", -100, "social_insurance"),
        ("国家税务总局深圳市税务局", -100, "sales_tax"),
        ("顺丰速运 运单", -100, "courier"),
        ("美团 结算款", 100, "online_sales"),
        ("美团平台 技术服务费", -100, "commission"),
        ("美团", -100, "drawings"),
        ("拉扎斯网络科技", 100, "online_sales"),
        ("对公账户 手续费", -100, "fees"),
        ("中国石化销售股份有限公司", -100, "travel"),
        ("中国人民财产保险", -100, "insurance"),
        ("批量结息", 100, "interest_received"),
        ("DD BRITISH GAS BUSINESS", -100, "utilities"),
        ("CARD 7731 SHELL PORTWAY", -100, "travel"),
        ("SHELLEY MARTIN", -100, None),
        ("HMRC VAT 123456", -100, "sales_tax"),
        ("HMRC PAYE/NIC", -100, "payroll_tax"),
        ("AMZN MKTP UK*2H4K", -100, "supplies"),
        ("SUMUP PAYMENTS PID12", 100, "sales"),
        ("SUMUP PAYMENTS PID12", -100, None),
        ("BOOKER CASH & CARRY", -100, "purchases"),
        ("Refund Thistledown Wholesale", 100, "purchases"),
        ("某餐厅 退款", 100, "drawings"),
        ("Springfield Water Utility", -100, "utilities"),
        ("腾讯公益慈善基金会", -100, "donations"),
        ("中国红十字会 捐款", -100, "donations"),
        ("某某慈善基金会 资助", 100, "grants"),
        ("易方达基金 申购", -100, "savings"),
        ("JustGiving 1234", -100, "donations"),
        ("Mr A. Nobody", -100, None),
        ("张三", 100, None),
    ],
)
def test_what_everybody_knows(text: str, minor: int, target: str | None) -> None:
    assert target_of(text, minor) == target


def test_what_it_was_for_says_more_than_whom_it_was_paid_to() -> None:
    names = {name: name for name in knowledge.targets()}
    rent = Movement("海棠路物业管理有限公司", "房租 · 9月", "1020", -5)
    assert knowledge.proposed(rent, names) == "rent"
    fees = Movement("海棠路物业管理有限公司", "9月", "1020", -5)
    assert knowledge.proposed(fees, names) == "property"


def test_money_does_not_move_to_the_account_it_is_on() -> None:
    codes = {"wallet_alipay": "1030"}
    assert knowledge.proposed(Movement("", "支付宝提现", "1020", 5), codes) == "1030"
    assert knowledge.proposed(Movement("", "支付宝提现", "1030", -5), codes) is None


@pytest.mark.parametrize(
    ("text", "minor", "target"),
    [
        ("美团商家代金券", 100, "drawings"),
        ("收钱码", 100, None),
        ("收钱码", -100, "sales"),
        ("SUMUP PAYMENTS PID12", 100, None),
    ],
)
def test_money_given_back_belongs_where_it_had_been_paid(
    text: str, minor: int, target: str | None
) -> None:
    names = {name: name for name in knowledge.targets()}
    given_back = Movement("", text, "1020", minor, refund=True)
    assert knowledge.proposed(given_back, names) == target
