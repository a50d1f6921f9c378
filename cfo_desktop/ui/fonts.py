"""Makes sure that Chinese can be read: where the system has no font for it, ours is loaded."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from cfo_desktop.base import paths

_CHINESE = QFontDatabase.WritingSystem.SimplifiedChinese


def apply(app: QApplication) -> None:
    """Set the system's font, with tabular figures, and a Chinese one behind it."""
    font = QFont(app.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setFamilies([font.family(), *_chinese_families()])
    app.setFont(font)


def _chinese_families() -> list[str]:
    families = QFontDatabase.families(_CHINESE)
    if families:
        return [_best(families)]
    loaded: list[str] = []
    for path in sorted((paths.assets() / "fonts").glob("NotoSansSC-*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        loaded += QFontDatabase.applicationFontFamilies(number)
    return list(dict.fromkeys(loaded))


def _best(families: list[str]) -> str:
    """Return a family made for the screen, where there is one, rather than the first by name."""
    for wanted in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC"):
        if wanted in families:
            return wanted
    sans = [name for name in families if "hei" in name.lower() or "sans" in name.lower()]
    return (sans or families)[0]
