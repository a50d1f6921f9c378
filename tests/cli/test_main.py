"""The door: exit statuses, one JSON document in every case, messages apart from results."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cfo_desktop.base.errors import Bug
from cfo_desktop.cli import main as door
from cfo_desktop.cli import verbs
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import ROOT
from tests.cli.calls import Cli
from tests.cli.calls import command
from tests.cli.calls import environment
from tests.cli.calls import program

WRONG_USAGE = [
    ["no-such-verb", "book"],
    ["receivable", "book"],
    ["trial-balance"],
    ["trial-balance", "book", "--nothing-of-ours"],
    ["trial-balance", "book", "--lang", "fr"],
    ["trial-balance", "book", "--a", "2026-11-30"],
    ["--nothing-of-ours"],
    ["--lang"],
    ["--demo", "trial-balance", "book"],
    ["entry", "book", "--narration", "x", "--debit", "1010", "--credit", "1020=1"],
    ["entry", "book", "--narration", "x", "--debit", "=5", "--credit", "1020=5"],
    ["reverse", "book", "first"],
    ["reverse", "book", "0"],
    ["export", "book", "--format", "pdf", "--out", "x"],
    ["new", "book", "--name", "x", "--currency", "GBP", "--chart", "mine"],
    ["accounts", "book", "--add", "6390", "Repairs"],
    ["accounts", "book", "--close", "6390", "--delete", "6390"],
    ["opening", "book", "1010=5", "1010=6"],
    ["rules", "book", "add", "--contains", "x"],
    ["rules", "book", "remove"],
    ["lock-period", "book", "2026-10", "--open"],
]


@pytest.mark.parametrize("argv", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_status_2_and_says_why(cli: Cli, argv: list[str]) -> None:
    result = cli(*argv)
    assert result.status == 2
    assert result.out == ""
    assert result.err.startswith("cfo-desktop: ")


@pytest.mark.parametrize("argv", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_is_one_json_document_where_that_was_asked_for(
    cli: Cli, argv: list[str]
) -> None:
    result = cli(*argv, "--json")
    assert result.status == 2
    assert result.document["error"]["code"] == "usage"


def test_json_without_a_verb_opens_no_window(cli: Cli) -> None:
    result = cli("--json")
    assert result.status == 2
    assert result.document["error"]["code"] == "usage"


def test_wrong_passphrase_says_so_and_nothing_else(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_PASSPHRASE", "not this one")
    result = cli("trial-balance", shop)
    assert result.status == 1
    assert result.out == ""
    assert result.err == "cfo-desktop: The passphrase does not open this book.\n"


def test_an_error_is_one_json_document_and_a_message(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_PASSPHRASE", "not this one")
    result = cli("--json", "trial-balance", shop)
    assert result.status == 1
    assert result.document["error"]["code"] == "passphrase_wrong"
    assert result.document["error"]["message"] in result.err


def test_a_missing_book_is_told_before_the_passphrase_is_asked_for(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CFO_PASSPHRASE")
    result = cli("trial-balance", tmp_path / "nowhere", "--json")
    assert result.status == 1
    assert result.document["error"]["code"] == "book_missing"


def test_messages_are_in_the_language_asked_for(cli: Cli, tmp_path: Path) -> None:
    for argv in (["--lang", "zh_CN", "income", "x"], ["income", "x", "--lang=zh_CN"]):
        assert "没有账本" in cli(*argv).err


def test_the_systems_language_is_the_default(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "没有账本" in cli("income", "x").err


def test_today_can_be_set(cli: Cli, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-03-04")
    assert cli("trial-balance", empty, "--json").document["at"] == "2026-03-04"
    monkeypatch.setenv("CFO_TODAY", "yesterday")
    result = cli("trial-balance", empty, "--json")
    assert (result.status, result.document["error"]["code"]) == (1, "date_invalid")


def test_help_lists_every_verb(cli: Cli) -> None:
    for language in ("en", "zh_CN"):
        result = cli("--help", "--lang", language)
        assert result.status == 0
        shown = {line.split()[0] for line in result.lines if line.startswith("  ")}
        assert {verb for names in verbs.GROUPS.values() for verb in names} <= shown


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("verb", [verb for names in verbs.GROUPS.values() for verb in names])
def test_every_verb_explains_itself_with_an_example_that_parses(
    cli: Cli, verb: str, language: str
) -> None:
    import shlex

    from cfo_desktop.cli import parsing

    result = cli(verb, "--help", "--lang", language)
    assert result.status == 0
    examples = [line for line in result.lines if line.startswith(f"  cfo-desktop {verb}")]
    assert examples
    found = verbs.find(verb)
    assert found is not None
    for example in examples:
        parsing.parser(verb, found).parse_args(shlex.split(example)[2:])


def test_every_group_holds_exactly_its_verbs() -> None:
    for group, names in verbs.GROUPS.items():
        assert tuple(verbs._MODULES[group]()) == names


def test_version(cli: Cli) -> None:
    assert cli("--version").out.startswith("CFO Desktop ")
    assert cli("--version", "--json").document["version"]


def test_a_fault_of_the_program_is_raised_to_who_called_it(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_PASSPHRASE", PASSPHRASE)

    def broken(*_: object) -> None:
        raise Bug("a secret of the shop")

    monkeypatch.setattr(verbs, "find", broken)
    with pytest.raises(Bug):
        door.main(["trial-balance", str(shop)])


BROKEN_PROGRAM = """
import sys
from cfo_desktop.cli import main

def broken(verb):
    raise ValueError("a secret of the shop")

main.verbs.find = broken
sys.argv = ["cfo-desktop", "--json", "income", "book"]
sys.exit(main.main())
"""


def test_a_user_sees_one_line_of_it_and_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_PROGRAM],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "ValueError in cli/main.py:" in done.stderr
    assert "secret" not in done.stderr + done.stdout
    assert json.loads(done.stdout)["error"]["code"] == "bug"


def test_developers_see_the_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", BROKEN_PROGRAM],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    assert "Traceback" in done.stderr


def test_a_damaged_book_is_status_3(cli: Cli, shop: Path) -> None:
    database = next(shop.glob("ledger-*.db"))
    content = bytearray(database.read_bytes())
    content[:4096] = bytes(4096)
    database.write_bytes(content)
    result = cli("trial-balance", shop, "--json")
    assert result.status == 3
    assert result.document["error"]["code"] == "database_damaged"


def test_module_and_status_of_a_real_process(shop: Path) -> None:
    result = program("trial-balance", shop, "--json")
    assert result.status == 0, result.err
    assert result.err == ""
    assert result.document["debit"] == result.document["credit"]
    assert program("trial-balance", shop, CFO_PASSPHRASE="wrong").status == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes of a POSIX shell")
def test_a_reader_that_leaves_early_is_no_error(shop: Path) -> None:
    with subprocess.Popen(
        command("entries", shop, "--limit", "1000"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_an_answer_that_cannot_be_written_is_an_error(shop: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("trial-balance", shop, "--json"),
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
    assert done.returncode == 1
    assert done.stderr.startswith("cfo-desktop: The answer could not be written")
    assert "Traceback" not in done.stderr


def test_an_ascii_terminal_fails_no_verb(shop: Path) -> None:
    for verb, option in (("trial-balance", "--lang=zh_CN"), ("accounts", "--json")):
        result = program(verb, shop, option, PYTHONIOENCODING="ascii")
        assert (result.status, result.err) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX sends them")
def test_ctrl_c_leaves_nothing_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    with subprocess.Popen(
        command("demo", folder, "--months", "120", "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
        start_new_session=True,
    ) as process:
        while not folder.exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert json.loads(out)["error"]["code"] == "cancelled"
    assert "Traceback" not in err
    assert not folder.exists() or not any(folder.iterdir())
