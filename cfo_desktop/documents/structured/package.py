"""An OFD file's ZIP as named parts of XML, opened within bounds."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from cfo_desktop.documents.structured import tree
from cfo_desktop.documents.structured.limits import MAX_BYTES
from cfo_desktop.documents.structured.limits import MAX_PART
from cfo_desktop.documents.structured.limits import unpacks_too_far
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.domain.fault import Fault

_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
    OverflowError,
)
"""What the library raises for an archive that is not what its directory says."""
_PREFIX = re.compile(rb"(</?)[\w.\-]*:(?=[\w])")
_DECLARED = re.compile(rb"""\sxmlns(:[\w.\-]*)?\s*=\s*("[^"]*"|'[^']*')""")
_PREFIXED = re.compile(rb"(\s)[\w.\-]*:([\w.\-]+\s*=)")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an archive by name; a name is never used as a path of this computer."""

    archive: zipfile.ZipFile
    places: dict[str, str]
    """The names as they are looked up, in small letters, and as they stand."""

    def content(self, place: str) -> bytes | None:
        """Return a part's bytes; ``None`` where it is missing, damaged or larger than any is."""
        name = self.places.get(_normal(place))
        if name is None:
            return None
        try:
            with self.archive.open(name) as stream:
                content = stream.read(MAX_PART + 1)
        except _BROKEN:
            return None
        return content if len(content) <= MAX_PART else None

    def xml(self, place: str, *, mended: bool = False) -> Node | None:
        """Return a part's root; ``None`` where it is missing or is no XML.

        ``mended``: prefixes that stand for no namespace are taken off and it is tried again.
        """
        content = self.content(place)
        if content is None:
            return None
        root = tree.parse(content)
        if isinstance(root, Fault) and mended and root.code == "document_not_well_formed":
            root = tree.parse(without_prefixes(content))
        return None if isinstance(root, Fault) else root

    def ending(self, *endings: str) -> list[str]:
        """Return the names of parts that end so, in order."""
        return sorted(name for name in self.places if name.endswith(endings))


def opened(untrusted_content: bytes) -> Package | Fault:
    """Open an OFD file.

    Faults: ``document_empty``, ``document_too_large``, ``document_damaged``,
    ``document_password``, ``document_unpacks``, ``document_format`` for another archive.
    """
    if len(untrusted_content) > MAX_BYTES:
        return Fault("document_too_large", data={"limit": str(MAX_BYTES >> 20)})
    try:
        archive = zipfile.ZipFile(io.BytesIO(untrusted_content))
        members = archive.infolist()
    except _BROKEN:
        return Fault("document_damaged" if untrusted_content else "document_empty")
    return _harmful(members) or _package(archive, members)


def _harmful(members: list[zipfile.ZipInfo]) -> Fault | None:
    if unpacks_too_far([(each.file_size, each.compress_size) for each in members]):
        return Fault("document_unpacks")
    if any(each.flag_bits & _ENCRYPTED for each in members):
        return Fault("document_password")
    return None


def _package(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Package | Fault:
    names = [each.filename for each in members if each.filename.rstrip("/") == each.filename]
    places = {_normal(name): name for name in names if name}
    if "ofd.xml" not in places:
        return Fault("document_format", data={"name": "ZIP"})
    return Package(archive, places)


def beside(place: str, target: str) -> str:
    """Return where ``target`` lies that a part at ``place`` names; from the top with a slash."""
    if target.startswith("/"):
        return _normal(target)
    return _normal(posixpath.join(posixpath.dirname(place), target))


def without_prefixes(content: bytes) -> bytes:
    """Return XML without prefixes and their declarations, which some writers get wrong."""
    return _PREFIXED.sub(rb"\1\2", _PREFIX.sub(rb"\1", _DECLARED.sub(b"", content)))


def _normal(place: str) -> str:
    """Return a name as it is compared: writers of these files do not mind capitals."""
    return posixpath.normpath(place.replace("\\", "/").lstrip("/")).lower()
