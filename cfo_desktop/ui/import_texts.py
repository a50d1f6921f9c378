"""What the window says of one imported file: its counts, its controls, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session

_MOST_FAULTS = 5


class FileTexts:
    """Sentences about a file; ``accounts`` (by code) are named in them."""

    def __init__(self, session: Session, accounts: Mapping[str, Account]) -> None:
        self._session = session
        self._accounts = accounts

    def faults(self, part: ImportedFile) -> list[str]:
        """Return what is wrong with the file; what is wrong with a row stands in the row."""
        in_rows = [row.reason for row in part.rows if row.reason is not None]
        general = [fault for fault in part.faults if fault not in in_rows]
        lines = [self._fault_line(fault) for fault in general[:_MOST_FAULTS]]
        if more := len(general) - len(lines):
            count = self._session.localised.number(more)
            translate = QCoreApplication.translate
            lines.append(translate("FileTexts", "… and {count} more").format(count=count))
        return lines

    def _fault_line(self, fault: Fault) -> str:
        text = self._session.localised.fault(fault)
        return f"{words.place(fault.place)}: {text}" if fault.place else text

    def counts(self, part: ImportedFile) -> str:
        """Return where the rows that were read went, and what they come to."""
        translate = QCoreApplication.translate
        number = self._session.localised.number
        text = translate(
            "FileTexts",
            "{read} rows read = {new} new + {duplicate} matched + {skipped} skipped + "
            "{rejected} rejected",
        ).format(
            read=number(part.read),
            new=number(part.new),
            duplicate=number(part.duplicate),
            skipped=number(part.skipped),
            rejected=number(part.rejected),
        )
        if part.linked:
            text += " · " + translate("FileTexts", "{count} linked with other statements").format(
                count=number(part.linked)
            )
        if part.likely:
            text += " · " + translate("FileTexts", "{count} to decide under Pairs").format(
                count=number(part.likely)
            )
        if part.account_is_new:
            text += " · " + translate("FileTexts", "New account: {name}").format(
                name=part.account_name
            )
        if part.movement is not None:
            money = self._session.localised.money(part.movement.minor, part.movement.currency)
            text += " · " + self._together(part, money)
        return text

    def _together(self, part: ImportedFile, money: str) -> str:
        """Return the sum of the rows on the file's account, which a day's takings reach in part."""
        translate = QCoreApplication.translate
        account = self._accounts.get(part.account)
        name = account.name_in(self._session.language) if account else part.account_name
        if not name:
            return translate("FileTexts", "Together {amount}").format(amount=money)
        return translate("FileTexts", "Together {amount} on {account}").format(
            amount=money, account=name
        )

    def checks(self, part: ImportedFile) -> str:
        """Return which of the file's own controls agree."""
        translate = QCoreApplication.translate
        lines = []
        for check in part.checks:
            name = words.check(check.name)
            if check.ok:
                lines.append(translate("FileTexts", "{name} agrees").format(name=name))
            else:
                if check.place:
                    where = words.place(check.place)
                    name = translate("FileTexts", "{name} ({place})").format(name=name, place=where)
                lines.append(
                    translate(
                        "FileTexts",
                        "{name} does NOT agree: the file says {expected}, the rows {found}",
                    ).format(name=name, expected=check.expected, found=check.found)
                )
        return translate("FileTexts", "Controls: {list}").format(
            list=" · ".join(dict.fromkeys(lines))
        )
