"""The files of the watched folder that wait to be looked at."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.watching import WaitingFile
from cfo_desktop.domain.watching import WaitingState
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def state(value: WaitingState) -> tuple[str, str]:
    """Return what is to be done with a file as words and their colour token."""
    translate = QCoreApplication.translate
    return {
        WaitingState.READY: (translate("WaitingFiles", "New"), "positive"),
        WaitingState.GROWING: (translate("WaitingFiles", "Still arriving"), "muted"),
        WaitingState.UNREADABLE: (translate("WaitingFiles", "Cannot be read"), "negative"),
    }[value]


def model(session: Session) -> RowsModel[WaitingFile]:
    """Return the model of the list."""
    translate = QCoreApplication.translate

    def size(of: int) -> str:
        return session.localised.locale.formattedDataSize(of, 0)

    return RowsModel(
        [
            Column(translate("WaitingFiles", "File"), lambda file: file.path.name, share=3),
            Column(
                translate("WaitingFiles", "Changed"),
                lambda file: session.localised.moment(file.modified),
                sample=f"{session.localised.widest_day}, 00:00",
            ),
            Column(
                translate("WaitingFiles", "Size"),
                lambda file: size(file.size),
                sample=max(size(1_023), size(1_023 * 1_024), key=len),
                number=True,
            ),
            Column(
                translate("WaitingFiles", "State"),
                lambda file: state(file.state)[0],
                sample=max((state(each)[0] for each in WaitingState), key=len),
                token=lambda file: state(file.state)[1],
            ),
        ],
        colour=session.colour,
    )
