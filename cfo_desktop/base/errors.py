"""The exceptions of the program, so that every face can tell whose fault it is.

    CfoError
    ├── UserError(code, **data)   the owner can mend it: wrong passphrase, file busy, disk full
    ├── BookDamaged(code, **data) the book on disk is not what the program wrote
    └── Bug(message)              the program broke its own rules

Text for people is made in the faces from ``code`` and ``data`` (see ``base.texts``), so it can be
translated and a log can name the code without naming a payee or an amount.
"""

from __future__ import annotations


class CfoError(Exception):
    """Base of every exception the program raises on purpose."""


class CodedError(CfoError):
    """An error with a stable ``code`` (snake_case) and the ``data`` its text is made from."""

    def __init__(self, code: str, /, **data: object) -> None:
        """Keep ``code`` and ``data``; only the code becomes the exception's own text."""
        super().__init__(code)
        self.code = code
        self.data = data


class UserError(CodedError):
    """Something the owner can put right; the command line exits with 1."""


class BookDamaged(CodedError):
    """The book's files contradict each other or their keys; the command line exits with 3."""


class Bug(CfoError):
    """A broken promise between two parts of the program."""
