"""Importing on the command line: every row accounted for, twice adds nothing, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.services import books
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import Cli
from tests.cli.calls import program

ROOT = Path(__file__).resolve().parents[2]
FILE_KEYS = {
    *("file", "format", "profile", "account", "read", "new", "duplicate", "skipped", "rejected"),
    *("movement", "opening", "closing", "faults", "checks"),
}


def test_an_import_as_json(cli: Cli, empty: Path, statement: Path) -> None:
    result = cli("import", empty, statement, "--json")
    assert result.status == 0, result.err
    assert result.err == ""
    assert set(result.document) >= {"batch", "files"}
    (file,) = result.document["files"]
    assert set(file) >= FILE_KEYS
    assert (file["file"], file["format"], file["account_is_new"]) == ("statement.csv", "csv", True)
    counts = [file[name] for name in ("read", "new", "duplicate", "skipped", "rejected")]
    assert counts == [3, 3, 0, 0, 0]
    assert file["movement"] == "395.60"
    assert file["faults"] == []
    assert all(set(check) >= {"name", "ok", "expected", "found"} for check in file["checks"])
    balances = {
        line["code"]: line["balance"]
        for line in cli("trial-balance", empty, "--json").document["accounts"]
    }
    assert balances[file["account"]] == "395.60"


def test_the_same_file_twice_adds_nothing(cli: Cli, empty: Path, statement: Path) -> None:
    cli("import", empty, statement)
    before = cli("trial-balance", empty, "--json").out
    again = cli("import", empty, statement, "--json")
    assert again.status == 0
    assert again.document["batch"] is None
    (file,) = again.document["files"]
    assert (file["new"], file["duplicate"], file["movement"]) == (0, 3, "0.00")
    assert cli("trial-balance", empty, "--json").out == before
    assert "Nothing new" in cli("import", empty, statement).out


def test_an_equal_row_is_booked_where_the_owner_says_that_it_is_another(
    cli: Cli, empty: Path, statement: Path
) -> None:
    cli("import", empty, statement)
    again = cli("import", empty, statement, "--apart", "row 2", "--json")
    (file,) = again.document["files"]
    assert (file["new"], file["duplicate"]) == (1, 2)


def test_a_preview_changes_nothing(cli: Cli, empty: Path, statement: Path) -> None:
    before = cli("accounts", empty, "--json").out
    preview = cli("import", empty, statement, "--preview", "--json")
    assert preview.document["batch"] is None
    (file,) = preview.document["files"]
    assert file["new"] == 3
    assert [row["amount"] for row in file["rows"]] == ["-1350.00", "-438.75", "2184.35"]
    assert {row["state"] for row in file["rows"]} == {"new"}
    assert cli("accounts", empty, "--json").out == before
    shown = cli("import", empty, statement, "--preview", "--lang", "zh_CN")
    assert "未记任何账" in shown.out
    assert "Tolbeck Dairy inv 5512" in shown.out


def test_an_import_is_taken_back(cli: Cli, shop: Path, statement: Path) -> None:
    before = cli("trial-balance", shop, "--json").document
    batch = cli("import", shop, statement, "--json").document["batch"]
    assert cli("trial-balance", shop, "--json").document != before
    undone = cli("undo-import", shop, batch, "--json")
    assert undone.status == 0
    assert undone.document == {"batch": batch, "reversed": 3}
    after = cli("trial-balance", shop, "--json").document
    assert (after["debit"], after["accounts"]) == (before["debit"], before["accounts"])
    (listed,) = cli("imports", shop, "--json").document["imports"]
    assert (listed["batch"], listed["files"], listed["entries"]) == (batch, ["statement.csv"], 3)
    assert listed["undone"] is True
    assert "taken back" in cli("imports", shop).out
    twice = cli("undo-import", shop, batch, "--json")
    assert (twice.status, twice.document["error"]["code"]) == (1, "batch_undone")
    other = cli("undo-import", shop, "ffff", "--json")
    assert (other.status, other.document["error"]["code"]) == (1, "batch_missing")
    assert cli("import", shop, statement, "--json").document["files"][0]["new"] == 3


def test_rows_in_a_locked_period_are_rejected_one_by_one(
    cli: Cli, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two-months.csv"
    path.write_text("Date,Description,Amount\n2026-10-30,Rent,-100.00\n2026-11-02,Rent,-100.00\n")
    assert cli("lock-period", empty, "2026-10").status == 0
    result = cli("import", empty, path, "--json")
    assert result.status == 0
    (file,) = result.document["files"]
    assert (file["read"], file["new"], file["rejected"]) == (2, 1, 1)
    (fault,) = file["faults"]
    assert fault["code"] == "period_locked"
    assert fault["place"]
    assert "locked" in fault["message"]
    shown = cli("import", empty, path, "--preview")
    assert fault["message"] in shown.out


def test_a_file_of_which_every_row_is_rejected_is_status_1(
    cli: Cli, empty: Path, statement: Path
) -> None:
    assert cli("lock-period", empty, "2026-11").status == 0
    result = cli("import", empty, statement, "--json")
    assert result.status == 1
    (file,) = result.document["files"]
    assert (file["read"], file["new"], file["rejected"]) == (3, 0, 3)
    assert len(file["faults"]) == 3
    shown = cli("import", empty, statement)
    assert shown.status == 1
    assert "New account" not in shown.out
    assert shown.out.count("locked period") == 1
    assert "row 2, row 3, row 4" in shown.out
    assert "(3 times)" in shown.out
    assert shown.lines[-1] == "No row could be taken: nothing was booked."
    assert "第 2 行, 第 3 行, 第 4 行" in cli("import", empty, statement, "--lang", "zh_CN").out


def test_many_places_of_one_fault_are_three_and_a_count(
    cli: Cli, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "october.csv"
    rows = [f"2026-10-{day:02},Card takings,{day}.00\n" for day in range(1, 18)]
    path.write_text("Date,Description,Amount\n" + "".join(rows))
    cli("lock-period", empty, "2026-10")
    (line,) = [line for line in cli("import", empty, path).lines if "locked" in line]
    assert "row 2, row 3, row 4 ..." in line
    assert line.endswith("(17 times)")


def test_rows_known_already_are_no_failure_where_the_rest_is_rejected(
    cli: Cli, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "known.csv"
    path.write_text("Date,Description,Amount\n2026-11-02,Rent,-100.00\n")
    cli("import", empty, path)
    path.write_text("Date,Description,Amount\n2026-11-02,Rent,-100.00\nnever,Till roll,-3.00\n")
    result = cli("import", empty, path, "--json")
    (file,) = result.document["files"]
    assert (file["duplicate"], file["rejected"], result.status) == (1, 1, 0)


def test_what_the_account_held_before_is_told_with_the_command_that_books_it(
    cli: Cli, empty: Path, statement: Path
) -> None:
    preview = cli("import", empty, statement, "--preview")
    assert "held 5,000.00 GBP before" in preview.out
    assert "cfo-desktop opening" not in preview.out
    shown = cli("import", empty, statement, "--account", "1020")
    (told,) = [line.strip() for line in shown.lines if "cfo-desktop opening" in line]
    assert told == f"cfo-desktop opening {empty} 1020=5000.00 --date 2026-11-01"
    assert cli(*told.split()[1:]).status == 0
    balances = cli("accounts", empty, "--json").document["accounts"]
    assert {line["code"]: line["balance"] for line in balances}["1020"] == "5395.60"


def test_what_an_account_in_other_money_held_before_is_booked(
    cli: Cli, empty: Path, statement: Path
) -> None:
    euros = ("--add", "1024", "Euros", "--group", "cash", "--currency", "EUR")
    assert cli("accounts", empty, *euros).status == 0
    shown = cli("import", empty, statement, "--account", "1024")
    assert "held 5,000.00 EUR before" in shown.out
    (told,) = [line.strip() for line in shown.lines if "cfo-desktop opening" in line]
    assert told == f"cfo-desktop opening {empty} 1024=5000.00 --date 2026-11-01"
    assert cli(*told.split()[1:]).status == 0
    balances = cli("accounts", empty, "--json").document["accounts"]
    assert {line["code"]: line["balance"] for line in balances}["1024"] == "5395.60"


def test_the_opening_that_the_book_lacks_is_in_the_document(
    cli: Cli, empty: Path, statement: Path
) -> None:
    for expected in ("5000.00", None):
        (file,) = cli("import", empty, statement, "--json").document["files"]
        assert file["opening_to_book"] == expected


def test_an_import_tells_how_many_payments_wait(cli: Cli, empty: Path, statement: Path) -> None:
    told = cli("import", empty, statement).lines[-1]
    assert told == f"3 payments wait for a category: cfo-desktop review {empty}"
    assert len(cli("review", empty, "--json").document["items"]) == 3


def test_a_refused_file_is_status_1_and_the_others_are_booked(
    cli: Cli, empty: Path, statement: Path, tmp_path: Path
) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear customer,\nthank you.\n")
    result = cli("import", empty, other, statement, tmp_path / "absent.csv", "--json")
    assert result.status == 1
    refused, booked, absent = result.document["files"]
    assert (refused["refused"], refused["new"], refused["account"]) == (True, 0, None)
    assert refused["movement"] is None
    assert refused["faults"][0]["message"]
    assert booked["new"] == 3
    assert absent["faults"][0]["code"] == "file_missing"
    assert "Refused" in cli("import", empty, other).out


def test_an_account_and_a_profile_can_be_insisted_on(
    cli: Cli, empty: Path, statement: Path
) -> None:
    unknown = cli("import", empty, statement, "--account", "9999", "--json")
    assert (unknown.status, unknown.document["error"]["code"]) == (1, "account_unknown")
    other = cli("import", empty, statement, "--profile", "alipay-personal", "--json")
    assert other.status == 1
    assert other.document["files"][0]["faults"][0]["code"] == "profile_other"
    result = cli("import", empty, statement, "--account", "1020", "--json")
    assert result.document["files"][0]["account"] == "1020"


def test_rules_categorise_what_waits_and_what_comes(cli: Cli, empty: Path, statement: Path) -> None:
    assert cli("rules", empty).lines == ["No rules yet."]
    cli("import", empty, statement)
    added = cli("rules", empty, "add", "--contains", "Tolbeck", "--account", "5010", "--json")
    assert added.status == 0
    assert added.document["rule"] == 1
    assert added.document["rules"] == [{"number": 1, "contains": "Tolbeck", "account": "5010"}]
    assert cli("rules", empty, "apply", "--json").document["categorised"] == 1
    assert cli("rules", empty, "apply", "--json").document["categorised"] == 0
    assert "Cost of goods sold" in cli("rules", empty).out
    assert cli("rules", empty, "remove", "--number", "1", "--json").document["rules"] == []
    gone = cli("rules", empty, "remove", "--number", "1", "--json")
    assert (gone.status, gone.document["error"]["code"]) == (1, "rule_missing")


@pytest.mark.parametrize(
    ("name", "currency"), [("bank-statement.csv", "GBP"), ("银行流水.csv", "CNY")]
)
def test_the_samples_import_without_a_fault(
    cli: Cli, tmp_path: Path, name: str, currency: str
) -> None:
    folder, cost = tmp_path / "own", books.FLOOR_COST
    book, _ = books.create(
        folder, name="Shop", chart="shop", currency=currency, passphrase=PASSPHRASE, cost=cost
    )
    books.close(book)
    result = cli("import", folder, ROOT / "assets" / "samples" / name, "--json")
    assert result.status == 0, result.err
    (file,) = result.document["files"]
    assert file["new"] == file["read"] > 30
    assert file["faults"] == []
    assert all(check["ok"] for check in file["checks"])


def test_no_amount_and_no_payee_reaches_stderr(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("Date,Description,Amount\n2026-11-02,Madam Secret,-77.31\nnever,Mr Hush,8.13\n")
    seen = ""
    for verb, *words in (["import", str(path), "--json"], ["import", str(path)], ["review"]):
        result = program(verb, empty, *words)
        seen += result.out
        for secret in ("77.31", "8.13", "Secret", "Hush", "never"):
            assert secret not in result.err
    assert "77.31" in seen
    assert "Secret" in seen


def test_a_payee_cannot_steer_the_terminal(cli: Cli, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.csv"
    path.write_text("Date,Description,Amount\n2026-11-02,\x1b[2Jcleared,-5.00\n")
    for verb in (["import", empty, path, "--preview"], ["import", empty, path], ["review", empty]):
        assert "\x1b" not in cli(*verb).out
