"""Papers, their originals and their readings, inside the encrypted book."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import PaperFile
from cfo_desktop.domain.papers import PaperHead
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Reading
from cfo_desktop.domain.papers import number_key
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.search import Term
from cfo_desktop.store import paper_documents
from cfo_desktop.store.database import Connection
from cfo_desktop.store.ledger import set_value
from cfo_desktop.store.ledger import values
from cfo_desktop.store.search import words_of

_DIGEST_KEY = "paper_digest_key"
_FILE = "id, name, media_type, size, pages, added_at"
_HEAD = (
    "SELECT p.id, p.state, p.kind, p.direction, p.seller, p.buyer, p.number, p.day, p.due,"
    " p.currency, p.total, p.added_at, p.entry, p.unsure, (SELECT f.name FROM paper_reading r"
    "  JOIN paper_file f ON f.id = r.file WHERE r.paper = p.id ORDER BY f.id LIMIT 1) FROM paper p"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a paper says of itself as its row holds it: for lists, and to know it again."""

    kind: DocumentKind
    seller: str = ""
    seller_tax_id: str = ""
    buyer: str = ""
    buyer_tax_id: str = ""
    code: str = ""
    number: str = ""
    day: dt.date | None = None
    due: dt.date | None = None
    total: Money | None = None
    number_is_sure: bool = True
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class ListedInvoice:
    """An invoice that a list, or a booked paper, brought; ``gross`` in the book's currency."""

    id: int
    direction: str
    code: str
    number: str
    day: dt.date
    party: str
    party_tax_id: str
    gross: int
    status: str
    entry: int | None


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper's row; ``said`` is what the owner said, ``None`` where a field is to be empty."""

    number: int
    state: PaperState
    marks: Marks
    said: Mapping[Field, Value | None]
    kind_said: DocumentKind | None
    direction: Direction | None
    entry: int | None


@dataclass(frozen=True, slots=True)
class Booking:
    """How a paper was booked."""

    direction: Direction
    party: str
    account: str
    deductible: bool
    due: dt.date | None
    entry: int


@dataclass(frozen=True, slots=True)
class PastBooking:
    """How a party's last paper or bill was booked; ``deductible`` where a paper said so."""

    account: str
    deductible: bool | None


def digest(connection: Connection, content: bytes) -> bytes:
    """Return by what a file is known: HMAC-SHA256 under a random key of this book.

    The key lies in the book, not in its data key's family: a rekey leaves the digests true. It is
    made when first asked for, inside the caller's transaction.
    """
    found = values(connection).get(_DIGEST_KEY, "")
    if not found:
        found = secrets.token_bytes(32).hex()
        set_value(connection, _DIGEST_KEY, found)
    return hmac.new(bytes.fromhex(found), content, hashlib.sha256).digest()


# --- files ---


def add_file(
    connection: Connection,
    *,
    digest: bytes,
    name: str,
    media_type: str,
    pages: int,
    content: bytes,
    added_at: int,
) -> int:
    """Keep an original and return its id."""
    cursor = connection.execute(
        "INSERT INTO paper_file (digest, name, media_type, size, pages, added_at, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (digest, name, media_type, len(content), pages, added_at, content),
    )
    return int(cursor.lastrowid)


def file_with(connection: Connection, digest: bytes) -> int | None:
    """Return the id of the file that is known by ``digest``."""
    row = connection.execute("SELECT id FROM paper_file WHERE digest = ?", (digest,)).fetchone()
    return row[0] if row else None


def papers_of_file(connection: Connection, file: int) -> list[int]:
    """Return the papers that a file stands for, in its order."""
    rows = connection.execute(
        "SELECT paper FROM paper_reading WHERE file = ? ORDER BY place", (file,)
    )
    return list(dict.fromkeys(row[0] for row in rows))


def files(connection: Connection, paper: int) -> list[PaperFile]:
    """Return a paper's files in the order they came."""
    rows = connection.execute(
        f"SELECT {_FILE} FROM paper_file WHERE id IN"
        " (SELECT file FROM paper_reading WHERE paper = ?) ORDER BY id",
        (paper,),
    )
    return [_file(row) for row in rows]


def files_of_entry(connection: Connection, entry: int) -> list[PaperFile]:
    """Return the originals of the papers that an entry books."""
    rows = connection.execute(
        f"SELECT {_FILE} FROM paper_file WHERE id IN (SELECT r.file FROM paper_reading r"
        " JOIN paper p ON p.id = r.paper WHERE p.entry = ? OR p.entry IN"
        "  (SELECT c.id FROM entry c WHERE c.completes = ?)) ORDER BY id",
        (entry, entry),
    )
    return [_file(row) for row in rows]


def entry_of_file(connection: Connection, file: int) -> int | None:
    """Return the entry that a file is the original of, the first of several."""
    found: tuple[int | None] = connection.execute(
        "SELECT min(p.entry) FROM paper p JOIN paper_reading r ON r.paper = p.id WHERE r.file = ?",
        (file,),
    ).fetchone()
    return found[0]


def file_content(connection: Connection, file: int) -> tuple[PaperFile, bytes]:
    """Return a file with its content; raise ``UserError("paper_file_missing")``."""
    row = connection.execute(
        f"SELECT {_FILE}, content FROM paper_file WHERE id = ?", (file,)
    ).fetchone()
    if row is None:
        raise UserError("paper_file_missing")
    *about, content = row
    return _file(about), bytes(content)


def _file(row: Sequence[object]) -> PaperFile:
    id_, name, media_type, size, pages, added_at = row
    return PaperFile(
        int(str(id_)),
        str(name),
        str(media_type),
        int(str(size)),
        int(str(pages)),
        _moment(int(str(added_at))),
    )


def _moment(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


# --- papers ---


def add(connection: Connection, marks: Marks, *, added_at: int) -> int:
    """Make a draft and return its number."""
    cursor = connection.execute(
        "INSERT INTO paper (state, kind, seller, seller_tax_id, buyer, buyer_tax_id, code, number,"
        " number_key, number_sure, day, due, currency, total, unsure, said, added_at)"
        " VALUES ('draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', ?)",
        (*_columns(marks), added_at),
    )
    return int(cursor.lastrowid)


def _columns(marks: Marks) -> tuple[object, ...]:
    return (
        marks.kind.value,
        marks.seller,
        marks.seller_tax_id,
        marks.buyer,
        marks.buyer_tax_id,
        marks.code,
        marks.number,
        number_key(marks.number),
        int(marks.number_is_sure),
        day_key(marks.day) if marks.day else None,
        day_key(marks.due) if marks.due else None,
        marks.total.currency if marks.total else "",
        marks.total.minor if marks.total else None,
        marks.unsure,
    )


def change(
    connection: Connection,
    paper: int,
    *,
    marks: Marks,
    said: Mapping[Field, Value | None],
    kind_said: DocumentKind | None,
    text: str,
) -> None:
    """Keep what a paper says now, and by which words it is found."""
    connection.execute(
        "UPDATE paper SET kind = ?, seller = ?, seller_tax_id = ?, buyer = ?, buyer_tax_id = ?,"
        " code = ?, number = ?, number_key = ?, number_sure = ?, day = ?, due = ?, currency = ?,"
        " total = ?, unsure = ?, said = ?, kind_said = ? WHERE id = ?",
        (*_columns(marks), paper_documents.write_said(said), kind_said, paper),
    )
    connection.execute("DELETE FROM paper_search WHERE rowid = ?", (paper,))
    connection.execute(
        "INSERT INTO paper_search (rowid, words) VALUES (?, ?)", (paper, words_of(text))
    )


def add_reading(
    connection: Connection, paper: int, *, file: int, place: int, document: Document
) -> None:
    """Keep what a file says of a paper; ``place`` is which document of the file it is."""
    connection.execute(
        "INSERT INTO paper_reading (file, place, paper, document) VALUES (?, ?, ?, ?)",
        (file, place, paper, paper_documents.write(document)),
    )


def readings(connection: Connection, paper: int) -> list[Reading]:
    """Return what each file says of a paper, in the order they came."""
    rows = connection.execute(
        "SELECT file, document FROM paper_reading WHERE paper = ? ORDER BY file, place", (paper,)
    )
    return [Reading(file, paper_documents.read(text)) for file, text in rows]


def paper(connection: Connection, number: int) -> KeptPaper:
    """Return a paper's row; raise ``UserError("paper_missing")``."""
    found = _kept(connection, "id = ?", (number,))
    if not found:
        raise UserError("paper_missing", number=number)
    return found[0]


def similar(
    connection: Connection, *, total: Money | None, number: str, besides: int
) -> list[KeptPaper]:
    """Return the papers of this sum or of this number that were not dismissed.

    Nothing else can be the same document; ``besides`` is the paper that is asked for.
    """
    return _kept(
        connection,
        "state <> 'dismissed' AND id <> ? AND id IN (SELECT id FROM paper WHERE total = ?"
        " UNION SELECT id FROM paper WHERE number_key = ? AND number_key <> '')",
        (besides, total.minor if total else None, number_key(number)),
    )


def listed(connection: Connection, *, total: Money | None, number: str) -> list[ListedInvoice]:
    """Return the invoices of this sum (in the book's currency) or of this number that count."""
    rows = connection.execute(
        "SELECT id, direction, code, number, day, party, party_tax_id, gross, status, entry"
        " FROM invoice WHERE live = 1 AND (gross = ? OR (number = ? AND number <> '')) ORDER BY id",
        (total.minor if total else None, number),
    )
    return [
        ListedInvoice(id_, way, code, text, day_from_key(day), *rest)
        for id_, way, code, text, day, *rest in rows
    ]


def _kept(connection: Connection, condition: str, parameters: Sequence[object]) -> list[KeptPaper]:
    rows = connection.execute(
        "SELECT id, state, kind, seller, seller_tax_id, buyer, buyer_tax_id, code, number,"
        " number_sure, day, due, currency, total, unsure, said, kind_said, direction, entry"
        f" FROM paper WHERE {condition} ORDER BY id",
        parameters,
    )
    return [_kept_of(row) for row in rows]


def _kept_of(row: Sequence[object]) -> KeptPaper:
    number, state, kind = row[:3]
    seller, seller_tax_id, buyer, buyer_tax_id, code, text = map(str, row[3:9])
    sure, day, due, currency, total, unsure, said, kind_said, direction, entry = row[9:]
    marks = Marks(
        DocumentKind(str(kind)),
        seller,
        seller_tax_id,
        buyer,
        buyer_tax_id,
        code,
        text,
        day=_day(day),
        due=_day(due),
        total=Money(str(currency), int(str(total))) if total is not None else None,
        number_is_sure=bool(sure),
        unsure=int(str(unsure)),
    )
    return KeptPaper(
        int(str(number)),
        PaperState(str(state)),
        marks,
        paper_documents.read_said(str(said)),
        DocumentKind(str(kind_said)) if kind_said else None,
        Direction(str(direction)) if direction else None,
        int(str(entry)) if entry is not None else None,
    )


def _day(key: object) -> dt.date | None:
    return day_from_key(int(str(key))) if key else None


def heads(connection: Connection, state: PaperState | None) -> list[PaperHead]:
    """Return the papers of one state or of all, the newest first."""
    condition, parameters = ("WHERE p.state = ?", (state.value,)) if state else ("", ())
    rows = connection.execute(f"{_HEAD} {condition} ORDER BY p.id DESC", parameters)
    return [_head(row) for row in rows]


def expression(terms: Iterable[Term]) -> str:
    """Return what the index is asked for: papers that have all words, each by its beginning."""
    words = (words_of(word).replace('"', " ") for term in terms for word in term.words)
    return " AND ".join(f'"{word}"*' for word in words if word.strip())


def found(connection: Connection, expression: str) -> list[PaperHead]:
    """Return the papers that a full-text ``expression`` finds, the newest first."""
    rows = connection.execute(
        f"{_HEAD} WHERE p.id IN (SELECT rowid FROM paper_search WHERE paper_search MATCH ?)"
        " ORDER BY p.id DESC",
        (expression,),
    )
    return [_head(row) for row in rows]


def _head(row: Sequence[object]) -> PaperHead:
    number, state, kind, way, seller, buyer, text, day, due, currency, total = row[:11]
    added_at, entry, unsure, file = row[11:]
    direction = Direction(str(way)) if way else None
    return PaperHead(
        number=int(str(number)),
        state=PaperState(str(state)),
        kind=DocumentKind(str(kind)),
        party=str(buyer if direction is Direction.SALE else seller),
        invoice_number=str(text),
        day=_day(day),
        due=_day(due),
        total=Money(str(currency), int(str(total))) if total is not None else None,
        file=str(file or ""),
        added_at=_moment(int(str(added_at))),
        direction=direction,
        entry=int(str(entry)) if entry is not None else None,
        unsure=int(str(unsure)),
    )


def move_readings(connection: Connection, *, file: int | None, paper: int, to: int) -> None:
    """Let what a file says of a paper, or all files say, be said of another one."""
    connection.execute(
        "UPDATE paper_reading SET paper = ? WHERE paper = ? AND (? IS NULL OR file = ?)",
        (to, paper, file, file),
    )


def forget(connection: Connection, paper: int) -> None:
    """Remove a draft that no reading is left of."""
    connection.execute("DELETE FROM paper_search WHERE rowid = ?", (paper,))
    connection.execute("DELETE FROM paper WHERE id = ? AND state <> 'confirmed'", (paper,))


def book(connection: Connection, paper: int, booking: Booking) -> None:
    """Let a draft be confirmed as ``booking`` says."""
    connection.execute(
        "UPDATE paper SET state = 'confirmed', direction = ?, party = ?, deductible = ?, due = ?,"
        " entry = ?, account = (SELECT id FROM account WHERE code = ?) WHERE id = ?",
        (
            booking.direction.value,
            booking.party,
            int(booking.deductible),
            day_key(booking.due) if booking.due else None,
            booking.entry,
            booking.account,
            paper,
        ),
    )


def set_state(connection: Connection, paper: int, state: PaperState) -> None:
    """Dismiss a draft, or make a dismissed one a draft again."""
    connection.execute("UPDATE paper SET state = ? WHERE id = ?", (state.value, paper))


def past_booking(
    connection: Connection, party: str, *, sale: bool, codes: Collection[str]
) -> PastBooking | None:
    """Return how this party's last paper was booked, else the last entry that owed it something.

    ``codes`` are the accounts that count.
    """
    marks = ", ".join("?" * len(codes))
    row = connection.execute(
        "SELECT a.code, p.deductible FROM paper p JOIN account a ON a.id = p.account"
        " WHERE p.entry IS NOT NULL AND p.party = ? AND p.direction = ?"
        f" AND a.code IN ({marks}) ORDER BY p.entry DESC LIMIT 1",
        (party, "sale" if sale else "purchase", *codes),
    ).fetchone()
    if row is not None:
        return PastBooking(row[0], None if row[1] is None else bool(row[1]))
    row = connection.execute(
        "SELECT a.code FROM entry e JOIN posting p ON p.entry = e.id"
        " JOIN account a ON a.id = p.account"
        f" WHERE e.party = ? AND e.link IS NOT NULL AND e.reverses IS NULL AND a.code IN ({marks})"
        "  AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)"
        "  AND EXISTS (SELECT 1 FROM posting o JOIN account b ON b.id = o.account"
        "   WHERE o.entry = e.id AND b.grp = ?)"
        " ORDER BY e.day DESC, e.id DESC, abs(p.value) DESC LIMIT 1",
        (party, *codes, "receivable" if sale else "payable"),
    ).fetchone()
    return PastBooking(row[0], None) if row else None


# --- what was learned ---


def keep_template(connection: Connection, template: Template, *, learned_at: int) -> None:
    """Keep what corrections taught of a supplier, in the place of what was known."""
    connection.execute(
        "INSERT INTO supplier_template VALUES (?, ?, ?, ?) ON CONFLICT (seller, seller_tax_id)"
        " DO UPDATE SET template = excluded.template, learned_at = excluded.learned_at",
        (
            template.seller,
            template.seller_tax_id,
            paper_documents.write_template(template),
            learned_at,
        ),
    )


def templates(connection: Connection) -> list[Template]:
    """Return what is known of suppliers' documents, in the order of names."""
    rows = connection.execute(
        "SELECT template FROM supplier_template ORDER BY seller, seller_tax_id"
    )
    return [paper_documents.read_template(text) for (text,) in rows]


def parties_by_tax_id(connection: Connection) -> Iterable[tuple[str, str]]:
    """Yield (tax id, party) of booked papers and of the lists of invoices, the latest last."""
    yield from connection.execute(
        "SELECT party_tax_id, party FROM invoice WHERE live = 1 AND party_tax_id <> ''"
        " AND party <> '' ORDER BY id"
    )
    yield from connection.execute(
        "SELECT iif(direction = 'sale', buyer_tax_id, seller_tax_id), party FROM paper"
        " WHERE entry IS NOT NULL AND party <> '' ORDER BY id"
    )
