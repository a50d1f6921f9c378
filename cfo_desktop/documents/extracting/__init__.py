"""Turns words with places into the fields of a bill, each with its evidence."""

from __future__ import annotations

from cfo_desktop.documents.extracting.extractor import extract
from cfo_desktop.documents.extracting.templates import learn

__all__ = ["extract", "learn"]
