"""Tables that line up in both scripts, text that cannot steer a terminal, and JSON's values."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.cli import output
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.money import Money

CELLS = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Mn")), max_size=12
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("cash", 4), ("现金", 4), ("A现金", 5), ("（借）", 6), ("e\u0301", 1), ("–", 1)],
)
def test_width_counts_columns_of_a_terminal(text: str, columns: int) -> None:
    assert output.width(text) == columns


def test_columns_of_two_scripts_line_up() -> None:
    rows = [("1001", "库存现金", "2,500.00"), ("1020", "Bank", "-8.50"), output.RULE]
    lines = list(output.table(("编号", "科目", "余额"), rows, right={2}))
    assert lines == [
        "编号  科目          余额",
        "1001  库存现金  2,500.00",
        "1020  Bank         -8.50",
        "                --------",
    ]


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_every_line_has_its_last_column_end_in_one_place(rows: list[tuple[str, str, str]]) -> None:
    marked = [(first, second, f"{third}|") for first, second, third in rows]
    ends = {output.width(line) for line in output.table(("", "", "|"), marked, right={2})}
    assert len(ends) == 1


def test_a_payee_cannot_steer_the_terminal() -> None:
    (line,) = output.table(("",), [("\033[2JPaid\r\u202eback\n",)])
    assert line == " [2JPaid  back"


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (-123450, "GBP", "-1,234.50"),
        (5, "GBP", "0.05"),
        (1234567, "JPY", "1,234,567"),
        (-1, "KWD", "-0.001"),
        (0, "CNY", "0.00"),
    ],
)
def test_amounts_are_grouped(minor: int, currency: str, shown: str) -> None:
    assert output.grouped(minor, currency) == shown


def test_json_holds_decimal_strings_and_iso_dates() -> None:
    document = {
        "day": dt.date(2026, 11, 30),
        "at": dt.datetime(2026, 11, 30, 9, 5, tzinfo=dt.UTC),
        "amount": Money("GBP", -123450),
        "kind": Kind.ASSET,
        "path": Path("book"),
        "nothing": None,
    }
    assert json.loads(output.json_text(document)) == {
        "day": "2026-11-30",
        "at": "2026-11-30T09:05:00+00:00",
        "amount": "-1234.50",
        "kind": "asset",
        "path": "book",
        "nothing": None,
    }


def test_json_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="complex has no place"):
        output.json_text({"x": complex(1, 2)})


def test_json_is_escaped_where_stdout_is_not_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, shown in (("utf-8", "现金"), ("cp1252", "\\u73b0\\u91d1")):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr("sys.stdout", stream)
        assert shown in output.json_text({"name": "现金"})


def test_a_message_of_several_lines_keeps_them(capsys: pytest.CaptureFixture[str]) -> None:
    output.complain("first\nsecond \033[31m")
    assert capsys.readouterr().err == "cfo-desktop: first\nsecond  [31m\n"


@pytest.mark.parametrize(("path", "shown"), [("shop", "shop"), ("My Shop", '"My Shop"')])
def test_paths_are_shown_as_they_are_typed(path: str, shown: str) -> None:
    assert output.quoted(path) == shown
