"""Asking for secrets: from the environment or typed unseen, never from an argument."""

from __future__ import annotations

import os
import sys

from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError

PASSPHRASE = "CFO_PASSPHRASE"  # noqa: S105 - the names of variables, not what they hold
NEW_PASSPHRASE = "CFO_NEW_PASSPHRASE"  # noqa: S105
RECOVERY_CODE = "CFO_RECOVERY_CODE"
_TERMINAL = "/dev/tty"


def passphrase(language: str) -> str:
    """Return the passphrase of a book that is there: ``CFO_PASSPHRASE``, or asked for."""
    return _environment(PASSPHRASE) or _typed(language, "passphrase")


def first_passphrase(language: str) -> str:
    """Return the passphrase of a book to be made: ``CFO_PASSPHRASE``, or asked for twice."""
    return _environment(PASSPHRASE) or _typed_twice(language)


def new_passphrase(language: str) -> str:
    """Return what takes a passphrase's place: ``CFO_NEW_PASSPHRASE``, or asked for twice."""
    return _environment(NEW_PASSPHRASE) or _typed_twice(language)


def passphrase_after_recovery(language: str) -> str:
    """Return the new passphrase of a book whose old one is lost.

    There is no old one to give, so ``CFO_PASSPHRASE`` can only mean the new one.
    """
    return _environment(NEW_PASSPHRASE) or first_passphrase(language)


def recovery_code(language: str) -> str:
    """Return the recovery code: ``CFO_RECOVERY_CODE``, or asked for."""
    return _environment(RECOVERY_CODE) or _typed(language, "recovery_code")


def _environment(name: str) -> str:
    return os.environ.get(name, "")


def _typed_twice(language: str) -> str:
    first = _typed(language, "new_passphrase")
    if first != _typed(language, "new_passphrase_again"):
        raise UserError("passphrases_differ")
    return first


def _typed(language: str, what: str) -> str:
    """Ask on the terminal without echo; without a terminal take the next line of stdin."""
    if _has_terminal():
        secret = _asked(texts.text(language, "cli", f"prompt.{what}") + " ")
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    if not secret:
        raise UserError(f"{'recovery_code' if what == 'recovery_code' else 'passphrase'}_missing")
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
