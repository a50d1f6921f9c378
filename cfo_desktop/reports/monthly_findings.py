"""What stood out in the month, as the monthly report tells it, the most urgent first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import CondPageBreak
from reportlab.platypus import Flowable

from cfo_desktop.domain import answer_texts
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.reports import drawing
from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports import wrapping
from cfo_desktop.reports.words import Words

MOST_FINDINGS = 8
MOST_ENTRIES = 8
"""Entries named under a finding; of more, the latest."""
_BEFORE = 20.0
_GAP = 9.0
_INDENT = 10.0
_COLOURS = {Severity.ACT: look.NEGATIVE, Severity.WATCH: look.ACCENT, Severity.NOTE: look.MUTED}


@dataclass(frozen=True, slots=True)
class Show:
    """How the report writes the figures of a finding; ``accounts`` by code."""

    words: Words
    accounts: Mapping[str, Account]

    def money(self, money: Money) -> str:
        """Return an amount with its currency."""
        return Words(self.words.language, money.currency).money(money.minor)

    def ratio(self, ratio: Ratio) -> str:
        """Return ``12.5%``, without a sign: the words say which way."""
        whole, part = divmod(abs(ratio.per_mille), 10)
        return f"{whole}.{part}%"

    def day(self, day: dt.date) -> str:
        """Return a date."""
        return self.words.day(day)

    def number(self, number: int) -> str:
        """Return ``1,234``."""
        return f"{number:,}"

    def account(self, code: str) -> str:
        """Return an account's name, its code where there is none."""
        account = self.accounts.get(code)
        return account.name_in(self.words.language) if account else code


def found(report: MonthlyReport, *, words: Words) -> list[Flowable]:
    """Return what stood out, or a line that nothing did; nothing where nobody looked."""
    if report.noticed_at is None:
        return []
    heading = words.text("findings.heading")
    if not report.findings:
        nothing = drawing.Remark(heading, words.text("findings.nothing"))
        nothing.spaceBefore = _BEFORE
        return [nothing]
    day = words.day(report.noticed_at)
    head = drawing.Lines([heading], like=drawing.HEADING, leading=17)
    head.spaceBefore = _BEFORE
    about = drawing.Lines(
        [words.text("findings.about", day=day)], like=drawing.SMALL, leading=11, after=6
    )
    show = Show(words, report.accounts)
    told = [Told(each, show=show) for each in report.findings[:MOST_FINDINGS]]
    least = _BEFORE + head.height + about.height + told[0].height
    story: list[Flowable] = [CondPageBreak(least), head, about, *told]
    more = len(report.findings) - len(told)
    if more:
        text = words.text("findings.more", count=f"{more:,}")
        story.append(drawing.Lines([text], like=drawing.SMALL, leading=11))
    return story


class Told(drawing.Block):
    """One finding: how much it matters and what it is, the figures, what to do, its entries."""

    def __init__(self, finding: Finding, *, show: Show) -> None:
        """Word and break it; nothing of it is left out but texts of more than a dozen lines."""
        words, language = show.words, show.words.language
        severity = finding_texts.severity(finding.severity, language)
        colour = _COLOURS[finding.severity]
        title = drawing.Type(fonts.BOLD, look.BODY + 0.5)
        said = [finding_texts.remedy(finding, language, show)]
        said += filter(None, [finding_texts.brings(finding, language, show)])
        remedy = words.text("findings.remedy", remedy=answer_texts.joined(said, language))
        parts = [
            (severity, drawing.Type(fonts.BOLD, look.SMALL, colour), 11.0),
            (finding_texts.title(finding, language, show), title, 14.0),
            (finding_texts.text(finding, language, show), drawing.BODY, 13.0),
            (remedy, drawing.BODY, 13.0),
            (_entries(finding.rows, words), drawing.SMALL, 12.0),
        ]
        self._colour = colour
        self._lines = [
            (line, like, leading)
            for text, like, leading in parts
            if text
            for line in wrapping.wrap(
                fonts.printable(quoted(text, language)),
                width=look.WIDTH - _INDENT,
                measure=like.width,
                limit=12,
            )
        ]
        super().__init__(sum(leading for _, _, leading in self._lines) + _GAP)

    def draw(self) -> None:
        """Draw it beside a bar in the colour of its severity."""
        self.canv.setFillColor(self._colour)
        self.canv.rect(0, _GAP - 2, 2.2, self.height - _GAP, stroke=0, fill=1)
        y = self.height
        for line, like, leading in self._lines:
            y -= leading
            drawing.put(self.canv, line, x=_INDENT, y=y + leading * 0.25, like=like)


def _entries(rows: Sequence[int], words: Words) -> str:
    if not rows:
        return ""
    listed = words.text("findings.comma").join(str(row) for row in rows[-MOST_ENTRIES:])
    key = "one" if len(rows) == 1 else "many" if len(rows) <= MOST_ENTRIES else "latest"
    return words.text(f"findings.entries.{key}", rows=listed, count=f"{len(rows):,}")


def quoted(text: str, language: str) -> str:
    """Return English with straight quotation marks: the font's curly ones are as wide as hanzi."""
    return text.translate({0x201C: '"', 0x201D: '"'}) if language == "en" else text
