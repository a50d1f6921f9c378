"""The language models of this computer and those that could be added."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.language_model import LanguageModel
from cfo_desktop.ui import model_words as words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def model(session: Session, *, free: Callable[[], int | None]) -> RowsModel[LanguageModel]:
    """Return the table's model; ``free`` tells the bytes of memory that are free."""
    translate = QCoreApplication.translate
    localised = session.localised
    return RowsModel(
        [
            Column(translate("ModelsTable", "Model"), words.title),
            Column(
                translate("ModelsTable", "Languages"),
                lambda row: words.languages(row.languages, localised),
                sample=words.languages(("en", "zh_CN"), localised),
                spare=1,
            ),
            Column(
                translate("ModelsTable", "Licence"),
                lambda row: words.licence(row.licence),
                sample="Apache-2.0",
                spare=2,
            ),
            Column(
                translate("ModelsTable", "Size"),
                lambda row: words.size(row.size, localised),
                sample="999 MB",
                number=True,
                spare=3,
            ),
            Column(
                translate("ModelsTable", "State"),
                lambda row: words.state(row, free())[0],
                sample=translate("ModelWords", "Tried: not good enough"),
                token=lambda row: words.state(row, free())[1],
            ),
        ],
        colour=session.colour,
    )
