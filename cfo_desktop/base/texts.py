"""Texts for people in English and Simplified Chinese, shared by both faces and the PDF.

Catalogues are TOML files ``assets/texts/<language>/<room>.toml`` of dotted keys; a text may hold
``{name}`` placeholders. (The window's own labels are Qt Linguist's; codes of faults live here.)
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping

from cfo_desktop.base import paths
from cfo_desktop.base.errors import Bug

LANGUAGES = ("en", "zh_CN")


def system_language() -> str:
    """Return the language of the user's system: ``zh_CN`` for any Chinese one, else ``en``."""
    names = [os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((name for name in names if name), "")
    if not name:
        import locale

        name = locale.getlocale()[0] or ""
    return "zh_CN" if name.lower().startswith(("zh", "chinese")) else "en"


@functools.cache
def _catalogue(language: str, room: str) -> Mapping[str, str]:
    if language not in LANGUAGES:
        message = f"no such language: {language}"
        raise Bug(message)
    import tomllib  # here, not above: most verbs that print JSON show no text

    with (paths.assets() / "texts" / language / f"{room}.toml").open("rb") as stream:
        return _flat(tomllib.load(stream))


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value)
    return flat


def text(language: str, room: str, key: str, **data: object) -> str:
    """Return the text of ``key`` in ``room``'s catalogue, its placeholders filled from ``data``.

    Raises ``Bug`` where the key or a placeholder's value is missing.
    """
    try:
        return unfilled(language, room, key).format_map(data)
    except KeyError as error:
        message = f"text {room}.{key} in {language} lacks {error}"
        raise Bug(message) from error


def unfilled(language: str, room: str, key: str) -> str:
    """Return the text of ``key`` with its placeholders; raise ``Bug`` where there is none."""
    found = _catalogue(language, room).get(key)
    if found is None:
        message = f"text {room}.{key} in {language} is missing"
        raise Bug(message)
    return found


def holds(language: str, room: str, key: str) -> bool:
    """Tell whether there is a text of ``key``."""
    return key in _catalogue(language, room)


def fault_text(language: str, code: str, data: Mapping[str, object]) -> str:
    """Return what went wrong and the remedy, for an error's or a fault's code."""
    return text(language, "faults", code, **data)
