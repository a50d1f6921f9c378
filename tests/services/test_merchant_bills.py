"""Merchants' bills into entries: sales, refunds, and fees that are charged and given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import imports
from cfo_desktop.services.books import Book
from tests.services.made_shop import Files
from tests.services.made_shop import balances
from tests.services.made_shop import row
from tests.services.made_shop import statement
from tests.services.made_shop import verified
from tests.services.test_imports import counted

HEAD = (
    "支付宝交易号,商户订单号,业务类型,完成时间,订单金额（元）,商家实收（元）,退款批次号/请求号,"
    "服务费（元）"
)
BILL = f"""#支付宝业务明细查询
#账号：[20880000000000000156]
{HEAD}
2024T1\t,S1\t,交易,2024-01-02 10:00:00,100.00,100.00,,-0.60
2024T1\t,S1\t,退款,2024-01-02 11:00:00,-40.00,-40.00,R1\t,0.24
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(tmp_path, monkeypatch)


def test_a_returned_fee_is_a_pair_of_its_own(book: Book, files: Files) -> None:
    made = statement(
        [
            row("99.40", fee="0.60", kind=RowKind.SALE),
            row("-39.76", fee="-0.24", kind=RowKind.SALE_REFUND),
        ]
    )
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    fees = chart.with_role(book, role=Role.FEES).code
    sales = chart.with_role(book, role=Role.SALES).code
    assert balances(book) == {file.account: 59_64, fees: 36, sales: -60_00}
    assert str(file.movement) == "59.64"
    verified(book)


def test_a_bill_of_sales_and_refunds(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "bill.csv"
    path.write_bytes(BILL.encode("gb18030"))
    (file,) = imports.import_files(book, files=[path]).files
    assert counted(file) == (2, 2, 0, 0, 0)
    assert file.profile == "alipay-merchant"
    fees = chart.with_role(book, role=Role.FEES).code
    assert balances(book)[file.account] == 59_64
    assert balances(book)[fees] == 36
    again = imports.import_files(book, files=[path]).files[0]
    assert counted(again) == (2, 0, 2, 0, 0)
    verified(book)


def test_a_fee_given_back_lessens_the_fees(book: Book, files: Files) -> None:
    made = statement([row("-0.60", kind=RowKind.FEE), row("0.24", kind=RowKind.FEE)])
    (file,) = imports.import_files(book, files=[files.add("a.csv", made)]).files
    fees = chart.with_role(book, role=Role.FEES).code
    assert balances(book) == {file.account: -36, fees: 36}
