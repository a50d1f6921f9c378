"""Keeps the interpreter from looking for cycles while values are made by the hundred thousand."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Leave out the passes of the collector in work that makes many values and no cycles.

    Each pass goes through every value there is, a book's remembered rows among them, and holds all
    threads meanwhile, the window's too. What is no longer used is freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
