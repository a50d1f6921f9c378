"""A first day with the real program on a real screen, by keys and clicks alone.

First start, a book, a bank's statement, its payments sorted, the month's PDF, a lock and an unlock.
What came of it is asked of the book by the command line, and the PDF is read back. Pictures of each
step lie in the folder named by CFO_PICTURES: look at them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cfo_desktop.base import paths
from tests.desk import screen
from tests.desk.screen import Desk

PICTURES = os.environ.get("CFO_PICTURES")
"""Read before tests clear every variable of ours."""
PASSPHRASE = "correct horse battery staple"
TODAY = "2026-11-23"
SAMPLES = {"en": "bank-statement.csv", "zh_CN": "银行流水.csv"}
PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "statements"
"""Statements that banks' customers published, where they lie beside this checkout."""
RENT = "6110"
NAMES = {"en": "Harbour Corner Shop", "zh_CN": "海港便利店"}


class Words:
    """The window's texts in one language, by the English ones of its sources."""

    def __init__(self, language: str) -> None:
        self._said: dict[str, str] = {}
        if language != "en":
            catalogue = ET.parse(paths.assets() / "i18n" / f"cfo_{language}.ts")  # noqa: S314 - our own file
            for message in catalogue.iter("message"):
                source, said = message.findtext("source"), message.findtext("translation")
                self._said[source or ""] = said or ""

    def __call__(self, source: str) -> str:
        """Return a text as the window shows it."""
        return self._said.get(source, source)


def statement(language: str) -> Path:
    """Return a statement of a bank: a published one in Chinese, where it is there."""
    published = PUBLISHED / "boc-debit.csv"
    if language == "zh_CN" and published.exists():
        return published
    return paths.assets() / "samples" / SAMPLES[language]


def asked_of(book: Path, *words: str) -> Any:  # noqa: ANN401 - a JSON document
    """Return what the command line says of a book."""
    verb, *options = words
    answer = subprocess.run(
        [sys.executable, "-m", "cfo_desktop", verb, str(book), *options, "--json"],
        cwd=paths.root(),
        env={**os.environ, "CFO_PASSPHRASE": PASSPHRASE, "CFO_TODAY": TODAY},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return json.loads(answer.stdout)


def text_of(pdf: Path) -> str:
    """Return what a PDF's first page says."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def make_book(desk: Desk, say: Words, *, name: str) -> None:
    """Go from the first page to the open book."""
    desk.click(say("Make a new book…"))
    desk.find(say("A new book"))
    desk.picture("02-new-book")
    desk.type(name)
    desk.find(name)
    for field in ("Passphrase", "Passphrase again"):
        desk.click(say(field), kind="QLineEdit")
        desk.type(PASSPHRASE)
    desk.key("Return")
    desk.find(say("Your recovery code"))
    seen = desk.seen()
    code = next(each.text for each in seen if each.name == say("Recovery code"))
    groups = dict(re.findall(r"(\d):\s(\d{6})", code))
    asked = say("To go on, type the group number {number} of the code:")
    texts = {each.text for each in seen}
    wanted = next(number for number in groups if asked.format(number=number) in texts)
    desk.type(groups[wanted])
    desk.picture("03-recovery-code")
    desk.key("Return")


def answer_what_there_is(desk: Desk, say: Words) -> None:
    """Say what is in the till, as a sum."""
    desk.find(say("First steps"))
    desk.picture("04-first-steps")
    desk.click(say("Answer"))
    desk.find(say("What does the shop have?"))
    desk.click(say("How much is in the till?"), kind="AmountEdit")
    desk.type("200+50.5")
    desk.picture("05-opening")
    desk.click(say("Book the answers"))
    desk.find(say("First steps"))


def import_statement(desk: Desk, say: Words, statement: Path) -> int:
    """Import a statement; return how many rows the button said it would book."""
    desk.key("ctrl+i")
    choose_file(desk, statement)
    before, after = say("Import ({count})").split("{count}")
    button = desk.find(before, kind="QPushButton", whole=False)
    desk.picture("06-preview")
    desk.click(button.text)
    desk.find(say("Take back"), kind="QPushButton")
    desk.picture("07-imported")
    return int(button.text.removeprefix(before).removesuffix(after))


def sort_payments(desk: Desk, say: Words) -> None:
    """Give the first payment its account by keys, and let the program's proposals have theirs."""
    desk.key("alt+2")
    desk.find(say("Uncategorised money"), kind="TableView")
    desk.key("Home", "Return")
    desk.find(say("Account for this row"))
    desk.type(RENT)
    desk.key("Return")
    desk.picture("08-to-sort")
    proposals, _ = say("Take the proposals ({count})").split("{count}")
    desk.click(proposals, kind="QPushButton", whole=False)
    sort, _ = say("Categorise ({count})").split("{count}")
    desk.click(sort, kind="QPushButton", whole=False)
    desk.find(say("Done"), kind="QLabel")


def save_report(desk: Desk, say: Words, target: Path) -> None:
    """Save the month's PDF."""
    desk.key("ctrl+6")
    desk.find(say("Income statement"))
    desk.picture("09-report")
    desk.click(say("Save PDF…"))
    choose_file(desk, target)
    while not target.exists():
        time.sleep(0.05)


def lock_and_unlock(desk: Desk, say: Words, *, name: str) -> None:
    """Lock by key: another process asks for the passphrase, and comes back at the same place."""
    before = desk.pid()
    desk.key("ctrl+l")
    desk.find(say("Unlock"), kind="QPushButton", enabled=False)
    assert desk.pid() != before
    desk.picture("10-locked")
    assert not any(name in each.text for each in desk.seen() if each.kind == "cell")
    desk.type(PASSPHRASE)
    desk.key("Return")
    desk.find(say("Income statement"))
    desk.picture("11-unlocked")


def choose_file(desk: Desk, path: Path) -> None:
    """Type a path into the file dialog; the first Enter may only take what it completes to."""
    while not desk.shows_file_dialog():
        time.sleep(0.05)
    desk.key("ctrl+a")
    desk.type(str(path))
    while desk.shows_file_dialog():
        desk.key("Return")


@pytest.mark.skipif(bool(screen.missing()), reason=f"not installed: {screen.missing()}")
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_first_day(language: str, tmp_path: Path) -> None:
    say, name = Words(language), NAMES[language]
    home = tmp_path / "home"
    home.mkdir()
    pdf = home / "report.pdf"
    with screen.desk(home=home, pictures=Path(PICTURES or tmp_path) / language) as desk:
        desk.start("--lang", language, CFO_TODAY=TODAY)
        desk.find(say("Try the demo shop"))
        desk.picture("01-welcome")
        make_book(desk, say, name=name)
        answer_what_there_is(desk, say)
        rows = import_statement(desk, say, statement(language))
        sort_payments(desk, say)
        save_report(desk, say, pdf)
        lock_and_unlock(desk, say, name=name)
        book = next((home / "CFO Desktop").iterdir())
    (batch,) = asked_of(book, "imports")["imports"]
    assert (batch["entries"], batch["undone"]) == (rows, False)
    assert asked_of(book, "review")["count"] < rows
    balances = {
        line["code"]: line["balance"] for line in asked_of(book, "trial-balance")["accounts"]
    }
    assert balances["1010"] == "250.50"
    assert Decimal(balances[RENT]) > 0
    assert asked_of(book, "verify")["ok"]
    assert name in text_of(pdf)
