"""Measures what the verifier lets through: true sentences, and false ones of every kind.

    python -m tests.evaluation.grounding [--worlds 3000] [--seed 1] [--show 5]

Answers are made up with a seed; a true sentence about each is drawn from the ways in which models
and people word it, and made false in every way that applies. Printed is how many of each kind were
accepted: of the true ones as many as can be, of the false ones none.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.advisor.grounding.verify import verify
from tests.evaluation import grounding_worlds
from tests.evaluation.grounding_worlds import Made

TRUE = "(true)"


@dataclass
class Result:
    """Of each kind of sentence: how many there were, how many passed, and which went wrong."""

    of: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, made: Made) -> None:
        """Verify a sentence and count it."""
        verdict = verify(made.text, made.given, language=made.language)
        kind = made.mutation or TRUE
        self.of[kind] += 1
        self.accepted[kind] += verdict.ok
        if verdict.ok == bool(made.mutation):
            self.wrong[kind].append(f"{made.text}  [{verdict.reason or 'accepted'}]")

    @property
    def share(self) -> float:
        """The share of true sentences that were accepted."""
        return self.accepted[TRUE] / self.of[TRUE]

    @property
    def passed_false(self) -> int:
        """How many false sentences were accepted."""
        return sum(self.accepted.values()) - self.accepted[TRUE]


def judge(language: str, *, worlds: int, seed: int = 1) -> Result:
    """Verify the sentences of so many made-up answers."""
    chance = random.Random(seed)
    result = Result()
    for _ in range(worlds):
        for made in grounding_worlds.sentences(grounding_worlds.world(chance, language)):
            result.add(made)
    return result


def main() -> None:
    """Print a table for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5)
    wanted = parser.parse_args()
    for language in ("en", "zh_CN"):
        result = judge(language, worlds=wanted.worlds, seed=wanted.seed)
        print(f"\n{language:24}{'accepted':>10}{'refused':>10}{'of':>10}")
        for kind in sorted(result.of):
            count, of = result.accepted[kind], result.of[kind]
            print(f"{kind:24}{count:>10}{of - count:>10}{of:>10}")
        print(f"true accepted {result.share:.1%}; false accepted {result.passed_false}")
        for kind, texts in result.wrong.items():
            for text in texts[: wanted.show]:
                print(f"  {kind}: {text}")


if __name__ == "__main__":
    main()
