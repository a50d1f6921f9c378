"""The help: all verbs in groups, or one verb with its arguments and an example."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from cfo_desktop.base import texts
from cfo_desktop.cli import output
from cfo_desktop.cli import parsing
from cfo_desktop.cli import verbs
from cfo_desktop.cli.parsing import Verb

_COLUMNS = 96
_INDENT = "    "


def page(name: str, verb: Verb | None, *, language: str) -> Iterator[str]:
    """Yield the lines of one verb's help; without a verb those of the whole program's."""
    return _overview(language) if verb is None else _verb(name, verb, language)


def _overview(language: str) -> Iterator[str]:
    yield from _text(language, "help.intro").splitlines()
    widest = max(map(len, (name for names in verbs.GROUPS.values() for name in names)))
    for group, names in verbs.GROUPS.items():
        yield ""
        yield _text(language, f"help.group.{group}")
        for name in names:
            yield f"  {name:{widest}}  {_text(language, f'verb.{name}.summary')}"
    yield ""
    yield from _text(language, "help.outro").splitlines()


def _verb(name: str, verb: Verb, language: str) -> Iterator[str]:
    parser = parsing.parser(name, verb)
    yield from textwrap.wrap(
        parser.usage_line(), _COLUMNS, subsequent_indent=_INDENT, break_on_hyphens=False
    )
    yield ""
    summary = _text(language, f"verb.{name}.summary")
    yield summary[0].upper() + summary[1:]
    details = _text(language, f"verb.{name}.details")
    if details:
        yield from details.splitlines()
    yield ""
    rows = [
        ("", parsing.shown(action), _text(language, f"argument.{action.help}"))
        for action in parser.wanted
    ]
    yield from output.table(("", "", ""), rows)
    yield ""
    yield _text(language, "help.example")
    for line in _text(language, f"verb.{name}.example").splitlines():
        yield f"  {line}"


def _text(language: str, key: str) -> str:
    return texts.text(language, "cli", key)
