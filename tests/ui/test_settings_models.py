"""The page of language models: listed, looked at, added, chosen, removed, and stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.base import settings as settings_file
from cfo_desktop.domain.language_model import LanguageTrial
from cfo_desktop.domain.language_model import Trial
from cfo_desktop.services import model_records
from cfo_desktop.services.model_records import Record
from cfo_desktop.ui.screens.settings_models import ModelsPage
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.window import Window
from tests.advisor.engine import weights
from tests.ui import pictures
from tests.ui.conftest import Opener
from tests.ui.conftest import settle


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two empty folders of models; the owner's own comes back."""
    folders = (tmp_path / "own", tmp_path / "beside")
    monkeypatch.setattr(paths, "models_dirs", lambda: folders)
    return folders[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A model's file that was fetched."""
    folder = tmp_path / "fetched"
    folder.mkdir()
    return weights.made(folder)


@pytest.fixture
def window(open_window: Opener, qtbot: QtBot, book: Path) -> Window:
    made = open_window(book=book)
    made.workspace.settings.show_page("models")
    made.workspace.enter("settings")
    settle(made, qtbot)
    return made


def _page(window: Window) -> ModelsPage:
    return window.workspace.settings.models


def _wait(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not _page(window)._beside.busy, timeout=20_000)
    settle(window, qtbot)


def _add(window: Window, qtbot: QtBot, file: Path) -> None:
    page = _page(window)
    window.workspace.take_files([file])
    _wait(window, qtbot)
    page.take_button.click()
    _wait(window, qtbot)


def _state(page: ModelsPage) -> str:
    row = page.table.selected_row()
    return str(page.model.index(row, 4).data()) if row is not None else ""


def test_the_models_of_the_catalogue_are_listed(window: Window) -> None:
    page = _page(window)
    assert page.model.rowCount() >= 7
    assert "No language model is on this computer" in page.speaks.text()
    assert _state(page) == "Not on this computer"
    assert not page.use_button.isEnabled()
    assert not page.try_button.isEnabled()


def test_a_dropped_file_shows_its_licence_and_hash_before_it_is_added(
    window: Window, qtbot: QtBot, file: Path, own: Path
) -> None:
    page = _page(window)
    window.workspace.enter("today")
    window.workspace.take_files([file])
    _wait(window, qtbot)
    assert window.workspace.room == "settings"
    assert page.offer.isVisible()
    assert page.offer_title.text() == "Made-up 1B Chat"
    assert page.offer_licence.text() == "apache-2.0"
    assert page.offered is not None
    assert page.offer_hash.text().replace(" ", "") == page.offered.sha256
    assert page.offer_check.text().startswith("Unverified")
    assert not own.exists()
    page.leave_button.click()
    assert not page.offer.isVisible()
    assert page.drop.isVisible()


def test_an_added_model_is_used_and_removed(
    window: Window, qtbot: QtBot, file: Path, own: Path
) -> None:
    page = _page(window)
    _add(window, qtbot, file)
    assert [path.name for path in own.iterdir()] == ["made-up.gguf"]
    chosen = page.chosen()
    assert chosen is not None
    assert chosen.name == "made-up"
    assert _state(page) == "Not tried yet"
    page.use_button.click()
    _wait(window, qtbot)
    assert _state(page) == "In use"
    assert settings_file.load().model == "made-up"
    window.session.toggle_amounts()
    settle(window, qtbot)
    assert settings_file.load().model == "made-up", "another setting forgot the choice"
    page.remove_button.click()
    question = next(each for each in window.findChildren(Confirm) if each.isVisible())
    question.action.click()
    settle(window, qtbot)
    assert not list(own.iterdir())
    assert settings_file.load().model == ""
    assert "No language model is on this computer" in page.speaks.text()


def test_plain_wording_can_be_chosen(window: Window, qtbot: QtBot, file: Path) -> None:
    page = _page(window)
    _add(window, qtbot, file)
    assert not page.none_button.isEnabled()
    page.use_button.click()
    _wait(window, qtbot)
    page.none_button.click()
    _wait(window, qtbot)
    assert settings_file.load().model == "none"
    assert page.speaks.text() == "No language model is switched on: every text is plain wording."


def test_what_is_no_model_is_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    letter = tmp_path / "letter.gguf"
    letter.write_text("no model")
    window.workspace.take_files([letter])
    _wait(window, qtbot)
    assert window.message.text == "The file is no language model in the GGUF format."
    assert not _page(window).offer.isVisible()
    assert not _page(window).progress.isVisible()


def test_a_trial_is_shown_with_its_score(window: Window, qtbot: QtBot, file: Path) -> None:
    page = _page(window)
    _add(window, qtbot, file)
    model = page.chosen()
    assert model is not None
    trial = Trial(
        {
            "en": LanguageTrial(10, 10, 0, 0, 0, 0.3, 51.5),
            "zh_CN": LanguageTrial(10, 4, 2, 0, 3, 1.25, 9),
        },
        0.8,
        None,
    )
    model_records.keep(model.file, Record(model.sha256, trial))
    page.refresh()
    settle(window, qtbot)
    assert _state(page) == "Tried: good"
    first, second = page.trial.text().splitlines()
    assert first == "English: 10 of 10 texts held; first word after 0.3 s; passed"
    assert second.startswith(
        "Chinese: 4 of 10 texts held; first word after 1.2 s; turned around: 2"
    )


def test_the_keyboard_uses_a_model(window: Window, qtbot: QtBot, file: Path) -> None:
    page = _page(window)
    _add(window, qtbot, file)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    _wait(window, qtbot)
    assert settings_file.load().model == "made-up"


def test_locking_stops_what_is_under_way(window: Window, file: Path) -> None:
    page = _page(window)
    page.look_at(file)
    page.forget()
    assert not page._beside.busy


def test_picture_of_the_models(
    planted_window: Window, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    window = planted_window
    folder = Path(pictures.PICTURES or tmp_path)
    window.workspace.settings.show_page("models")
    window.workspace.enter("settings")
    settle(window, qtbot)
    pictures.take(window, "90-models", folder=folder)
    page = _page(window)
    window.workspace.take_files([file])
    _wait(window, qtbot)
    pictures.take(window, "91-model-offered", folder=folder)
    page.take_button.click()
    _wait(window, qtbot)
    model = page.chosen()
    assert model is not None
    trial = Trial(
        {
            "en": LanguageTrial(10, 10, 0, 0, 0, 0.3, 51.5),
            "zh_CN": LanguageTrial(10, 4, 2, 0, 3, 1.25, 9),
        },
        0.8,
        None,
    )
    model_records.keep(model.file, Record(model.sha256, trial))
    page.refresh()
    settle(window, qtbot)
    page.progress.show()
    window.resize(1280, 820)
    settle(window, qtbot)
    qtbot.wait(50)  # layouts within one another come to rest one level at a time
    page.verticalScrollBar().setValue(0)
    pictures.take(window, "92-model-tried", folder=folder)
