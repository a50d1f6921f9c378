"""Reading bills and receipts that are not trusted, in a child process that stays for the next."""

from __future__ import annotations

import contextlib
import io
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from cfo_desktop.base import children
from cfo_desktop.base.children import Pump
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.documents.structured.limits import MAX_BYTES
from cfo_desktop.domain import pickling
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.document import is_document_name
from cfo_desktop.domain.fault import Fault
from cfo_desktop.services import reading
from cfo_desktop.services.child_process import Told

SILENT_SECONDS = 45.0
"""In which a child says that something more is done; a page takes two, on an old computer ten."""

_COMMAND = (sys.executable, "-m", "cfo_desktop.documents.child")
_VARIABLES = {
    # each thread takes its part of the bounded address space, used or not
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_BEAT = 0.05
"""Seconds between two calls of the progress, whatever the child says."""
_MAX_ANSWER = 256 * 2**20
_MAX_LINE = 100


class DocumentReader:
    """Gives jobs to one child, and another child where that one has ended. Any thread may ask."""

    def __init__(
        self, command: Sequence[str] = _COMMAND, *, silent_seconds: float = SILENT_SECONDS
    ) -> None:
        """Start nothing yet."""
        self._command = command
        self._silent_seconds = silent_seconds
        self._turn = threading.Lock()
        self._child: _Child | None = None

    @property
    def process_id(self) -> int | None:
        """Number of the child process; ``None`` where there is none."""
        child = self._child
        return child.process_id if child else None

    def read(
        self,
        source: Path | bytes,
        *,
        hints: Hints | None = None,
        progress: Told | None = None,
    ) -> ReadDocuments:
        """Return the documents of a file, or of its content.

        Whatever is wrong comes back as a ``fault``; only what ``progress`` raises is raised.
        """
        try:
            content = content_of(source)
            result = self._ask({"kind": "read"}, content, hints or Hints(), progress)
        except UserError as error:
            if error.code == reading.CANCELLED:
                raise
            return ReadDocuments(fault=fault_of(error))
        if isinstance(result, Fault):
            return ReadDocuments(fault=result)
        if not isinstance(result, ReadDocuments):
            return ReadDocuments(fault=Fault("document_failed"))
        return result

    def picture(self, content: bytes, *, page: int, width: int) -> bytes:
        """Return a page, counted from 0, as PNG at most ``width`` pixels wide, as it was read.

        Raises ``UserError``: what is wrong with the file, ``document_no_page`` for data.
        """
        task = {"kind": "picture", "page": page, "width": width}
        result = self._ask(task, content, Hints(), None)
        if isinstance(result, Fault):
            raise UserError(result.code, **result.data)
        if not isinstance(result, bytes):
            raise UserError("document_failed")
        return result

    def learn(
        self, content: bytes, *, document: Document, corrected: Mapping[Field, Value]
    ) -> Template | None:
        """Return what corrections of a document teach; ``None`` where its file teaches nothing."""
        try:
            result = self._ask({"kind": "learn"}, content, (document, dict(corrected)), None)
        except UserError:
            return None  # the correction itself is kept, whatever becomes of the lesson
        return result if isinstance(result, Template) else None

    def close(self) -> None:
        """End the child, whatever it is at; the next job starts another."""
        if (child := self._child) is not None:
            child.kill()
        with self._turn:
            self._end()

    def _ask(
        self, task: dict[str, object], content: bytes, hints: object, told: Told | None
    ) -> object:
        known = io.BytesIO()
        pickling.dump(hints, known)
        head = json.dumps({**task, "hints": known.tell(), "size": len(content)})
        sent = (head.encode() + b"\n" + known.getvalue(), content)
        self._take_turn(told)
        try:
            return self._answered(sent, told)
        finally:
            self._turn.release()

    def _take_turn(self, told: Told | None) -> None:
        while not self._turn.acquire(timeout=_BEAT):
            if told:
                told(0.0)

    def _answered(self, sent: Sequence[bytes], told: Told | None) -> object:
        """Return the child's answer; a child that ended while nobody asked is no fault."""
        if self._child is not None:
            try:
                return self._answer_of(self._child, sent, told)
            except _EndedBeforeError:
                pass
        self._child = _Child(self._command)
        try:
            return self._answer_of(self._child, sent, told)
        except _EndedBeforeError as error:
            raise UserError(error.code) from error

    def _answer_of(self, child: _Child, sent: Sequence[bytes], told: Told | None) -> object:
        try:
            return child.answer(sent, silent_seconds=self._silent_seconds, told=told)
        except BaseException:  # cancelled, too slow, dead: what it is at, nobody waits for
            self._end()
            raise

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _EndedBeforeError(Exception):
    """The child was gone before it said a word of this job."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_Heard = float | bytes | None
"""How much is done; an answer; or that the child says no more."""


class _Child:
    """A running child, and the threads that keep its pipes moving."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process: subprocess.Popen[bytes] = children.start(
            command, variables=_VARIABLES, errors=False
        )
        self._heard: queue.SimpleQueue[_Heard] = queue.SimpleQueue()
        self._to_send: queue.SimpleQueue[Sequence[bytes]] = queue.SimpleQueue()
        jobs: list[tuple[IO[bytes] | None, Callable[[IO[bytes]], None]]] = [
            (self._process.stdin, self._feed),
            (self._process.stdout, self._listen),
        ]
        self._pumps = [Pump(job, pipe) for pipe, job in jobs if pipe]

    @property
    def process_id(self) -> int:
        """Number of the process."""
        return self._process.pid

    def answer(self, sent: Sequence[bytes], *, silent_seconds: float, told: Told | None) -> object:
        """Send a job and return what it gives. Raises ``UserError``, and what ``told`` raises."""
        self._to_send.put(sent)
        done = -1.0
        until = time.monotonic() + silent_seconds
        while True:
            if told:
                told(max(done, 0.0))
            try:
                heard = self._heard.get(timeout=_BEAT)
            except queue.Empty:
                if time.monotonic() > until:
                    raise UserError("document_too_slow") from None
                continue
            if heard is None:
                self._raise_dead(is_new=done < 0)
            elif isinstance(heard, bytes):
                return _loaded(heard)
            else:
                if heard > done:  # a child that says the same again and again hangs too
                    until = time.monotonic() + silent_seconds
                done = max(done, heard)

    def _raise_dead(self, *, is_new: bool) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1.0)
        code = "document_failed"
        if self._process.returncode == -_TIME_IS_UP:
            code = "document_too_slow"
        if is_new:
            raise _EndedBeforeError(code)
        raise UserError(code)

    def kill(self) -> None:
        """End the process; whoever waits for its answer hears that it is gone."""
        self._process.kill()

    def end(self) -> None:
        """Kill the child where it still runs, and close what led to it."""
        self._to_send.put(())
        children.end(self._process, self._pumps)

    def _feed(self, pipe: IO[bytes]) -> None:
        while parts := self._to_send.get():
            for part in parts:
                pipe.write(part)
            pipe.flush()

    def _listen(self, pipe: IO[bytes]) -> None:
        try:
            while line := pipe.readline(_MAX_LINE):
                word, _, value = line.partition(b" ")
                if word == b"answer":
                    size = min(int(value), _MAX_ANSWER)
                    answer = pipe.read(size)
                    if len(answer) < size:
                        break
                    self._heard.put(answer)
                elif word == b"done":
                    self._heard.put(min(max(float(value), 0.0), 1.0))
                else:
                    break
        except ValueError:  # nonsense: it is not our child's any more
            pass
        finally:
            self._heard.put(None)


_TIME_IS_UP = 24
"""SIGXCPU, which Windows lacks."""


def _loaded(content: bytes) -> object:
    try:
        return pickling.load(io.BytesIO(content))
    except UserError as error:
        raise UserError("document_failed") from error


_ROOTS = (b"Invoice", b"CreditNote", b"FatturaElettronica")
"""What the names of the roots of all e-invoices hold; no statement's does."""
_HEAD = 4_096


def is_document(path: Path) -> bool:
    """Tell whether a file is more likely a document than a statement; XML is looked into."""
    by_name = is_document_name(path.name)
    if by_name is not None:
        return by_name
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD).replace(b"\0", b"")  # UTF-16 is every other byte
    except OSError:
        return False
    return any(root in head for root in _ROOTS)


def content_of(source: Path | bytes) -> bytes:
    """Return a file's content, or what is given; raise ``UserError`` for what is not to be read."""
    if isinstance(source, bytes):
        content = source
    else:
        reading.check_regular(source)
        try:
            with source.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise user_error(error, source) from error
    if len(content) > MAX_BYTES:
        raise UserError("document_too_large", limit=MAX_BYTES // 2**20)
    return content


def fault_of(error: UserError) -> Fault:
    """Return what is wrong with a file as a value."""
    return Fault(error.code, data={key: str(value) for key, value in error.data.items()})


_shared = DocumentReader()


def read(
    source: Path | bytes, *, hints: Hints | None = None, progress: Told | None = None
) -> ReadDocuments:
    """Return the documents of a file, or of its content; see ``DocumentReader.read``."""
    return _shared.read(source, hints=hints, progress=progress)


def picture(content: bytes, *, page: int, width: int) -> bytes:
    """Return a page as PNG, upright; see ``DocumentReader.picture``."""
    return _shared.picture(content, page=page, width=width)


def learn(
    content: bytes, *, document: Document, corrected: Mapping[Field, Value]
) -> Template | None:
    """Return what corrections of a document teach; see ``DocumentReader.learn``."""
    return _shared.learn(content, document=document, corrected=corrected)


def close() -> None:
    """End the child that reads, if one is there: the window closes."""
    _shared.close()
