"""Documents through the child process: it stays, it ends, and what happens to it harms nothing."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import child
from cfo_desktop.documents.structured import limits
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.services.document_reading import DocumentReader
from tests.documents import made_pages
from tests.documents.made_pages import Row

PDF = made_pages.pdf([made_pages.RECEIPT])
SHORT: tuple[Row, ...] = made_pages.RECEIPT[:6]


@pytest.fixture
def documents() -> Iterator[DocumentReader]:
    """A reader with the program's own child."""
    found = DocumentReader()
    yield found
    found.close()


def photo() -> bytes:
    page = made_pages.picture(SHORT, width=700, height=320, size=20)
    return made_pages.encoded(page.rotate(180), "PNG")


def _is_running(process: int | None) -> bool:
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_child_stays_for_the_next_job(documents: DocumentReader, tmp_path: Path) -> None:
    file = tmp_path / "bill.pdf"
    file.write_bytes(PDF)
    found = documents.read(file, hints=Hints(templates=(Template("x", boxes={}),)))
    assert found.fault is None
    (document,) = found.documents
    assert document.money_of(Field.TOTAL) == Money("GBP", 11_15)
    first = documents.process_id
    assert documents.read(PDF) == documents.read(PDF)
    picture = documents.picture(PDF, page=0, width=300)
    with Image.open(io.BytesIO(picture)) as image:
        assert image.size[0] == 300
    assert documents.process_id == first
    documents.close()
    assert documents.process_id is None
    assert not _is_running(first)


def test_a_photo_is_read_upright_and_its_progress_told(documents: DocumentReader) -> None:
    told: list[float] = []
    found = documents.read(photo(), progress=told.append)
    (document,) = found.documents
    assert document.text_of(Field.NUMBER) == "004512"
    assert told == sorted(told)
    assert len(set(told)) > 3
    assert documents.picture(photo(), page=0, width=200)


def test_what_is_wrong_with_a_file_comes_back(documents: DocumentReader, tmp_path: Path) -> None:
    assert documents.read(b"words").fault == Fault("document_kind_unknown")
    missing = documents.read(tmp_path / "absent").fault
    assert missing is not None
    assert missing.code == "file_missing"
    large = documents.read(b"x" * (limits.MAX_BYTES + 1)).fault
    assert large == Fault("document_too_large", data={"limit": "50"})
    with pytest.raises(UserError) as caught:
        documents.picture(PDF, page=7, width=100)
    assert (caught.value.code, caught.value.data) == ("document_no_page", {"page": "8"})
    assert documents.read(PDF).fault is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_refused_at_once(documents: DocumentReader, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    found = documents.read(pipe).fault
    assert found is not None
    assert found.code == "file_not_regular"


class _Cancel:
    """A progress that stops once so much is done."""

    def __init__(self, after: float) -> None:
        self.after = after

    def __call__(self, done: float) -> None:
        if done >= self.after:
            raise UserError("cancelled")


@pytest.mark.parametrize("after", [0.0, 0.5, 0.8])
def test_reading_can_be_cancelled_and_begun_again(documents: DocumentReader, after: float) -> None:
    before = threading.active_count()
    with pytest.raises(UserError) as caught:
        documents.read(photo(), progress=_Cancel(after))
    assert caught.value.code == "cancelled"
    assert documents.process_id is None
    assert threading.active_count() == before
    assert documents.read(PDF).fault is None


def test_a_child_that_was_killed_while_idle_is_replaced(documents: DocumentReader) -> None:
    assert documents.read(PDF).fault is None
    first = documents.process_id
    assert first is not None
    os.kill(first, 9)
    assert documents.read(PDF).fault is None
    assert documents.process_id != first


def test_a_child_that_is_killed_at_work_is_a_fault_and_replaced(documents: DocumentReader) -> None:
    def kill(done: float) -> None:
        if done >= 0.5 and documents.process_id:
            os.kill(documents.process_id, 9)

    assert documents.read(photo(), progress=kill).fault == Fault("document_failed")
    assert documents.read(PDF).fault is None


def test_closing_does_not_wait_for_a_page(documents: DocumentReader) -> None:
    at_work = threading.Event()
    found: list[ReadDocuments] = []

    def progress(done: float) -> None:
        if done >= 0.5:
            at_work.set()

    thread = threading.Thread(
        target=lambda: found.append(documents.read(photo(), progress=progress))
    )
    thread.start()
    assert at_work.wait(60)
    documents.close()
    thread.join(60)
    assert [each.fault for each in found] == [Fault("document_failed")]
    assert documents.process_id is None


def test_two_who_ask_at_once_are_served_in_turn(documents: DocumentReader) -> None:
    found: list[ReadDocuments] = []
    threads = [threading.Thread(target=lambda: found.append(documents.read(PDF))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [each.fault for each in found] == [None] * 3
    assert len({len(each.documents) for each in found}) == 1


# --- another program in the child's place ---

_LINE = "import json, os, sys, time\ntask = sys.stdin.buffer.readline()\n"
_OUT = "sys.stdout.buffer"


def _with(tmp_path: Path, script: str, *, silent_seconds: float = 5.0) -> DocumentReader:
    program = tmp_path / "child.py"
    program.write_text(_LINE + script, encoding="utf-8")
    return DocumentReader((sys.executable, str(program)), silent_seconds=silent_seconds)


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("sys.exit(3)", "document_failed"),
        ("os.kill(os.getpid(), 9)", "document_failed"),
        ("os.kill(os.getpid(), 24)", "document_too_slow"),
        ("os.close(1); time.sleep(60)", "document_failed"),
        ("time.sleep(60)", "document_too_slow"),
        ("os.close(0); time.sleep(60)", "document_too_slow"),
        (f"{_OUT}.write(b'nonsense' * 1000); {_OUT}.flush(); time.sleep(60)", "document_failed"),
        (f"{_OUT}.write(b'answer many\\n'); {_OUT}.flush(); time.sleep(60)", "document_failed"),
        (f"{_OUT}.write(b'answer 9\\nabc'); {_OUT}.flush()", "document_failed"),
        (f"{_OUT}.write(b'answer 3\\nabc'); {_OUT}.flush(); time.sleep(60)", "document_failed"),
        (f"{_OUT}.write(b'done nan\\ndone x\\n'); {_OUT}.flush()", "document_failed"),
        (
            f"while 1: {_OUT}.write(b'done 0.5\\n'); {_OUT}.flush(); time.sleep(0.05)",
            "document_too_slow",
        ),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in one way only")
def test_a_child_that_fails_is_one_fault(tmp_path: Path, script: str, code: str) -> None:
    documents = _with(tmp_path, script, silent_seconds=0.6)
    before = threading.active_count()
    try:
        assert documents.read(PDF * 20).fault == Fault(code)
        assert documents.process_id is None
        with pytest.raises(UserError) as caught:
            documents.picture(PDF, page=0, width=10)
        assert caught.value.code == code
    finally:
        documents.close()
    assert threading.active_count() == before


def test_a_captured_child_gives_domain_values_and_nothing_else(tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    script = (
        "import pickle\n"
        f"class Planted:\n    def __reduce__(self): return (open, ({str(proof)!r}, 'w'))\n"
        "content = pickle.dumps(Planted())\n"
        f"{_OUT}.write(b'answer %d\\n' % len(content) + content); {_OUT}.flush()\n"
    )
    documents = _with(tmp_path, script)
    assert documents.read(PDF).fault == Fault("document_failed")
    assert not proof.exists()
    documents.close()


def test_an_answer_of_another_kind_is_a_failure(tmp_path: Path) -> None:
    script = (
        "import pickle\n"
        "content = pickle.dumps('words')\n"
        f"{_OUT}.write(b'answer %d\\n' % len(content) + content); {_OUT}.flush()\n"
    )
    documents = _with(tmp_path, script)
    assert documents.read(PDF).fault == Fault("document_failed")
    documents.close()


# --- the child itself, watched ---


def _spied(tmp_path: Path, before: str) -> DocumentReader:
    """Return a reader whose child does ``before`` and then is itself."""
    program = tmp_path / "spy.py"
    program.write_text(
        f"import pathlib, sys\n{before}\n"
        "import cfo_desktop.documents.child as child\n"
        "child.main()\n",
        encoding="utf-8",
    )
    return DocumentReader((sys.executable, str(program)))


def test_the_child_reaches_for_no_network(tmp_path: Path) -> None:
    """Neither does it try, nor could it: what it refuses itself is counted here before it can."""
    proof = tmp_path / "tried"
    spy = (
        "def seen(event, arguments):\n"
        "    if event.startswith('socket.'):\n"
        f"        pathlib.Path({str(proof)!r}).write_text(event)\n"
        "sys.addaudithook(seen)\n"
    )
    documents = _spied(tmp_path, spy)
    assert documents.read(photo()).documents
    documents.close()
    assert not proof.exists()


def test_the_child_refuses_the_network_to_libraries(tmp_path: Path) -> None:
    with pytest.raises(PermissionError):
        child._refuse_network("socket.connect", ())
    child._refuse_network("open", ())


def test_the_child_ends_when_nobody_asks(tmp_path: Path) -> None:
    documents = _spied(tmp_path, "import cfo_desktop.documents.child as c; c.IDLE_SECONDS = 0.5")
    assert documents.read(PDF).fault is None
    first = documents.process_id
    assert first is not None
    until = time.monotonic() + 20
    stopped = False
    while not stopped and time.monotonic() < until:
        time.sleep(0.1)
        stopped = _state(first) in {"", "Z"}
    assert stopped, "it ended by itself, and its parent has not looked yet"
    assert documents.read(PDF).fault is None
    assert documents.process_id != first
    documents.close()


def _state(process: int) -> str:
    """Return a process's state by the system, empty where it is gone."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[0]


def test_a_child_without_memory_says_so(tmp_path: Path) -> None:
    small = "import cfo_desktop.documents.child as c; c.MEMORY_BYTES = 250 * 2**20"
    documents = _spied(tmp_path, small)
    page = Image.new("RGB", (7000, 7000), "white")
    found = documents.read(made_pages.encoded(page, "PNG")).fault
    documents.close()
    if sys.platform != "win32":
        assert found is not None
        assert found.code in {"document_memory_short", "document_failed"}
