"""Reads real files through the child process, and sees a captured child build nothing of ours."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import sys
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.services import child_process
from cfo_desktop.services import foreign_books
from cfo_desktop.services import reading
from cfo_desktop.statements import child
from tests.services.made_shop import BANK
from tests.services.made_shop import row
from tests.services.made_shop import statement


def read(path: Path, currency: str | None) -> ReadFile:
    """Read a file that is one statement, or none."""
    (found,) = reading.read_statements(path, options=ReadOptions(currency))
    return found


def loaded(content: bytes) -> object:
    return reading._DomainUnpickler(io.BytesIO(content)).load()


def dumped(result: object) -> bytes:
    stream = io.BytesIO()
    child.dump(result, stream)
    return stream.getvalue()


def test_what_a_reader_returns_arrives_whole() -> None:
    made = ReadFile(
        "csv",
        "boc",
        (
            statement(
                [row("12.50", kind=RowKind.FEE, counter=BANK, fee="0.10")],
                rejected=(Fault("row_bad", "row 3", {"text": "x"}),),
                checks=(Check("count", ok=True, expected="1", found="1"),),
            ),
        ),
        Fault("any"),
    )
    assert loaded(dumped(made)) == made


class Planted:
    """Pickles as a call of something that the parent may hold in reach."""

    def __init__(self, module: str, name: str, *arguments: object) -> None:
        self.module = module
        self.name = name
        self.arguments = arguments

    def to_bytes(self) -> bytes:
        """Return a pickle that looks the name up and calls it."""
        parts = [pickle.PROTO + b"\x04"]
        for text in (self.module, self.name):
            data = text.encode()
            parts.append(pickle.SHORT_BINUNICODE + bytes([len(data)]) + data)
        parts.append(pickle.STACK_GLOBAL)
        arguments = pickle.dumps(self.arguments, protocol=2)[2:-1]  # without PROTO and STOP
        return b"".join(parts) + arguments + pickle.REDUCE + pickle.STOP


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("builtins", "eval"),
        ("os", "system"),
        ("datetime", "datetime"),
        ("cfo_desktop.store.keys", "new_key"),
        ("cfo_desktop.domainx", "x"),
        # Modules that domain imports, and through them anything that Python has.
        ("cfo_desktop.domain.account", "enum.bltns.eval"),
        ("cfo_desktop.domain.money", "re.enum.bltns.eval"),
        ("cfo_desktop.domain.period", "calendar.sys.exit"),
        ("cfo_desktop.domain.period", "parse_day"),
        ("cfo_desktop.domain.money", "re"),
        ("cfo_desktop.domain.money", "UserError"),
        ("cfo_desktop.domain.account", "Group.__class__"),
    ],
)
def test_a_captured_child_calls_nothing_of_ours(module: str, name: str, tmp_path: Path) -> None:
    target = tmp_path / "proof"
    planted = Planted(module, name, f"open({str(target)!r}, 'w')")
    with pytest.raises(UserError) as caught:
        loaded(planted.to_bytes())
    assert caught.value.code == "file_unreadable"
    assert not target.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"garbage", b"\x80", b"\x80\x05.", b"(" * 100, pickle.dumps("text")[:-1], b"\x80\x04R."],
)
def test_a_child_that_answers_nonsense_is_a_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    child = tmp_path / "child.py"
    child.write_text(f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({content!r})")
    monkeypatch.setattr(reading, "_CHILD", (sys.executable, str(child)))
    file = tmp_path / "statement.csv"
    file.write_bytes(b"x")
    found = read(file, "CNY")
    assert found.fault == Fault("file_unreadable")
    with pytest.raises(UserError) as caught:
        reading.read_journal(file)
    assert caught.value.code == "file_unreadable"


@pytest.mark.parametrize("end", ["sys.exit(3)", "os.kill(os.getpid(), 9)", "raise ValueError"])
def test_a_child_that_dies_is_a_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    child = tmp_path / "child.py"
    child.write_text(f"import os, sys; {end}")
    monkeypatch.setattr(reading, "_CHILD", (sys.executable, str(child)))
    file = tmp_path / "statement.csv"
    file.write_bytes(b"x" * 1_000_000)
    assert read(file, None).fault == Fault("file_unreadable")


def test_a_child_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(reading, "_CHILD", (sys.executable, str(child)))
    monkeypatch.setattr(reading, "_SECONDS", 0.3)
    file = tmp_path / "statement.csv"
    file.write_bytes(b"x")
    assert read(file, None).fault == Fault("file_too_slow")


def test_the_child_is_told_no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_PASSPHRASE", "secret")
    assert "secret" not in str(child_process._environment())


def test_what_cannot_be_read_at_all_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(tmp_path / "absent", None).fault == Fault(
        "file_missing", data={"path": str(tmp_path / "absent")}
    )
    monkeypatch.setattr(reading, "MAX_BYTES", 2**20)
    large = tmp_path / "large"
    large.write_bytes(b"x" * (2**20 + 1))
    fault = read(large, None).fault
    assert fault == Fault("file_too_large", data={"limit": "1"})


def test_a_real_file_is_read_by_the_child(tmp_path: Path) -> None:
    file = tmp_path / "statement.csv"
    file.write_text(
        "Date,Description,Amount,Balance\n"
        "2026-03-02,Takings,120.50,1120.50\n"
        "2026-03-03,Rent,-800.00,320.50\n"
    )
    found = read(file, "CNY")
    assert found.fault is None
    assert [str(each.amount) for each in found.statements[0].rows] == ["120.50", "-800.00"]


def test_a_captured_child_sets_nothing_on_our_classes() -> None:
    """BUILD would set attributes on whatever stands on the stack, a class too."""
    for name in ("Group", "Account"):
        module = b"cfo_desktop.domain.account"
        planted = b"".join(
            [
                pickle.PROTO + b"\x04",
                pickle.SHORT_BINUNICODE + bytes([len(module)]) + module,
                pickle.SHORT_BINUNICODE + bytes([len(name)]) + name.encode(),
                pickle.STACK_GLOBAL,
                pickle.dumps((None, {"kind": "planted", "currency": "planted"}), protocol=2)[2:-1],
                pickle.BUILD + pickle.STOP,
            ]
        )
        with contextlib.suppress(TypeError):
            loaded(planted)
    assert Group.CASH.kind is Kind.ASSET
    assert Account("1", "a", "a", Group.CASH, "CNY").currency == "CNY"


def test_the_child_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard of these tests sees this process only; the child gets one of its own."""
    file = tmp_path / "statement.csv"
    file.write_text("Date,Payee,Amount\n2026-03-02,Takings,120.50\n", encoding="utf-8")
    proof = tmp_path / "proof"
    guard = (
        "import pathlib, runpy, sys\n"
        "def refuse(event, arguments):\n"
        "    if event.startswith('socket.'):\n"
        "        raise PermissionError(event)\n"
        "sys.addaudithook(refuse)\n"
        f"pathlib.Path({str(proof)!r}).touch()\n"
        "runpy.run_module('cfo_desktop.statements.child', run_name='__main__')\n"
    )
    monkeypatch.setattr(reading, "_CHILD", (sys.executable, "-c", guard))
    assert read(file, "CNY").fault is None
    assert proof.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    found = read(pipe, "GBP")
    assert found.fault is not None
    assert found.fault.code == "file_not_regular"
    assert not foreign_books.is_one(pipe)
