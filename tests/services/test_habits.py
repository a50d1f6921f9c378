"""Habits over a real book: who is paid wages, and who only gets what is booked with them."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.services import habits
from cfo_desktop.services import knowledge
from cfo_desktop.services.books import Book
from tests.services.made_shop import post


def test_paydays_are_wages_alone_in_the_order_of_their_days(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-11-10")
    for month in range(4, 11):
        for party, day, amount in (
            ("Ada Field", 27, "900.00"),
            ("Zoe Wells", 25, "850.00"),
            ("HMRC PAYE", 19, "210.00"),
            ("Oak Pensions", 22, "80.00"),
            ("住房公积金管理中心", 20, "455.60"),
        ):
            post(book, "6010", "1020", amount, day=dt.date(2026, month, day), party=party)
    assert [(each.party, each.next) for each in habits.read(book).paydays] == [
        ("Zoe Wells", dt.date(2026, 11, 25)),
        ("Ada Field", dt.date(2026, 11, 27)),
    ]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("市社会保险基金管理中心", "social_insurance"),
        ("住房公积金管理中心", "social_insurance"),
        ("HMRC PAYE", "payroll_tax"),
        ("社保代发工资", "wages"),
        ("Ada Field", ""),
    ],
)
def test_what_money_out_is_for_is_told_by_the_longest_word(text: str, target: str) -> None:
    assert knowledge.meant(text) == target
