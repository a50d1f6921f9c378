"""The shipped fonts show what a shop writes, line figures up, and may be embedded."""

from __future__ import annotations

import io
from pathlib import Path

import fonts
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen import canvas

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "fonts"
NAMES = ["NotoSansSC-Regular", "NotoSansSC-Bold"]
CHINESE = "利润表 资产负债表 应收账款 喆堃镕 《》「」，。！？：；（）％"
EUROPEAN = "Ångström Łódź Müller Čapek Şişli œuvre — “quoted” … × − ≤ ✓"
MONEY = "¥ € £ $ ₹ ₩ ₽ ₫ ₺ ฿ 0123456789 +−.,"


@pytest.mark.parametrize("name", NAMES)
def test_font_shows_what_a_shop_writes(name: str) -> None:
    with TTFont(FOLDER / f"{name}.ttf") as font:
        shown = font.getBestCmap()
    missing = {char for char in CHINESE + EUROPEAN + MONEY if ord(char) not in shown}
    assert missing == {"฿"}  # neither original has it


@pytest.mark.parametrize("name", NAMES)
def test_font_shows_all_of_gbk(name: str) -> None:
    with TTFont(FOLDER / f"{name}.ttf") as font:
        shown = font.getBestCmap()
    missing = [f"U+{point:04X}" for point in sorted(fonts.characters() - shown.keys())]
    assert not [point for point in missing if "U+3400" <= point <= "U+9FFF"]


@pytest.mark.parametrize("name", NAMES)
def test_digits_are_of_one_width(name: str) -> None:
    with TTFont(FOLDER / f"{name}.ttf") as font:
        glyphs = font.getBestCmap()
        widths = {font["hmtx"][glyphs[ord(digit)]][0] for digit in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("name", NAMES)
def test_font_may_be_embedded_and_carries_its_licence(name: str) -> None:
    with TTFont(FOLDER / f"{name}.ttf") as font:
        assert font["OS/2"].fsType == 0
        assert "SIL Open Font License" in font["name"].getDebugName(13)
        copyright_notice = font["name"].getDebugName(0)
    assert "Adobe" in copyright_notice
    assert "Noto Project Authors" in copyright_notice
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_pdf_embeds_the_font_and_gives_the_text_back(name: str) -> None:
    pdfmetrics.registerFont(ttfonts.TTFont(name, str(FOLDER / f"{name}.ttf")))
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setFont(name, 12)
    page.drawString(50, 700, "喆堃镕 ₹1,234.50")
    page.save()
    assert b"/FontFile2" in file.getvalue()
    with pypdfium2.PdfDocument(file.getvalue()) as document:
        page_text = document[0].get_textpage().get_text_range()
    assert page_text.strip() == "喆堃镕 ₹1,234.50"
