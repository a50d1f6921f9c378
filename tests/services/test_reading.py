"""Reads real files through the child process, and sees a captured child build nothing of ours."""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import pickle
import sys
import threading
import time
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import pickling
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
from tests.services.made_shop import BANK
from tests.services.made_shop import row
from tests.services.made_shop import statement
from tests.statements.archives import zipped


def read(path: Path, currency: str | None) -> ReadFile:
    """Read a file that is one statement, or none."""
    (found,) = reading.read_statements(path, options=ReadOptions(currency))
    return found


def loaded(content: bytes) -> object:
    return pickling.load(io.BytesIO(content))


def dumped(result: object) -> bytes:
    stream = io.BytesIO()
    pickling.dump(result, stream)
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
        ("cfo_desktop.domain.pickling", "_Unpickler"),
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
        with contextlib.suppress(UserError):
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


# --- what is told while the child works, and how it is stopped ---


def _child_of(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> Path:
    """Let ``script`` take the reader's place; return a file for it to read."""
    program = folder / "child.py"
    program.write_text(f"import os, sys, time\n{script}\n", encoding="utf-8")
    monkeypatch.setattr(reading, "_CHILD", (sys.executable, str(program)))
    file = folder / "statement.csv"
    file.write_bytes(b"x" * 1_000_000)
    return file


_ANSWER = "sys.stdout.buffer.write(open(sys.argv[0] + '.answer', 'rb').read())"


def _with_answer(folder: Path, result: object) -> None:
    (folder / "child.py.answer").write_bytes(dumped(result))


def _answer(rows: int = 1) -> tuple[ReadFile, ...]:
    made = statement([row("12.50", place=f"row {number}") for number in range(rows)])
    return (ReadFile("csv", "boc", (made,)),)


def test_progress_is_told_all_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "for done in ('0.25', 'nonsense', 'nan', '-1', '0.5', '0.1', '9' * 400):\n"
        "    sys.stderr.write(done + chr(10)); sys.stderr.flush(); time.sleep(0.15)\n" + _ANSWER
    )
    file = _child_of(monkeypatch, tmp_path, script)
    _with_answer(tmp_path, _answer(20_000))
    heard: list[tuple[float, float]] = []
    started = time.monotonic()
    found = reading.read_statements(
        file,
        options=ReadOptions(),
        progress=lambda done: heard.append((time.monotonic() - started, done)),
    )
    assert len(found[0].statements[0].rows) == 20_000
    moments = [moment for moment, _done in heard]
    gaps = [b - a for a, b in itertools.pairwise([0.0, *moments])]
    assert max(gaps) < 0.5  # 0.1 on an idle machine
    parts = [done for _moment, done in heard]
    assert parts == sorted(parts)
    read = reading._READ
    assert {0.25 * read, 0.5 * read} <= set(parts)
    assert 0.95 < parts[-1] <= 1.0


class _Stop:
    """A progress that cancels once ``after`` of it is done."""

    def __init__(self, after: float) -> None:
        self.after = after
        self.at = 0.0

    def __call__(self, done: float) -> None:
        if done >= self.after:
            self.at = time.monotonic()
            raise UserError("cancelled")


@pytest.mark.parametrize("after", [0.0, 0.4, 0.9])
def test_cancelling_ends_the_child_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: float
) -> None:
    script = (
        "open(sys.argv[0] + '.pid', 'w').write(str(os.getpid()))\n"
        "sys.stderr.write('0.5' + chr(10)); sys.stderr.flush(); time.sleep(0.3)\n"
        + ("" if after > 0.5 else "time.sleep(60)\n")
        + _ANSWER
    )
    file = _child_of(monkeypatch, tmp_path, script)
    _with_answer(tmp_path, _answer(20_000))
    before = {*tmp_path.rglob("*")}, threading.active_count()
    stop = _Stop(after)
    with pytest.raises(UserError) as caught:
        reading.read_statements(file, options=ReadOptions(), progress=stop)
    assert time.monotonic() - stop.at < 1
    assert caught.value.code == "cancelled"
    assert threading.active_count() == before[1]
    left = {*tmp_path.rglob("*")} - before[0]
    assert {path.name for path in left} <= {"child.py.pid"}
    if left and sys.platform != "win32":
        with pytest.raises(ProcessLookupError):  # a zombie would still be there
            os.kill(int(left.pop().read_text()), 0)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("while True: sys.stdout.buffer.write(b'x' * 65536)", "file_unreadable"),
        ("while True: sys.stderr.buffer.write(b'x' * 65536)", "file_too_slow"),
        ("os.close(1); time.sleep(60)", "file_too_slow"),
        ("os.close(0); os.close(1); os.close(2); time.sleep(60)", "file_too_slow"),
        ("sys.stdin.buffer.read(); time.sleep(60)", "file_too_slow"),
    ],
)
def test_a_hostile_child_hangs_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, code: str
) -> None:
    file = _child_of(monkeypatch, tmp_path, script)
    monkeypatch.setattr(reading, "_SECONDS", 0.5 if code == "file_too_slow" else 60)
    monkeypatch.setattr(child_process, "_MAX_ANSWER", 10**7)
    started = time.monotonic()
    assert read(file, None).fault == Fault(code)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("result", [(), None, ReadFile("", ""), (ReadFile("", ""), 1)])
def test_an_answer_of_another_shape_is_a_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, result: object
) -> None:
    file = _child_of(monkeypatch, tmp_path, _ANSWER)
    _with_answer(tmp_path, result)
    assert read(file, None).fault == Fault("file_unreadable")


# --- archives and passwords ---

_DETAIL = b"Date,Payee,Amount\n2026-03-02,Takings,120.50\n"


def test_each_statement_of_an_archive_has_its_name(tmp_path: Path) -> None:
    file = tmp_path / "bill.zip"
    file.write_bytes(zipped([("明细/一月.csv", _DETAIL), ("二月.csv", _DETAIL)]))
    found = reading.read_statements(file, options=ReadOptions("CNY"))
    names = [reading.name_of(file, each) for each in found]
    assert names == ["bill.zip › 一月.csv", "bill.zip › 二月.csv"]
    assert [len(each.statements[0].rows) for each in found] == [1, 1]


def test_a_password_opens_a_file_and_goes_by_standard_input_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bill.zip"
    file.write_bytes(zipped([("a.csv", _DETAIL)], password=b"271828"))
    monkeypatch.setenv("CFO_FILE_PASSWORD", "271828")
    assert reading.lock(file) == Fault("file_password")
    assert reading.lock(file, password="314159") == Fault("file_password_wrong")
    assert reading.lock(file, password="271828") is None
    assert "271828" not in repr(ReadOptions(password="271828"))
    spy = (
        "import pathlib, os, runpy, sys\n"
        f"proof = pathlib.Path({str(tmp_path / 'proof')!r})\n"
        "proof.write_text(repr((sys.orig_argv, dict(os.environ))))\n"
        "runpy.run_module('cfo_desktop.statements.child', run_name='__main__')\n"
    )
    monkeypatch.setattr(reading, "_CHILD", (sys.executable, "-c", spy))
    found = reading.read_statements(file, options=ReadOptions("CNY", "271828"))
    assert found[0].statements
    assert "271828" not in (tmp_path / "proof").read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"bill.zip", "proof"}


def test_only_what_may_be_locked_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_read", lambda *_args, **_more: pytest.fail("a child was asked"))
    file = tmp_path / "a.csv"
    file.write_bytes(_DETAIL)
    assert reading.lock(file) is None
    assert reading.lock(tmp_path / "absent") is None
