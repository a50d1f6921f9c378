"""Puts names and memos of the book into a prompt as data: cut, cleaned, and in quotes."""

from __future__ import annotations

import re
import unicodedata

OPENING, CLOSING = "“", "”"
"""Quotes that no quoted text holds, so that it cannot close them."""
_CUT = "…"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control characters, marks of direction and of no width, halves of pairs, what is in no use."""
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u180e\u034f")
"""Letters and marks by their category that show nothing."""
_FORMATTING = frozenset('<>|[]{}#`"\\*_=~-')
_TOKENS = re.compile(
    r"<[|/]?[^<>\n]{0,40}[|]?>|\[/?[^\[\]\n]{0,40}\]|\{\{|\}\}|#{2,}|`{2,}|-{3,}|={3,}|\*{2,}|~{3,}|_{3,}"
)
"""What chat formats, markup and headings are written with."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys('“”„‟〝〞＂"', "'"),
        **dict.fromkeys("‘’‚‛＇`´", "'"),
        **dict.fromkeys("<{[|\\", "("),
        **dict.fromkeys(">}]", ")"),
        **dict.fromkeys("「『《〈【〔", "("),
        **dict.fromkeys("」』》〉】〕", ")"),
        "#": " ",
        "…": ".",
    }
)


def cleaned(untrusted_text: str, *, longest: int = 60) -> str:
    """Return a text of one line, at most ``longest`` characters, that ends and opens nothing.

    What cannot be seen and what chat formats use goes out; brackets and quotes become plain ones.
    """
    # twice as much would do; a memo of a megabyte must not cost a second
    text = "".join(_plain(each) for each in untrusted_text[: 40 * longest] if _seen(each))
    before = ""
    while before != text:  # what is left may make a token again: <<|x|>|im_start|>
        before, text = text, _TOKENS.sub(" ", text)
    text = " ".join(text.translate(_SIGNS).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + _CUT


def quoted(untrusted_text: str, *, longest: int = 60) -> str:
    """Return a text as data in quotes that it cannot close: ``“Lily's Cafe”``."""
    return f"{OPENING}{cleaned(untrusted_text, longest=longest)}{CLOSING}"


def _plain(character: str) -> str:
    """Return a sign of chat formats for its full-width and small forms; names stay as they are."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain in _FORMATTING else character


def _seen(character: str) -> bool:
    if character.isspace():
        return True
    if character in _FILLERS or "\ufe00" <= character <= "\ufe0f":
        return False
    return unicodedata.category(character) not in _UNSEEN
