"""The forecast and the findings on the command line, in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import demo
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import TODAY
from tests.cli.calls import Cli

LANGUAGES = ("en", "zh_CN")


@pytest.fixture(scope="module")
def demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo shop up to the end of October 2026; its customer pays later each time."""
    folder = tmp_path_factory.mktemp("books") / "shop"
    books.close(demo.create(folder, end=Month(2026, 10), passphrase=PASSPHRASE))
    return folder


@pytest.mark.parametrize("verb", ["forecast", "findings"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_told_in_one_language(cli: Cli, demo_shop: Path, verb: str, language: str) -> None:
    result = cli(verb, demo_shop, "--lang", language)
    assert (result.status, result.err) == (0, "")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in result.out) is (language != "en")
    assert "{" not in result.out


@pytest.mark.parametrize("verb", ["forecast", "findings"])
def test_a_book_without_entries_has_little_to_say(cli: Cli, empty: Path, verb: str) -> None:
    result = cli(verb, empty)
    assert (result.status, result.err) == (0, "")
    assert cli(verb, empty, "--json").document["currency"]


def test_each_day_is_the_opening_and_what_moves_up_to_it(cli: Cli, demo_shop: Path) -> None:
    found = cli("forecast", demo_shop, "--days", "30", "--json").document
    assert [day["date"] for day in found["days"]] == [
        (dt.date.fromisoformat(TODAY) + dt.timedelta(days=number)).isoformat()
        for number in range(1, 31)
    ]
    for day in found["days"]:
        moved = sum(
            Decimal(each["amount"]) for each in found["movements"] if each["date"] <= day["date"]
        )
        assert Decimal(day["expected"]) == Decimal(found["opening"]) + moved
        low, expected, high = (Decimal(day[name]) for name in ("low", "expected", "high"))
        assert low <= expected <= high
    assert found["lowest"] == min(found["days"], key=lambda day: Decimal(day["expected"]))
    worst = min(found["days"], key=lambda day: Decimal(day["low"]))
    assert found["lowest_bad"] == worst
    assert found["habits"]["collection"]["days"] > 30


def test_every_day_is_listed_where_it_is_asked_for(cli: Cli, demo_shop: Path) -> None:
    short = cli("forecast", demo_shop).lines
    assert len(cli("forecast", demo_shop, "--every-day").lines) > len(short) + 60


@pytest.mark.parametrize("days", ["0", "366", "soon"])
def test_days_that_are_none_are_refused(cli: Cli, demo_shop: Path, days: str) -> None:
    result = cli("forecast", demo_shop, "--days", days)
    assert result.status == 1
    assert days in result.err


def test_terms_are_kept_and_refused_where_they_are_none(cli: Cli, demo_shop: Path) -> None:
    assert cli("forecast", demo_shop, "--customer-terms", "14").status == 0
    book = books.open_book(demo_shop, passphrase=PASSPHRASE)
    from cfo_desktop.services import terms

    kept = terms.read(book)
    books.close(book)
    assert (kept.customers, kept.suppliers) == (14, 30)
    result = cli("forecast", demo_shop, "--supplier-terms", "400")
    assert result.status == 1
    assert "400" in result.err


def test_a_finding_names_its_figures_rows_and_action(cli: Cli, demo_shop: Path) -> None:
    found = cli("findings", demo_shop, "--month", "2026-10", "--json").document
    assert found["month"] == "2026-10"
    (late,) = [each for each in found["findings"] if each["code"] == "pays_later"]
    assert late["party"] == "St Bride's Day Centre"
    assert late["figures"]["later"] == late["figures"]["now"] - late["figures"]["before"]
    assert Decimal(late["figures"]["amount"]) > 0
    assert late["rows"] == sorted(late["rows"])
    assert late["action"] == {"kind": "party", "target": "St Bride's Day Centre"}
    assert str(late["figures"]["later"]) in late["text"]


def test_a_finding_is_put_off_by_its_number_and_shown_again(cli: Cli, demo_shop: Path) -> None:
    before = cli("findings", demo_shop, "--json").document
    first = before["findings"][0]["title"]
    later = cli("findings", demo_shop, "--later", "1", "--json").document
    assert first in [each["title"] for each in later["put_off"]]
    assert first not in [each["title"] for each in later["findings"]]
    number = str(len(later["findings"]) + 1)
    assert cli("findings", demo_shop, "--again", number, "--json").document == before
    hidden = cli("findings", demo_shop, "--not-useful", "1", "--json").document
    assert first not in [each["title"] for each in hidden["findings"]]
    while cli("findings", demo_shop, "--json").document["findings"]:
        cli("findings", demo_shop, "--later", "1")
    told = cli("findings", demo_shop, "--lang", "en").out
    assert "Nothing else stands out" in told
    assert "All is well" not in told
    result = cli("findings", demo_shop, "--later", "99")
    assert result.status == 1
    assert "99" in result.err
