"""Exports of the mainland's banks, in their layouts with invented movements."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums
from tests.statements.xls_files import workbook


@dataclass(frozen=True)
class Layout:
    """A list as a bank exports it, and what must come of it."""

    profile: str
    text: str
    key: str
    amounts: list[str]
    days: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    """The other side's."""
    checks: tuple[str, ...] = ()
    read: int = 0
    """Rows seen, where some of them moved nothing."""


LAYOUTS = {
    "CMB debit card": Layout(
        "cmb",
        "# 招商银行交易记录,,\n"
        "# 导出时间：[2024-03-01 10:00:00]\n"
        "# 账    号: [6214********0001]\n# 币    种: [人民币]\n"
        "# 起始日期: [20240201]    终止日期: [20240229]\n\n"
        '"交易日期","交易时间","收入","支出","余额","交易类型","交易备注"\n'
        '"\t20240203","\t12:56:16","","64.91","935.09","\t银联在线支付","\t银联在线支付，某商城"\n'
        '"\t20240201","\t13:44:45","1,000.00","","1000.00","\t代发工资","\t某公司"\n\n'
        "# 收入合计: 1笔，共1000.00元\n# 支出合计: 1笔，共64.91元\n",
        "cmb:6214********0001",
        ["-64.91", "1000.00"],
        ("2024-02-03", "2024-02-01"),
        checks=("running_balance", "total_in", "total_out"),
    ),
    "CMB credit card over new year": Layout(
        "cmb-credit",
        "招商银行信用卡对账单（个人消费卡账户 2024年01月）\n"
        "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
        ',12/29,掌上生活还款,"-1,200.00",1234,"-1,200.00"\n'
        '12/30,12/31,某店,"1,056.78(CN)",1234,"1,056.78(CN)"\n'
        "01/03,01/04,某饭票,-3.90(CN),1234,-3.90(CN)\n01/05,01/07,某书店,12.00(US),1234,1.66(US)\n",
        "cmb-credit:1234",
        ["1200.00", "-1056.78", "3.90", "-12.00"],
        ("2023-12-29", "2023-12-31", "2024-01-04", "2024-01-07"),
    ),
    "ICBC credit card": Layout(
        "icbc-credit",
        '明细查询文件下载\n\n卡号: 6222****5678,"卡别名: "\n\n子账户类别:\n\n'
        "交易日期,记账日期,摘要,交易场所,交易国家或地区简称,交易金额(收入),交易金额(支出),交易币种,"
        "记账金额(收入),记账金额(支出),记账币种,余额,对方户名\n"
        '2024-04-22 \t,2024-04-23 \t,"消费 \t",某店 \t,"CHN \t","  \t","18.00 \t",人民币 \t,'
        '"  \t","18.00 \t",人民币 \t,"-118.00 \t"," \t",\n'
        '2024-04-21 \t,2024-04-21 \t,"还款 \t", \t,"CHN \t","50.00 \t"," \t",人民币 \t,"50.00 \t",'
        '"  \t",人民币 \t,"-100.00 \t"," \t",\n \n'
        '合计金额,,,,,"50.00 \t","18.00 \t",,"50.00 \t","18.00 \t",\n',
        "icbc-credit:6222****5678",
        ["-18.00", "50.00"],
        ("2024-04-23", "2024-04-21"),
        checks=("running_balance", "total_in", "total_out"),
    ),
    "ICBC debit card with details": Layout(
        "icbc",
        '明细查询文件下载\n\n卡号: 6222****9876,"卡别名: 无"\n\n'
        "交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),"
        "交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户\n"
        '2024-05-02 \t,"转账 \t","货款 \t"," \t","CHN \t",钞 \t,"- \t","- \t",- \t," \t",'
        '"13.40 \t",人民币 \t,"986.60 \t","某厂 \t","6228****1111 \t",\n',
        "icbc:6222****9876",
        ["-13.40"],
        accounts=("6228****1111",),
    ),
    "ABC from the online bank": Layout(
        "abc",
        "账户明细查询\n账号:6228480000000000001 户名:张三\n"
        "交易日期,交易时间,交易金额,本次余额,对方户名,对方账号,交易行,交易渠道,交易类型,交易用途,"
        "交易摘要\n"
        "20240105,101112,+500.00,1500.00,李四,6222000011112222,某支行,手机银行,转账,还钱,转存\n"
        "20240106,,-100.00,1400.00,,,某支行,ATM,取款,,现支\n"
        "20240106,,+0.00,1400.00,,,某支行,,利息税,,结息\n",
        "abc:6228480000000000001",
        ["500.00", "-100.00"],
        ("2024-01-05", "2024-01-06"),
        ("6222000011112222", ""),
        ("running_balance",),
        read=3,
    ),
    "BoCom debit card": Layout(
        "bocom",
        "序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要\n"
        "1,2024-01-01,08:00:01,网上支付,借 Dr,100.79,899.21,11111111111111,某网店,网上,订单\n"
        "2,2024-01-02,09:00:02,转账,贷 Cr,10.00,909.21,6666666666666666,王五,网络支付,货款\n",
        "bocom:",
        ["-100.79", "10.00"],
        accounts=("11111111111111", "6666666666666666"),
        checks=("running_balance",),
    ),
    "BoCom credit card": Layout(
        "bocom-credit",
        "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额\n"
        "2024-01-10,2024-01-10,退货 某旅行,CNY 123.18,CNY 123.18\n"
        "2024-01-18,2024-01-19,消费 Suica Charge,JPY 1000.00,CNY 49.85\n"
        "2024-01-20,2024-01-20,信用卡还款 转账,CNY 666.60,CNY666.60\n",
        "bocom-credit:",
        ["123.18", "-49.85", "666.60"],
    ),
    "CITIC current account": Layout(
        "generic",
        "中信银行账户交易明细\n账号：8110000000000001234 币种：人民币\n"
        "交易日期,收入金额,支出金额,账户余额,对方账号,对方账户名称,对方开户行,摘要,状态\n"
        "2024-01-02,,20.00,980.00,6217001,某店,某行,消费,完成\n"
        "2024-01-03,30.00,,1010.00,,,,利息,完成\n",
        "citic:8110000000000001234",
        ["-20.00", "30.00"],
        accounts=("6217001", ""),
        checks=("running_balance",),
    ),
    "BOC credit card": Layout(
        "boc-credit",
        "中国银行信用卡账单(2024年01月)\n交易日,银行记账日,卡号后四位,交易描述,存入,支出\n"
        "2023-12-13,2023-12-14,4260,某交通卡CHN,,50.00\n2023-12-20,2023-12-20,,存款利息,0.01,\n",
        "boc-credit:4260",
        ["-50.00", "0.01"],
        ("2023-12-14", "2023-12-20"),
    ),
    "a company's account": Layout(
        "generic",
        "中国建设银行企业网上银行,,,,,,,,\n账号,05001234567890123456,,账户名称,某某商贸有限公司\n"
        "开始日期,20240101,,结束日期,20240131\n"
        "交易时间,凭证种类,凭证号,借方发生额/元(支取),贷方发生额/元(收入),余额,对方户名,对方账号,用途\n"
        "20240103 10:11:12,,A001,5000.00,0.00,15000.00,甲公司,0500999,货款\n"
        '20240104 10:11:13,,A002,0.00,"1,234.50",16234.50,乙公司,0500888,收款\n'
        "借方合计：5000.00,贷方合计：1234.50,总笔数：2,,,,,,\n",
        "ccb:05001234567890123456",
        ["-5000.00", "1234.50"],
        accounts=("0500999", "0500888"),
        checks=("running_balance", "total_in", "total_out", "count"),
    ),
    "BOC for companies, in two languages": Layout(
        "generic",
        "中国银行,,,,,,,,,,\n查询账号[ Inquirer account number ],445566778899,,,,,,,,,\n"
        "交易类型[ Transaction Type ],付款人账号[ Debit Account No. ],付款人名称[ Payer's Name ],"
        "收款人账号[ Payee's Account Number ],收款人名称[ Payee's Name ],"
        "交易日期[ Transaction Date ],交易时间[ Transaction time ],交易货币[ Trade Currency ],"
        "交易金额[ Trade Amount ],"
        "交易后余额[ After-transaction balance ],用途[ Purpose ]\n"
        "往账,445566778899,我司,6217001,甲厂,20240103,10:11:12,CNY,-5000.00,5000.00,货款\n"
        '来账,6217002,乙店,445566778899,我司,20240104,10:11:13,CNY,"1,234.50",6234.50,收款\n',
        "boc:445566778899",
        ["-5000.00", "1234.50"],
        accounts=("6217001", "6217002"),
        checks=("running_balance",),
    ),
    "amounts with one mark for each way": Layout(
        "generic",
        "交通银行对账单\n"
        "记账日期,借贷标志,发生额,余额,对方单位名称,摘要\n"
        "2024/1/3,借,５.00,95.00,甲公司,货款\n2024/1/4,贷,5.00,100.00,乙公司,退\n",
        "bocom:",
        ["-5.00", "5.00"],
        checks=("running_balance",),
    ),
    "ICBC card as the mail lists it": Layout(
        "generic",
        "中国工商银行客户对账单 信用卡,,,,,,\n账单周期 2023年12月06日---2024年01月05日,,,,,,\n"
        "卡号后四位,交易日,记账日,交易类型,商户名称/城市,交易金额/币种,记账金额/币种\n"
        "1234,2023-12-30,2023-12-31,消费,某店,10.00/USD,72.50/RMB(支出)\n"
        "1234,2024-01-02,2024-01-02,还款,某支行,100.00/RMB,100.00/RMB(存入)\n",
        "icbc-credit:1234",
        ["-72.50", "100.00"],
        ("2023-12-31", "2024-01-02"),
    ),
    "CMB for companies": Layout(
        "generic",
        "招商银行对账单\n账号,755900000010101,,,,,,,\n"
        "交易日,交易时间,起息日,交易类型,借方金额,贷方金额,余额,摘要,流水号,收/付方名称,"
        "收/付方账号\n"
        "20240103,10:11:12,20240103,转账,500.00,,1500.00,货款,C001,甲公司,6217001\n"
        "20240104,10:11:13,20240104,转账,,20.00,1520.00,收款,C002,乙公司,6217002\n",
        "cmb:755900000010101",
        ["-500.00", "20.00"],
        accounts=("6217001", "6217002"),
        checks=("running_balance",),
    ),
    "ICBC for companies": Layout(
        "generic",
        "[HISTORYDETAIL]\n工商银行企业网上银行\n"
        "凭证号,交易时间,本方账号,对方账号,借/贷,借方发生额,贷方发生额,对方行号,摘要,用途,对方单位名称,"
        "余额,个性化信息\n"
        "01,2024-01-03 10.11.12,12020000190000000,6217001,借,500.00,,102,转,货款,甲公司,1500.00,\n"
        "02,2024-01-04-10.11.13.123456,12020000190000000,6217002,贷,,20.00,102,收,,乙公司,1520.00,\n",
        "icbc:12020000190000000",
        ["-500.00", "20.00"],
        accounts=("6217001", "6217002"),
        checks=("running_balance",),
    ),
    "SPDB credit card": Layout(
        "generic",
        "浦发银行信用卡账单\n交易日期,记账日期,交易摘要,卡号末四位,卡片类型,交易币种,交易金额\n"
        "20240105,20240106,某超市,1111,主卡,人民币,35.00\n"
        "20240107,20240107,某饭店,1111,主卡,人民币,70.00\n"
        "20240110,20240110,还款,1111,主卡,人民币,-105.00\n",
        "spdb-credit:1111",
        ["-35.00", "-70.00", "105.00"],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_layout(name: str, encoding: str) -> None:
    layout = LAYOUTS[name]
    found = result(layout.text.encode(encoding), currency="CNY", name="导出.csv")
    assert found.fault is None
    (statement,) = found.statements
    assert (found.profile, statement.account.key) == (layout.profile, layout.key)
    assert statement.currency == "CNY"
    assert (sums(statement), statement.rejected) == (layout.amounts, ())
    assert statement.read == (layout.read or len(layout.amounts))
    if layout.days:
        assert tuple(row.day.isoformat() for row in statement.rows) == layout.days
    if layout.accounts:
        assert tuple(row.party_account for row in statement.rows) == layout.accounts
    if name.startswith("BOC for companies"):
        assert [row.party for row in statement.rows] == ["甲厂", "乙店"]
    if layout.checks:
        assert tuple(check.name for check in statement.checks) == layout.checks
    assert all(check.ok for check in statement.checks), statement.checks


def test_ccb_in_an_old_workbook() -> None:
    statement = one(
        workbook(
            [
                ["China Construction Bank"],
                ["币\u3000\u3000种：", "人民币"],
                ["账\u3000\u3000号：", "6217*********1546"],
                [],
                ["记账日  ", "交易日期 ", "交易时间  ", "支出 ", "收入 ", "账户余额  ", "币种 ",
                 "摘要 ", "对方账号  ", "对方户名 ", "交易地点  "],
                [20240102.0, "20240101", "18:53:19", 67.0, 0.0, 933.0, "人民币", "消费", "2088*1",
                 "某公司", "某店"],
                ["20240103", "20240103", "09:00:00", 0.0, 100.25, 1033.25, "人民币", "工资", "", "",
                 ""],
                ["以上数据仅供参考|具体内容请以柜台为准"],
            ]
        ),
        currency="EUR",
        name="交易明细.xls",
    )  # fmt: skip
    assert statement.account.key == "ccb:6217*********1546"
    assert [(row.day.day, row.time, str(row.amount)) for row in statement.rows] == [
        (2, "18:53:19", "-67.00"),
        (3, "09:00:00", "100.25"),
    ]
    assert (statement.rows[0].party_account, statement.read) == ("2088*1", 2)
    assert all(check.ok for check in statement.checks)


def test_citic_card_in_an_old_workbook_by_what_was_settled() -> None:
    yuan = "人民币"
    head = ["交易日期", "入账日期", "交易描述", "卡末四位"]
    head += ["交易币种", "结算币种", "交易金额", "结算金额"]
    found = result(
        workbook(
            [
                ["本期账单明细(人民币)"],
                head,
                ["2024-11-09", "2024-11-10", "某出行", 6688.0, yuan, yuan, "5.90", "5.90"],
                ["2024-11-09", "2024-11-11", "SHOP", 6688.0, "美元", yuan, "10.00", "72.10"],
                ["2024-11-10", "2024-11-10", "笔笔返奖励", 6688.0, yuan, yuan, "-0.20", "-0.20"],
            ]
        ),
        currency="EUR",
    )
    (statement,) = found.statements
    assert (found.profile, statement.account.key) == ("citic-credit", "citic-credit:6688")
    assert (statement.currency, sums(statement)) == ("CNY", ["-5.90", "-72.10", "0.20"])
    assert all(row.fee is None for row in statement.rows)


def test_a_card_in_two_currencies_gives_two_statements() -> None:
    text = (
        "中国银行信用卡账单(2024年01月)\n交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种\n"
        "2024-01-13,2024-01-14,4260,某店,,50.00,CNY\n"
        "2024-01-15,2024-01-16,4260,SHOP,,3.72,USD\n"
    )
    yuan, dollars = result(text, currency="CNY").statements
    assert (sums(yuan), sums(dollars)) == (["-50.00"], ["-3.72"])
    assert (yuan.account.key, dollars.account.key) == ("boc-credit:4260", "boc-credit:4260/USD")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("12/31", "2023-12-31"),
        ("1231", "2023-12-31"),
        ("12-31", "2023-12-31"),
        ("12月31日", "2023-12-31"),
        ("31 Dec", "2023-12-31"),
        ("31DEC", "2023-12-31"),
        ("Jan 2", "2024-01-02"),
        ("0102", "2024-01-02"),
        ("102", "2024-01-02"),
        ("01-02 13:14", "2024-01-02"),
        ("2022-05-06", "2022-05-06"),
    ],
)
@pytest.mark.parametrize(
    "period",
    [
        "账单周期：2023/12/06-2024/01/05",
        "20231206-20240105",
        "对账单 2024年01月",
        "Statement date: 5 Jan 2024",
        "From 06/12/2023 to 05/01/2024",
    ],
)
def test_days_without_a_year_are_dated_by_the_period(printed: str, day: str, period: str) -> None:
    statement = one(f"{period}\n交易日,摘要,金额\n{printed},某店,-5.00\n", currency="CNY")
    assert [row.day.isoformat() for row in statement.rows] == [day]


def test_days_without_a_year_where_nothing_names_one() -> None:
    (fault,) = one("交易日,摘要,金额\n12/31,某店,-5.00\n", currency="CNY").rejected
    assert fault.code == "date_invalid"


@pytest.mark.parametrize(
    ("footer", "names", "ok"),
    [
        ("收入合计：10.00 支出合计：5.00 总笔数：2", ["total_in", "total_out", "count"], True),
        ("总收入金额,10.00,总支出金额,5.00", ["total_in", "total_out"], True),
        ("合计,,10.00,5.00,", ["total_in", "total_out"], True),
        ("共2笔", ["count"], True),
        ("收入金额合计：1笔，共10.00元", ["total_in"], True),
        ("收入合计,10.01", ["total_in"], False),
        ("共 3 条记录", ["count"], False),
        ("美元合计,,1.00,1.00,\n人民币合计,,10.00,5.00,", ["total_in", "total_out"], True),
        ("本页收入合计 3.00", [], True),
        ("收入笔数：1 支出笔数：1", [], True),
    ],
)
def test_totals_below_the_rows_are_checked_and_not_booked(
    footer: str,
    names: list[str],
    ok: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    text = f"交易日期,摘要,收入,支出,对方\n20240101,a,10.00,,x\n20240102,b,,5.00,y\n{footer}\n"
    statement = one(text, currency="CNY")
    assert (sums(statement), statement.rejected) == (["10.00", "-5.00"], ())
    assert [check.name for check in statement.checks] == names
    assert all(check.ok is ok for check in statement.checks)


def test_columns_not_known_break_nothing() -> None:
    layout = LAYOUTS["BoCom debit card"]
    lines = layout.text.splitlines()
    wide = "\n".join(f"新栏{number},{line},新" for number, line in enumerate(lines))
    found = result(wide + "\n", currency="CNY")
    assert found.profile == layout.profile
    assert sums(found.statements[0]) == layout.amounts


def test_a_card_whose_words_do_not_say_which_way_is_taken_as_spent_and_named() -> None:
    text = (
        "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额\n"
        "2024-01-10,2024-01-10,某旅行,CNY 123.18,CNY 123.18\n"
        "2024-01-20,2024-01-20,信用卡还款,CNY 6.00,CNY6.00\n"
    )
    statement = one(text, currency="CNY")
    assert sums(statement) == ["-123.18", "6.00"]
    assert [(fault.code, fault.place) for fault in statement.warnings] == [
        ("direction_guessed", "row 2")
    ]


@pytest.mark.parametrize(
    ("party", "number"),
    [("6222021234/某超市", "6222021234"), ("某中心1111111111", "1111111111"), ("7-11", "")],
)
def test_an_account_printed_with_the_party_s_name(party: str, number: str) -> None:
    row = one(f"交易日期,金额,对方账号与户名\n20240102,-1.00,{party}\n", currency="CNY").rows[0]
    assert (row.party, row.party_account) == (party, number)
