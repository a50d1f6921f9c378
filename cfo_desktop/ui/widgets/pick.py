"""The system's dialogs to choose files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from PySide6.QtWidgets import QWidget


def files(parent: QWidget, *, title: str, kinds: str, start: Path | None = None) -> list[Path]:
    """Let the owner choose files; empty where they cancel. ``kinds``: ``Name (*.a *.b)``."""
    dialog = _dialog(parent, title=title, kinds=kinds, start=start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []


def file(parent: QWidget, *, title: str, kinds: str) -> Path | None:
    """Let the owner choose one file."""
    dialog = _dialog(parent, title=title, kinds=kinds, start=None)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def _dialog(parent: QWidget, *, title: str, kinds: str, start: Path | None) -> QFileDialog:
    """Return the system's dialog; Qt's own, where there is none, speaks our language throughout."""
    folder = start if start is not None and start.is_dir() else Path.home()
    dialog = QFileDialog(parent, title, str(folder), kinds)
    translate = QCoreApplication.translate
    label = QFileDialog.DialogLabel
    for place, text in (
        (label.LookIn, translate("Pick", "Folder:")),
        (label.FileName, translate("Pick", "File name:")),
        (label.FileType, translate("Pick", "Kinds of files:")),
    ):
        dialog.setLabelText(place, text)
    return dialog


def target(
    parent: QWidget, *, title: str, suggested: str, kinds: str, start: Path | None = None
) -> Path | None:
    """Let the owner say where to write a file; the dialog asks before it replaces one."""
    dialog = _dialog(parent, title=title, kinds=kinds, start=start)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(suggested)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def folder(parent: QWidget, *, title: str, start: Path) -> Path | None:
    """Let the owner choose a folder."""
    name = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(name) if name else None


def show(path: Path) -> None:
    """Let the desktop open a file that the owner saved, or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
