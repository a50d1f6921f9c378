"""Words for what the program's other parts tell in English: places, kinds of file, details, usage.

Each is recognised by its form and told in the language asked for; what has no known form is shown
as it came. The documents of ``--json`` keep places and details as they came, for programs to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.base import texts
from cfo_desktop.domain.fault import Fault

_Forms = Sequence[tuple[str, str]]
"""(regular expression, key of the text that its groups fill); compiled only where it is used."""

_PLACES: _Forms = (
    (r"transaction, line (?P<number>\d+)\b", "place.transaction_line"),
    (r"transaction (?P<number>\d+)\b", "place.transaction"),
    (r"row (?P<number>\d+)\b", "place.row"),
    (r"line (?P<number>\d+)\b", "place.line"),
)
_DETAILS: _Forms = (
    (r"HMAC verification failed for page (?P<number>\d+)", "detail.page"),
    (r"(?P<entries>\d+) entries, head (?P<head>\w+)", "detail.head"),
    (r"(?P<number>\d+) faults", "detail.faults"),
    (r"(?P<number>\d+) bytes", "detail.bytes"),
    (r"entry (?P<number>\d+)", "detail.entry"),
    (r"debit and credit differ", "detail.differ"),
    (r"DatabaseError|BookDamaged|database_damaged", "detail.unreadable"),
    (r"anchor_missing", "detail.anchor_missing"),
    (r"anchor_forged", "detail.anchor_forged"),
)
_USAGE: _Forms = (
    (r"the following arguments are required: (?P<names>.+)", "usage.required"),
    (r"one of the arguments (?P<names>.+) is required", "usage.required"),
    (r"unrecognized arguments: (?P<names>.+)", "usage.unrecognised"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)",
        "usage.choice",
    ),
    (r"argument (?P<name>.+?): expected one argument", "usage.expected_one"),
    (r"argument (?P<name>.+?): expected at least one argument", "usage.expected_one"),
    (
        r"argument (?P<name>.+?): expected (?P<count>\d+) arguments",
        "usage.expected_several",
    ),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        "usage.not_with",
    ),
    (
        r"argument (?P<name>.+?): NAME=NUMBER is needed: (?P<value>.+)",
        "usage.pair_needed",
    ),
    (
        r"argument (?P<name>.+?): a whole number from 1 on is needed: (?P<value>.+)",
        "usage.whole_number_needed",
    ),
    (
        r"argument (?P<name>.+?): a share from 0 to 100 is needed: (?P<value>.+)",
        "usage.share_needed",
    ),
)
_KINDS: Mapping[str, str] = {
    "Alipay merchant": "alipay_merchant",
    "WeChat Pay merchant": "wechat_merchant",
    "Meituan 美团": "meituan",
    "JD 京东": "jd",
    "OFX investments and loans": "ofx_investments",
}
"""{how the name of a kind of file starts that is recognised and not read: its key}."""


def place(language: str, where: str) -> str:
    """Return where in a file something stands; a sheet's name or a tag beside it stays."""
    sheet, mark, rest = where.rpartition("!")
    for form, key in _PLACES:
        if found := re.match(form, rest):
            told = _text(language, key, **found.groupdict())
            return sheet + mark + told + rest[found.end() :]
    return where


def plain_places(typed: str) -> list[str]:
    """Return what readers of files may call a place that is typed as it was shown.

    Several, where a language has one word for rows and lines.
    """
    sheet, mark, rest = typed.rpartition("!")
    found = [typed]
    for _, key in _PLACES:
        for language in texts.LANGUAGES:
            before, _, after = _text(language, key, number="\0").partition("\0")
            shown = rf"{re.escape(before)}(?P<number>\d+){re.escape(after)}(?P<more>\b.*| .*|)"
            if said := re.fullmatch(shown, rest):
                plain = _text("en", key, number=said["number"]) + said["more"]
                found.append(sheet + mark + plain)
    return list(dict.fromkeys(found))


def message(language: str, fault: Fault) -> str:
    """Return what a fault means, the kind of file it may name in words."""
    data = dict(fault.data)
    name = data.get("name")
    if isinstance(name, str):
        data["name"] = _kind(language, name)
    return texts.fault_text(language, fault.code, data)


def _kind(language: str, name: str) -> str:
    for start, key in _KINDS.items():
        if name.startswith(start):
            return _text(language, f"kind.{key}") + name.removeprefix(start)
    return name


def detail(language: str, found: str) -> str:
    """Return the detail of a control of the book; its parts are divided by semicolons."""
    return "; ".join(_told(language, _DETAILS, part) for part in found.split("; "))


def usage(language: str, complaint: str) -> str:
    """Return what is wrong with a command line, for what argparse says of it."""
    return _told(language, _USAGE, complaint)


def _told(language: str, forms: _Forms, said: str) -> str:
    for form, key in forms:
        if found := re.fullmatch(form, said):
            return _text(language, key, **found.groupdict())
    return said


def _text(language: str, key: str, **data: object) -> str:
    return texts.text(language, "cli", key, **data)
