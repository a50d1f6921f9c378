"""Reads a sentence into tokens: names, days, figures and known words, split into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.advisor.grounding import days
from cfo_desktop.advisor.grounding import figures
from cfo_desktop.advisor.grounding import lexicon
from cfo_desktop.advisor.grounding.days import Days
from cfo_desktop.advisor.grounding.figures import Kind
from cfo_desktop.advisor.grounding.figures import Said
from cfo_desktop.advisor.grounding.given import Given

NAME, OTHER, DAYS, UNKNOWN, SPLIT = "P", "@", "D", "^", "|"
_LETTER_OF = {Kind.MONEY: "M", Kind.PERCENT: "R", Kind.COUNT: "C"}
_BLANK = "\uffff"
_SPLITTERS = {
    "en": frozenset([",", ";", ":", "—", "–", "and", "but", "while", "so", "because", "whereas"]),
    "zh_CN": frozenset(["，", "；", "：", "、", ",", ";", ":", "和", "及", "而", "但", "—"]),
}
_CHARACTER = re.compile(r"\S")
_LONGEST = 12
"""Pieces of the longest word."""
_SPLIT_HAN = re.compile(r"因为|因此|所以|不过|但是|而且|然而|以及|其中|并且|由于")
_NUMERAL = re.compile("[一二两三四五六七八九十百千万亿]")
_DROPPED = frozenset("()（）\"“”‘’「」《》'.!?。！？- ·…")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a sentence: its letter in the grammar, and what it holds."""

    letter: str
    start: int
    end: int
    text: str
    name: str = ""
    days: Days | None = None
    said: Said | None = None
    topics: frozenset[str] = frozenset()


def read(text: str, of: Given, names: Iterable[str], language: str) -> tuple[Token, ...]:
    """Return the tokens of a sentence; a word that is not known has the letter ``UNKNOWN``."""
    plain = text.replace("’", "'").replace("‘", "'")
    tokens = _names(plain, of, names, language)
    blank = _blanked(plain, tokens)
    idioms = _idioms(blank, language)
    blank = _blanked(blank, idioms)
    tokens += idioms
    tokens += [
        Token(DAYS, each.start, each.end, plain[each.start : each.end], days=each)
        for each in days.find(blank, of.today, language)
    ]
    blank = _blanked(blank, tokens)
    tokens += [
        Token(_LETTER_OF[each.kind], each.start, each.end, plain[each.start : each.end], said=each)
        for each in figures.find(blank)
    ]
    blank = _blanked(blank, tokens)
    tokens += _words(blank, plain, language)
    return _compared(tuple(sorted(tokens, key=lambda each: each.start)))


def _compared(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Let 与 compare only where days follow it; before a name it says "with"."""
    follow = (*tokens[1:], None)[: len(tokens)]
    return tuple(
        replace(each, letter=lexicon.PLAIN)
        if each.text == "与" and (after is None or after.letter != DAYS)
        else each
        for each, after in zip(tokens, follow, strict=True)
    )


def _blanked(text: str, tokens: list[Token]) -> str:
    characters = list(text)
    for token in tokens:
        characters[token.start : token.end] = _BLANK * (token.end - token.start)
    return "".join(characters)


def _names(text: str, of: Given, names: Iterable[str], language: str) -> list[Token]:
    """Return the names that stand in a text, the longest first where one holds another."""
    lowered, known = text.lower(), lexicon.load(language)
    mine = {name for name in names if name}
    # A book may hold thousands of names: most of them are not in the sentence at all.
    here = {name for name in of.others if name and name.lower() in lowered}
    others = {name for name in here - mine if not _all_known(name.lower(), known, language)}
    found: list[Token] = []
    for name in sorted(mine | others, key=lambda each: (-len(each), each)):
        edge = _edges(name)
        flags = re.IGNORECASE if name in of.names.values() or name in others else 0
        pattern = edge[0] + re.escape(name.replace("’", "'")) + edge[1]
        for match in re.finditer(pattern, text, flags):
            if not any(match.start() < each.end and each.start < match.end() for each in found):
                letter = NAME if name in mine else OTHER
                found.append(Token(letter, match.start(), match.end(), match[0], name=name))
    return found


def _edges(name: str) -> tuple[str, str]:
    """Return what may not stand around a name: Chinese and figures follow without a space."""
    first, last = name[0], name[-1]
    before = "(?<![A-Za-z0-9])" if first.isascii() and first.isalnum() else ""
    if not last.isascii():
        return before, "(?![店馆厅厂行楼社]|公司)"
    if not last.isalnum():
        return before, ""
    return before, "(?![A-Za-z0-9])" if last.isdigit() else "(?![A-Za-z])"


def _all_known(name: str, words: lexicon.Lexicon, language: str) -> bool:
    pieces = list(lexicon.pieces(name, language))
    at = 0
    while at < len(pieces):
        match = words.match(pieces, at)
        if match is None:
            return False
        at += match[1]
    return True


def _idioms(text: str, language: str) -> list[Token]:
    """Return idioms: read before numbers, for some hold one (一共, "one by one")."""
    return [
        token
        for token in _words(text, text, language)
        if token.letter in (lexicon.IDIOM, lexicon.NEVER)
        or (token.letter != SPLIT and len(token.text) > 1 and _NUMERAL.search(token.text))
    ]


def _words(text: str, plain: str, language: str) -> list[Token]:
    """Return the words of a text; ``plain`` is the text before anything was blanked out."""
    reader = _Words(text.lower(), plain, language)
    tokens: list[Token] = []
    while reader.at < len(reader.spans):
        token = reader.next()
        if token is not None:
            tokens.append(token)
    return tokens


class _Words:
    """Takes one word after the other from a text."""

    def __init__(self, text: str, plain: str, language: str) -> None:
        self._text = text
        self._plain = plain
        self._english = language == "en"
        self._known = lexicon.load(language)
        self._splitters = _SPLITTERS[language]
        piece = lexicon.PIECE if self._english else _CHARACTER
        self.spans = [match.span() for match in piece.finditer(text) if match[0] != _BLANK]
        self.at = 0

    def next(self) -> Token | None:
        """Return the next word; ``None`` for a mark that says nothing."""
        start, end = self.spans[self.at]
        here = self._text[start:end]
        split = None if self._english else _SPLIT_HAN.match(self._text, start)
        if split:
            self.at += len(split[0])
            return Token(SPLIT, start, split.end(), split[0])
        if here == "'s" and self._text[start - 1 : start] == _BLANK:
            self.at += 1
            return None
        match = self._known.match([self._text[a:b] for a, b in self._run()], 0)
        if match is not None and (match[1] > 1 or here not in self._splitters):
            return self._word(*match)
        self.at += 1
        if here in self._splitters:
            return Token(SPLIT, start, end, here)
        return None if here in _DROPPED else Token(UNKNOWN, start, end, self._plain[start:end])

    def _word(self, entry: lexicon.Entry, size: int) -> Token:
        start, end = self.spans[self.at][0], self.spans[self.at + size - 1][1]
        said = self._plain[start:end]
        self.at += size
        named = self._english and _is_name(said, self._plain, start)
        return Token(UNKNOWN if named else entry.letter, start, end, said, topics=entry.topics)

    def _run(self) -> list[tuple[int, int]]:
        """Return the spans that follow one another without a name or figure between them."""
        run = [self.spans[self.at]]
        for span in self.spans[self.at + 1 : self.at + _LONGEST]:
            if span[0] - run[-1][1] > self._english:
                break
            run.append(span)
        return run


def _is_name(said: str, text: str, start: int) -> bool:
    """Tell whether a word is written as a name: with a capital, not where a sentence begins."""
    if not said[:1].isupper() or said in {"I", "VAT"} or not text[:start].strip(" \"“'("):
        later = said.split()[1:]
        return any(each[:1].isupper() for each in later)
    return True


_JOINING = frozenset({"and", "和", "及", "、"})
_OPENING = frozenset(f"{NAME}{DAYS}T.i")


def clauses(tokens: Iterable[Token]) -> tuple[tuple[Token, ...], ...]:
    """Split tokens where clauses meet."""
    found: list[list[Token]] = [[]]
    listed = tuple(tokens)
    for at, token in enumerate(listed):
        if token.letter == SPLIT:
            follows = listed[at + 1].text.lower() if at + 1 < len(listed) else ""
            before = {each.letter for each in found[-1]}
            if token.text.lower() in _JOINING and before and before <= {DAYS, ".", "i"}:
                continue  # "in April and May"
            if follows in {"which", "who"} and before <= {NAME, "."}:
                continue
            # "Lily's Cafe: 1,480" is one clause
            if token.text not in ":：" or not {each.letter for each in found[-1]} <= _OPENING:
                found.append([])
        else:
            found[-1].append(token)
    return tuple(_open(each) for each in found if each)


_IF = frozenset(("make sure", "if", "unless", "whether"))
_UNTIL = frozenset(("until", "before", "before the", "when", "once", "who", "what"))
_ADVISING = frozenset((lexicon.PLAIN, lexicon.ADVICE, lexicon.IDIOM, "H"))
_HELD = frozenset((NAME, DAYS, "M", "R", "C"))


def _open(clause: list[Token]) -> tuple[Token, ...]:
    """Let what follows "wait until", "whether" … be plain: it claims nothing.

    "Until now your sales grow" claims, so advice has to come first. Where a name, figure or day
    stands in the clause it is held as it is.
    """
    after = [
        at
        for at, token in enumerate(clause)
        if token.text.lower() in _IF
        or (token.text.lower() in _UNTIL and _ADVISING & {each.letter for each in clause[:at]})
    ]
    if not after or _HELD & {token.letter for token in clause}:
        return tuple(clause)
    start = after[0] + 1
    return (*clause[:start], *(replace(each, letter=lexicon.PLAIN) for each in clause[start:]))
