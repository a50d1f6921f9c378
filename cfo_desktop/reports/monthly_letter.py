"""The letter of the monthly report: what moved most and what to do next, after the sums."""

from __future__ import annotations

from collections.abc import Sequence

from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.advice import Letter
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.reports import fonts
from cfo_desktop.reports.monthly_findings import Show
from cfo_desktop.reports.monthly_findings import quoted
from cfo_desktop.reports.words import Words


def paragraphs(letter: Letter | None, *, report: MonthlyReport, words: Words) -> Sequence[str]:
    """Return what the letter says; nothing where none was written."""
    if letter is None:
        return ()
    language = words.language
    show = Show(words, report.accounts)
    text = answer_texts.plain(letter, language, show, today=report.until)
    if not text:
        return ()
    # The last paragraphs belong together: what to do, and the finding that says it.
    moved, mark, rest = text.partition("\n\n")
    told = [moved, answer_texts.joined(rest.split("\n\n"), language)] if mark else [moved]
    return [fonts.printable(quoted(each, language)) for each in told]
