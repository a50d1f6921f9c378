"""Secrets come from the environment or are typed unseen, and are never shown."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cfo_desktop.cli import prompts
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import ROOT
from tests.cli.calls import Cli
from tests.cli.calls import command
from tests.cli.calls import environment
from tests.cli.calls import program
from tests.statements.archives import zipped

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX's")


def on_a_terminal(answers: list[str], *argv: str | Path, **more: str) -> tuple[int, str]:
    """Run the program on a terminal and type ``answers``; return status and what it showed.

    Each answer waits for a question of its own, which ends in a blank.
    """
    master, slave = pty.openpty()
    environment_ = environment(**more)
    environment_ = {key: value for key, value in environment_.items() if value}
    with subprocess.Popen(
        command(*argv),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=environment_,
        start_new_session=True,
    ) as process:
        os.close(slave)
        shown = b""
        for answer in [*answers, None]:
            while answer is None or not shown.endswith(b" "):
                try:
                    part = os.read(master, 4096)
                except OSError:  # how Linux tells that the other side is closed
                    part = b""
                shown += part
                if not part:
                    break
            if answer is not None:
                os.write(master, f"{answer}\n".encode())
                shown += b"<typed>"
        status = process.wait(timeout=60)
    os.close(master)
    return status, shown.decode()


def test_the_passphrase_is_asked_for_and_not_shown(shop: Path) -> None:
    status, shown = on_a_terminal([PASSPHRASE], "trial-balance", shop, CFO_PASSPHRASE="")
    assert status == 0, shown
    assert shown.startswith("Passphrase: ")
    assert PASSPHRASE not in shown
    assert "Total" in shown


def test_the_question_is_asked_in_chinese(shop: Path) -> None:
    argv = ("trial-balance", shop, "--lang", "zh_CN")
    status, shown = on_a_terminal(["wrong"], *argv, CFO_PASSPHRASE="")
    assert status == 1
    assert shown.startswith("密码： ")
    assert "密码不能打开此账本" in shown


def test_a_new_passphrase_is_typed_twice(tmp_path: Path) -> None:
    argv = ("new", tmp_path / "book", "--name", "Shop", "--currency", "GBP")
    status, shown = on_a_terminal(["one", "two"], *argv, CFO_PASSPHRASE="")
    assert status == 1
    assert "The two passphrases differ" in shown
    assert not (tmp_path / "book").exists()


def test_without_a_terminal_the_passphrase_is_a_line_of_stdin(shop: Path) -> None:
    argv = ("trial-balance", shop, "--json")
    assert program(*argv, stdin=f"{PASSPHRASE}\n", CFO_PASSPHRASE="").status == 0
    assert program(*argv, stdin="wrong\n", CFO_PASSPHRASE="").status == 1


def test_where_nobody_can_be_asked_it_says_so(shop: Path) -> None:
    result = program("trial-balance", shop, "--json", CFO_PASSPHRASE="")
    assert result.status == 1
    assert result.document["error"]["code"] == "passphrase_missing"
    result = program("recover", shop, "--json")
    assert result.document["error"]["code"] == "recovery_code_missing"


@pytest.mark.parametrize("verb", ["passphrase", "rekey"])
def test_where_the_new_passphrase_is_missing_its_own_variable_is_named(
    shop: Path, verb: str
) -> None:
    result = program(verb, shop, "--json", CFO_NEW_PASSPHRASE="")
    assert (result.status, result.document["error"]["code"]) == (1, "new_passphrase_missing")
    assert "CFO_NEW_PASSPHRASE" in result.err


def test_a_short_passphrase_is_taken_with_a_warning(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_NEW_PASSPHRASE", "x")
    result = cli("passphrase", shop, "--json")
    assert (result.status, result.document) == (0, {"changed": True})
    assert result.err.startswith("cfo-desktop: Warning:")
    monkeypatch.setenv("CFO_PASSPHRASE", "x")
    assert cli("trial-balance", shop).err == ""
    monkeypatch.setenv("CFO_NEW_PASSPHRASE", "four words are better")
    assert cli("passphrase", shop).err == ""


def test_what_takes_a_passphrases_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_PASSPHRASE", "old")
    assert prompts.passphrase_after_recovery("en") == "old"
    monkeypatch.setenv("CFO_NEW_PASSPHRASE", "new")
    assert prompts.passphrase_after_recovery("en") == "new"
    assert prompts.new_passphrase("en") == "new"
    assert prompts.passphrase("en") == "old"


def test_no_verb_takes_a_secret_as_an_argument(cli: Cli, shop: Path) -> None:
    for verb in ("passphrase", "recover", "rekey", "trial-balance"):
        for option in ("--passphrase", "--code", "--password", "--recovery-code"):
            assert cli(verb, shop, option, "x").status == 2


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A statement in an archive with the password 271828."""
    path = tmp_path / "bill.zip"
    text = b"Date,Payee,Amount\n2026-03-02,Takings,120.50\n"
    path.write_bytes(zipped([("detail.csv", text)], password=b"271828"))
    return path


def test_the_password_of_a_file_is_asked_for_until_it_opens(empty: Path, locked: Path) -> None:
    status, shown = on_a_terminal(["314159", "271828"], "import", empty, locked)
    assert status == 0, shown
    assert shown.startswith("Password of bill.zip: <typed>")
    assert shown.count("Password of bill.zip:") == 2
    assert "The password does not open the file" in shown
    assert "271828" not in shown
    assert "314159" not in shown
    assert "bill.zip › detail.csv (csv, generic)" in shown
    assert "waits for a category" in shown


def test_three_wrong_passwords_are_enough(empty: Path, locked: Path) -> None:
    status, shown = on_a_terminal(["1", "2", "3"], "import", empty, locked, "--lang", "zh_CN")
    assert status == 1
    assert shown.count("bill.zip 的密码：") == 3
    assert shown.count("密码不正确") == 4  # after each try, and with the file
    status, shown = on_a_terminal([""], "import", empty, locked)
    assert (status, shown.count("Password of bill.zip:")) == (1, 1)
    assert "protected by a password" in shown


def test_where_nobody_can_be_asked_the_password_is_in_the_environment(
    empty: Path, locked: Path
) -> None:
    argv = ("import", empty, locked, "--json")
    for password, code in (("", "file_password"), ("314159", "file_password_wrong")):
        result = program(*argv, stdin="271828\n", CFO_FILE_PASSWORD=password)
        (file,) = result.document["files"]
        assert (result.status, file["new"], file["faults"][0]["code"]) == (1, 0, code)
    result = program(*argv, CFO_FILE_PASSWORD="271828")
    (file,) = result.document["files"]
    assert (result.status, file["file"], file["new"]) == (0, "bill.zip › detail.csv", 1)
    assert "271828" not in result.out + result.err


def test_at_a_terminal_one_of_several_meanings_is_picked_by_its_number(shop: Path) -> None:
    question = "the money in april"
    first = program("ask", shop, question, "--json").document
    assert first["tool"] is None
    _, none = on_a_terminal([""], "ask", shop, question, "--plain")
    assert f"--as {first['choices'][0]['tool']}" in none
    status, shown = on_a_terminal(["2"], "ask", shop, question, "--plain")
    assert status == 0
    for number, each in enumerate(first["choices"], 1):
        assert f"  {number}  {each['text']}" in shown
    again = program("ask", shop, question, "--json").document
    assert again["tool"] == first["choices"][1]["tool"]
