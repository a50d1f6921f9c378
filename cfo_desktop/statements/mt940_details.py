"""What MT940's field 86 says of a movement, in the ways in which countries structure its text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.statements.limits import MAX_CELL
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import words_of

NO_REFERENCE = frozenset({"", "NONREF", "NOTPROVIDED", "NOREF", "EREF", "KREF", "KREF+", "EREF+"})
"""What stands where a reference could, and is none."""
_CODED = re.compile(r"\s*(\d{0,3})\s?([?<>^~@$|!#\\])(?=\d\d)")
"""A transaction code, and the sign that stands before each two-digit subfield."""
_SEPA = re.compile(
    r"\b(?:(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|RREF)\+|(MTLG):)"
)
_SLASHED_NAMES = (
    "TRTP|TRCD|EREF|PREF|IREF|KREF|MARF|CSID|IBAN|BIC|NAME|REMI|CNTP|BENM|ORDP|ULTC|ULTD|ULTB|PURP"
    "|RTRN|ISDT|ADDR|SVCL|OAMT|CHGS|EXCH|NRTX|OCMT|OCCY|ACCW|UREF|SUBF|ORDRREF|ID"
)
_SLASHED = re.compile(rf"/({_SLASHED_NAMES})/")
_MBANK = re.compile(r"(?:^|; ?)(?:(?:Z|NA|DO) (RACH)\.|(OD|DLA|TYT|TNR|ID IPH)\.?): ?")
_DUTCH = re.compile(r"\bREK: ?([A-Z]{2}\d\d[A-Z0-9]{8,30})/NAAM: ?(.{1,140})")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_ACCOUNT = re.compile(r"[A-Z0-9*./ -]{4,40}", re.IGNORECASE)
_BREAK = "\x1f"
_FREE = {"SVWZ", "MTLG", "ABWA", "ABWE"}
"""Tags of free text; the others are of references, of one line or full ones."""
_PURPOSE_WIDTH = 27
_LINE_WIDTH = 65
_STRUCTURED_WIDTH = 60
"""From here on a line of structured text is full: banks end it where the next piece is too long."""
_NAME_PARTS = 3
_PURPOSE = [f"{number}" for number in (*range(20, 30), *range(60, 64))]


@dataclass(frozen=True, slots=True)
class Details:
    """What a field 86 tells: texts as printed, empty where it does not say."""

    party: str = ""
    party_account: str = ""
    narration: str = ""
    references: tuple[str, ...] = ()
    code: str = ""
    """The business transaction code in front of the subfields."""


def read(lines: Sequence[str]) -> Details:
    """Take the lines of a field 86 apart; text in no known structure is the narration."""
    whole = "".join(lines)[:MAX_CELL]
    if found := _CODED.match(whole):
        text = whole if found[2] == "?" else _in_lines(lines, found[2])
        fields = _subfields(text[found.end() - 1 :], found[2])
        if fields:
            return _coded(fields, found[1])
    text = unwrapped(lines, _LINE_WIDTH)[:MAX_CELL]
    if text.startswith("/") and _SLASHED.search(text):
        return _slashed(_in_lines(lines, "/"))
    if "TYT.:" in text or "TNR:" in text:
        return _mbank(text)
    if dutch := _DUTCH.search(text):
        return Details(dutch[2].strip(), dutch[1], text[: dutch.start()].strip())
    return Details(narration=words_of(text))


def _in_lines(lines: Sequence[str], sign: str) -> str:
    """Join lines of structured text, where a line may end early or before the next ``sign``."""
    text = ""
    for line, after in itertools.pairwise((*lines, sign)):
        whole = len(line) >= _STRUCTURED_WIDTH or after.lstrip().startswith(sign)
        text += line if whole else line + " "
    return text[:MAX_CELL]


def unwrapped(lines: Sequence[str], width: int) -> str:
    """Join lines: where one is full it was cut inside a word, else a space stood there."""
    text = ""
    for line in lines:
        text += line if len(line) >= width else line.rstrip() + " "
    return text.strip()


def _subfields(text: str, sign: str) -> dict[str, str]:
    """The text of each subfield; one that is repeated goes on."""
    fields: dict[str, str] = {}
    for part in text.split(sign):
        if re.match(r"\d\d", part):
            fields[part[:2]] = fields.get(part[:2], "") + part[2:]
        elif fields:  # the sign itself stood in a text
            last = next(reversed(fields))
            fields[last] += sign + part
    return fields


def _coded(fields: Mapping[str, str], code: str) -> Details:
    tagged = _purpose([fields[key] for key in _PURPOSE if key in fields])
    said = tagged.get("SVWZ", "") or tagged[""], tagged.get("MTLG", ""), fields.get("00", "")
    name = unwrapped([fields[key] for key in ("32", "33") if key in fields], _PURPOSE_WIDTH)
    account = fields.get("31", "") or fields.get("38", "") or tagged.get("IBAN", "")
    return Details(
        party=words_of(name or tagged.get("ABWA", "") or tagged.get("ABWE", "")),
        party_account=account_of(account),
        narration=joined([words_of(text) for text in said]),
        references=_references(tagged.get(key, "") for key in ("EREF", "KREF", "RREF")),
        code=code,
    )


def _purpose(lines: Sequence[str]) -> dict[str, str]:
    """The purpose by its tags: a tag's value goes on where its line is full, SVWZ's in any case."""
    text = "".join(line if len(line) >= _PURPOSE_WIDTH else f"{line}{_BREAK}" for line in lines)
    tagged = _tagged(text, _SEPA)
    for name, value in tagged.items():
        kept, _break, free = value.partition(_BREAK)
        if name and name not in _FREE:
            tagged[name] = kept
            tagged[""] += f" {free}"
    return {name: value.replace(_BREAK, " ").strip() for name, value in tagged.items()}


def _tagged(text: str, names: re.Pattern[str]) -> dict[str, str]:
    """What follows each name; under the empty one, what stands before them all."""
    found: dict[str, str] = {}
    last, start = "", 0
    for each in names.finditer(text):
        found.setdefault(last, text[start : each.start()].strip())
        last, start = next(filter(None, each.groups())), each.end()
    found.setdefault(last, text[start:].strip())
    found.setdefault("", "")
    return found


def _slashed(text: str) -> Details:
    fields = {name: value.strip("/ ") for name, value in _tagged(text, _SLASHED).items()}
    # account, bank, name and town of the other side, where they come in one
    other = [part.strip() for part in fields.get("CNTP", "").split("/")]
    name = fields.get("NAME", "") or (other[2] if len(other) >= _NAME_PARTS else "")
    remittance = re.sub(r"^(USTD|STRD)/+(CUR/)?", "", fields.get("REMI", ""))
    said = [remittance, fields.get("TRTP", ""), fields.get("RTRN", ""), fields[""]]
    party = words_of(name or fields.get("BENM", "") or fields.get("ORDP", ""))
    narration = joined([words_of(each) for each in said])
    return Details(
        party=party,
        party_account=account_of(fields.get("IBAN", "") or other[0]),
        narration=narration or ("" if party else words_of(text)),
        references=_references(fields.get(key, "") for key in ("EREF", "PREF", "IREF", "KREF")),
    )


def _mbank(text: str) -> Details:
    fields = {name: value.strip("; ") for name, value in _tagged(text, _MBANK).items()}
    return Details(
        party=words_of(fields.get("OD", "") or fields.get("DLA", "")),
        party_account=account_of(fields.get("RACH", "")),
        narration=joined([words_of(fields.get("TYT", "")), words_of(fields[""])]),
        references=_references([fields.get("TNR", "")]),
    )


def account_of(text: str) -> str:
    """Return an account's number without spaces; empty for what is none."""
    return re.sub(r"\s", "", text)[:60] if _ACCOUNT.fullmatch(text.strip()) else ""


def _references(texts: Iterable[str]) -> tuple[str, ...]:
    found = (words_of(text) for text in texts)
    return tuple(dict.fromkeys(text for text in found if text not in NO_REFERENCE))
