"""The texts of findings as the window writes them, amounts hidden where their owner hides them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.session import Session

_TOKENS = {Severity.ACT: "negative", Severity.WATCH: "warning", Severity.NOTE: "muted"}


class FindingWords:
    """What a finding says, and how its texts are filled: see ``finding_texts.Show``."""

    def __init__(
        self, session: Session, accounts: Mapping[str, Account], *, language: str = ""
    ) -> None:
        """Write as ``session`` does; ``accounts`` by code name them and may be filled later.

        ``language`` is the window's where it is not given.
        """
        self._session = session
        self._accounts = accounts
        self._language = language

    @property
    def language(self) -> str:
        """The language that is written."""
        return self._language or self._session.language

    @property
    def localised(self) -> Localised:
        """How numbers and dates are written in it."""
        return self._session.localised_in(self.language)

    def title(self, finding: Finding) -> str:
        """Return what was noticed, in a few words."""
        return finding_texts.title(finding, self.language, self)

    def text(self, finding: Finding) -> str:
        """Return what was noticed, in sentences with their figures."""
        return finding_texts.text(finding, self.language, self)

    def remedy(self, finding: Finding) -> str:
        """Return what could be done."""
        return finding_texts.remedy(finding, self.language, self)

    def to_do(self, finding: Finding) -> str:
        """Return what could be done, and what doing so brings where a figure says it."""
        said = [self.remedy(finding), self.brings(finding)]
        return self._session.localised.sentences([each for each in said if each])

    def brings(self, finding: Finding) -> str:
        """Return what doing something about it brings; empty where no figure says it."""
        return finding_texts.brings(finding, self._session.language, self)

    def button(self, finding: Finding) -> str:
        """Return what the button says that does it."""
        return finding_texts.button(finding, self.language)

    def severity(self, level: Severity) -> tuple[str, str]:
        """Return how much a finding matters as a word and its colour token."""
        return finding_texts.severity(level, self.language), _TOKENS[level]

    def money(self, money: Money) -> str:
        """Return an amount with its currency."""
        return self.localised.money(money.minor, money.currency)

    def ratio(self, ratio: Ratio) -> str:
        """Return a share or a change in per cent."""
        return self.localised.per_mille(ratio.per_mille)

    def day(self, day: dt.date) -> str:
        """Return a date."""
        return self.localised.day(day)

    def number(self, number: int) -> str:
        """Return a whole number, grouped."""
        return self.localised.number(number)

    def account(self, code: str) -> str:
        """Return the name of an account."""
        account = self._accounts.get(code)
        return account.name_in(self.language) if account else code
