"""The words of an OFD file's pages and their places: for its tags, and for whoever reads pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.documents.structured import package as packages
from cfo_desktop.documents.structured.limits import MAX_NAME
from cfo_desktop.documents.structured.limits import MAX_PAGES
from cfo_desktop.documents.structured.limits import MAX_PIECES
from cfo_desktop.documents.structured.package import Package
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.fault import Fault

_A4 = (0.0, 0.0, 210.0, 297.0)
_TENTHS = 10
_NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})(e-?\d)?", re.ASCII | re.IGNORECASE)
_MAX_STEPS = 5_000
"""Steps between the letters of one text."""
_SOURCE = "ofd.xml"


@dataclass(frozen=True, slots=True)
class Piece:
    """One text object: what it says, where it stands, and the name that tags call it by."""

    name: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page's pieces from the top, each row from the left; its size in tenths of a mm."""

    number: int
    pieces: tuple[Piece, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Paper:
    """A page's rectangle in mm: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    def box(self, page: int, sides: tuple[float, float, float, float]) -> Box:
        left, top, right, bottom = sides
        return Box(
            page,
            _share(left - self.left, self.width),
            _share(top - self.top, self.height),
            _share(right - self.left, self.width),
            _share(bottom - self.top, self.height),
        )


def read(untrusted_content: bytes) -> tuple[OfdPage, ...] | Fault:
    """Return the pages with their words; no pictures. Faults: those of ``package.opened``."""
    package = packages.opened(untrusted_content)
    return package if isinstance(package, Fault) else of_package(package)


def of_package(package: Package) -> tuple[OfdPage, ...]:
    """Return the pages of an opened file; of a broken one those that can be read."""
    place, document = root_of(package)
    if document is None:
        return ()
    sheet = _numbers(document.value("CommonData", "PageArea", "PhysicalBox")) or _A4
    templates = {
        each.attributes.get("ID", ""): packages.beside(place, each.attributes.get("BaseLoc", ""))
        for each in document.all("CommonData", "TemplatePage")
    }
    pages = document.all("Pages", "Page")[:MAX_PAGES]
    read: list[OfdPage] = []
    for number, each in enumerate(pages):
        target = packages.beside(place, each.attributes.get("BaseLoc", ""))
        read.append(_page(package, number, target, templates, sheet))
        if sum(len(page.pieces) for page in read) > MAX_PIECES:
            break
    return tuple(read)


def root_of(package: Package) -> tuple[str, Node | None]:
    """Return the name and the root of the document part that the file opens with."""
    head = package.xml(_SOURCE)
    target = head.value("DocBody", "DocRoot") if head else ""
    place = packages.beside(_SOURCE, target or "Doc_0/Document.xml")
    return place, package.xml(place)


def _page(
    package: Package,
    number: int,
    place: str,
    templates: dict[str, str],
    sheet: tuple[float, float, float, float],
) -> OfdPage:
    root = package.xml(place) or Node("")
    own = _numbers(root.value("Area", "PhysicalBox"))
    paper = _Paper(*(own or sheet))
    layers = [root]
    for each in root.all("Template"):
        background = package.xml(templates.get(each.attributes.get("TemplateID", ""), ""))
        layers += [background] if background else []
    pieces = [piece for layer in layers for piece in _pieces(layer, number, paper)]
    pieces.sort(key=lambda piece: (piece.box.top, piece.box.left))
    size = (round(paper.width * _TENTHS), round(paper.height * _TENTHS))
    return OfdPage(number, tuple(pieces), *size)


def _pieces(root: Node, number: int, paper: _Paper) -> Iterator[Piece]:
    for node in root.walk():
        if node.name == "TextObject":
            text = "".join(" ".join(code.text.split()) for code in node.all("TextCode"))
            if text:
                box = paper.box(number, _sides(node))
                yield Piece(node.attributes.get("ID", ""), text[:MAX_NAME], box)


def _sides(node: Node) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom in mm: of the letters where each one's step is written."""
    left, top, width, height = _numbers(node.attributes.get("Boundary", "")) or (0.0,) * 4
    codes = node.all("TextCode")
    size = _number(node.attributes.get("Size", ""))
    if len(codes) == 1 and size and "CTM" not in node.attributes:
        code = codes[0].attributes
        if "DeltaY" not in code:
            start = left + (_number(code.get("X", "")) or 0.0)
            end = start + sum(_steps(code.get("DeltaX", ""))) + size
            return start, top, min(max(end, start), left + width), top + height
    return left, top, left + width, top + height


def _steps(text: str) -> list[float]:
    """Return the steps between letters; ``g 3 1.5`` says 1.5 three times."""
    steps: list[float] = []
    words = iter(text.split())
    for word in words:
        count = 1
        if word == "g":
            count = min(int(_number(next(words, "")) or 0), _MAX_STEPS)
            word = next(words, "")  # noqa: PLW2901 - the step that is repeated
        steps += [_number(word) or 0.0] * count
        if len(steps) > _MAX_STEPS:
            break
    return steps


def _share(length: float, whole: float) -> int:
    return min(max(round(length / whole * FULL), 0), FULL) if whole > 0 else 0


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _numbers(text: str) -> tuple[float, float, float, float] | None:
    """Return the four numbers of a rectangle; ``None`` where it is none."""
    found = [_number(word) for word in text.split()]
    match found:
        case [float(left), float(top), float(width), float(height)]:
            return left, top, width, height
    return None
