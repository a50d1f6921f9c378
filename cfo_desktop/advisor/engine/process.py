"""The engine as the program sees it: four verbs, whatever becomes of the child behind them."""

from __future__ import annotations

import importlib.util
import threading
import time
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from typing import Self
from typing import TypeVar

from cfo_desktop.advisor.engine import prompt as prompts
from cfo_desktop.advisor.engine.prompt import Limits
from cfo_desktop.advisor.engine.prompt import Prompt
from cfo_desktop.advisor.engine.running import POLL
from cfo_desktop.advisor.engine.running import STOPPED
from cfo_desktop.advisor.engine.running import Died
from cfo_desktop.advisor.engine.running import Heard
from cfo_desktop.advisor.engine.running import Running
from cfo_desktop.advisor.engine.running import unheard
from cfo_desktop.base import log
from cfo_desktop.base import memory
from cfo_desktop.base.errors import UserError

IDLE_SECONDS = 300.0
"""After which a model that nobody asks leaves the memory."""
SILENT_SECONDS = 10.0
"""After which a child that says nothing at all is taken for hung."""
MOST_DEATHS = 3
"""Within ``DEATHS_SECONDS``; then the engine stays off until a model is loaded again."""
DEATHS_SECONDS = 600.0
BESIDE_WEIGHTS = 110 * 2**20
"""Bytes of memory that a model takes beside its file."""
LOW_MEMORY = 256 * 2**20
"""Bytes left on the machine below which a model that is not at work leaves the memory."""

_LOAD_SECONDS = 180.0
_SCORE_SECONDS = 30.0
_FIRST_PAUSE = 0.2

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's file, the hash it must have (empty where none is known), and the room it gets."""

    path: Path
    sha256: str = ""
    context: int = 2048
    """Tokens of a prompt and its answer together."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model that is ready."""

    context: int
    seconds: float
    memory: int | None
    """Bytes that the child holds; ``None`` where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said, as it came: nothing of it is checked; and what it cost."""

    untrusted_text: str
    stopped: bool = False
    """Whether it was ended before it was through."""
    prompt: int = 0
    """Tokens of the prompt, and those of them that no earlier prompt had."""
    evaluated: int = 0
    tokens: int = 0
    first: float = 0.0
    """Seconds before the first piece, and altogether."""
    seconds: float = 0.0
    memory: int | None = None


class _StoppedEarly(Exception):
    """Whoever asked had enough before the model was in memory."""


def is_installed() -> bool:
    """Tell whether the library that runs models is there."""
    return importlib.util.find_spec("llama_cpp") is not None


def memory_needed(size: int) -> int:
    """Return the bytes of memory that a model's file of ``size`` bytes takes when it runs."""
    return size + BESIDE_WEIGHTS


class Engine:
    """Runs one model in a child process. Any thread may ask; one is served at a time.

    What goes wrong is ``UserError``: ``engine_missing``, ``engine_died``, ``engine_slow``,
    ``engine_off``, ``model_missing``, ``model_damaged``, ``model_without_template``,
    ``model_template_failed``, ``model_memory_short``, ``prompt_too_long``; the plain wording
    stands for what was asked then.
    """

    def __init__(
        self, *, idle_seconds: float = IDLE_SECONDS, silent_seconds: float = SILENT_SECONDS
    ) -> None:
        """Start nothing yet."""
        self._idle_seconds = idle_seconds
        self._silent_seconds = silent_seconds
        self._turn = threading.Lock()
        self._weights: Weights | None = None
        self._refused: UserError | None = None
        self._child: Running | None = None
        self._loaded: Loaded | None = None
        self._used = time.monotonic()
        self._deaths: list[float] = []

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    @property
    def is_running(self) -> bool:
        """Whether a model is in memory."""
        child = self._child
        return child is not None and child.is_alive

    @property
    def process_id(self) -> int | None:
        """Number of the child process; ``None`` where there is none."""
        child = self._child
        return child.process_id if child else None

    @property
    def is_off(self) -> bool:
        """Whether the child died so often that it is not started again by itself."""
        since = time.monotonic() - DEATHS_SECONDS
        return sum(moment > since for moment in self._deaths) >= MOST_DEATHS

    def use(self, weights: Weights | None) -> None:
        """Take a model for what is asked from now on; it is loaded when first needed.

        Waits for the request that is being answered.
        """
        with self._turn:
            if weights != self._weights:
                self._end()
                self._weights = weights
                self._forgive()

    def load(self, weights: Weights, *, stop: threading.Event | None = None) -> Loaded:
        """Load a model now; also after ``engine_off``, which this ends."""
        self.use(weights)
        with self._turn:
            self._forgive()
        loaded = self._served(lambda _child: self._loaded, stop=stop)
        if loaded is None:
            raise UserError("cancelled")
        return loaded

    def generate(
        self,
        prompt: Prompt,
        *,
        on_word: Heard = unheard,
        stop: threading.Event | None = None,
        limits: Limits | None = None,
    ) -> Said:
        """Return what the model says to ``prompt``, each piece first told to ``on_word``.

        ``stop`` ends it within a moment; what was said until then is returned.
        """
        limits = limits or Limits()
        request = {"prompt": prompts.sent_prompt(prompt), "limits": prompts.sent_limits(limits)}
        pieces: list[str] = []

        def heard(piece: str) -> None:
            pieces.append(piece)
            on_word(piece)

        def asked(child: Running) -> dict[str, Any]:
            return child.ask("generate", request, heard=heard, stop=stop, seconds=limits.seconds)

        done = self._served(asked, stop=stop, told=pieces) or STOPPED
        return Said("".join(pieces), **done)

    def score(
        self, prompt: Prompt, choices: Sequence[str], *, stop: threading.Event | None = None
    ) -> tuple[float, ...]:
        """Return the natural logarithm of each choice's probability as what is said next.

        Empty where ``stop`` ended it.
        """
        request = {"prompt": prompts.sent_prompt(prompt), "choices": list(choices)}

        def asked(child: Running) -> dict[str, Any]:
            return child.ask("score", request, stop=stop, seconds=_SCORE_SECONDS)

        done = self._served(asked, stop=stop) or STOPPED
        return tuple(done.get("scores", ()))

    def close(self) -> None:
        """End the child, also in the middle of a request: that one raises ``cancelled``."""
        if child := self._child:
            child.close()
        with self._turn:
            self._end()

    # --- one request ---

    def _served(
        self,
        action: Callable[[Running], _Answer],
        *,
        stop: threading.Event | None,
        told: Sequence[str] = (),
    ) -> _Answer | None:
        """Return what ``action`` gets of a child that is ready; ``None`` where ``stop`` came first.

        Where the child dies before anything was ``told``, the next one is asked the same, once.
        """
        while not self._turn.acquire(timeout=POLL):
            if stop and stop.is_set():
                return None
        try:
            return self._answered(action, stop=stop, told=told)
        except _StoppedEarly:
            return None
        finally:
            self._used = time.monotonic()
            self._turn.release()

    def _answered(
        self,
        action: Callable[[Running], _Answer],
        *,
        stop: threading.Event | None,
        told: Sequence[str],
    ) -> _Answer:
        try:
            return action(self._ready(stop))
        except Died as error:
            self._note_death()
            # what was told already cannot be taken back, so it is not begun anew
            if told or self.is_off:
                raise UserError("engine_died") from error
        try:
            return action(self._ready(stop))
        except Died as error:
            self._note_death()
            raise UserError("engine_died") from error

    def _ready(self, stop: threading.Event | None) -> Running:
        """Return a child that has the model in memory, started where there is none."""
        if stop and stop.is_set():
            raise _StoppedEarly
        if self._refused:
            raise self._refused
        if self._child and self._child.is_alive:
            return self._child
        if self._child and self._child.was_closed:
            self._end()
        elif self._child:
            self._note_death()
        self._pause(stop)
        return self._started(stop)

    def _started(self, stop: threading.Event | None) -> Running:
        weights = self._weights
        if weights is None:
            raise UserError("model_missing")
        if not is_installed():
            raise UserError("engine_missing")
        if self.is_off:
            raise UserError("engine_off")
        check_memory(weights.path)
        child = self._child = Running(silent_seconds=self._silent_seconds)
        request = {
            "path": str(weights.path),
            "sha256": weights.sha256,
            "context": weights.context,
        }
        try:
            done = child.ask("load", request, stop=stop, seconds=_LOAD_SECONDS)
        except UserError as error:
            self._end()
            self._refused = error if error.code.startswith("model_") else None
            raise
        if done == STOPPED:
            self._end()
            raise _StoppedEarly
        self._loaded = Loaded(**done)
        threading.Thread(target=self._watch, args=(child,), daemon=True).start()
        return child

    def _pause(self, stop: threading.Event | None) -> None:
        """Wait before a child that died is started again, longer each time."""
        if not self._deaths:
            return
        until = self._deaths[-1] + _FIRST_PAUSE * 4 ** (len(self._deaths) - 1)
        while time.monotonic() < until and not self.is_off:
            if stop and stop.is_set():
                raise _StoppedEarly
            time.sleep(POLL)

    def _forgive(self) -> None:
        self._refused = None
        self._deaths.clear()

    def _note_death(self) -> None:
        self._end()
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if at > now - DEATHS_SECONDS] + [now]
        log.event("engine.died", times=len(self._deaths))

    def _end(self) -> None:
        child, self._child, self._loaded = self._child, None, None
        if child:
            child.end()

    # --- between requests ---

    def _watch(self, child: Running) -> None:
        """Unload the model when nobody has asked it for long, or memory is short."""
        while child.is_alive:
            time.sleep(min(1.0, self._idle_seconds / 2))
            if self._turn.acquire(blocking=False):
                try:
                    if self._child is child and self._is_to_go():
                        self._end()
                finally:
                    self._turn.release()

    def _is_to_go(self) -> bool:
        if time.monotonic() - self._used > self._idle_seconds:
            return True
        free = memory.free_bytes()
        return free is not None and free < LOW_MEMORY


def check_memory(path: Path) -> None:
    """Raise ``UserError("model_memory_short")`` where a model's file is more than can be loaded."""
    try:
        needed = memory_needed(path.stat().st_size)
    except OSError as error:
        raise UserError("model_missing") from error
    free = memory.free_bytes()
    if free is not None and free < needed:
        raise UserError("model_memory_short", needed=needed >> 20, free=free >> 20)
