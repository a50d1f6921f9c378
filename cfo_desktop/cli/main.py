"""The program's door: one verb of the command line, or the window where there is none."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Sequence
from typing import NamedTuple
from typing import NoReturn

from cfo_desktop.base import texts
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import CodedError
from cfo_desktop.base.errors import UserError
from cfo_desktop.cli import output
from cfo_desktop.cli import parsing
from cfo_desktop.cli import verbs
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.parsing import UsageError

_HELP = frozenset(("-h", "--help"))
_LEADING = frozenset(("--demo", "--json", "--version", *_HELP))
"""Options that may stand before the verb, beside ``--lang``."""


class _Words(NamedTuple):
    """The command line cut in two: options before the verb, and the verb with its arguments."""

    options: Sequence[str]
    verb: str
    arguments: Sequence[str]

    def has(self, *flags: str) -> bool:
        """Tell whether one of ``flags`` was given, before the verb or after it."""
        return any(flag in self.options or flag in self.arguments for flag in flags)

    @property
    def language(self) -> str:
        """The language asked for, else the system's; known before the arguments are parsed."""
        words = [*self.options, *self.arguments, ""]
        for word, following in itertools.pairwise(words):
            asked = following if word == "--lang" else word.removeprefix("--lang=")
            if word.startswith("--lang") and asked in texts.LANGUAGES:
                return asked
        return texts.system_language()


def main(argv: list[str] | None = None) -> int:
    """Run one command line (without the program's name) and return the exit status.

    0 done, 1 something the user can mend, 2 wrong usage, 3 the book is damaged, 130 cancelled. A
    fault of the program itself is raised; where it runs as a program of its own (``argv`` is
    ``None``) the fault's place is told in one line instead of a traceback.
    """
    words = _cut(sys.argv[1:] if argv is None else argv)
    if argv is None:
        from cfo_desktop.cli import crash

        crash.install(language=words.language, as_json=words.has("--json"))
    try:
        if not words.verb and not words.has("--version", *_HELP):
            return _window(words)
        answer = _answer(words)
        output.write(answer, as_json=words.has("--json") and not words.has(*_HELP))
    except KeyboardInterrupt:
        return _failed(words, UserError("cancelled"), status=output.CANCELLED)
    except UsageError as error:
        message = f"{error.message}\n{error.usage}"
        return _told(words, code="usage", message=message, status=output.USAGE)
    except UserError as error:
        return _failed(words, error, status=output.FAULT)
    except BookDamaged as error:
        return _failed(words, error, status=output.DAMAGED)
    if argv is None and not sys.flags.dev_mode:
        _leave(answer.status)
    return answer.status


def _leave(status: int) -> NoReturn:
    """End the process at once: the book is closed, the answer written, nobody is left to tell.

    To take Python down module by module costs a short command an eighth of its time.
    """
    sys.stderr.flush()
    os._exit(status)


def _cut(argv: Sequence[str]) -> _Words:
    first = 0
    while first < len(argv) and argv[first].startswith("-"):
        first += 2 if argv[first] == "--lang" else 1
    verb = argv[first] if first < len(argv) else ""
    return _Words(argv[:first], verb, argv[first + 1 :])


def _answer(words: _Words) -> Answer:
    _check_options(words)
    if words.has("--version"):
        return _version()
    verb = verbs.find(words.verb)
    if words.verb and verb is None:
        raise UsageError(_text(words, "usage.verb_unknown", verb=words.verb), usage=_hint(words))
    if words.has(*_HELP) or verb is None:
        from cfo_desktop.cli import manual

        return Answer({}, manual.page(words.verb, verb, language=words.language))
    if "--demo" in words.options:
        raise UsageError(_text(words, "usage.demo_is_window"), usage=_hint(words))
    arguments = parsing.parser(words.verb, verb, language=words.language).parse_args(
        words.arguments
    )
    from cfo_desktop.cli.session import Session

    return verb.run(Session(words.language), arguments)


def _check_options(words: _Words) -> None:
    """Refuse what is no option of the program itself."""
    options = iter(words.options)
    for option in options:
        asked = next(options, "") if option == "--lang" else option.removeprefix("--lang=")
        if option not in _LEADING and asked not in texts.LANGUAGES:
            message = _text(words, "usage.option_unknown", option=option)
            raise UsageError(message, usage=_hint(words))


def _window(words: _Words) -> int:
    _check_options(words)
    if words.has("--json"):
        raise UsageError(_text(words, "usage.verb_missing"), usage=_hint(words))
    from cfo_desktop.cli import window

    return window.run(list(words.options))


def _version() -> Answer:
    from importlib import metadata

    version = metadata.version("cfo-desktop")
    return Answer({"version": version}, [f"CFO Desktop {version}"])


def _failed(words: _Words, error: CodedError, *, status: int) -> int:
    message = texts.fault_text(words.language, error.code, error.data)
    return _told(words, code=error.code, message=message, status=status)


def _told(words: _Words, *, code: str, message: str, status: int) -> int:
    """Tell what went wrong on stderr, and as the one document that ``--json`` promises."""
    output.complain(message)
    if words.has("--json"):
        output.write(Answer({"error": {"code": code, "message": message}}, ()), as_json=True)
    return status


def _hint(words: _Words) -> str:
    return _text(words, "usage.see_help")


def _text(words: _Words, key: str, **data: object) -> str:
    return texts.text(words.language, "cli", key, **data)
