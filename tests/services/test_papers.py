"""Papers of real books: originals kept, files merged, the owner's word over what was read."""

from __future__ import annotations

import hashlib

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.papers import TwinStrength
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.services import books
from cfo_desktop.services import paper_preview
from cfo_desktop.services import papers
from cfo_desktop.services import shop_details
from cfo_desktop.services.books import Book
from cfo_desktop.services.document_reading import DocumentReader
from tests.documents import made_pages
from tests.services.made_papers import BOX
from tests.services.made_papers import SELLER
from tests.services.made_papers import document
from tests.services.made_papers import money
from tests.services.made_papers import taken_in
from tests.services.made_shop import PASSPHRASE


def test_a_file_is_kept_as_it_is(book: Book) -> None:
    number = taken_in(book, document(), content=b"%PDF-1.7 x", name="C:\\bills\\发票.pdf")
    paper = papers.paper(book, number=number)
    (file,) = paper.files
    assert (file.name, file.media_type, file.pages) == ("发票.pdf", "application/pdf", 1)
    assert papers.file_content(book, file=file.id) == ("发票.pdf", "application/pdf", b"%PDF-1.7 x")
    assert paper.places[Field.TOTAL].box == BOX
    assert (paper.state, paper.entry, paper.corrected) == (PaperState.DRAFT, None, frozenset())
    with pytest.raises(UserError, match="paper_file_missing"):
        papers.file_content(book, file=99)
    with pytest.raises(UserError, match="paper_missing"):
        papers.paper(book, number=99)


def test_the_same_bytes_open_the_first(book: Book) -> None:
    first = taken_in(book, document(), content=b"one")
    again = papers.add(
        book, name="other.pdf", content=b"one", documents=ReadDocuments((document(),), 1)
    )
    assert (again.papers, again.known_file, again.new) == ((first,), True, frozenset())
    assert len(papers.papers(book)) == 1
    papers.dismiss(book, paper=first)
    assert taken_in(book, document(), content=b"one") == first


def test_the_same_bytes_are_known_after_a_rekey(book: Book) -> None:
    first = taken_in(book, document(), content=b"one")
    books.rekey(book, passphrase=PASSPHRASE, cost=books.FLOOR_COST)
    assert taken_in(book, document(), content=b"one") == first
    rows = book.store.connection.execute("SELECT digest FROM paper_file").fetchall()
    assert rows != [(hashlib.sha256(b"one").digest(),)]


def test_data_text_and_picture_of_one_invoice_are_one_paper(book: Book) -> None:
    scan = document(
        carrier=Carrier.OCR, evidence=Evidence.READ, seller="上海晨光仪品有限公司", tax=None
    )
    data = document(carrier=Carrier.EINVOICE_CN, evidence=Evidence.MACHINE_READ)
    number = taken_in(book, scan, content=b"scan", name="scan.jpg")
    added = papers.add(book, name="data.xml", content=b"xml", documents=ReadDocuments((data,)))
    assert added.papers == (number,)
    assert added.merged == {number}
    paper = papers.paper(book, number=number)
    assert [file.name for file in paper.files] == ["scan.jpg", "data.xml"]
    seller = paper.document.fields[Field.SELLER]
    assert (seller.value, seller.evidence, seller.otherwise) == (
        *(SELLER, Evidence.MACHINE_READ),
        (),
    )
    assert paper.document.money_of(Field.TAX) == money("13.00")
    assert paper.places[Field.TOTAL].file == paper.files[0].id
    assert paper.readings[0].document == scan


def test_files_that_disagree_show_both(book: Book) -> None:
    number = taken_in(book, document(), content=b"pdf")
    forged = document(
        carrier=Carrier.EINVOICE_CN, evidence=Evidence.MACHINE_READ, total=money("999.00")
    )
    added = papers.add(book, name="x.xml", content=b"x", documents=ReadDocuments((forged,)))
    (other,) = added.new
    (twin,) = added.twins[other]
    assert (twin.paper, twin.strength, twin.total_differs) == (number, TwinStrength.STRONG, True)
    papers.join(book, paper=other, into=number)
    paper = papers.paper(book, number=number)
    total = paper.document.fields[Field.TOTAL]
    assert total.value == money("999.00")
    assert [each.value for each in total.otherwise] == [money("113.00")]
    assert not total.is_sure
    assert papers.papers(book)[0].unsure
    assert len(papers.papers(book)) == 1


def test_several_receipts_of_one_file_are_papers_of_their_own(book: Book) -> None:
    receipt = DocumentKind.RECEIPT
    one = document(kind=receipt, number=None, total=money("8.00"), tax=None)
    two = document(kind=receipt, number=None, total=money("8.00"), tax=None)
    added = papers.add(book, name="s.jpg", content=b"s", documents=ReadDocuments((one, two), 1))
    assert len(added.new) == 2
    assert [twin.reason for twin in added.twins[added.papers[1]]] == [TwinReason.PARTY_TOTAL_DAY]


def test_a_file_with_a_fault_is_not_kept(book: Book) -> None:
    fault = Fault("document_blank")
    added = papers.add(book, name="a", content=b"a", documents=ReadDocuments(fault=fault))
    assert (added.fault, added.papers) == (fault, ())
    assert papers.papers(book) == []


def test_a_file_without_documents_is_a_draft_to_fill_in(book: Book) -> None:
    added = papers.add(book, name="a.jpg", content=b"a", documents=ReadDocuments(pages=1))
    (number,) = added.new
    assert papers.paper(book, number=number).document.kind is DocumentKind.UNKNOWN
    papers.correct(book, paper=number, fields={Field.SELLER: "老王面馆"}, kind=DocumentKind.RECEIPT)
    head = papers.papers(book)[0]
    assert (head.party, head.kind) == ("老王面馆", DocumentKind.RECEIPT)


def test_the_owner_is_right_and_what_was_read_stays(book: Book) -> None:
    number = taken_in(book, document(evidence=Evidence.GUESS))
    before = papers.papers(book)[0].unsure
    papers.correct(
        book,
        paper=number,
        fields={Field.TOTAL: money("131.00"), Field.TAX: None, Field.NUMBER: "  12 34 "},
    )
    paper = papers.paper(book, number=number)
    total = paper.document.fields[Field.TOTAL]
    assert (total.value, total.evidence, total.is_sure) == (
        *(money("131.00"), Evidence.OWNER),
        True,
    )
    assert Field.TAX not in paper.document.fields
    assert paper.document.text_of(Field.NUMBER) == "12 34"
    assert paper.corrected == {Field.TOTAL, Field.TAX, Field.NUMBER}
    assert paper.readings[0].document.money_of(Field.TOTAL) == money("113.00")
    assert paper.places[Field.TOTAL].box == BOX
    assert papers.papers(book)[0].unsure < before
    papers.correct(book, paper=number, fields={Field.TAX: money("15.07")})
    assert papers.paper(book, number=number).document.money_of(Field.TAX) == money("15.07")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (Field.TOTAL, "12.00"),
        (Field.DATE, "2026-03-14"),
        (Field.NUMBER, money("1.00")),
        (Field.SELLER, "x" * 500),
        (Field.SELLER, "a\x07b"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(book: Book, name: Field, value: object) -> None:
    number = taken_in(book, document())
    with pytest.raises(UserError, match="paper_field_invalid"):
        papers.correct(book, paper=number, fields={name: value})  # type: ignore[dict-item]


def test_dismissed_and_restored(book: Book) -> None:
    number = taken_in(book, document())
    papers.dismiss(book, paper=number)
    assert papers.papers(book, state=PaperState.DRAFT) == []
    with pytest.raises(UserError, match="paper_not_draft"):
        papers.correct(book, paper=number, fields={})
    assert taken_in(book, document(text="another scan")) != number
    papers.restore(book, paper=number)
    assert len(papers.papers(book, state=PaperState.DRAFT)) == 2


def test_found_by_words_of_either_script_and_by_sums(book: Book) -> None:
    number = taken_in(book, document(text="Flour and 酵母"), name="march.pdf")
    for asked in ("晨光", "flou 酵母", "113.00", "2026-03-14", "march", "26310000"):
        assert [head.number for head in papers.search(book, text=asked)] == [number], asked
    for asked in ("", "*", '"', "晨光 nothing", "NOT OR"):
        assert papers.search(book, text=asked) == []
    papers.correct(book, paper=number, fields={Field.SELLER: "Baker (North)"})
    assert papers.search(book, text="baker north")


def test_a_paper_is_taken_apart_again(book: Book) -> None:
    number = taken_in(book, document(), content=b"1")
    other = document(text="second scan", carrier=Carrier.OCR)
    assert taken_in(book, other, content=b"2") == number
    file = papers.paper(book, number=number).files[1].id
    apart = papers.separate(book, paper=number, file=file)
    assert [each.id for each in papers.paper(book, number=apart).files] == [file]
    with pytest.raises(UserError, match="paper_only_file"):
        papers.separate(book, paper=apart, file=file)


def test_a_preview_leaves_nothing(book: Book) -> None:
    read = ReadDocuments((document(),), 1)
    added, previewed = paper_preview.preview(book, name="a", content=b"a", documents=read)
    assert len(added.new) == 1
    assert previewed[0].proposal.gross == money("113.00")
    assert papers.papers(book) == []
    assert book.store.connection.execute("SELECT count(*) FROM paper_file").fetchone() == (0,)


def test_what_the_book_knows_helps_to_read(book: Book) -> None:
    shop_details.change(book, ShopDetails(name="港湾小店", tax_id="91310000MA1ABCDE1X"))
    template = Template(SELLER, marks=("021-555",), labels={Field.TOTAL: "合计"})
    papers.keep_template(book, template)
    papers.keep_template(book, Template(SELLER, boxes={Field.TOTAL: BOX}))
    known = papers.hints(book)
    assert known.own_names == ("港湾小店", "Trial shop")
    assert known.own_tax_ids == ("91310000MA1ABCDE1X",)
    assert (known.currency, known.day_first) == ("CNY", None)
    assert known.templates == (Template(SELLER, boxes={Field.TOTAL: BOX}),)


def test_corrections_teach_how_to_read_the_next(book: Book) -> None:
    reader = DocumentReader()
    try:
        content = made_pages.pdf([made_pages.RECEIPT])
        read = reader.read(content, hints=papers.hints(book))
        added = papers.add(book, name="a.pdf", content=content, documents=read)
        (number,) = added.papers
        assert papers.lesson(book, paper=number) is None
        papers.correct(book, paper=number, fields={Field.REFERENCE: "09:41"})
        lesson = papers.lesson(book, paper=number)
        assert lesson is not None
        assert lesson.corrected == {Field.REFERENCE: "09:41"}
        template = reader.learn(
            lesson.content, document=lesson.document, corrected=lesson.corrected
        )
        assert template is not None
        assert Field.REFERENCE in {**template.labels, **template.boxes}
        papers.keep_template(book, template)
        assert papers.hints(book).templates == (template,)
        data = reader.learn(b"<x/>", document=lesson.document, corrected=lesson.corrected)
        assert data is None
    finally:
        reader.close()


def test_shop_details(book: Book) -> None:
    assert shop_details.read(book) == ShopDetails(name="Trial shop")
    wanted = ShopDetails("A", "B", "Street 1\nTown", "1", "a@b", "IBAN")
    shop_details.change(book, wanted)
    assert shop_details.read(book) == wanted
    for details in (ShopDetails(name="x" * 500), ShopDetails(address="a\x00b")):
        with pytest.raises(UserError, match="shop_detail_invalid"):
            shop_details.change(book, details)
