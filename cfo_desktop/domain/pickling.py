"""How domain values come out of a child process that read something untrusted.

The child writes them as calls of classes of ``domain``, the parent makes those and nothing else.
"""

from __future__ import annotations

import copyreg
import dataclasses
import datetime as dt
import enum
import pickle
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import IO
from typing import Any
from typing import Protocol

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import Money

_MANY = frozenset((str, dt.date, Money))


def dump(result: object, stream: IO[bytes]) -> None:
    """Write ``result`` as calls of nothing but classes of ``domain`` and dates.

    A value is its class, called with its fields: half the work of pickle's own way, and what the
    class refuses, the parent does. A member of an enum is its class and value, on every Python
    alike: 3.11.0 to 3.11.3 ask for ``builtins.getattr`` to find it, which the parent never grants.
    """
    pickler = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, **_recipes()}
    pickler.dump(result)


_Recipe = Callable[[Any], tuple[type, tuple[object, ...]]]


def _recipes() -> dict[type, _Recipe]:
    """Return how each class of ``domain`` that was loaded is made again."""
    found: dict[type, _Recipe] = {}
    once = _Once()
    for name, module in list(sys.modules.items()):
        if name.startswith("cfo_desktop.domain."):
            for kind in vars(module).values():
                if isinstance(kind, enum.EnumType):
                    found[kind] = lambda member: (type(member), (member.value,))
                elif isinstance(kind, type) and dataclasses.is_dataclass(kind):
                    found[kind] = _of_fields(tuple(field.name for field in fields(kind)), once)
    return found


class _Once:
    """Gives one object for all that are equal: the pickle and the parent hold each only once."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, value: object) -> object:
        """Return the first that was equal to ``value``."""
        if type(value) in _MANY:
            return self._known.setdefault(value, value)
        return value


def _of_fields(names: tuple[str, ...], once: _Once) -> _Recipe:
    def recipe(value: object) -> tuple[type, tuple[object, ...]]:
        return type(value), tuple([once(getattr(value, name)) for name in names])

    return recipe


class Source(Protocol):
    """What a pickle is read from."""

    def read(self, size: int, /) -> bytes:
        """Return the next ``size`` bytes."""
        ...

    def readline(self) -> bytes:
        """Return the next line."""
        ...


def load(untrusted_source: Source) -> object:
    """Return the value that ``dump`` wrote; ``UserError("file_unreadable")`` for anything else."""
    try:
        return _Unpickler(untrusted_source).load()
    except (pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError) as error:
        raise UserError("file_unreadable") from error
    except (ImportError, LookupError, MemoryError, TypeError, ValueError) as error:
        raise UserError("file_unreadable") from error


class _Unpickler(pickle.Unpickler):
    """Builds dates and the values of ``domain`` and nothing else: the child is not trusted.

    A name with dots would lead through what a module imports to anything at all, and a module's
    functions are no values. An enum comes as a function: nothing can be set on the class itself.
    """

    def find_class(self, module: str, name: str) -> object:
        if (module, name) == ("datetime", "date"):
            return dt.date
        ours = module.startswith("cfo_desktop.domain.") and module != __name__
        if ours and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return _member_of(found) if issubclass(found, enum.Enum) else found
        raise UserError("file_unreadable")


def _member_of(kind: type[enum.Enum]) -> Callable[[object], enum.Enum]:
    def member(value: object) -> enum.Enum:
        return kind(value)

    return member
