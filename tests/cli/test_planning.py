"""Customers, idle cash, tax, what-if and benchmarks on the command line, in both languages."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import Cli

TODAY = dt.date(2026, 11, 15)
LANGUAGES = ("en", "zh_CN")
TRIED = (
    ("customers", "--discount", "10"),
    ("customers", "--list", "all"),
    ("idle-cash", "--cushion", "2000", "--rate", "2.5"),
    ("tax",),
    ("tax", "--preset", "vat", "--percent", "20", "--account", "1060", "--since", "2026-07-01"),
    ("whatif",),
    ("whatif", "--rent", "+300", "--loan", "20000/6.5%/24", "--lose", "Nobody"),
    ("benchmarks",),
)


@pytest.fixture(scope="module")
def long_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo shop in Britain: fourteen months up to October 2026."""
    folder = tmp_path_factory.mktemp("books") / "shop"
    books.close(demo.create(folder, months=14, end=Month(2026, 10), passphrase=PASSPHRASE))
    return folder


@pytest.mark.parametrize("call", TRIED, ids=lambda call: " ".join(call[:2]))
def test_each_is_told_in_both_languages_and_as_json(
    cli: Cli, long_shop: Path, call: tuple[str, ...]
) -> None:
    verb, *options = call
    told = {}
    for language in LANGUAGES:
        result = cli(verb, long_shop, *options, "--lang", language)
        assert (result.status, result.err) == (0, "")
        told[language] = result.out
    assert told["en"] != told["zh_CN"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told["zh_CN"])
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in told["en"])
    assert cli(verb, long_shop, *options, "--json").document


@pytest.mark.parametrize("call", TRIED, ids=lambda call: " ".join(call[:2]))
def test_each_says_something_plain_of_a_book_without_entries(
    cli: Cli, empty: Path, call: tuple[str, ...]
) -> None:
    verb, *options = call
    result = cli(verb, empty, *options)
    assert (result.status, result.err) == (0, "")
    assert result.lines
    assert cli(verb, empty, *options, "--json").document


def test_customers_sum_to_the_sales(cli: Cli, long_shop: Path) -> None:
    found = cli("customers", long_shop, "--json").document
    named = sum(round(float(each["sales"]) * 100) for each in found["customers"])
    rest = round(float(found["unnamed"]) * 100)
    assert named + rest == round(float(found["total"]) * 100)
    assert sum(each["customers"] for each in found["segments"].values()) == len(found["customers"])
    (centre,) = [each for each in found["customers"] if each["name"] == "St Bride's Day Centre"]
    assert centre["rhythm"] == 30
    assert found["discount"] is None


def test_customers_begin_with_the_books_and_say_what_they_lack(cli: Cli, long_shop: Path) -> None:
    found = cli("customers", long_shop, "--json").document
    assert (found["since"], found["months_before"]) == ("2025-09", 3)
    told = cli("customers", long_shop).out
    assert "Customers from 2025-09 to 2026-11-15" in told
    assert "The books begin in 2025-09: of the 12 months before, they have 3." in told
    assert found["kinds"][0]["before"] is not None
    for each in found["customers"]:
        assert (each["monthly"] is None) is (each["rhythm"] is None)


def test_where_nobody_is_gone_the_slipping_are_named(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-11-15")
    book = books.open_book(shop, passphrase=PASSPHRASE)
    for day in (7, 14, 21, 28):
        draft = entries.simple(
            book,
            day=dt.date(2026, 10, day),
            narration="Sale",
            debits=[("1020", "5.00")],
            credits=[("4010", "5.00")],
            party="Ann Lee",
        )
        entries.post(book, draft=draft)
    books.close(book)
    told = cli("customers", shop, "--list", "gone").out
    assert "Nobody." in told
    assert "Ann Lee" in told
    assert "--list slipping" in told
    assert "Ann Lee" in cli("customers", shop, "--list", "gone", "--lang", "zh_CN").out


def test_a_list_is_written_where_the_owner_says(cli: Cli, long_shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    result = cli("customers", long_shop, "--list", "all", "--out", path)
    assert "not encrypted" in result.out
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heads, *rows = csv.reader(stream)
    assert heads[0] == "Customer"
    listed = cli("customers", long_shop, "--json").document["customers"]
    assert [row[0] for row in rows] == [each["name"] for each in listed]
    assert "--list is needed." in cli("customers", long_shop, "--out", path).err


def test_cushion_and_rate_are_kept_in_the_book(cli: Cli, shop: Path) -> None:
    cli("idle-cash", shop, "--cushion", "1500.50", "--rate", "2.5%")
    kept = cli("idle-cash", shop, "--json").document
    assert (kept["cushion"], kept["rate"], kept["day_count"]) == ("1500.50", "2.5", "actual/365")
    assert cli("whatif", shop, "--json").document["cushion"] == "1500.50"


def test_idle_cash_is_told_for_four_spans(cli: Cli, long_shop: Path) -> None:
    found = cli("idle-cash", long_shop, "--json").document
    if found["reliable"]:
        assert [span["days"] for span in found["spans"]] == [7, 30, 60, 90]
        for span in found["spans"]:
            assert float(span["idle"]) <= max(0, float(span["least"]) - float(found["cushion"]))
            assert float(span["least"]) <= float(span["low"])
    else:
        assert found["spans"] == []


def test_nothing_is_idle_in_a_new_book_and_that_is_said(cli: Cli, empty: Path) -> None:
    assert "not reach back far enough" in cli("idle-cash", empty).out


def test_tax_is_set_up_changed_and_forgotten(cli: Cli, shop: Path) -> None:
    def plan(*options: str) -> Any:  # noqa: ANN401 - JSON
        return cli("tax", shop, *options, "--json").document["plan"]

    first = plan("--preset", "vat", "--percent", "20", "--account", "1060")
    assert first["rates"] == [{"from": "1900-01-01", "percent": "20", "threshold": None}]
    assert first["since"] == "2026-10-01"
    # The rate that holds today is changed; one from a day on stands beside it.
    assert plan("--percent", "19")["rates"] == [{**first["rates"][0], "percent": "19"}]
    plan("--percent", "20")
    later = plan("--percent", "21", "--from", "2026-11-01", "--threshold", "100")
    assert later["rates"] == [
        {"from": "1900-01-01", "percent": "20", "threshold": None},
        {"from": "2026-11-01", "percent": "21", "threshold": "100.00"},
    ]
    other = plan("--period", "month", "--due-day", "7", "--on-top", "--purchases", "5")
    assert (other["period"], other["due_day"]) == ("month", 7)
    assert (other["included"], other["purchases"]) == (False, "5")
    assert other["account"] == "1060"
    assert cli("tax", shop, "--forget", "--json").document["plan"] is None


def test_tax_at_this_pace_is_told_and_not_idle(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-10-20")
    cli("tax", shop, "--preset", "vat", "--percent", "20", "--due-day", "15")
    found = cli("tax", shop, "--json").document
    pace, form = found["pace"], found["periods"][0]
    assert (
        (pace["last"], pace["due"]) == (form["last"], form["due"]) == ("2026-12-31", "2027-01-15")
    )
    assert Decimal(pace["amount"]) > 3 * Decimal(form["amount"]) > 0
    told = cli("tax", shop).out
    missing, amount = (f"{Decimal(pace[name]):,}" for name in ("missing", "amount"))
    assert f"about {amount} of tax falls due on 2027-01-15" in told
    assert f"Put about {missing} aside by 2027-01-15." in told
    assert missing in cli("tax", shop, "--lang", "zh_CN").out
    idle = cli("idle-cash", shop, "--json").document
    assert idle["tax_due"] == "2027-01-15"
    whole = Decimal(idle["for_tax"]) + Decimal(idle["tax_ahead"])
    open_before = sum(Decimal(each["amount"]) for each in found["periods"][1:])
    assert whole == Decimal(pace["amount"]) + open_before


def test_of_a_period_free_of_tax_it_is_said_that_none_is_in_the_takings(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-10-20")
    preset = ("--preset", "vat", "--percent", "20", "--threshold", "1000000")
    told = cli("tax", shop, *preset, "--since", "2026-07-01").out
    assert "Free of tax so far" in told
    assert told.count("no tax is in the takings") == 2
    assert "so no tax falls due" in told
    assert "含税营业额就等于不含税销售额" in cli("tax", shop, "--lang", "zh_CN").out


def test_tax_before_all_periods_says_that_they_are_settled(cli: Cli, shop: Path) -> None:
    cli("tax", shop, "--preset", "vat", "--percent", "20", "--since", "2026-10-01")
    told = cli("tax", shop, "--at", "2026-09-01").out
    assert "periods before 2026-10-01 are taken to be settled" in told
    assert "the first rate begins later" not in told


def test_how_much_may_be_put_away_is_one_sentence(
    cli: Cli, long_shop: Path, tmp_path: Path
) -> None:
    rich = Path(shutil.copytree(long_shop, tmp_path / "rich"))
    assert "put nothing away for 30 or 60 days" in cli("idle-cash", rich).out
    book = books.open_book(rich, passphrase=PASSPHRASE)
    paid_in = [("1020", "90000.00")], [("3010", "90000.00")]
    draft = entries.simple(
        book, day=TODAY, narration="Paid in", debits=paid_in[0], credits=paid_in[1]
    )
    entries.post(book, draft=draft)
    books.close(book)
    found = cli("idle-cash", rich, "--json").document
    spans = {each["days"]: f"{Decimal(each['idle']):,}" for each in found["spans"]}
    told = cli("idle-cash", rich).out
    assert f"put away up to {spans[30]} for 30 days, and up to {spans[60]} for 60 days" in told
    assert f"最多可以存 {spans[30]}" in cli("idle-cash", rich, "--lang", "zh_CN").out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--percent", "20"), "tax_plan_missing"),
        (("--preset", "vat"), "tax_rate_missing"),
        (("--preset", "cn-small"), "tax_preset_currency"),
        (("--preset", "vat", "--percent", "x"), "percent_invalid"),
        (("--preset", "vat", "--percent", "20", "--account", "2100"), "tax_account_no_money"),
        (("--preset", "vat", "--percent", "20", "--due-day", "32"), "tax_due_day_invalid"),
        (("--preset", "vat", "--percent", "9", "--from", "2026-11-02"), "tax_rate_starts"),
    ],
)
def test_what_tax_cannot_be_is_refused(
    cli: Cli, shop: Path, options: tuple[str, ...], code: str
) -> None:
    result = cli("tax", shop, *options, "--json")
    assert result.status == 1
    assert result.document["error"]["code"] == code
    assert cli("tax", shop, "--json").document["plan"] is None


def test_all_changes_at_once(cli: Cli, long_shop: Path) -> None:
    found = cli(
        *("whatif", long_shop, "--rent", "+300", "--price", "+5%", "--sales", "-3%"),
        *("--wages", "+1 200.00", "--purchase", "3000@2027-01-15/3"),
        *("--loan", "20000/6.5%/24@2027-02-01", "--lose", "st bride's day centre"),
        *("--supplier", "Northgate Drinks=-4%", "--months", "6", "--json"),
    ).document
    assert found["unknown"] == []
    assert len(found["months"]) == 7
    december, january, february = found["months"][1:4]
    assert _moved(december, "rent") == "-300.00"
    assert _moved(december, "wages") == "-1200.00"
    assert (_moved(december, "purchase"), _moved(january, "purchase")) == ("0.00", "-1000.00")
    assert _moved(february, "loan") == "20000.00"
    assert found["loans"][0][0]["amount"] == "890.93"


def test_month_ends_are_those_of_the_forecast(cli: Cli, long_shop: Path) -> None:
    ahead = cli("forecast", long_shop, "--json").document
    assert ahead["reliable"]
    expected = {each["date"]: each["expected"] for each in ahead["days"]}
    found = cli("whatif", long_shop, "--json").document
    ends = {each["month"]: each["before"]["cash"] for each in found["months"]}
    for month, day in (("2026-11", "30"), ("2026-12", "31"), ("2027-01", "31")):
        assert ends[month] == expected[f"{month}-{day}"]
    assert found["forecast_until"] == "2027-01"
    assert "what the forecast expects" in cli("whatif", long_shop).out


def test_it_is_said_when_changes_begin(cli: Cli, long_shop: Path) -> None:
    told = cli("whatif", long_shop, "--rent", "+300", "--loan", "20000/6.5%/24").out
    assert "begin with 2026-12, the next whole month" in told
    assert "The loan comes in 2026-12; its first instalment is due in 2027-01." in told
    assert "whole month." not in cli("whatif", long_shop, "--purchase", "5@2027-01-01").out


def _moved(month: dict[str, dict[str, dict[str, str]]], line: str) -> str:
    after, before = (month[name]["lines"][line] for name in ("after", "before"))
    return f"{float(after) - float(before):.2f}"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--rent", "much"), "amount_invalid"),
        (("--wages", "-200%"), "percent_invalid"),
        (("--price", "dear"), "percent_invalid"),
        (("--purchase", "3000"), "purchase_invalid"),
        (("--purchase", "3000@2027-01-15/x"), "purchase_invalid"),
        (("--purchase", "0@2027-01-15"), "planned_amount_invalid"),
        (("--loan", "20000"), "loan_invalid"),
        (("--loan", "20000/5/0"), "instalments_invalid"),
        (("--supplier", "Dairy"), "supplier_price_invalid"),
        (("--months", "61"), "months_invalid"),
    ],
)
def test_what_cannot_be_tried_is_refused(
    cli: Cli, shop: Path, options: tuple[str, ...], code: str
) -> None:
    result = cli("whatif", shop, *options, "--json")
    assert result.status == 1
    assert result.document["error"]["code"] == code


def test_the_month_is_beside_the_months_before(
    cli: Cli, long_shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cli("benchmarks", long_shop, "--json").document
    assert (found["last"]["month"], found["present"]["month"]) == ("2026-10", "2026-11")
    takings, margin, *costs = found["last"]["figures"]
    assert (takings["figure"], margin["figure"]) == ("takings", "margin")
    assert {"Wages", "Rent"} <= {each["name"] for each in costs}
    assert takings["low"] is not None
    present = found["present"]
    assert (present["months"], present["known"], present["since"]) == (13, 14, "2025-10")
    told = cli("benchmarks", long_shop).out
    assert "The books know 14 past months, but day by day only those since 2025-10" in told
    # Nothing is sold in November yet.
    assert "This month is not over" not in told
    monkeypatch.setenv("CFO_TODAY", "2026-10-20")
    assert "This month is not over" in cli("benchmarks", long_shop).out
    assert "这个月还没过完" in cli("benchmarks", long_shop, "--lang", "zh_CN").out
