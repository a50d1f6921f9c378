"""Folds text as printed or misread by OCR into the words that labels are written in."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from cfo_desktop.documents.extracting.label_words import VOCABULARY

_CONFUSED = str.maketrans("01i|!589$", "olllls8gs")
"""Signs that OCR takes for one another, each by one of them: ``lnvoice``, ``TOTAI``, ``T0TAL``."""
_TRADITIONAL = str.maketrans(
    "總計發號碼價稅應實額點電數據開銷購買貨單訂銀現營業統識別納儲歡臨餐廳飯館賬戶聯繫務費項舊備註種類機"
    "贖曰帳間簽條約協議雙預餘憑證優惠廠門圓貳參陸萬億貝壹樓進出車縣鄉鎮區",
    "总计发号码价税应实额点电数据开销购买货单订银现营业统识别纳储欢临餐厅饭馆账户联系务费项旧备注种类机"
    "赎日账间签条约协议双预余凭证优惠厂门圆贰叁陆万亿贝壹楼进出车县乡镇区",
)
"""Traditional characters of labels, and misread ones (曰 for 日), by simplified ones."""
_WORD = re.compile(r"#|[^\W_㐀-鿿]+(?:'[^\W\d_]+)?|[㐀-鿿]")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d]+|\d+")
_CJK_GAP = re.compile(r"(?<=[㐀-鿿]) (?=[㐀-鿿])")
_LONG = 5
"""A longer word is known with one letter wrong; of shorter ones only the one that counts most."""
_MAX_GLUED = 24


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a row: as a label writes it where it is a label's, and where it stands."""

    text: str
    start: int
    end: int


def plain(text: str) -> str:
    """Return full-width signs as plain ones, without the gaps in ``合 计``."""
    text = unicodedata.normalize("NFKC", text).replace("￥", "¥").replace("\u00ad", "")
    text = " ".join(text.split())
    return _CJK_GAP.sub("", text)


def simplified(text: str) -> str:
    """Return the text, as long as before, with labels' characters simplified."""
    return text.translate(_TRADITIONAL)


def letters(text: str) -> str:
    """Return a text's letters and digits only, lower case, without accents: to compare names."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def is_cjk(sign: str) -> bool:
    """Tell whether a sign is Chinese writing, which needs no spaces between words."""
    return "㐀" <= sign <= "鿿"


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a row's text; Chinese characters are words of their own."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start = match.start()
        for word, begin, end in _known(match[0]):
            found.append(Token(word, start + begin, start + end))
    return tuple(found)


@functools.lru_cache(maxsize=16_384)
def _known(raw: str) -> tuple[tuple[str, int, int], ...]:
    """Split what OCR glued together (``TOTALRM``), and correct what it misread."""
    if is_cjk(raw[0]):
        return ((simplified(raw), 0, 1),)
    word = _bare(raw)
    if word.isdigit() or len(raw) == 1:
        return ((word, 0, len(raw)),)
    if known := _spelt(word):
        return ((known, 0, len(raw)),)
    if any(sign.isdigit() for sign in word) and any(sign.isalpha() for sign in word):
        parts = [
            (part, match.start() + begin, match.start() + end)
            for match in _LETTERS_OR_DIGITS.finditer(raw)
            for part, begin, end in _known(match[0])
        ]
        return tuple(parts)
    if len(word) == len(raw) <= _MAX_GLUED and (parts_of := _glued(word)):
        return parts_of
    return ((_nearly(word) or word, 0, len(raw)),)


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ß", "ss"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _skeleton(word: str) -> str:
    return word.translate(_CONFUSED)


def _shorter(shape: str) -> list[str]:
    return [shape[:place] + shape[place + 1 :] for place in range(len(shape))]


_BY_SKELETON = {_skeleton(word): word for word in sorted(VOCABULARY)}
_BY_GAP = {
    shorter: word
    for word in sorted(VOCABULARY, reverse=True)
    if len(word) > _LONG or word == "total"
    for shorter in _shorter(_skeleton(word))
}
"""Each long word by what is left of it without one letter."""


def _spelt(word: str) -> str | None:
    return word if word in VOCABULARY else _BY_SKELETON.get(_skeleton(word))


def _nearly(word: str) -> str | None:
    """Return the label's word that differs by one letter: missing, too many or another."""
    if len(word) < _LONG:
        return None
    shape = _skeleton(word)
    if shape in _BY_GAP:
        return _BY_GAP[shape]
    for shorter in _shorter(shape):
        near = _BY_SKELETON.get(shorter) if len(shorter) >= _LONG else None
        near = near or _BY_GAP.get(shorter)
        other_letter = near is not None and len(near) == len(word)
        if other_letter and len(word) == _LONG:
            continue  # paper is no payer
        if near and abs(len(near) - len(word)) <= 1 and near[0] == word[0]:
            return near
    return None


def _glued(word: str) -> tuple[tuple[str, int, int], ...] | None:
    """Return the labels' words that a word is made of altogether; ``None`` if of something else."""
    best: list[tuple[tuple[str, int, int], ...] | None] = [()] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            before = best[start]
            known = _spelt(word[start:end]) if before is not None else None
            if before is None or known is None:
                continue
            made = (*before, (known, start, end))
            longest = best[end]
            if longest is None or len(made) < len(longest):
                best[end] = made
    return best[len(word)]
