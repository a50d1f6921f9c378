"""Faults in the user's data: values with a code and a place, returned and shown, never raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was read.

    ``code`` names a text in the faults catalogue, ``place`` is a row, line or tag that a person
    finds again in the file (``row 24``, ``Ntry 3``), ``data`` fills the text.
    """

    code: str
    place: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One control that ties out or does not: ``expected`` by the file, ``found`` by adding up."""

    name: str
    """``count``, ``total_in``, ``total_out``, ``opening``, ``closing``, ``running_balance``..."""
    ok: bool
    expected: str
    found: str
    place: str = ""
