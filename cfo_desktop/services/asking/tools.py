"""Which function answers for which tool."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services.asking import earning
from cfo_desktop.services.books import Book

ANSWERS: Mapping[Tool, Callable[[Book, Arguments], Answer]] = {
    Tool.PROFIT: earning.profit,
}
"""Each reads the book and changes nothing."""
