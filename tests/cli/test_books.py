"""Making books: a new one with its recovery code, and the demo shop's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.calls import Cli
from tests.cli.calls import program

CODE = re.compile(r"\d{6}(-\d{6}){7}")


def test_a_new_book_and_its_recovery_code(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "My Shop"
    made = cli("new", folder, "--name", "My Shop", "--chart", "shop", "--currency", "GBP", "--json")
    assert made.status == 0, made.err
    code = made.document.pop("recovery_code")
    assert CODE.fullmatch(code)
    document = {key: made.document[key] for key in ("book", "name", "chart", "currency")}
    assert document == {
        "book": str(folder),
        "name": "My Shop",
        "chart": "shop",
        "currency": "GBP",
    }
    balance = cli("trial-balance", folder, "--json").document
    assert (balance["accounts"], balance["debit"], balance["credit"]) == ([], "0.00", "0.00")

    monkeypatch.setenv("CFO_RECOVERY_CODE", code)
    monkeypatch.setenv("CFO_NEW_PASSPHRASE", "a new one")
    assert cli("recover", folder).status == 0
    assert cli("trial-balance", folder).status == 1
    monkeypatch.setenv("CFO_PASSPHRASE", "a new one")
    assert cli("trial-balance", folder).status == 0


def test_people_are_told_to_keep_the_code(cli: Cli, tmp_path: Path) -> None:
    argv = ("--name", "小店", "--chart", "cn-small-enterprise", "--currency", "CNY")
    made = cli("--lang", "zh_CN", "new", tmp_path / "book", *argv)
    assert made.status == 0
    assert CODE.search(made.out)
    assert "恢复码" in made.out
    assert not made.err


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--name", "x", "--currency", "XYZ"], "currency_unknown"),
        (["--name", " ", "--currency", "GBP"], "book_name_invalid"),
        (
            ["--name", "x", "--currency", "GBP", "--fiscal-first-month", "13"],
            "fiscal_month_invalid",
        ),
    ],
)
def test_a_new_book_that_cannot_be_leaves_nothing(
    cli: Cli, tmp_path: Path, options: list[str], code: str
) -> None:
    result = cli("new", tmp_path / "book", *options, "--json")
    assert (result.status, result.document["error"]["code"]) == (1, code)
    assert not (tmp_path / "book").exists()


def test_a_folder_in_use_is_left_alone(cli: Cli, shop: Path) -> None:
    before = sorted((path.name, path.read_bytes()) for path in shop.iterdir())
    result = cli("new", shop, "--name", "x", "--currency", "GBP", "--json")
    assert (result.status, result.document["error"]["code"]) == (1, "book_exists")
    assert sorted((path.name, path.read_bytes()) for path in shop.iterdir()) == before


@pytest.mark.parametrize(("locale", "currency"), [("en", "GBP"), ("zh_CN", "CNY")])
def test_the_demo_shop_is_the_same_every_time(
    cli: Cli, tmp_path: Path, locale: str, currency: str
) -> None:
    options = ("--locale", locale, "--months", "2", "--end", "2026-10", "--json")
    first, second = (cli("demo", tmp_path / name, *options).document for name in ("a", "b"))
    assert first["head"] == second["head"]
    assert first["entries"] > 50
    assert first["currency"] == currency
    assert first["last_day"] == "2026-10-31"


def test_the_demo_shops_passphrase_is_demo_unless_set(tmp_path: Path) -> None:
    argv = ("--months", "1", "--end", "2026-10")
    known = program("demo", tmp_path / "known", *argv, CFO_PASSPHRASE="")
    assert "Its passphrase is “demo”" in known.out
    assert program("income", tmp_path / "known", CFO_PASSPHRASE="demo").status == 0
    own = program("demo", tmp_path / "own", *argv, CFO_PASSPHRASE="my own")
    assert "my own" not in own.out + own.err
    assert "demo”" not in own.out
    assert program("income", tmp_path / "own", CFO_PASSPHRASE="my own").status == 0


def test_a_demo_of_no_month_is_refused(cli: Cli, tmp_path: Path) -> None:
    assert cli("demo", tmp_path / "book", "--months", "0").status == 2
    result = cli("demo", tmp_path / "book", "--months", "121", "--json")
    assert result.document["error"]["code"] == "demo_months_invalid"
