"""Care of a book on the command line: backups, checks, locks, passphrase and recovery code."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.services import books
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import Cli


def test_a_backup_restores_to_the_same_ledger(cli: Cli, shop: Path, tmp_path: Path) -> None:
    file, restored = tmp_path / "shop.backup", tmp_path / "restored"
    written = cli("backup", shop, file, "--json")
    assert written.status == 0, written.err
    made = cli("restore", file, restored, "--json")
    assert made.status == 0, made.err
    assert made.document["head"] == written.document["head"]
    assert made.document["entries"] == written.document["entries"] > 0
    for verb in (["trial-balance"], ["entries", "--limit", "1000"]):
        first, second = (cli(verb[0], book, *verb[1:], "--json").out for book in (shop, restored))
        assert first == second
    again = cli("restore", file, restored, "--json")
    assert (again.status, again.document["error"]["code"]) == (1, "book_exists")


def test_a_file_that_is_no_backup(cli: Cli, tmp_path: Path, statement: Path) -> None:
    result = cli("restore", statement, tmp_path / "restored", "--json")
    assert (result.status, result.document["error"]["code"]) == (1, "backup_not_ours")
    assert not (tmp_path / "restored").exists()


def test_verify_of_a_whole_book(cli: Cli, shop: Path) -> None:
    result = cli("verify", shop, "--json")
    assert result.status == 0
    assert result.document["ok"] is True
    assert len(result.document["checks"]) > 5
    assert all(set(check) == {"name", "ok", "detail"} for check in result.document["checks"])
    for language, said in (("en", "The book is whole."), ("zh_CN", "账本完好。")):
        assert cli("verify", shop, "--lang", language).lines[-1] == said
    assert "笔分录，校验链" in cli("verify", shop, "--lang", "zh_CN").out


def test_verify_of_a_damaged_book_is_status_3(cli: Cli, shop: Path) -> None:
    database = next(shop.glob("ledger-*.db"))
    content = bytearray(database.read_bytes())
    content[-2000] ^= 1
    database.write_bytes(content)
    result = cli("verify", shop, "--json")
    assert result.status == 3
    assert result.document["ok"] is False
    assert any(not check["ok"] for check in result.document["checks"])
    assert "FAILED" in cli("verify", shop).out


def test_verify_of_a_book_that_does_not_open_is_status_3(cli: Cli, shop: Path) -> None:
    next(shop.glob("ledger-*.db")).unlink()
    result = cli("verify", shop, "--json")
    assert result.status == 3
    (check,) = result.document["checks"]
    assert (check["name"], check["ok"]) == ("open", False)
    assert "missing" in check["detail"]


def test_verify_with_a_wrong_passphrase_finds_no_damage(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_PASSPHRASE", "wrong")
    assert cli("verify", shop).status == 1


def test_a_lost_anchor_is_rebuilt_on_demand(cli: Cli, shop: Path) -> None:
    next(shop.glob("anchor-*.json")).unlink()
    assert cli("trial-balance", shop).status == 3
    assert "verify --rebuild-anchor" in cli("trial-balance", shop).err
    verified = cli("verify", shop)
    assert verified.status == 3
    assert "verify --rebuild-anchor" in verified.out
    assert "backup" not in verified.out
    assert cli("verify", shop, "--rebuild-anchor").status == 0
    assert cli("trial-balance", shop).status == 0


def test_a_period_is_locked_and_opened(cli: Cli, shop: Path) -> None:
    assert cli("lock-period", shop, "--json").document == {"locked_through": None}
    locked = cli("lock-period", shop, "2026-10", "--json")
    assert locked.document == {"locked_through": "2026-10-31"}
    entry = ("--narration", "x", "--debit", "1010=1", "--credit", "4010=1", "--json")
    refused = cli("entry", shop, "--date", "2026-10-31", *entry)
    assert (refused.status, refused.document["error"]["code"]) == (1, "period_locked")
    assert cli("entry", shop, "--date", "2026-11-01", *entry).status == 0
    assert cli("lock-period", shop).lines == ["Every day up to 2026-10-31 is locked."]
    assert cli("lock-period", shop, "--open", "--json").document == {"locked_through": None}
    assert cli("entry", shop, "--date", "2026-10-31", *entry).status == 0


def test_the_passphrase_is_changed(cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_NEW_PASSPHRASE", "a new one")
    result = cli("passphrase", shop, "--json")
    assert result.status == 0
    assert "a new one" not in result.out + result.err
    assert cli("trial-balance", shop).status == 1
    monkeypatch.setenv("CFO_PASSPHRASE", "a new one")
    assert cli("trial-balance", shop).status == 0


def test_a_new_recovery_code_takes_the_old_ones_place(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [cli("recovery-code", shop, "--json").document["recovery_code"] for _ in range(2)]
    monkeypatch.setenv("CFO_RECOVERY_CODE", codes[0])
    result = cli("recover", shop, "--json")
    assert (result.status, result.document["error"]["code"]) == (1, "recovery_code_wrong")
    monkeypatch.setenv("CFO_RECOVERY_CODE", codes[1])
    assert cli("recover", shop).status == 0
    other = "2" if codes[1][0] != "2" else "3"
    monkeypatch.setenv("CFO_RECOVERY_CODE", other + codes[1][1:])
    assert cli("recover", shop).status == 1


def test_a_rekeyed_book_opens_with_what_is_new_only(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cli("trial-balance", shop, "--json").out
    monkeypatch.setenv("CFO_NEW_PASSPHRASE", "a new one")
    result = cli("rekey", shop, "--json")
    assert result.status == 0, result.err
    assert cli("trial-balance", shop).status == 1
    monkeypatch.setenv("CFO_PASSPHRASE", "a new one")
    assert cli("trial-balance", shop, "--json").out == before
    monkeypatch.setenv("CFO_RECOVERY_CODE", result.document["recovery_code"])
    assert cli("recover", shop).status == 0


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM entry_search_data WHERE id > 10",
        "DELETE FROM entry_search_data",
        "UPDATE entry_search_data SET block = zeroblob(8) WHERE id > 10",
        "DELETE FROM entry_search_idx",
        "INSERT INTO entry_search (entry_search) VALUES ('delete-all')",
    ],
)
def test_a_damaged_search_index_is_made_anew(harm: str, cli: Cli, shop: Path) -> None:
    book = books.open_book(shop, passphrase=PASSPHRASE)
    book.store.connection.execute(harm)
    books.close(book)
    found = cli("verify", shop)
    assert found.status == 3
    assert "--rebuild-search" in found.lines[-1]
    mended = cli("verify", shop, "--rebuild-search")
    assert (mended.status, mended.lines[-1]) == (0, "The book is whole.")
