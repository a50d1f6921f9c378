"""Measures how well typed questions are understood.

    python -m tests.evaluation.asking [--wrong] [--set settings]

The questions in ``tests/evaluation/questions`` were written without sight of the examples that the
router was fitted to; a third of them avoid the usual words. A question counts as right at once
where the right tool is chosen as sure, as among three where an unsure choice offers it, as wrong
where another tool is taken as sure. Arguments are judged given the right tool. ``settings`` are the
questions that the threshold was found on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking import router
from cfo_desktop.advisor.asking.features import features
from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.advisor.asking.router import Choice
from cfo_desktop.base import paths
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Stretch

LANGUAGES = ("en", "zh_CN")
TODAY = dt.date(2026, 6, 17)
"""The day on which the questions are asked."""
_QUESTIONS = Path(__file__).parent / "questions"


@dataclass(frozen=True, slots=True)
class Judged:
    """One question and how it was understood."""

    question: str
    hard: bool
    meant: Tool
    choice: Choice
    wanted: Mapping[str, object]
    found: Mapping[str, object]

    @property
    def right(self) -> bool:
        """Whether it is answered at once, by the right tool."""
        return self.choice.sure and self.choice.tools[0] is self.meant

    @property
    def wrong(self) -> bool:
        """Whether another tool is taken as sure."""
        return self.choice.sure and self.choice.tools[0] is not self.meant

    @property
    def offered(self) -> bool:
        """Whether it is right at once or among the choices."""
        return self.right or (not self.choice.sure and self.meant in self.choice.tools)


def judged(language: str, *, part: str = "") -> list[Judged]:
    """Return every question of a language as it is understood; ``part`` names another set."""
    names = json.loads((paths.assets() / "asking" / f"parties-{language}.json").read_text("utf-8"))
    parties, chosen = Parties(**names), router.of_language(language)
    told = []
    for asked in _read(f"{language}-{part}" if part else language):
        parts = arguments.parts(asked["q"], today=TODAY, parties=parties)
        meant = Tool(asked["tool"])
        read = arguments.read(parts, meant, today=TODAY)
        told.append(
            Judged(
                asked["q"],
                asked["hard"],
                meant,
                chosen.choose(features(parts, today=TODAY)),
                _capped(asked["args"], meant),
                _capped(_plain(read), meant),
            )
        )
    return told


def share(of: list[Judged], field: str) -> float:
    """Return in how many of the questions something is so, 0 to 1."""
    return sum(bool(getattr(each, field)) for each in of) / len(of)


def right_arguments(of: list[Judged]) -> float:
    """Return how many questions have exactly the arguments that are meant, 0 to 1."""
    return sum(each.wanted == each.found for each in of) / len(of)


def _read(name: str) -> Iterator[dict[str, Any]]:
    for line in (_QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _plain(read: Arguments) -> dict[str, object]:
    """Return what was found as the questions write it."""
    told: dict[str, object] = {}
    for name in ("period", "other", "measure", "kind", "horizon", "amount", "party", "count"):
        value = getattr(read, name)
        if isinstance(value, Stretch):
            told[name] = f"{value.first}..{value.last}"
        elif value not in (None, ""):
            told[name] = value if isinstance(value, int) else str(value)
    return told


def _capped(found: Mapping[str, object], tool: Tool) -> dict[str, object]:
    """Return arguments so that equal meanings are equal: what has been ends today at the latest."""
    told = dict(found)
    for name in ("period", "other"):
        if name in told and tool is not Tool.PAYABLES:
            first, last = str(told[name]).split("..")
            told[name] = f"{first}..{min(last, TODAY.isoformat())}"
    if "amount" in told:
        told["amount"] = Decimal(str(told["amount"])).normalize()
    return told


def main() -> None:
    """Print the table of both languages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--wrong", action="store_true", help="list what was misunderstood")
    parser.add_argument("--set", default="", dest="part", help="settings: those of the threshold")
    options = parser.parse_args()
    print(f"{'':8}{'questions':>10}{'right at once':>15}{'or of three':>13}{'wrong':>8}", end="")
    print(f"{'arguments':>11}{'ms each':>9}")
    for language in LANGUAGES:
        started = time.perf_counter()
        told = judged(language, part=options.part)
        each = 1000 * (time.perf_counter() - started) / len(told)
        for title, of in (
            (language, told),
            ("  usual", [one for one in told if not one.hard]),
            ("  hard", [one for one in told if one.hard]),
        ):
            print(
                f"{title:8}{len(of):>10}{share(of, 'right'):>15.1%}{share(of, 'offered'):>13.1%}"
                f"{share(of, 'wrong'):>8.1%}{right_arguments(of):>11.1%}{each:>9.1f}"
            )
        if options.wrong:
            _list(told)


def _list(told: list[Judged]) -> None:
    for each in told:
        if each.wrong or not each.offered:
            print(f"    {each.meant} taken for {each.choice.tools[0]}: {each.question}")
        if each.wanted != each.found:
            print(f"    {each.meant}: {each.question}\n      {each.wanted}\n      {each.found}")


if __name__ == "__main__":
    main()
