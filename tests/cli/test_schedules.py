"""Entries that repeat on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.calls import Cli

ADD = (
    *("add", "--every", "monthly", "--first", "2026-09-30", "--narration", "Rent"),
    *("--debit", "6110=850", "--credit", "1020=850"),
)


def test_a_schedule_from_its_first_day_to_its_end(cli: Cli, empty: Path) -> None:
    assert cli("schedules", empty).lines == ["Nothing repeats yet."]
    added = cli("schedules", empty, *ADD, "--party", "Landlord")
    assert added.lines == [
        "Repeated entry 1 was added. “schedules post” posts what is due.",
        "2 entries are due:",
        "  2026-09-30  1  Landlord Rent",
        "  2026-10-30  1  Landlord Rent",
    ]
    skipped = cli("schedules", empty, "skip", "--number", "1", "--date", "2026-09-30")
    assert skipped.lines[0] == "Repeated entry 1: 2026-09-30 is skipped."
    posted = cli("schedules", empty, "post", "--json").document
    assert len(posted["posted"]) == 1
    assert posted["due"] == []
    (schedule,) = posted["schedules"]
    assert schedule["next"] == "2026-11-30"
    assert schedule["postings"][0] == {"code": "6110", "amount": "850.00", "currency": "GBP"}
    assert cli("schedules", empty, "post").lines == ["0 entries were posted."]
    assert cli("schedules", empty, "pause", "--number", "1").lines == [
        "Repeated entry 1 is paused."
    ]
    assert "paused" in cli("schedules", empty).lines[1]
    assert cli("schedules", empty, "resume", "--number", "1").status == 0
    assert cli("schedules", empty, "stop", "--number", "1").status == 0
    assert "ended" in cli("schedules", empty).lines[1]
    assert cli("schedules", empty, "remove", "--number", "1").status == 0
    assert cli("schedules", empty, "--json").document == {"schedules": [], "due": []}


def test_a_locked_day_is_named_and_left(cli: Cli, empty: Path) -> None:
    cli("schedules", empty, *ADD)
    cli("lock-period", empty, "2026-09")
    result = cli("schedules", empty, "post")
    assert result.lines[0] == "One entry was posted."
    assert "locked period" in result.lines[2]
    assert cli("schedules", empty, "post").lines[0] == "0 entries were posted."


def test_one_day_may_be_about_another_amount(cli: Cli, empty: Path) -> None:
    cli("schedules", empty, *ADD)
    options = ("--number", "1", "--date", "2026-10-30", "--amount", "900")
    (number,) = cli("schedules", empty, "post", *options, "--json").document["posted"]
    (entry,) = [
        each for each in cli("entries", empty, "--json").document["entries"]
        if each["entry"] == number
    ]  # fmt: skip
    assert "900.00" in str(entry)
    again = cli("schedules", empty, "post", *options, "--json")
    assert again.status == 1
    assert again.document["error"]["code"] == "schedule_day_settled"


def test_what_is_missing_is_named(cli: Cli, empty: Path) -> None:
    assert "--every --narration --debit --credit is needed." in cli("schedules", empty, "add").err
    assert "--number" in cli("schedules", empty, "remove").err
    assert "--date" in cli("schedules", empty, "post", "--number", "1", "--amount", "5").err
    assert "'daily', 'weekly'" in cli("schedules", empty, "add", "--every", "often").err
