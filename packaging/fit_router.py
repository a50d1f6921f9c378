"""Fits the router of the advisor's questions to the examples in assets/asking.

    python packaging/fit_router.py

Writes assets/asking/router-<language>.json. Needs scikit-learn beside what the tests need
(`pip install scikit-learn`): the fit is a plain multinomial logistic regression, so it is not part
of what runs or tests the program. The same examples give the same file.

The threshold from which a choice is sure is the least at which no more than WRONG of the questions
in tests/evaluation/questions/<language>-settings.jsonl, which are no examples, are answered wrongly
as sure. What `python -m tests.evaluation.asking` reports is measured on others again.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking.features import features
from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.advisor.asking.router import rarity

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets" / "asking"
QUESTIONS = ROOT / "tests" / "evaluation" / "questions"
TODAY = dt.date(2026, 6, 17)
"""The day on which the examples are said."""
LEAST_SEEN = 3
"""Examples that have a feature before it is kept."""
USUAL = 6
"""Examples that have a word before it is no name by itself."""
STRENGTH = 100.0
"""C of the regression: the more, the less it is held back."""
WRONG = 0.0125
"""Less than the 2 % that are allowed: others ask in other words."""


def main() -> None:
    """Write the usual words, then the routers; one threshold serves both languages."""
    (ASSETS / "usual.txt").write_text("\n".join(_usual()) + "\n", encoding="utf-8")
    routers = {language: _fitted(language) for language in ("en", "zh_CN")}
    likely = np.concatenate([each.likely for each in routers.values()])
    wrong = np.concatenate([each.wrong for each in routers.values()])
    steps = np.arange(0.4, 0.95, 0.01)
    threshold = next(step for step in steps if ((likely >= step) & wrong).mean() <= WRONG)
    for language, fitted in routers.items():
        document = _document(fitted, threshold=round(float(threshold), 2))
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        target = ASSETS / f"router-{language}.json"
        target.write_text(text, encoding="utf-8")
        print(f"{target.name}: {fitted.questions} examples, sure from {threshold:.2f}")


def _usual() -> list[str]:
    """Return what many questions are made of beside names: words, and runs of characters."""
    counted: Counter[str] = Counter()
    for language in ("en", "zh_CN"):
        names = json.loads((ASSETS / f"parties-{language}.json").read_text("utf-8"))
        parties = Parties(
            customers=names["customers"], suppliers=names["suppliers"], no_names=frozenset()
        )
        for line in _bank(language).read_text("utf-8").splitlines():
            parts = arguments.parts(line.split("\t")[1], today=TODAY, parties=parties)
            text = parts.text
            for meant in parts.parties:
                text = text[: meant.start] + "·" * (meant.end - meant.start) + text[meant.end :]
            runs = (run for run in re.findall(r"[\u3400-\u9fff]+", text))
            pieces = (
                run[at : at + size]
                for run in runs
                for size in range(2, 7)
                for at in range(len(run) - size + 1)
            )
            counted.update({*re.findall(r"[a-z']{3,}|\d+", text), *pieces})
    return sorted(each for each, times in counted.items() if times >= USUAL)


class Fitted(NamedTuple):
    """A fitted router."""

    bank: str
    """SHA-256 of the examples."""
    seen: dict[str, int]
    """{feature: in how many examples}, in the order of the regression's columns."""
    model: LogisticRegression
    questions: int
    likely: NDArray[np.float64]
    """How likely the first choice is, of each question that the threshold is found on."""
    wrong: NDArray[np.bool_]
    """Whether that choice is wrong."""


def _fitted(language: str) -> Fitted:
    names = json.loads((ASSETS / f"parties-{language}.json").read_text("utf-8"))
    rows = [line.split("\t") for line in _bank(language).read_text("utf-8").splitlines()]
    said, meant = _examples(rows, names)
    counted = Counter(feature for each in said for feature in each)
    seen = {each: counted[each] for each in sorted(counted) if counted[each] >= LEAST_SEEN}
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(_matrix(said, seen, len(said)), meant)
    settings = (QUESTIONS / f"{language}-settings.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in settings]
    held = [
        _features(each["q"], Parties(customers=names["customers"], suppliers=names["suppliers"]))
        for each in asked
    ]
    chances = model.predict_proba(_matrix(held, seen, len(said)))
    wrong = model.classes_[chances.argmax(axis=1)] != np.array([each["tool"] for each in asked])
    bank = hashlib.sha256(_bank(language).read_bytes()).hexdigest()
    return Fitted(bank, seen, model, len(said), chances.max(axis=1), wrong)


def _bank(language: str) -> Path:
    return ASSETS / f"{language}.tsv"


def _examples(
    rows: list[list[str]], names: dict[str, list[str]]
) -> tuple[list[frozenset[str]], list[str]]:
    """Return the features of each example and its tool.

    One that names a customer or supplier counts once more with a party that is both.
    """
    everyone = [name for side in names.values() for name in side]
    sided, both = (
        Parties(customers=names["customers"], suppliers=names["suppliers"]),
        Parties(customers=everyone, suppliers=everyone),
    )
    said, meant = [], []
    for tool, question in rows:
        forms = (_features(question, sided), _features(question, both))
        for form in dict.fromkeys(forms):
            said.append(form)
            meant.append(tool)
    return said, meant


def _features(question: str, parties: Parties) -> frozenset[str]:
    return features(arguments.parts(question, today=TODAY, parties=parties), today=TODAY)


def _matrix(said: list[frozenset[str]], seen: dict[str, int], questions: int) -> csr_matrix:
    places = {feature: place for place, feature in enumerate(seen)}
    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    for each in said:
        known = sorted(each & places.keys())
        idf = np.array([rarity(seen[feature], questions) for feature in known])
        length = np.sqrt((idf * idf).sum()) or 1.0
        values += list(idf / length)
        columns += [places[feature] for feature in known]
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(said), len(seen)))


def _document(fitted: Fitted, *, threshold: float) -> dict[str, object]:
    model = fitted.model
    scale = float(np.abs(model.coef_).max()) / 127
    weights = np.round(model.coef_.T / scale).astype(np.int8)
    return {
        "bank": fitted.bank,
        "questions": fitted.questions,
        "threshold": threshold,
        "tools": [str(tool) for tool in model.classes_],
        "scale": scale,
        "bias": [round(float(each), 5) for each in model.intercept_],
        "seen": list(fitted.seen.values()),
        "features": "\n".join(fitted.seen),
        "weights": base64.b64encode(weights.tobytes()).decode("ascii"),
    }


if __name__ == "__main__":
    main()
