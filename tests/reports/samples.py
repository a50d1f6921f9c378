"""Made-up shops for the tests of reports: a believable year, and the edges of what can happen."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.domain.report import OpenItem
from cfo_desktop.domain.report import PartyTotal
from cfo_desktop.domain.report import Section

MONTH = Month(2026, 11)

_Row = tuple[str, str, str, Group, int, int, int]
_ASSETS = (
    Group.CASH,
    Group.RECEIVABLE,
    Group.STOCK,
    Group.OTHER_CURRENT_ASSET,
    Group.FIXED_ASSET,
)

# code, English, Chinese, group, then the amount this month, last month and a year ago
_INCOME = (
    ("4010", "Sales of goods", "商品销售收入", Group.SALES, 8_231_050, 7_904_520, 7_410_000),
    ("4020", "Deliveries and services", "配送与服务收入", Group.SALES, 412_300, 388_000, 301_250),
    ("5010", "Goods bought for sale", "商品采购成本", Group.COST_OF_SALES, 4_702_215, 4_611_980, 4_390_500),
    ("5020", "Freight in", "进货运费", Group.COST_OF_SALES, 96_040, 91_000, 88_000),
    ("6010", "Wages", "员工工资", Group.OPERATING, 1_650_000, 1_650_000, 1_500_000),
    ("6020", "Rent", "店面租金", Group.OPERATING, 680_000, 680_000, 650_000),
    ("6030", "Electricity, water and heating", "水电暖费", Group.OPERATING, 121_437, 98_210, 117_300),
    ("6040", "Card and wallet fees", "刷卡与钱包手续费", Group.OPERATING, 49_388, 47_420, 40_075),
    ("6050", "Telephone and internet", "电话与网络费", Group.OPERATING, 19_900, 19_900, 19_900),
    ("6060", "Insurance", "保险费", Group.OPERATING, 42_000, 42_000, 40_000),
    ("6070", "Depreciation", "折旧费", Group.OPERATING, 83_333, 83_333, 75_000),
    ("6080", "Packaging and small items", "包装与低值易耗品", Group.OPERATING, 31_275, 28_160, 0),
    ("6510", "Loan interest", "借款利息", Group.FINANCE, 41_667, 42_083, 46_250),
)  # fmt: skip
_BALANCE = (
    ("1010", "Cash in the till", "店内现金", Group.CASH, 312_480, 287_100, 245_000),
    ("1020", "Bank account", "银行存款", Group.CASH, 6_418_233, 5_990_415, 4_300_220),
    ("1030", "Alipay wallet", "支付宝余额", Group.CASH, 845_162, 790_033, 512_000),
    ("1110", "Customers who owe us", "应收客户款", Group.RECEIVABLE, 1_284_000, 1_190_500, 980_000),
    ("1210", "Goods in stock", "库存商品", Group.STOCK, 9_120_400, 9_044_000, 8_310_000),
    ("1310", "Prepaid rent and deposits", "预付租金与押金", Group.OTHER_CURRENT_ASSET, 1_360_000, 1_360_000, 1_300_000),
    ("1510", "Shop fittings and equipment", "店面装修与设备", Group.FIXED_ASSET, 6_000_000, 6_000_000, 5_400_000),
    ("1590", "Depreciation of equipment", "设备累计折旧", Group.FIXED_ASSET, -1_916_659, -1_833_326, -916_663),
    ("2010", "Suppliers we owe", "应付供应商款", Group.PAYABLE, 3_102_750, 3_240_100, 2_890_300),
    ("2110", "Sales tax owed", "应交增值税", Group.TAX, 246_930, 237_135, 222_300),
    ("2310", "Bank loan", "银行借款", Group.LOAN, 10_000_000, 10_100_000, 11_100_000),
)  # fmt: skip
_EQUITY = (
    ("3010", "Owner's capital", "业主投入资本", Group.CAPITAL, 5_000_000, 5_000_000, 5_000_000),
    ("3020", "Owner's drawings", "业主提款", Group.DRAWINGS, -1_200_000, -1_100_000, -900_000),
)
_FLOWS = (
    ("operating", "4010", "Received from customers", "客户收款", Group.SALES, 8_549_850, 8_201_000, 7_640_000),
    ("operating", "5010", "Paid to suppliers", "支付供应商", Group.COST_OF_SALES, -5_012_005, -4_689_450, -4_402_000),
    ("operating", "6010", "Wages paid", "支付工资", Group.OPERATING, -1_650_000, -1_650_000, -1_500_000),
    ("operating", "6020", "Rent and other costs paid", "支付租金及其他费用", Group.OPERATING, -1_037_518, -912_400, -890_000),
    ("investing", "1510", "Equipment bought", "购置设备", Group.FIXED_ASSET, 0, -120_000, 0),
    ("financing", "2310", "Loan repaid", "偿还借款", Group.LOAN, -100_000, -100_000, -100_000),
    ("financing", "3020", "Taken out by the owner", "业主提款", Group.DRAWINGS, -242_000, -200_000, -150_000),
)  # fmt: skip
_OPENING_CASH = (7_067_548, 6_538_398, 4_459_220)
_TAKINGS = (
    231_500, 248_900, 251_040, 239_900, 264_310, 412_880, 398_270, 222_000, 240_130, 0,
    236_450, 251_900, 421_640, 405_500, 229_100, 241_700, 250_060, 244_420, 268_900, 430_010,
    402_275, 226_300, 238_080, 247_790, 251_600, 270_940, 455_980, 419_300, 233_420, 241_785,
)  # fmt: skip
_CUSTOMERS = (
    ("Green Lantern Restaurant", "青灯小馆餐饮有限公司", 842_000),
    ("Riverside Primary School canteen", "河畔小学食堂", 611_500),
    ("Ms Tao Zhe (陶喆)", "陶喆", 120_340),
    ("Corner Bakery & Sons", "转角面包房", 98_760),
)
_SUPPLIERS = (
    ("Northern Wholesale Foods Company Limited", "北方食品批发有限责任公司", 2_480_110),
    ("Zhang Kun & Partners", "张堃商贸行", 1_230_900),
    ("Landlord: Harbour Estates", "海港物业（房东）", 680_000),
    ("City Power & Water", "市供电供水公司", 121_437),
    ("Zhu Rong Packaging", "朱镕包装厂", 31_275),
)
_OPEN_ITEMS = (
    (3, 4102, "CARD 4417 SHELL STATION 0221 FUEL", "刷卡消费 中石化加油站0221", 35_050),
    (12, 4188, "Transfer Wang L., ref. 88213", "转账 王磊 附言88213", -120_000),
    (26, 4301, "DIRECT DEBIT UNKNOWN CREDITOR 55-1290-A", "代扣 未知商户55-1290-A", 18_900),
)


def account(
    code: str, *, name: str, name_zh: str, group: Group, currency: str, role: Role | None = None
) -> Account:
    """Return an account of the made-up chart."""
    return Account(code, name, name_zh, group, currency, role)


def monthly_report(
    *, currency: str = "CNY", name: str = "", language: str = "en", scale: int = 1
) -> MonthlyReport:
    """Return November 2026 of a corner shop with a year behind it; amounts times ``scale``."""
    zh = language == "zh_CN"
    shop = name or ("老街转角便利店" if zh else "Corner Shop on Old Street")
    book = BookInfo(
        shop, currency, "shop", 1, dt.date(2025, 6, 1), locked_through=dt.date(2026, 10, 31)
    )
    income = _income(currency)
    history = _history(income)
    balance_sheet = _balance_sheet(currency)
    report = MonthlyReport(
        book=book,
        month=MONTH,
        income=income,
        balance_sheet=balance_sheet,
        cash_flow=_cash_flow(currency),
        daily_takings=_TAKINGS,
        monthly_sales=history,
        customers=tuple(PartyTotal(row[zh], row[2]) for row in _CUSTOMERS),
        suppliers=tuple(PartyTotal(row[zh], row[2]) for row in _SUPPLIERS),
        uncategorised=tuple(
            OpenItem(entry, dt.date(2026, 11, day), texts[zh], amount)
            for day, entry, *texts, amount in _OPEN_ITEMS
        ),
        uncategorised_total=sum(row[4] for row in _OPEN_ITEMS),
        uncategorised_count=len(_OPEN_ITEMS),
        figures={
            "sales": history[-1][1],
            "sales_before": history[-2][1],
            "sales_year": history[0][1],
            "profit": history[-1][2],
            "profit_before": history[-2][2],
            "profit_year": history[0][2],
            "cash": 7_575_875,
            "cash_before": 7_067_548,
            "owed_to_us": 1_284_000,
            "we_owe": 3_102_750,
        },
        head=Head(4_321, bytes.fromhex("9f86d081884c7d659a2feaa0c55ad015" * 2)),
        printed_on=dt.date(2026, 12, 2),
    )
    return _with_amounts(report, lambda amount: amount * scale)


def empty_month(*, currency: str = "CNY") -> MonthlyReport:
    """Return the first month of a book in which nothing was posted."""
    full = monthly_report(currency=currency)
    nothing = _with_amounts(full, lambda amount: 0)
    return dataclasses.replace(
        nothing,
        book=dataclasses.replace(full.book, created=dt.date(2026, 11, 1), locked_through=None),
        monthly_sales=((MONTH, 0, 0),),
        customers=(),
        suppliers=(),
        uncategorised=(),
        uncategorised_count=0,
        figures=dict.fromkeys(("sales", "profit", "cash", "owed_to_us", "we_owe"), 0),
        head=Head(0, bytes(32)),
    )


def crowded(*, items: int = 200, accounts: int = 60) -> MonthlyReport:
    """Return a month with many accounts of long names and many uncategorised payments."""
    full = monthly_report()
    costs = tuple(
        Line(
            f"7{index:03d}",
            account(
                f"7{index:03d}",
                name=f"Repairs, cleaning and sundry costs of the {index}th branch in the old town",
                name_zh=f"老城区第{index}分店的维修、清洁以及其他各种零星经营费用（含外包人员）",
                group=Group.OPERATING,
                currency="CNY",
            ),
            1_000 + 137 * index,
            900,
            800,
        )
        for index in range(accounts)
    )
    section = Section("operating", costs, sum(line.amount for line in costs), 900, 800)
    sections = tuple(section if part.name == "operating" else part for part in full.income.sections)
    texts = (
        "POS 88213 支付宝-消费（上海喆堃镕贸易有限公司）订单号20261112003349925511，商品：“日用品”；备注：无",
        "Antidisestablishmentarianism" * 5,
        "SEPA direct debit, mandate 0001-22, creditor DE98ZZZ09999999999 Stadtwerke Rohrbach",
    )
    return dataclasses.replace(
        full,
        income=dataclasses.replace(full.income, sections=sections),
        uncategorised=tuple(
            OpenItem(1_000 + index, MONTH.first_day, texts[index % 3], 12_345 * (-1) ** index)
            for index in range(items)
        ),
        uncategorised_count=items,
        uncategorised_total=0,
        customers=tuple(PartyTotal(f"{texts[0]} {index}", 500_000 - index) for index in range(25)),
    )


def _with_amounts(report: MonthlyReport, change: Callable[[int], int]) -> MonthlyReport:
    """Return the report with every amount changed alike."""

    def statement(shown: FinancialStatement) -> FinancialStatement:
        return dataclasses.replace(shown, sections=tuple(map(section, shown.sections)))

    def section(part: Section) -> Section:
        return Section(
            part.name,
            tuple(map(line, part.lines)),
            change(part.total),
            change(part.compare),
            change(part.compare_year),
        )

    def line(shown: Line) -> Line:
        return dataclasses.replace(
            shown,
            amount=change(shown.amount),
            compare=change(shown.compare),
            compare_year=change(shown.compare_year),
        )

    return dataclasses.replace(
        report,
        income=statement(report.income),
        balance_sheet=statement(report.balance_sheet),
        cash_flow=statement(report.cash_flow),
        daily_takings=tuple(map(change, report.daily_takings)),
        monthly_sales=tuple(
            (month, change(sales), change(profit)) for month, sales, profit in report.monthly_sales
        ),
        customers=tuple(PartyTotal(p.party, change(p.amount)) for p in report.customers),
        suppliers=tuple(PartyTotal(p.party, change(p.amount)) for p in report.suppliers),
        uncategorised=tuple(
            dataclasses.replace(item, amount=change(item.amount)) for item in report.uncategorised
        ),
        uncategorised_total=change(report.uncategorised_total),
        figures={name: change(amount) for name, amount in report.figures.items()},
    )


def _section(name: str, rows: Sequence[_Row], *, currency: str) -> Section:
    lines = tuple(
        Line(
            row[0],
            account(row[0], name=row[1], name_zh=row[2], group=row[3], currency=currency),
            *row[4:],
        )
        for row in rows
    )
    return _total(name, lines)


def _total(name: str, lines: Sequence[Line]) -> Section:
    return Section(
        name,
        tuple(lines),
        sum(line.amount for line in lines),
        sum(line.compare for line in lines),
        sum(line.compare_year for line in lines),
    )


def _computed(name: str, plus: Sequence[Section], minus: Sequence[Section] = ()) -> Section:
    return Section(
        name,
        (),
        sum(part.total for part in plus) - sum(part.total for part in minus),
        sum(part.compare for part in plus) - sum(part.compare for part in minus),
        sum(part.compare_year for part in plus) - sum(part.compare_year for part in minus),
    )


def _of(rows: Sequence[_Row], *groups: Group) -> list[_Row]:
    return [row for row in rows if row[3] in groups]


def _income(currency: str) -> FinancialStatement:
    sales = _section("sales", _of(_INCOME, Group.SALES), currency=currency)
    costs = _section("cost_of_sales", _of(_INCOME, Group.COST_OF_SALES), currency=currency)
    gross = _computed("gross_profit", [sales], [costs])
    operating = _section("operating", _of(_INCOME, Group.OPERATING), currency=currency)
    finance = _section("finance", _of(_INCOME, Group.FINANCE), currency=currency)
    profit = _computed("profit", [gross], [operating, finance])
    return FinancialStatement(
        "income", currency, MONTH, None, (sales, costs, gross, operating, finance, profit)
    )


def _balance_sheet(currency: str) -> FinancialStatement:
    assets = _section("assets", _of(_BALANCE, *_ASSETS), currency=currency)
    liabilities = _section(
        "liabilities", _of(_BALANCE, Group.PAYABLE, Group.TAX, Group.LOAN), currency=currency
    )
    own = _section("equity", _EQUITY, currency=currency)
    left = _computed("", [assets], [liabilities, own])
    earned = Line("profit_of_the_year", None, left.total, left.compare, left.compare_year)
    equity = _total("equity", [*own.lines, earned])
    both = _computed("liabilities_and_equity", [liabilities, equity])
    return FinancialStatement(
        "balance_sheet", currency, None, MONTH.last_day, (assets, liabilities, equity, both)
    )


def _cash_flow(currency: str) -> FinancialStatement:
    opening = Section("opening_cash", (), *_OPENING_CASH)
    parts = [
        _section(name, [row[1:] for row in _FLOWS if row[0] == name], currency=currency)
        for name in ("operating", "investing", "financing")
    ]
    closing = _computed("closing_cash", [opening, *parts])
    return FinancialStatement("cash_flow", currency, MONTH, None, (opening, *parts, closing))


def _history(income: FinancialStatement) -> tuple[tuple[Month, int, int], ...]:
    """Return thirteen months, the first, the last but one and the last as the statement has them."""
    sales, profit = income.sections[0], income.sections[-1]
    months = [MONTH.plus(-12 + index) for index in range(13)]
    between = [
        (month, 7_500_000 + 61_700 * (index * 5 % 7), 350_000 + 97_300 * (index * 4 % 9) - 180_000)
        for index, month in enumerate(months)
    ]
    between[8] = (months[8], 6_900_000, -142_300)
    return (
        (months[0], sales.compare_year, profit.compare_year),
        *between[1:-2],
        (months[-2], sales.compare, profit.compare),
        (months[-1], sales.total, profit.total),
    )
