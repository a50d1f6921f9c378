"""Saves the monthly report of an open book as a PDF, with the letter to its owner."""

from __future__ import annotations

from pathlib import Path

from cfo_desktop.base.files import write_atomically
from cfo_desktop.domain.period import Month
from cfo_desktop.services import month_letter
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book


def save(book: Book, *, month: Month, target: Path, language: str) -> Path:
    """Write it in ``en`` or ``zh_CN``; return where it lies."""
    from cfo_desktop.reports import monthly_pdf

    report = reports.monthly_report(book, month=month)
    content = monthly_pdf.render(report, letter=month_letter.write(report), language=language)
    write_atomically(target, content)
    return target
