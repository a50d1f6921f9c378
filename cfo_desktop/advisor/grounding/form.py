"""What a sentence must be before its sense is looked at: short, plain, in the right language."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter

LONGEST = {"en": 300, "zh_CN": 110}
"""Characters of a sentence."""
_MARKUP = re.compile(
    r"[*#`<>{}|\\^~\[\]_=]|https?:|www\.|\w@\w|&\w+;|/{2}|^\s*(?:[-•·+]|\d+[.)、])\s|\.(?:com|cn|org|net)\b"
)
_FRAMES = [
    "system",
    "user",
    "assistant",
    "human",
    "answer",
    "output",
    "response",
    "question",
    "fact",
    "facts",
    "note",
]
_LEFTOVER = re.compile(
    rf"\bas an? (?:ai|assistant|language model)\b|^\s*(?:{'|'.join(_FRAMES)})\s*[:：]"
    r"|作为(?:一个)?(?:ai|人工智能|语言模型)|^\s*(?:系统|用户|助手|回答|问题|答案|事实|输出)\s*[:：]"
    r"|\b(?:im_start|im_end|inst)\b",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_ALLOWED_LATIN = re.compile(r"^(?:[A-Z]{3}|q[1-4]|rmb|k|w|vat)$", re.IGNORECASE)
_OTHER_SIGNS = frozenset({"So", "Sk", "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"})
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|vs|ltd|co|inc|e\.g|i\.e|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?]+[\"'”’)]*(?=\s|$)|[。！？!?]+[”’」）)]*|\n+")


def sentences(text: str, language: str) -> tuple[str, ...]:
    """Split a text into sentences; decimal points and abbreviations end none."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match[0][0] == "." and language == "en" and _abbreviated(text, start, match.end()):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return tuple(each for each in found if each)


def _abbreviated(text: str, start: int, end: int) -> bool:
    if not _ABBREVIATED.search(text[start:end]):
        return False
    after = text[end:].lstrip()
    # "by 12 Dec." ends a sentence where a capital follows; "Mr. Chen" does not.
    title = re.search(r"\b(?:mr|mrs|ms|dr|st|[A-Z])\.$", text[start:end], re.IGNORECASE)
    return bool(after) and (bool(title) or not after[:1].isupper())


def is_finished(text: str) -> bool:
    """Tell whether a sentence ends as sentences do."""
    return text.rstrip(" \"'”’）)").endswith((".", "!", "?", "。", "！", "？"))


def plain(sentence: str) -> str:
    """Return a sentence by which one that says the same again is known: letters and figures."""
    return "".join(each for each in sentence.lower() if each.isalnum())


def has_signs(text: str) -> bool:
    """Tell whether a text holds control characters, marks that are not seen, or pictures."""
    return any(unicodedata.category(each) in _OTHER_SIGNS for each in text)


def has_markup(text: str) -> bool:
    """Tell whether a text holds markup, an address or code."""
    return bool(_MARKUP.search(text))


def has_leftover(text: str) -> bool:
    """Tell whether a text speaks as a program, or repeats the frame of its task."""
    return bool(_LEFTOVER.search(text))


def in_language(text: str, language: str) -> bool:
    """Tell whether a text, its names left out, is in a language and no other."""
    if language == "zh_CN":
        return all(_ALLOWED_LATIN.match(word) for word in _LETTERS.findall(text))
    return not _HAN.search(text)


def loops(text: str, language: str) -> bool:
    """Tell whether a sentence says the same again and again, as small models do when they loop."""
    pattern = r"\d[\d,.]*|[a-z']+" if language == "en" else r"\d[\d,.]*|[^\W\d]"
    # A figure is like no other: two dates or amounts may be alike up to a digit.
    parts = [
        f"{at}" if part[0].isdigit() else part
        for at, part in enumerate(re.findall(pattern, text.lower()))
    ]
    size, most = (3, 1) if language == "en" else (6, 1)
    runs: Counter[tuple[str, ...]] = Counter(
        tuple(parts[at : at + size]) for at in range(len(parts) - size + 1)
    )
    doubled = any(one == two for one, two in itertools.pairwise(parts)) and language == "en"
    return doubled or any(count > most for count in runs.values())
