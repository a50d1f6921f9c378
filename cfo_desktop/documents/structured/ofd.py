"""China's invoices as OFD files: the data beside the pages, from the surest of three carriers."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping

from cfo_desktop.documents.structured import einvoice_cn
from cfo_desktop.documents.structured import ofd_pages
from cfo_desktop.documents.structured import package as packages
from cfo_desktop.documents.structured.limits import MAX_TEXT
from cfo_desktop.documents.structured.ofd_pages import Piece
from cfo_desktop.documents.structured.package import Package
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.documents.structured.values import RefusedError
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.fault import Fault

_FIELDS = {
    "InvoiceCode": Field.CODE,
    "InvoiceNo": Field.NUMBER,
    "IssueDate": Field.DATE,
    "BuyerName": Field.BUYER,
    "BuyerTaxID": Field.BUYER_TAX_ID,
    "SellerName": Field.SELLER,
    "SellerTaxID": Field.SELLER_TAX_ID,
    "SellerFinancialAccount": Field.PAYMENT,
    "TaxExclusiveTotalAmount": Field.NET,
    "TaxTotalAmount": Field.TAX,
    "TaxInclusiveTotalAmount": Field.TOTAL,
}
_CUSTOM = {
    "发票代码": "InvoiceCode",
    "发票号码": "InvoiceNo",
    "开票日期": "IssueDate",
    "购买方名称": "BuyerName",
    "购买方纳税人识别号": "BuyerTaxID",
    "销售方名称": "SellerName",
    "销售方纳税人识别号": "SellerTaxID",
    "合计金额": "TaxExclusiveTotalAmount",
    "合计税额": "TaxTotalAmount",
    "价税合计": "TaxInclusiveTotalAmount",
}
_AMOUNTS = frozenset({"TaxExclusiveTotalAmount", "TaxTotalAmount", "TaxInclusiveTotalAmount"})
_LINE_AMOUNTS = frozenset({"Amount", "TaxAmount"})
_AMOUNT = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?|\*+")
_CAPITAL = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[圆元角分]|[圆元][整正]")
_LABEL = re.compile(r"(.*?)名\s*称\s*[:：]?\s*(.*)")
_ROW = 60
"""Two pieces whose middles are so near, in parts of ``FULL``, stand in one row."""
_TAGS = "customtag.xml"


def read(untrusted_content: bytes) -> Document | Fault:
    """Return the document of an OFD file, or the one fault why its data gives none.

    ``Attachs/original_invoice.xml`` first, then ``Tags/CustomTag.xml``, which points at texts of
    the pages, then the custom data of ``OFD.xml``; what one does not say is taken from the next.
    Fields have a box where a tag points at their text, and ``otherwise`` where it says something
    else than the data. Faults: those of ``package.opened``, ``document_no_data`` for pages alone
    (``ofd_pages.read`` gives their words), and those of ``xml.read``.
    """
    package = packages.opened(untrusted_content)
    if isinstance(package, Fault):
        return package
    pages = ofd_pages.of_package(package)
    pieces = [piece for page in pages for piece in page.pieces]
    tags, boxes = _tagged(package, pieces)
    custom = _custom_data(package)
    attached = _attached(package)
    if attached is None and tags is None and custom is None:
        return Fault("document_no_data")
    words = "\n".join(piece.text for piece in pieces)[:MAX_TEXT]
    try:
        found = _merged(attached, tags, custom, boxes=boxes, pieces=pieces, words=words)
    except RefusedError as refused:
        return refused.fault
    return dataclasses.replace(found, pages=tuple(page.number for page in pages))


def _merged(
    attached: Node | None,
    tags: Node | None,
    custom: Node | None,
    *,
    boxes: Mapping[Field, Box],
    pieces: list[Piece],
    words: str,
) -> Document:
    """Read the first carrier with what only the others say, and hold the tags against it."""
    carriers = [each for each in (tags, custom) if each is not None]
    if attached is not None and attached.name == einvoice_cn.DIGITISED:
        found = einvoice_cn.read(attached)
        found = dataclasses.replace(found, text=f"{found.text}\n{words}"[:MAX_TEXT])
    else:
        first = [attached] if attached is not None else []
        whole = _filled([*first, *carriers])
        if not whole.value("SellerName") and not whole.value("Seller", "SellerName"):
            _name_seller(whole, pieces)
        carrier = Carrier.EINVOICE_CN if first else Carrier.OFD
        found = einvoice_cn.older(whole, carrier=carrier, words=words)
    found = _with_boxes(found, boxes)
    return _compared(found, tags, custom, boxes) if attached is not None and tags else found


def _attached(package: Package) -> Node | None:
    """Return the root of the invoice that is attached as XML."""
    places = package.ending("original_invoice.xml")
    places += [each for each in package.ending(".xml") if "/attach" in f"/{each}"]
    for place in places:
        root = package.xml(place, mended=True)
        if root is not None and root.name in einvoice_cn.ROOTS:
            return root
    return None


def _custom_data(package: Package) -> Node | None:
    """Return the custom data of the file's head under the names of an older invoice."""
    head = package.xml("OFD.xml", mended=True)
    if head is None:
        return None
    leaves = []
    for node in head.walk():
        name = _CUSTOM.get(node.attributes.get("Name", "").strip())
        if node.name == "CustomData" and name and (text := " ".join(node.text.split())):
            leaves.append(Node(name, text=text))
    return Node(einvoice_cn.OLDER, children=leaves) if leaves else None


def _tagged(package: Package, pieces: Iterable[Piece]) -> tuple[Node | None, dict[Field, Box]]:
    """Return what the tags say under the names of an older invoice, and where it stands."""
    by_name: dict[str, Piece] = {}
    for piece in pieces:
        by_name.setdefault(piece.name, piece)
    for place in package.ending(_TAGS):
        root = package.xml(place, mended=True)
        if root is not None:
            boxes: dict[Field, Box] = {}
            children = list(_resolved(root, by_name, boxes))
            if children:
                return Node(einvoice_cn.OLDER, children=children), boxes
    return None, {}


def _resolved(root: Node, by_name: Mapping[str, Piece], boxes: dict[Field, Box]) -> Iterator[Node]:
    """Yield the tags with the texts that they point at instead of pointers."""
    for tag in root.children:
        if tag.name == "ObjectRef":
            continue
        names = (" ".join(each.text.split()) for each in tag.all("ObjectRef"))
        pieces = [by_name[name] for name in names if name in by_name]
        if not pieces:
            inner = list(_resolved(tag, by_name, boxes))
            if inner:
                yield Node(tag.name, children=inner)
            continue
        yield from _leaves(tag.name, pieces)
        if tag.name in _FIELDS:
            boxes.setdefault(_FIELDS[tag.name], _around(_speaking(tag.name, pieces)))


def _leaves(name: str, pieces: list[Piece]) -> Iterator[Node]:
    """Yield a tag's text; of a total, which points at its capitals too, both on their own."""
    speaking = _speaking(name, pieces)
    if name not in _AMOUNTS | _LINE_AMOUNTS:
        yield Node(name, text="".join(piece.text for piece in pieces))
        return
    amount = _AMOUNT.search("".join(piece.text for piece in speaking))
    if amount:
        yield Node(name, text=amount[0])
    for piece in pieces:
        if name in _AMOUNTS and _CAPITAL.search(piece.text):
            yield Node("Capitals", text=piece.text)


def _speaking(name: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that hold a tag's value: for an amount, those with figures."""
    if name not in _AMOUNTS | _LINE_AMOUNTS:
        return pieces
    return [piece for piece in pieces if _AMOUNT.search(piece.text)] or pieces


def _around(pieces: list[Piece]) -> Box:
    page = pieces[0].box.page
    boxes = [piece.box for piece in pieces if piece.box.page == page]
    return Box(
        page,
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _filled(carriers: list[Node]) -> Node:
    """Return the first carrier with the fields that only the later ones have."""
    first, *others = carriers
    whole = Node(einvoice_cn.OLDER, children=list(first.children))
    for other in others:
        for name in (*_FIELDS, "Capitals", "Note"):
            here = _text_of(whole, name)
            there = _text_of(other, name)
            if not here and there:
                _put(whole, name, there)
        if not whole.all("GoodsInfos", "GoodsInfo"):
            whole.children += other.all("GoodsInfos")
    return whole


def _text_of(root: Node, name: str) -> str:
    return root.value(name) or root.value("Seller", name) or root.value("Buyer", name)


def _put(root: Node, name: str, text: str) -> None:
    side = next((each for each in ("Seller", "Buyer") if name.startswith(each)), "")
    party = root.first(side) if side else None
    (party or root).children.append(Node(name, text=text))


def _name_seller(root: Node, pieces: list[Piece]) -> None:
    """Read the names beside their labels where no carrier holds them.

    The seller's stands right of the buyer's, and on older invoices below it.
    """
    labels = [(piece, found) for piece in pieces if (found := _LABEL.fullmatch(piece.text))]
    labels = [(piece, found) for piece, found in labels if len(found[1]) <= 1]
    named = [(piece, found[2] or _right_of(piece, pieces)) for piece, found in labels]
    named = [(piece, name) for piece, name in named if name]
    if len(named) == 2:  # noqa: PLR2004 - both parties, and nothing else that has a name
        named.sort(key=lambda each: (each[0].box.page, each[0].box.left + each[0].box.top))
        _put(root, "BuyerName", named[0][1])
        _put(root, "SellerName", named[1][1])


def _right_of(label: Piece, pieces: list[Piece]) -> str:
    """Return the text that begins nearest to the right of a label, in its row."""
    row = [
        piece
        for piece in pieces
        if piece.box.page == label.box.page
        and abs(_middle(piece) - _middle(label)) <= _ROW
        and piece.box.left > label.box.left
        and piece is not label
    ]
    nearest = min(row, key=lambda piece: piece.box.left, default=None)
    return "" if nearest is None or _LABEL.fullmatch(nearest.text) else nearest.text


def _middle(piece: Piece) -> int:
    return (piece.box.top + piece.box.bottom) // 2


def _with_boxes(found: Document, boxes: Mapping[Field, Box]) -> Document:
    fields = {
        name: dataclasses.replace(each, box=boxes.get(name, each.box))
        for name, each in found.fields.items()
    }
    return dataclasses.replace(found, fields=fields)


def _compared(
    found: Document, tags: Node, custom: Node | None, boxes: Mapping[Field, Box]
) -> Document:
    """Note what the page says instead of the data, where its tags say something else."""
    try:
        said = einvoice_cn.older(
            _filled([tags, custom] if custom else [tags]), carrier=Carrier.OFD, boxes=boxes
        )
    except RefusedError:  # the page alone is not whole; its boxes were of use
        return found
    fields = {
        name: _beside(each, said.fields.get(name) if name in boxes else None)
        for name, each in found.fields.items()
    }
    return dataclasses.replace(found, fields=fields)


def _beside(data: Found, page: Found | None) -> Found:
    if page is None or _comparable(page) == _comparable(data):
        return data
    return dataclasses.replace(data, otherwise=(page,))


def _comparable(found: Found) -> object:
    value = found.value
    return re.sub(r"\s", "", value) if isinstance(value, str) else value
