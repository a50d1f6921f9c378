"""Makes the pictures of the README from the demo shop: `.venv/bin/python packaging/pictures.py`.

The window is the real one, drawn without a screen; the demo shop is that of a fixed day, so that
the same program makes the same pictures. They lie in `docs/pictures`.
"""

from __future__ import annotations

import functools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from cfo_desktop.ui.widgets.page_view import PageView

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
TODAY = "2026-11-23"
SIZE = (1280, 760)
LOOKS = (
    ("en", "light", ("today", "reports", "advisor", "bills")),
    ("zh_CN", "dark", ("today", "money", "advisor")),
)
"""Language, theme and rooms: both of both are seen."""
QUESTIONS = {"en": "What did I spend last month?", "zh_CN": "上个月花了多少钱？"}
"""What the Advisor is asked."""
CALM = 0.3
"""Seconds without work after which a room is finished."""


def main() -> int:
    """Take every picture; return 0."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "CFO_TODAY": TODAY, "QT_QPA_PLATFORM": "offscreen"}
        _take_all(Path(home))
    return 0


def _take_all(home: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from cfo_desktop.ui import app as ui

    application = QApplication(["cfo-desktop"])
    ui.prepare(application)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language, theme, rooms in LOOKS:
        os.environ["HOME"] = str(home / language)
        _take(application, language=language, theme=theme, rooms=rooms)


def _take(application: QApplication, *, language: str, theme: str, rooms: tuple[str, ...]) -> None:
    """Take the pictures of one language: the demo shop, room by room."""
    from cfo_desktop.base.settings import Settings
    from cfo_desktop.ui.window import Window

    def wait(ready: Callable[[], bool]) -> None:
        """Let the window work until it is ready and has had nothing to do for a moment."""
        calm = time.monotonic()
        while time.monotonic() - calm < CALM:
            application.processEvents()
            if not ready():
                calm = time.monotonic()
            time.sleep(0.005)

    window = Window(application, Settings(language=language, theme=theme))
    window.resize(*SIZE)
    window.show()
    window.gate.open_demo()
    wait(lambda: window.session.folder is not None)
    for room in rooms:
        window.workspace.enter(room)
        if room == "advisor":
            window.workspace.advisor.ask(QUESTIONS[language])
        elif room == "bills":
            view = window.workspace.bills.papers.view
            window.workspace.bills.take([_bill(Path(os.environ["HOME"]))])
            wait(functools.partial(_is_drawn, view.page))
            view.form.total.setFocus()
        wait(lambda: not window.tasks.busy)
        window.grab().save(str(FOLDER / f"{room}-{language}.png"))
    closed: list[bool] = []
    window.finished.connect(lambda: closed.append(True))
    window.close()
    wait(lambda: bool(closed))


def _is_drawn(page: PageView) -> bool:
    return not page.picture.isNull()


def _bill(folder: Path) -> Path:
    """Write a supplier's bill as a PDF, and return where it lies."""
    import datetime as dt
    from decimal import Decimal

    from cfo_desktop.domain import issuing
    from cfo_desktop.domain.shop_details import ShopDetails
    from cfo_desktop.reports import issued_pdf

    written = issuing.Written(
        issuing.IssuedKind.INVOICE,
        issuing.Buyer("Marlow Street Corner Shop", "12 High Street\nBath"),
        dt.date(2026, 11, 20),
        (
            issuing.Item("Whole milk", Decimal(40), Decimal("7.20"), 2000, "crates"),
            issuing.Item("Butter, salted", Decimal(12), Decimal("5.95"), 2000, "packs"),
            issuing.Item("Delivery", Decimal(1), Decimal(15), 2000),
        ),
        "GBP",
        due=dt.date(2026, 12, 20),
    )
    seller = ShopDetails(
        "Tolbeck Dairy Ltd",
        tax_id="GB999999973",
        address="Mill Lane\nTolbeck",
        bank="Sort code 00-00-00, account 00012345",
    )
    bill = issuing.Issued(1, issuing.IssuedState.ISSUED, written, "TD-2291")
    path = folder / "tolbeck-2291.pdf"
    path.write_bytes(issued_pdf.render(bill, seller, language="en"))
    return path


if __name__ == "__main__":
    sys.exit(main())
