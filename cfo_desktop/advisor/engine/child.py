"""The child process that runs a language model: JSON lines in, JSON lines out, no socket.

In: ``{"verb": "load" | "generate" | "score", "id": N, ...}``, ``{"verb": "stop", "id": N}``, and
``{"verb": "close"}`` or the end of the pipe. Out: ``{"id": N, "text": "..."}`` for each piece of a
text, then ``{"id": N, "done": ...}`` or ``{"id": N, "fault": code, "data": {...}}``; and
``{"beat": N}`` while the work moves on. What is asked comes by this pipe only.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from typing import TYPE_CHECKING
from typing import Any

from cfo_desktop.advisor.engine import gguf
from cfo_desktop.advisor.engine import prompt
from cfo_desktop.base import memory
from cfo_desktop.base.errors import UserError

if TYPE_CHECKING:
    from cfo_desktop.advisor.engine.loaded import LoadedModel

BEAT = 0.5
"""Seconds between two beats."""

_Message = Mapping[str, Any]


class Child:
    """Runs one verb at a time; what comes meanwhile waits, but for a stop."""

    def __init__(self, told: IO[bytes]) -> None:
        """Answer on ``told``, which nothing else writes to."""
        self._told = told
        self._writing = threading.Lock()
        self._asked: queue.SimpleQueue[_Message | None] = queue.SimpleQueue()
        self._stopped: set[int] = set()
        self._current = 0
        self._steps = 0
        self._blind = False
        """Whether the work cannot say that it moves on, as while llama.cpp loads."""
        self._model: LoadedModel | None = None

    def run(self, asked: IO[bytes]) -> None:
        """Answer what comes on ``asked`` until it ends."""
        threading.Thread(target=self._listen, args=(asked,), daemon=True).start()
        threading.Thread(target=self._beat, daemon=True).start()
        while (message := self._asked.get()) is not None:
            self._answer(message)

    def _listen(self, asked: IO[bytes]) -> None:
        for line in asked:
            message = json.loads(line)
            if message["verb"] == "close":
                break
            if message["verb"] == "stop":
                self._stopped.add(message["id"])
            else:
                self._asked.put(message)
        # whoever asked is gone or has had enough: nothing is worth finishing
        os._exit(0)

    def _beat(self) -> None:
        seen = -1
        while True:
            time.sleep(BEAT)
            if not self._current or self._blind or self._steps != seen:
                seen = self._steps
                self._tell({"beat": seen})

    def _moved(self) -> bool:
        """Note that the work moves on; answer whether it is to stop."""
        self._steps += 1
        return self._current in self._stopped

    def _answer(self, message: _Message) -> None:
        from cfo_desktop.advisor.engine.loaded import Stopped

        number = message["id"]
        self._current = number
        verbs: Mapping[str, Callable[[_Message], object]] = {
            "load": self._load,
            "generate": self._generate,
            "score": self._score,
        }
        try:
            self._tell({"id": number, "done": verbs[message["verb"]](message)})
        except Stopped:
            self._tell({"id": number, "done": {"stopped": True}})
        except UserError as error:
            self._tell({"id": number, "fault": error.code, "data": error.data})
        finally:
            self._current = 0
            self._stopped.discard(number)

    def _load(self, message: _Message) -> object:
        from cfo_desktop.advisor.engine.loaded import LoadedModel

        path = Path(message["path"])
        begun = time.monotonic()
        if message["sha256"]:
            found = gguf.sha256(path, progress=self._hashed)
            if found != message["sha256"]:
                raise UserError("model_damaged")
        self._blind = True
        try:
            self._model = LoadedModel(path, context=message["context"], moved=self._moved)
        finally:
            self._blind = False
        return {
            "context": self._model.context,
            "seconds": time.monotonic() - begun,
            "memory": memory.peak_bytes(),
        }

    def _hashed(self, _done: int, _total: int) -> None:
        from cfo_desktop.advisor.engine.loaded import Stopped

        if self._moved():
            raise Stopped

    def _generate(self, message: _Message) -> object:
        model = self._loaded()
        asked = prompt.read_prompt(message["prompt"])
        begun = time.monotonic()
        first = 0.0
        for piece in model.generate(asked, prompt.read_limits(message["limits"])):
            first = first or time.monotonic() - begun
            self._tell({"id": message["id"], "text": piece})
        counted = model.counted
        return {
            "stopped": False,
            "prompt": counted.prompt,
            "evaluated": counted.evaluated,
            "tokens": counted.said,
            "first": first,
            "seconds": time.monotonic() - begun,
            "memory": memory.peak_bytes(),
        }

    def _score(self, message: _Message) -> object:
        asked = prompt.read_prompt(message["prompt"])
        return {"scores": self._loaded().score(asked, message["choices"])}

    def _loaded(self) -> LoadedModel:
        if self._model is None:
            raise UserError("model_missing")
        return self._model

    def _tell(self, message: Mapping[str, object]) -> None:
        line = json.dumps(message).encode() + b"\n"
        with self._writing:
            try:
                self._told.write(line)
                self._told.flush()
            except OSError:
                os._exit(0)


def main() -> None:
    """Serve the parent, and keep what llama.cpp says by itself away from both its pipes."""
    if sys.platform != "win32":
        import resource

        # a core file would hold the facts that were asked about
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    Child(told).run(sys.stdin.buffer)


if __name__ == "__main__":
    main()
