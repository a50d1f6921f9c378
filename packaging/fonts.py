"""Makes the fonts in assets/fonts: Noto Sans SC, cut down to what a Chinese shop writes.

Run it only to change the fonts: `.venv/bin/python packaging/fonts.py` (npm brings the originals).
The reports embed these files and the window loads them, so both read the same on a computer that
has no Chinese font.

The originals are TrueType, since reportlab cannot embed OpenType outlines. Kept are all characters
of GBK (with the rare ones of given names, such as 喆 堃 镕), the letters of European languages in
Latin script, punctuation and currency signs. What Noto Sans SC lacks of these, such as ₹ and ł,
comes from Noto Sans. Hints, vertical writing and all typographic features but kerning are dropped.
The digits of each weight are of one width, so figures stand in columns without asking for it.

The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from fontTools import merge
from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "assets" / "fonts"
LICENCE_MEMBER = "package/LICENSE_FONT"
LICENCE = "OFL.txt"
RELEASE_TIME = "1700000000"  # seconds; stands in the font's header in place of the present


class Original(NamedTuple):
    """A font file inside an npm package, and the SHA-256 it must have."""

    package: str
    member: str
    sha256: str


CHINESE_PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
LATIN_PACKAGE = "@expo-google-fonts/noto-sans@0.4.2"

# File we make -> the font it is cut from, and the font that fills its gaps.
FONTS = {
    "NotoSansSC-Regular.ttf": (
        Original(
            CHINESE_PACKAGE,
            "package/400Regular/NotoSansSC_400Regular.ttf",
            "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        ),
        Original(
            LATIN_PACKAGE,
            "package/400Regular/NotoSans_400Regular.ttf",
            "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
        ),
    ),
    "NotoSansSC-Bold.ttf": (
        Original(
            CHINESE_PACKAGE,
            "package/700Bold/NotoSansSC_700Bold.ttf",
            "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        ),
        Original(
            LATIN_PACKAGE,
            "package/700Bold/NotoSans_700Bold.ttf",
            "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
        ),
    ),
}

# Beside GBK: first and last code point of each block that is kept as far as the originals have it.
BLOCKS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1 Supplement, Latin Extended-A
    (0x2010, 0x2027),  # General Punctuation, without its invisible controls
    (0x2030, 0x205E),  # the same, its second part
    (0x20A0, 0x20C0),  # Currency Symbols
    (0x2190, 0x2193),  # the four plain arrows
    (0x2212, 0x2212),  # minus
    (0x2248, 0x2265),  # ≈ ≠ ≤ ≥
    (0x2713, 0x2713),  # the tick
    (0x3000, 0x303F),  # CJK Symbols and Punctuation
    (0xFF01, 0xFFE6),  # full-width and half-width forms
)

# What decides how far apart lines stand, on each system.
LINE_MEASURES = (
    ("hhea", "ascent"),
    ("hhea", "descent"),
    ("OS/2", "sTypoAscender"),
    ("OS/2", "sTypoDescender"),
    ("OS/2", "usWinAscent"),
    ("OS/2", "usWinDescent"),
)


def main() -> int:
    """Fetches, cuts and writes both fonts and their licence; 0 when done."""
    os.environ["SOURCE_DATE_EPOCH"] = RELEASE_TIME
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cfo-fonts-") as name:
        folder = Path(name)
        archives = {
            package: _fetch(package, folder=folder) for package in (CHINESE_PACKAGE, LATIN_PACKAGE)
        }
        for target, originals in FONTS.items():
            chinese, latin = (_extract(font, archives=archives) for font in originals)
            _make(TARGET / target, chinese=chinese, latin=latin)
        (TARGET / LICENCE).write_text(_licence(archives), encoding="utf-8")
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:>9,} bytes  {path.name}")
    return 0


def characters() -> set[int]:
    """The code points that the fonts should show."""
    points = {point for first, last in BLOCKS for point in range(first, last + 1)}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            points |= {ord(char) for char in bytes((lead, trail)).decode("gbk", "ignore")}
    return points


def _fetch(package: str, *, folder: Path) -> Path:
    """Downloads an npm package; npm checks it against the registry's own hash."""
    command = ["npm", "pack", "--silent", package]
    answer = subprocess.run(command, check=True, cwd=folder, capture_output=True, text=True)
    return folder / answer.stdout.split()[-1]


def _extract(font: Original, *, archives: dict[str, Path]) -> Path:
    data = _read_member(archives[font.package], font.member)
    if hashlib.sha256(data).hexdigest() != font.sha256:
        sys.exit(f"{font.member} of {font.package} is not the file this script was written for")
    path = archives[font.package].with_name(Path(font.member).name)
    path.write_bytes(data)
    return path


def _read_member(archive: Path, member: str) -> bytes:
    with tarfile.open(archive) as package:
        file = package.extractfile(member)
        if file is None:
            sys.exit(f"{archive.name} holds no file {member}")
        return file.read()


def _make(target: Path, *, chinese: Path, latin: Path) -> None:
    wanted = characters()
    with TTFont(chinese) as font:
        missing = wanted - font.getBestCmap().keys()
    parts = [
        _cut(chinese, points=wanted, features=["kern", "mark"]),
        _cut(latin, points=missing, features=[]),
    ]
    merged = merge.Merger().merge([str(part) for part in parts])
    # Names and the height of a line are those of the Chinese font; the copyright is that of both.
    with TTFont(chinese) as font:
        for table, measure in LINE_MEASURES:
            setattr(merged[table], measure, getattr(font[table], measure))
    with TTFont(latin) as font:
        notice = font["name"].getDebugName(0)
    for record in merged["name"].names:
        if record.nameID == 0:
            record.string = f"{record.toUnicode()}; {notice}"
    merged.save(target)


def _cut(source: Path, *, points: set[int], features: list[str]) -> Path:
    """Writes the part of a font that shows some code points, beside it, and returns its path."""
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "STAT", "BASE"]
    if not features:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    path = source.with_suffix(".part.ttf")
    subset.save_font(font, path, options)
    return path


def _licence(archives: dict[str, Path]) -> str:
    """The licence that both fonts share, under the copyright lines of both."""
    chinese, latin = (
        _read_member(archives[package], LICENCE_MEMBER).decode("utf-8")
        for package in (CHINESE_PACKAGE, LATIN_PACKAGE)
    )
    return f"{latin.splitlines()[0]}\n{chinese}"


if __name__ == "__main__":
    sys.exit(main())
