"""The look of printed reports: the page, its colours and its sizes of type, in points."""

from __future__ import annotations

from reportlab.lib.colors import Color
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 50.0
TOP = 46.0
BOTTOM = 66.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

TEXT: Color = HexColor("#1F2328")
MUTED: Color = HexColor("#5B6470")
LINE: Color = HexColor("#D5D4CF")
PANEL: Color = HexColor("#F4F4F1")
ACCENT: Color = HexColor("#1F5FBF")
ACCENT_SOFT: Color = HexColor("#A9C4EA")
BAND: Color = HexColor("#DCE8F8")
NEGATIVE: Color = HexColor("#B3261E")

HEADING = 12.0
BODY = 9.5
TABLE = 8.8
SMALL = 7.5
TINY = 6.8
