"""Documents and templates as text, and back: what the book keeps of a reading."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import TypeVar

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

_T = TypeVar("_T")


def write(document: Document) -> str:
    """Return a document as JSON."""
    return _text(
        {
            "kind": document.kind,
            "carrier": document.carrier,
            "fields": {name: _found(found) for name, found in document.fields.items()},
            "lines": [_line(line) for line in document.lines],
            "rates": [[each.rate, _money(each.net), _money(each.tax)] for each in document.rates],
            "instalments": [
                [_money(each.amount), _day(each.day), each.name] for each in document.instalments
            ],
            "checks": [
                [each.name, each.ok, each.expected, each.found, each.place]
                for each in document.checks
            ],
            "warnings": [[each.code, each.place, dict(each.data)] for each in document.warnings],
            "pages": document.pages,
            "text": document.text,
        }
    )


def read(text: str) -> Document:
    """Return the document of ``write``'s text; raise ``BookDamaged`` for another."""
    return _read(text, _document)


def write_said(said: Mapping[Field, Value | None]) -> str:
    """Return what the owner said of some fields as JSON; ``None`` says that there is none."""
    return _text({name: None if value is None else _value(value) for name, value in said.items()})


def read_said(text: str) -> dict[Field, Value | None]:
    """Return what the owner said; raise ``BookDamaged`` for another text."""
    return _read(
        text,
        lambda found: {
            Field(name): None if value is None else _value_of(value)
            for name, value in found.items()
        },
    )


def write_template(template: Template) -> str:
    """Return a template as JSON."""
    return _text(
        {
            "seller": template.seller,
            "seller_tax_id": template.seller_tax_id,
            "marks": template.marks,
            "labels": {name.value: label for name, label in template.labels.items()},
            "boxes": {name: _box(box) for name, box in template.boxes.items()},
        }
    )


def read_template(text: str) -> Template:
    """Return the template of ``write_template``'s text; raise ``BookDamaged`` for another."""
    return _read(
        text,
        lambda found: Template(
            seller=str(found["seller"]),
            seller_tax_id=str(found["seller_tax_id"]),
            marks=tuple(map(str, found["marks"])),
            labels={Field(name): str(label) for name, label in found["labels"].items()},
            boxes={Field(name): Box(*box) for name, box in found["boxes"].items()},
        ),
    )


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _read(text: str, made: Callable[[Any], _T]) -> _T:
    try:
        return made(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BookDamaged("database_damaged") from error


# --- writing ---


def _found(found: Found) -> dict[str, object]:
    return {
        "value": _value(found.value),
        "evidence": found.evidence,
        "carrier": found.carrier,
        "box": _box(found.box),
        "otherwise": [_found(other) for other in found.otherwise],
    }


def _value(value: Value) -> object:
    """Return a text as itself, a day and a sum of money with their names."""
    if isinstance(value, Money):
        return {"money": _money(value)}
    return value if isinstance(value, str) else {"day": value.isoformat()}


def _money(money: Money | None) -> list[object] | None:
    return [money.currency, money.minor] if money else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _box(box: Box | None) -> list[int] | None:
    return [box.page, box.left, box.top, box.right, box.bottom] if box else None


def _line(line: Line) -> list[object]:
    texts = (line.quantity, line.unit, line.unit_price)
    sums = (_money(line.net), _money(line.tax), line.tax_rate)
    return [line.name, *sums, *texts, _box(line.box)]


# --- reading ---


def _document(found: Any) -> Document:  # noqa: ANN401 - JSON
    return Document(
        kind=DocumentKind(found["kind"]),
        carrier=Carrier(found["carrier"]),
        fields={Field(name): _found_of(each) for name, each in found["fields"].items()},
        lines=tuple(map(_line_of, found["lines"])),
        rates=tuple(
            RateTotal(int(rate), _money_of(net), _money_of(tax))
            for rate, net, tax in found["rates"]
        ),
        instalments=tuple(
            Instalment(Money(*amount), _day_of(day), str(name))
            for amount, day, name in found["instalments"]
        ),
        checks=tuple(Check(*each) for each in found["checks"]),
        warnings=tuple(Fault(*each) for each in found["warnings"]),
        pages=tuple(map(int, found["pages"])),
        text=str(found["text"]),
    )


def _found_of(found: Any) -> Found:  # noqa: ANN401 - JSON
    return Found(
        _value_of(found["value"]),
        Evidence(found["evidence"]),
        Carrier(found["carrier"]),
        _box_of(found["box"]),
        tuple(map(_found_of, found["otherwise"])),
    )


def _value_of(value: Any) -> Value:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return value
    return Money(*value["money"]) if "money" in value else dt.date.fromisoformat(value["day"])


def _money_of(found: Sequence[Any] | None) -> Money | None:
    return Money(*found) if found else None


def _day_of(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _box_of(found: Sequence[int] | None) -> Box | None:
    return Box(*found) if found else None


def _line_of(found: Sequence[Any]) -> Line:
    name, net, tax, rate, quantity, unit, price, box = found
    return Line(name, _money_of(net), _money_of(tax), rate, quantity, unit, price, _box_of(box))
