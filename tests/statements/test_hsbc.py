"""Exports of HSBC in Hong Kong, in both languages, with invented movements."""

from __future__ import annotations

import pytest

from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums

DEBIT = (
    "Date,Description,Billing amount,Billing currency,Balance,Balance currency\n"
    '24/03/2024,SOME SHOP                HC123   22MAR,"-1.00"\t,HKD,"3,612.17"\t,HKD\n'
    '20/03/2024,FUND TRANSFER FROM       J SMITH,"1,500.00"\t,HKD,"3,613.17"\t,HKD\n'
    '12/03/2024,SALARY PAYMENT           ABC LTD,"12,500.00"\t,CNY,"12500.00"\t,CNY\n'
    '01/03/2024,INTEREST CREDIT,"5.45"\t,HKD,"2,113.17"\t,HKD \n'
)
CREDIT = (
    "Transaction date,Post date,Description,Billing amount,Billing currency,Transaction status,"
    "Merchant name,Country / region,Area / district,Credit / Debit\n"
    '09/04/2024,10/04/2024,QR       A SHOP  CHN,"-1,099.14"\t,CNY,POSTED,A SHOP,CHINA,CHN,DEBIT\n'
    '31/03/2024,01/04/2024,RETURN:  B PLATFORM,"25.00"\t,CNY,POSTED,B PLATFORM,CHINA,CHN,CREDIT\n'
    '24/03/2024,24/03/2024,PAYMENT - THANK YOU,"3,266.16"\t,CNY,POSTED,,,,CREDIT\n'
    '23/03/2024,,CAFE,"-20.00"\t,CNY,PENDING,CAFE,CHINA,CHN,DEBIT\n'
)
CHINESE = (
    "日期,詳情,賬單金額,賬單貨幣,結餘,結餘貨幣\n"
    '24/03/2024,某商店,"-1.00",港元,"3,612.17",港元\n20/03/2024,轉賬,"1,500.00",港元,"3,613.17",港元\n'
)
CHINESE_CARD = (
    "交易日期,過賬日期,說明,賬單金額,賬單貨幣,商戶名稱,國家/地區,扣賬/進賬\n"
    '09/04/2024,10/04/2024,購物,"1,099.14",港幣,某店,香港,扣賬\n'
    '24/03/2024,25/03/2024,繳款,"3,266.16",港幣,,,進賬\n'
)


def test_a_current_account_in_two_currencies() -> None:
    found = result(DEBIT, currency="HKD", name="TransactionHistory.csv")
    assert found.profile == "hsbc-hk"
    dollars, yuan = found.statements
    assert (dollars.currency, sums(dollars)) == ("HKD", ["-1.00", "1500.00", "5.45"])
    assert (yuan.currency, sums(yuan)) == ("CNY", ["12500.00"])
    assert all(check.ok for each in found.statements for check in each.checks)
    assert (str(dollars.opening), str(dollars.closing)) == ("2107.72", "3612.17")
    assert dollars.rows[0].day.isoformat() == "2024-03-24"


def test_a_card() -> None:
    found = result(CREDIT, currency="CNY")
    (statement,) = found.statements
    assert (found.profile, statement.account.key) == ("hsbc-hk-credit", "hsbc-hk-credit:")
    assert sums(statement) == ["-1099.14", "25.00", "3266.16"]
    assert [row.day.isoformat()[5:] for row in statement.rows] == ["04-10", "04-01", "03-24"]
    assert [row.code for row in statement.skipped] == ["pending"]
    assert statement.rows[0].party == "A SHOP"


@pytest.mark.parametrize(
    ("text", "profile", "amounts", "day"),
    [
        (CHINESE, "hsbc-hk", ["-1.00", "1500.00"], "2024-03-24"),
        (CHINESE_CARD, "hsbc-hk-credit", ["-1099.14", "3266.16"], "2024-04-10"),
    ],
)
@pytest.mark.parametrize("currency", ["HKD", "CNY"])
def test_in_traditional_chinese(
    text: str, profile: str, amounts: list[str], day: str, currency: str
) -> None:
    found = result(text, currency=currency)
    (statement,) = found.statements
    assert (found.profile, statement.currency) == (profile, "HKD")
    assert sums(statement) == amounts
    assert statement.rows[0].day.isoformat() == day
    assert statement.rejected == ()


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (("1,099.14", "25.00CR", "8.00"), ["-1099.14", "25.00", "-8.00"]),
        (("1,099.14DR", "25.00CR", "8.00DR"), ["-1099.14", "25.00", "-8.00"]),
        (("-1,099.14", "25.00", "-8.00"), ["-1099.14", "25.00", "-8.00"]),
        (("1,099.14", "25.00 Cr", "8.00"), ["-1099.14", "25.00", "-8.00"]),
        (("-1,099.14", "25.00CR", "-8.00"), ["-1099.14", "25.00", "-8.00"]),
    ],
)
def test_what_came_is_marked(cells: tuple[str, ...], amounts: list[str]) -> None:
    rows = "".join(f'0{number}/03/2024,SHOP,"{cell}"\n' for number, cell in enumerate(cells, 1))
    assert sums(one(f"Date,Description,Amount\n{rows}", currency="HKD")) == amounts
