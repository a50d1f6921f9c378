"""Made-up shops for the tests of reports: a believable year, and the edges of what can happen.

The statements are computed as the program computes them, from balances that add up to zero.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from cfo_desktop.analysis import financial_statements
from cfo_desktop.analysis.financial_statements import Columns
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.forecast import Forecast
from cfo_desktop.domain.forecast import ForecastDay
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import Ahead
from cfo_desktop.domain.report import FinancialStatement
from cfo_desktop.domain.report import Line
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.domain.report import PartyTotal
from cfo_desktop.domain.report import Section

MONTH = Month(2026, 11)

# Code, names, group; what moved this month, last month and a year ago; the balance at the end of
# this month and a year ago. Debit positive, minor units. Bank and capital take the rest.
_Row = tuple[str, str, str, Group, tuple[int, int, int], tuple[int, int]]
_ROWS: tuple[_Row, ...] = (
    ("1010", "Cash in the till", "库存现金", Group.CASH,
     (25_380, 11_200, 9_900), (312_480, 245_000)),
    ("1020", "Bank current account", "银行存款", Group.CASH, (0, 0, 0), (6_418_233, 4_300_220)),
    ("1030", "Alipay wallet", "支付宝", Group.CASH, (55_129, 40_020, 12_000), (845_162, 512_000)),
    ("1100", "Owed by customers", "应收账款", Group.RECEIVABLE,
     (93_500, 21_000, 40_000), (1_284_000, 980_000)),
    ("1200", "Goods for sale", "库存商品", Group.STOCK,
     (76_400, -31_000, 150_000), (9_120_400, 8_310_000)),
    ("1320", "Deposits paid", "押金及保证金", Group.OTHER_CURRENT_ASSET,
     (0, 0, 0), (1_360_000, 1_300_000)),
    ("1390", "Waiting to be sorted", "待归类款项", Group.OTHER_CURRENT_ASSET,
     (-66_050, 0, 0), (-66_050, 0)),
    ("1510", "Fridges, tills and equipment", "冷柜、收银机与设备", Group.FIXED_ASSET,
     (0, 120_000, 0), (6_000_000, 5_400_000)),
    ("1590", "Accumulated depreciation", "累计折旧", Group.FIXED_ASSET,
     (-83_333, -83_333, -75_000), (-1_916_659, -916_663)),
    ("2010", "Owed to suppliers", "应付账款", Group.PAYABLE,
     (137_350, -20_400, -80_000), (-3_102_750, -2_890_300)),
    ("2100", "Sales tax payable", "应交增值税", Group.TAX,
     (-9_795, -8_100, -7_700), (-246_930, -222_300)),
    ("2500", "Bank loan", "银行借款", Group.LOAN,
     (100_000, 100_000, 100_000), (-10_000_000, -11_100_000)),
    ("3010", "Owner's capital", "业主投入资本", Group.CAPITAL, (0, 0, 0), (0, 0)),
    ("3020", "Owner's drawings", "业主提款", Group.DRAWINGS,
     (242_000, 200_000, 150_000), (2_200_000, 1_900_000)),
    ("4010", "Shop sales", "门店销售收入", Group.SALES,
     (-8_231_050, -7_904_520, -7_410_000), (-86_102_000, -41_300_000)),
    ("4020", "Online and delivery sales", "线上及外卖销售收入", Group.SALES,
     (-412_300, -388_000, -301_250), (-4_120_400, -1_500_900)),
    ("4900", "Other income", "其他收入", Group.OTHER_INCOME,
     (-12_000, 0, 0), (-30_500, 0)),
    ("5010", "Cost of goods sold", "商品销售成本", Group.COST_OF_SALES,
     (4_702_215, 4_611_980, 4_390_500), (50_231_000, 24_100_000)),
    ("5020", "Freight in", "进货运费", Group.COST_OF_SALES,
     (96_040, 91_000, 88_000), (1_010_000, 480_000)),
    ("6010", "Wages", "员工工资", Group.OPERATING,
     (1_650_000, 1_650_000, 1_500_000), (17_850_000, 9_000_000)),
    ("6020", "Rent", "店面租金", Group.OPERATING,
     (680_000, 680_000, 650_000), (7_450_000, 3_900_000)),
    ("6030", "Electricity, water and heating", "水电暖费", Group.OPERATING,
     (121_437, 98_210, 117_300), (1_160_300, 600_000)),
    ("6040", "Card and wallet fees", "刷卡与钱包手续费", Group.OPERATING,
     (49_388, 47_420, 40_075), (510_220, 220_000)),
    ("6050", "Telephone and internet", "电话与网络费", Group.OPERATING,
     (19_900, 19_900, 19_900), (218_900, 119_400)),
    ("6060", "Insurance", "保险费", Group.OPERATING,
     (42_000, 42_000, 40_000), (462_000, 240_000)),
    ("6070", "Depreciation", "折旧费", Group.OPERATING,
     (83_333, 83_333, 75_000), (890_000, 450_000)),
    ("6080", "Packaging and small items", "包装与低值易耗品", Group.OPERATING,
     (31_275, 28_160, 0), (290_100, 0)),
    ("6510", "Loan interest", "借款利息", Group.FINANCE,
     (41_667, 42_083, 46_250), (470_000, 280_000)),
)  # fmt: skip
_ROLES = {"1010": Role.TILL, "1390": Role.SUSPENSE, "6070": Role.DEPRECIATION}
_BANK, _CAPITAL = "1020", "3010"
_NOMINAL = (Kind.INCOME, Kind.EXPENSE)

_TAKINGS = (
    231_500, 248_900, 251_040, 239_900, 264_310, 412_880, 398_270, 222_000, 240_130, 0,
    236_450, 251_900, 421_640, 405_500, 229_100, 241_700, 250_060, 244_420, 268_900, 430_010,
    402_275, 226_300, 238_080, 247_790, 251_600, 270_940, 455_980, 419_300, 233_420, 241_785,
)  # fmt: skip
_PROFITS = (561_200, 412_050, 903_400, 377_700, 820_000, 214_900, 640_300, 150_200, -142_300)
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


def monthly_report(
    *, currency: str = "CNY", name: str = "", language: str = "en", scale: int = 1
) -> MonthlyReport:
    """Return November 2026 of a corner shop with a year behind it; amounts times ``scale``."""
    zh = language == "zh_CN"
    income, balance_sheet, cash_flow = _statements(currency)
    parts = {part.name: part for part in (*income.sections, *balance_sheet.sections)}
    sales, profit, cash = parts["sales"], parts["profit"], parts["cash"]
    report = MonthlyReport(
        book=BookInfo(
            name or ("老街转角便利店" if zh else "Corner Shop on Old Street"),
            currency,
            "shop",
            1,
            dt.date(2025, 6, 1),
            locked_through=dt.date(2026, 10, 31),
        ),
        month=MONTH,
        income=income,
        balance_sheet=balance_sheet,
        cash_flow=cash_flow,
        daily_takings=_TAKINGS,
        monthly_sales=_history(sales, profit),
        customers=tuple(PartyTotal((en, cn)[zh], amount) for en, cn, amount in _CUSTOMERS),
        suppliers=tuple(PartyTotal((en, cn)[zh], amount) for en, cn, amount in _SUPPLIERS),
        uncategorised=tuple(
            OpenItem(entry, dt.date(2026, 11, day), (en, cn)[zh], amount)
            for day, entry, en, cn, amount in _OPEN_ITEMS
        ),
        uncategorised_total=sum(item[-1] for item in _OPEN_ITEMS),
        uncategorised_count=len(_OPEN_ITEMS),
        figures={
            "sales": sales.total,
            "sales_before": sales.compare,
            "sales_year": sales.compare_year,
            "profit": profit.total,
            "profit_before": profit.compare,
            "profit_year": profit.compare_year,
            "cash": cash.total,
            "cash_before": cash.compare,
            "owed_to_us": parts["receivable"].total,
            "we_owe": parts["payable"].total,
        },
        head=Head(4_321, bytes.fromhex("9f86d081884c7d659a2feaa0c55ad015" * 2)),
        printed_on=dt.date(2026, 12, 2),
    )
    return with_amounts(report, lambda amount: amount * scale)


def empty_month(*, currency: str = "CNY") -> MonthlyReport:
    """Return the first month of a book in which nothing was posted."""
    full = monthly_report(currency=currency)
    nothing = with_amounts(full, lambda _: 0)
    return dataclasses.replace(
        nothing,
        book=dataclasses.replace(full.book, created=dt.date(2026, 11, 1), locked_through=None),
        income=_without_lines(nothing.income),
        balance_sheet=_without_lines(nothing.balance_sheet),
        cash_flow=_without_lines(nothing.cash_flow),
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
    costs = tuple(_branch_costs(index) for index in range(accounts))
    section = Section("operating", costs, sum(line.amount for line in costs), 900, 800)
    texts = (
        "POS 88213 支付宝-消费（上海喆堃镕贸易有限公司）订单号20261112003349，商品：“日用品”",
        "Antidisestablishmentarianism" * 5,
        "SEPA direct debit, mandate 0001-22, creditor DE98ZZZ09999999999 Stadtwerke Rohrbach",
    )
    return dataclasses.replace(
        full,
        income=dataclasses.replace(
            full.income,
            sections=tuple(
                section if part.name == section.name else part for part in full.income.sections
            ),
        ),
        uncategorised=tuple(
            OpenItem(1_000 + index, MONTH.first_day, texts[index % 3], 12_345 * (-1) ** index)
            for index in range(items)
        ),
        uncategorised_count=items,
        uncategorised_total=0,
        customers=tuple(PartyTotal(f"{texts[0]} {index}", 500_000 - index) for index in range(25)),
    )


def with_amounts(report: MonthlyReport, change: Callable[[int], int]) -> MonthlyReport:
    """Return the report with every amount changed alike."""

    def statement(shown: FinancialStatement) -> FinancialStatement:
        return dataclasses.replace(shown, sections=tuple(map(section, shown.sections)))

    def section(part: Section) -> Section:
        lines = tuple(map(line, part.lines))
        return Section(
            part.name, lines, *map(change, (part.total, part.compare, part.compare_year))
        )

    def line(shown: Line) -> Line:
        amounts = map(change, (shown.amount, shown.compare, shown.compare_year))
        return Line(shown.code, shown.account, *amounts)

    def party(total: PartyTotal) -> PartyTotal:
        return PartyTotal(total.party, change(total.amount))

    def item(shown: OpenItem) -> OpenItem:
        return dataclasses.replace(shown, amount=change(shown.amount))

    return dataclasses.replace(
        report,
        income=statement(report.income),
        balance_sheet=statement(report.balance_sheet),
        cash_flow=statement(report.cash_flow),
        daily_takings=tuple(map(change, report.daily_takings)),
        monthly_sales=tuple(
            (month, change(sales), change(profit)) for month, sales, profit in report.monthly_sales
        ),
        customers=tuple(map(party, report.customers)),
        suppliers=tuple(map(party, report.suppliers)),
        uncategorised=tuple(map(item, report.uncategorised)),
        uncategorised_total=change(report.uncategorised_total),
        figures={name: change(amount) for name, amount in report.figures.items()},
    )


def _statements(
    currency: str,
) -> tuple[FinancialStatement, FinancialStatement, FinancialStatement]:
    accounts = [
        Account(code, name, name_zh, group, currency, _ROLES.get(code))
        for code, name, name_zh, group, _, _ in _ROWS
    ]
    moved = Columns(*(_balanced(_BANK, {row[0]: row[4][at] for row in _ROWS}) for at in range(3)))
    now, year_before = (
        _balanced(_CAPITAL, {row[0]: row[5][at] for row in _ROWS}) for at in range(2)
    )
    before = {code: balance - moved.now[code] for code, balance in now.items()}
    closing = Columns(now, before, year_before)
    nominal = {account.code for account in accounts if account.kind in _NOMINAL}
    of_year = Columns(
        *(
            {code: amount for code, amount in column.items() if code in nominal}
            for column in (closing.now, closing.before, closing.year_before)
        )
    )
    opening = Columns(
        before,
        {code: before[code] - moved.before[code] for code in before},
        {code: year_before[code] - moved.year_before[code] for code in before},
    )
    income = financial_statements.income(accounts, moved, month=MONTH, currency=currency)
    balance_sheet = financial_statements.balance_sheet(
        accounts, closing, of_year, at=MONTH.last_day, currency=currency
    )
    cash_flow = financial_statements.cash_flow(
        accounts, moved, opening, month=MONTH, currency=currency
    )
    return income, balance_sheet, cash_flow


def _balanced(code: str, amounts: dict[str, int]) -> dict[str, int]:
    """Return ``amounts`` with what is missing to zero added to ``code``."""
    return amounts | {code: amounts[code] - sum(amounts.values())}


def _history(sales: Section, profit: Section) -> tuple[tuple[Month, int, int], ...]:
    """Return thirteen months; the first and the last two are those of the statement."""
    months = [MONTH.plus(-12 + index) for index in range(13)]
    between = [
        (months[1 + index], 7_500_000 + 61_700 * (index * 5 % 7), result)
        for index, result in enumerate((*_PROFITS, 233_000))
    ]
    return (
        (months[0], sales.compare_year, profit.compare_year),
        *between,
        (months[-2], sales.compare, profit.compare),
        (months[-1], sales.total, profit.total),
    )


def _branch_costs(index: int) -> Line:
    account = Account(
        f"7{index:03d}",
        f"Repairs, cleaning and sundry costs of the {index}th branch in the old town",
        f"老城区第{index}分店的维修、清洁以及其他各种零星经营费用（含外包人员）",
        Group.OPERATING,
        "CNY",
    )
    return Line(account.code, account, 1_000 + 137 * index, 900, 800)


def _without_lines(shown: FinancialStatement) -> FinancialStatement:
    sections = tuple(dataclasses.replace(part, lines=()) for part in shown.sections)
    return dataclasses.replace(shown, sections=sections)


def with_outlook(
    report: MonthlyReport, *, party: str = "Green Lantern", many: int = 10
) -> MonthlyReport:
    """Return the report with ``many`` findings and a forecast of 90 days; amounts by rule."""
    currency = report.book.currency
    today = report.printed_on
    found = tuple(
        Finding(
            FindingCode.PAYS_LATER,
            list(Severity)[min(index // 3, 2)],
            today,
            1_000 - index,
            {
                "before": 20,
                "now": 31,
                "later": 11,
                "payments": 3,
                "amount": Money(currency, 71_234_00 + index),
                "open": Money(currency, 98_765_00 + index),
            },
            tuple(range(2_030, 2_031 + index * 2)),
            Action(ActionKind.PARTY, party),
            party=party,
        )
        for index in range(many)
    )
    movements = tuple(
        Movement(today + dt.timedelta(days=number), amount, source, party)
        for number, amount, source in (
            (2, -1_234_56, Source.BILL),
            (3, 9_876_54, Source.INVOICE),
            (5, -680_000, Source.SCHEDULE),
            (8, 777_00, Source.TAKINGS),
            (9, 888_00, Source.TAKINGS),
        )
    )
    opening = 5_000_000
    days = []
    for number in range(1, 91):
        day = today + dt.timedelta(days=number)
        expected = opening + sum(each.amount for each in movements if each.day <= day)
        days.append(
            ForecastDay(day, expected - number * 9_001, expected, expected + number * 7_003)
        )
    past = tuple(
        (today - dt.timedelta(days=back), opening + back * 501) for back in range(60, -1, -1)
    )
    ahead = Ahead(
        Forecast(today, currency, opening, tuple(days), movements, reliable=True), past, 300_000
    )
    return dataclasses.replace(report, noticed_at=today, findings=found, ahead=ahead)
