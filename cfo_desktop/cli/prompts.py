"""Asking for secrets, from the environment or typed unseen; and for one of several meanings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.cli import output

PASSPHRASE = "CFO_PASSPHRASE"  # noqa: S105 - the names of variables, not what they hold
NEW_PASSPHRASE = "CFO_NEW_PASSPHRASE"  # noqa: S105
RECOVERY_CODE = "CFO_RECOVERY_CODE"
FILE_PASSWORD = "CFO_FILE_PASSWORD"  # noqa: S105
_TRIES = 3
_TERMINAL = "/dev/tty"
_SHORT = 8
"""Below so many characters a passphrase is guessed soon, whatever it costs to try one."""


def passphrase(language: str) -> str:
    """Return the passphrase of a book that is there: ``CFO_PASSPHRASE``, or asked for."""
    return _environment(PASSPHRASE) or _typed(language, "passphrase", lacks="passphrase")


def first_passphrase(language: str) -> str:
    """Return the passphrase of a book to be made: ``CFO_PASSPHRASE``, or asked for twice."""
    return _accepted(language, _environment(PASSPHRASE) or _typed_twice(language, "passphrase"))


def new_passphrase(language: str) -> str:
    """Return what takes a passphrase's place: ``CFO_NEW_PASSPHRASE``, or asked for twice."""
    return _accepted(
        language, _environment(NEW_PASSPHRASE) or _typed_twice(language, "new_passphrase")
    )


def passphrase_after_recovery(language: str) -> str:
    """Return the new passphrase of a book whose old one is lost.

    There is no old one to give, so ``CFO_PASSPHRASE`` can only mean the new one.
    """
    given = _environment(NEW_PASSPHRASE) or _environment(PASSPHRASE)
    return _accepted(language, given or _typed_twice(language, "new_passphrase"))


def recovery_code(language: str) -> str:
    """Return the recovery code: ``CFO_RECOVERY_CODE``, or asked for."""
    return _environment(RECOVERY_CODE) or _typed(language, "recovery_code", lacks="recovery_code")


def file_passwords(language: str, file: str) -> Iterator[str]:
    """Yield what may be the password of a statement file, as long as none before it was right.

    First ``CFO_FILE_PASSWORD``, then what is typed on the terminal; where nobody can be asked,
    nothing more.
    """
    if given := _environment(FILE_PASSWORD):
        yield given
    for _try in range(_TRIES if _has_terminal() else 0):
        secret = _asked(texts.text(language, "cli", "prompt.file_password", file=file) + " ")
        if not secret:
            return
        yield secret


def choice(head: str, offered: Sequence[str], *, question: str) -> int | None:
    """Return the place of what was picked by its number; ``None`` where nothing was.

    Asked on the terminal that the program is typed at, and nowhere else.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    lines = [head, *(f"  {number}  {each}" for number, each in enumerate(offered, 1))]
    sys.stderr.write("\n".join(lines) + f"\n{question} ")
    sys.stderr.flush()
    typed = sys.stdin.readline().strip()
    number = int(typed) if typed.isascii() and typed.isdigit() else 0
    return number - 1 if 1 <= number <= len(offered) else None


def _environment(name: str) -> str:
    return os.environ.get(name, "")


def _accepted(language: str, secret: str) -> str:
    """Return a passphrase that was chosen; one that is easy to guess is told so, not refused."""
    if len(secret) < _SHORT:
        output.complain(texts.text(language, "cli", "passphrase.short"))
    return secret


def _typed_twice(language: str, lacks: str) -> str:
    first = _typed(language, "new_passphrase", lacks=lacks)
    if first != _typed(language, "new_passphrase_again", lacks=lacks):
        raise UserError("passphrases_differ")
    return first


def _typed(language: str, what: str, *, lacks: str) -> str:
    """Ask on the terminal without echo; without a terminal take the next line of stdin.

    Raises ``UserError`` with ``<lacks>_missing``, which names the variable that would serve.
    """
    if _has_terminal():
        secret = _asked(texts.text(language, "cli", f"prompt.{what}") + " ")
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    if not secret:
        raise UserError(f"{lacks}_missing")
    return secret


def _asked(question: str) -> str:
    """Ask on the terminal; return nothing where it would show what is typed, or at its end."""
    import getpass
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(question)
        except (EOFError, getpass.GetPassWarning):
            return ""


def _has_terminal() -> bool:
    """Tell whether somebody can be asked, even where stdin comes from a file."""
    if sys.stdin.isatty():
        return True
    try:
        os.close(os.open(_TERMINAL, os.O_RDWR | getattr(os, "O_NOCTTY", 0)))
    except OSError:
        return False
    return True
