"""What the language model takes: `python -m tests.benchmarks.advisor_engine [MODEL.gguf ...]`.

Prints for each model (the default one where none is named), with the machine as it is and with one
core kept busy, the medians of several rounds: seconds to load and to the first word, where the
task has to be read first (cold) and where it was read before (warm); tokens a second; milliseconds
from a stop to the answer's return and to the child's being free again, while it speaks and while it
reads a long prompt; and the most memory that the child held.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import threading
import time
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.advisor.engine.process import Engine
from cfo_desktop.advisor.engine.process import Weights
from cfo_desktop.advisor.engine.prompt import Limits
from cfo_desktop.advisor.engine.prompt import Prompt
from cfo_desktop.advisor.engine.prompt import Turn
from cfo_desktop.base.errors import UserError
from cfo_desktop.services import models
from tests.benchmarks import busy
from tests.benchmarks import tables

_ROUNDS = 5
_TASK = (
    "You are the finance officer of a small shop and speak to its owner. You are given one fact "
    "from the books. Write one or two short sentences: why it matters and what to do next. "
) * 6
_FACTS = (
    "Lily's Cafe owes you 1,480 pounds and is 34 days late.",
    "Sales were 14,600 pounds in October, down by a tenth.",
    "Cash is lowest on 14 December, at 610 pounds.",
    "You owe Moor Mills 920 pounds, due on 30 November.",
    "Rent was 1,400 pounds in October, up by 200 pounds.",
)
_LONG = (Turn("system", "Figures of a shop and its debts, month by month. " * 110),)
_ONE = Limits(tokens=1)

Round = Mapping[str, float]
"""{what was measured: its figure}."""


def main() -> None:
    """Measure each model that is named, quiet and busy."""
    paths = [Path(name) for name in sys.argv[1:]]
    found = models.weights()
    chosen = [Weights(path) for path in paths] or ([found] if found else [])
    if not chosen:
        sys.exit("No model is here: packaging/bootstrap.py setup brings the default one.")
    for weights in chosen:
        columns = {}
        for name, state in (
            ("quiet", contextlib.nullcontext()),
            ("one core busy", busy.one_core()),
        ):
            with state:
                columns[name] = _median([_round(weights) for _ in range(_ROUNDS)])
        rows = [
            (what, *(f"{column[what]:,.2f}" for column in columns.values()))
            for what in columns["quiet"]
        ]
        table = tables.table(("", *columns), rows)
        sys.stdout.write(f"\n{weights.path.name}\n\n{table}")


def _round(weights: Weights) -> Round:
    with Engine() as engine:
        begun = time.perf_counter()
        loaded = engine.load(weights)
        load = time.perf_counter() - begun
        cold = engine.generate(_prompt(_FACTS[0]), limits=_ONE)
        said = [engine.generate(_prompt(fact), limits=Limits(tokens=60)) for fact in _FACTS[1:]]
        speaking, after_speaking = _stopped(engine, _prompt("Tell me a long story."))
        reading, after_reading = _stopped(engine, (*_LONG, Turn("user", "Go on.")))
        spoken = sum(each.tokens for each in said)
        return {
            "load, s": load,
            "first word cold, s": cold.first,
            "first word warm, s": statistics.median(each.first for each in said),
            "tokens a second": spoken / sum(each.seconds - each.first for each in said),
            "prompt tokens a second": cold.evaluated / cold.first,
            "stop while it speaks, ms": speaking,
            "free again after that, ms": after_speaking,
            "stop while it reads, ms": reading,
            "free again after it, ms": after_reading,
            "memory, MiB": max(loaded.memory or 0, *(each.memory or 0 for each in said)) / 2**20,
        }


def _stopped(engine: Engine, prompt: Prompt) -> tuple[float, float]:
    """Return milliseconds from a stop to the answer's return, and to the child's next answer."""
    stop = threading.Event()
    at: list[float] = []

    def end() -> None:
        at.append(time.perf_counter())
        stop.set()

    timer = threading.Timer(0.6, end)
    timer.start()
    said = engine.generate(prompt, stop=stop, limits=Limits(tokens=1000))
    returned = time.perf_counter()
    timer.cancel()
    if not said.stopped:
        return float("nan"), float("nan")
    with contextlib.suppress(UserError):  # refused as too long, before anything is evaluated
        engine.generate((*_LONG, *_LONG))
    return 1000 * (returned - at[0]), 1000 * (time.perf_counter() - at[0])


def _prompt(fact: str) -> Prompt:
    return (Turn("system", _TASK), Turn("user", fact))


def _median(rounds: Sequence[Round]) -> Round:
    return {what: statistics.median(each[what] for each in rounds) for what in rounds[0]}


if __name__ == "__main__":
    main()
