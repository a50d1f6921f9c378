"""Makes the facts that the default model is taught on: what the program itself says, by state.

    python packaging/teaching/facts.py FOLDER

Writes FOLDER/en.jsonl and FOLDER/zh_CN.jsonl, one {"tool", "state", "fact"} a line. Most are
answers about random books of shops (``tests/evaluation/made_shops.py``, seeds from 201 on, which no
evaluation uses); what such books rarely bring (a loss, a gap in the money ahead, missing tax) is
filled into the program's own sentences. Runs where the tests run, from the root of the checkout.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import random
import re
import sys
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

from cfo_desktop.base import texts
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services import books
from cfo_desktop.services.asking import ask
from cfo_desktop.services.asking import wording
from tests.evaluation import shown_texts

SEEDS = range(201, 214)
EACH = 14
"""Questions to each tool of a book."""
FILLED = 60
"""Facts for each row of ``COMBINED`` in each language."""
_MISSING = re.compile(
    r"^(?:no_|nothing_booked|not_yet)|_(?:none|unknown|least|of)$|\.(?:none|nothing|no_names|not_among"
    r"|empty|nothing_ahead|before_books|no_entries|refunded|returned)$"
)
_UP, _DOWN = re.compile(r"\bchange\.more|\.more\b"), re.compile(r"\bchange\.less|\.less\b")
_LATE = re.compile(r"\.(?:late|party_late|party_late_all|late_one|party_at_once)\b")
_DEPENDENT = re.compile(r"(\d+)(?:\.\d+)? %")
_MOST = 30
"""Per cent of sales or purchases from which a shop depends on one party."""

COMBINED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("profit", "loss"): ("profit.lost", "profit.lost_plain"),
    ("cash", "below_cushion"): ("cash.have cash.below_cushion", "cash.overdrawn"),
    ("cash", "comfortable"): ("cash.have cash.above_cushion",),
    ("afford", "no"): ("afford.no", "afford.no_now", "afford.far_no", "afford.nothing_short"),
    ("afford", "tight"): ("afford.tight", "afford.tight_cushion", "afford.far_tight"),
    ("afford", "yes"): ("afford.yes_cushion", "afford.most_cushion"),
    ("forecast", "short"): ("forecast.out", "forecast.out_now", "forecast.far_out"),
    ("forecast", "tight"): ("forecast.under", "forecast.under_now", "forecast.lasts bad.under"),
    ("forecast", "fine"): ("forecast.lasts_cushion",),
    ("tax", "missing"): ("tax.period tax.missing", "tax.late"),
    ("tax", "covered"): ("tax.period tax.put_aside",),
    ("loan", "thin"): ("loan.owed loan.short", "loan.takes loan.too_much"),
    ("loan", "covered"): ("loan.owed loan.covered", "loan.owed_to loan.next"),
    ("loan", "none"): ("loan.none",),
    ("receivables", "overdue"): (
        "receivables.open receivables.late",
        "receivables.open receivables.late_one",
        "receivables.party receivables.party_late_all",
    ),
    ("payables", "overdue"): ("payables.open payables.late", "payables.open payables.late_one"),
    ("unusual", "found"): ("unusual.found", "unusual.found_in"),
    ("receivables", "open"): ("receivables.open receivables.none_late",),
    ("payables", "due"): ("payables.open payables.none_late",),
}
"""{tool and state: sentences of assets/texts/*/answers.toml that tell it}."""
_WHOLE = 0.4
"""The share of sums without pence."""
_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "November")
_PARTIES = {
    "en": ("Lily's Cafe", "Harbour Hotel", "Moor Mills", "Blue Door Ltd", "Anna Schmidt"),
    "zh_CN": ("百合咖啡", "海港酒店", "陈记粮油", "蓝门面包房", "王建国"),
}


def main() -> None:
    """Write the facts of each language."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    told = sorted({*_of_books(), *_filled()})
    for language in texts.LANGUAGES:
        rows = [
            json.dumps({"tool": tool, "state": state, "fact": fact}, ensure_ascii=False)
            for of, tool, state, fact in told
            if of == language
        ]
        (folder / f"{language}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
        print(language, len(rows))


Row = tuple[str, str, str, str]
"""Language, tool, state, fact."""


def _of_books() -> Iterator[Row]:
    os.environ["CFO_TODAY"] = shown_texts.END.last_day.isoformat()
    for seed in SEEDS:
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            book = shown_texts.made(seed, Path(folder) / "book")
            for tool, _ in itertools.product(Tool, range(EACH)):
                wanted = shown_texts.wanted(chance, book)
                for language in texts.LANGUAGES:
                    asked = ask.answered(book, tool, wanted, question="", language=language)
                    if asked.answer and asked.answer.held and not asked.answer.findings:
                        yield language, *_stated(asked), wording.fact(asked)
            books.close(book)


def _stated(asked: Asked) -> tuple[str, str]:
    """Return the tool of an answer and its state, as the additions name them."""
    said = asked.answer.said if asked.answer else ()
    keys = [each.key for each in said[:3]]
    return state(str(asked.tool), keys, wording.fact(asked))


def state(tool: str, keys: list[str], fact: str) -> tuple[str, str]:
    """Return tool and state of an answer by the sentences that it says."""
    first, said = keys[0], " ".join(keys)
    moved = "up" if _UP.search(said) else "down" if _DOWN.search(said) else ""
    # No loan and nothing open are states of their own; other answers without a figure are one.
    own = {"receivables.none", "payables.none", "loan.none", "unusual.nothing", "advice.nothing"}
    if first not in own and (_MISSING.search(first) or "compare.empty" in keys):
        return "any", "missing"
    if tool in {"receivables", "payables"}:
        late, kept = _LATE.search(said), {"receivables": "open", "payables": "due"}[tool]
        return tool, "none" if first.endswith(".none") else "overdue" if late else kept
    if tool in {"top_customers", "top_suppliers"} or first.startswith(
        ("expenses.at", "revenue.to")
    ):
        side = "top_suppliers" if tool in {"top_suppliers", "expenses"} else "top_customers"
        share = _DEPENDENT.search(fact)
        return side, "dependent" if share and int(share[1]) >= _MOST else "plain"
    if tool == "compare":
        what = {"revenue": "sales", "sold_to": "sales", "profit": "profit", "result": "profit"}
        return "compare", f"{what.get(first.split('.')[1], 'costs')}_{moved or 'down'}"
    return tool, _STATES[tool](said, moved) if tool in _STATES else "plain"


_STATES: Mapping[str, Callable[[str, str], str]] = {
    "profit": lambda said, moved: (
        "loss" if "profit.lost" in said else "even" if ".even" in said else moved or "first"
    ),
    "revenue": lambda _, moved: moved or "plain",
    "expenses": lambda _, moved: moved or "plain",
    "cash": lambda said, _: (
        "below_cushion"
        if "below_cushion" in said or "cash.overdrawn" in said
        else "comfortable"
        if "above_cushion" in said
        else "plain"
    ),
    "afford": lambda said, _: (
        "no"
        if re.search(r"afford\.(?:no|far_no|nothing)", said)
        else "tight"
        if "tight" in said or "bad.under" in said
        else "yes"
    ),
    "forecast": lambda said, _: (
        "short" if "out" in said else "tight" if "under" in said or "bad.short" in said else "fine"
    ),
    "tax": lambda said, _: (
        "missing"
        if "tax.missing" in said or "tax.late" in said
        else "none"
        if "no_" in said or "nothing" in said or "free" in said
        else "covered"
    ),
    "loan": lambda said, _: (
        "thin"
        if "loan.short" in said or "too_much" in said or "nothing_left" in said
        else "none"
        if said.startswith("loan.none")
        else "covered"
    ),
    "unusual": lambda said, _: "nothing" if "nothing" in said else "found",
    "advice": lambda said, _: "nothing" if "nothing" in said else "found",
}


# --- sentences of the catalogue, filled ---


def _filled() -> Iterator[Row]:
    chance = random.Random(7)
    for language in texts.LANGUAGES:
        for (tool, named), rows in COMBINED.items():
            for keys, _ in itertools.product(rows, range(FILLED)):
                said = [
                    _fill(texts.unfilled(language, answer_texts.ROOM, key), language, chance)
                    for key in keys.split()
                ]
                yield language, tool, named, answer_texts.joined(said, language)


def _fill(text: str, language: str, chance: random.Random) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", lambda match: _figure(match[1], language, chance), text)


def _figure(name: str, language: str, chance: random.Random) -> str:
    """Return a made-up figure as the program writes one of this name."""
    english = language == "en"
    day = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(360))
    if name == "party":
        return chance.choice(_PARTIES[language])
    if name in {"months", "long", "short"} and chance.random() < (name != "short"):
        count = chance.choice((6, 12, 24, 36))
        return f"{count} months" if english else f"{count}个月"
    if name in {"day", "due", "since", "until", "lowest_day", "before"}:
        month = _MONTHS[day.month % len(_MONTHS)]
        return (
            f"{day.day} {month} {day.year}" if english else f"{day.year}年{day.month}月{day.day}日"
        )
    if name == "when":
        month = _MONTHS[day.month % len(_MONTHS)]
        return f"in {month} {day.year}" if english else f"{day.year}年{day.month}月"
    if name in {"number", "late_number", "count", "payments"}:
        count = chance.randrange(2, 12)
        unit = {"count": ("entries", "笔"), "payments": ("payments", "期")}.get(
            name, ("invoices", "张发票")
        )
        return f"{count} {unit[0]}" if english else f"{count}{unit[1]}"
    pounds = chance.choice(
        (chance.randrange(60, 999), chance.randrange(1_000, 60_000), chance.randrange(200) * 100)
    )
    pence = "" if chance.random() < _WHOLE else f".{chance.randrange(1, 100):02}"
    currency = chance.choice(("GBP", "GBP", "EUR")) if english else chance.choice(("CNY", "GBP"))
    return f"{pounds:,}{pence} {currency}"


if __name__ == "__main__":
    main()
