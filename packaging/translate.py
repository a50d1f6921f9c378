"""Brings the window's translations up to date: collects texts, compiles what was translated.

Run it after changing a text in `cfo_desktop/ui`, translate what `assets/i18n/*.ts` then marks as
unfinished (with Qt Linguist or by hand), and run it again: `python3 packaging/translate.py`. The
sources name no lines and no files, so that moving code changes none of them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "i18n"
LANGUAGES = ("zh_CN",)


def main() -> int:
    """Update and compile every language; return 1 where texts are left to translate."""
    FOLDER.mkdir(exist_ok=True)
    sources = sorted((ROOT / "cfo_desktop" / "ui").rglob("*.py"))
    unfinished = 0
    for language in LANGUAGES:
        catalogue = FOLDER / f"cfo_{language}.ts"
        _tool(
            "pyside6-lupdate",
            *map(str, sources),
            "-locations", "none", "-no-obsolete",
            "-source-language", "en", "-target-language", language,
            "-ts", str(catalogue),
        )  # fmt: skip
        _tool("pyside6-lrelease", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))
        unfinished += catalogue.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{unfinished} texts are left to translate")
    return 1 if unfinished else 0


def _tool(name: str, *arguments: str) -> None:
    beside_python = Path(sys.executable).parent / name
    program = str(beside_python) if beside_python.exists() else name
    subprocess.run([program, *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
