"""Opens what the owner may open and nothing else: passphrases, recovery codes, slot files."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import random
import secrets
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base import files
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.store import book_store
from cfo_desktop.store import keys
from cfo_desktop.store import recovery_code
from cfo_desktop.store import slot_file
from cfo_desktop.store.keys import Argon2Cost
from cfo_desktop.store.keys import Slot
from cfo_desktop.store.slot_file import SlotFile
from tests.store.made_books import CHEAP
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import Template
from tests.store.made_books import post
from tests.store.made_books import refused
from tests.store.made_books import sale

KEY = bytes(range(32))


def slots(passphrase: str = PASSPHRASE) -> tuple[SlotFile, str]:
    opening = keys.passphrase_slot(KEY, passphrase, book_id="b", cost=CHEAP)
    recovery, code = keys.recovery_slot(KEY, book_id="b")
    return SlotFile("b", 1, (opening, recovery)), code


# Passphrases


def test_the_passphrase_opens_the_book_and_another_does_not(folder: Path) -> None:
    book_store.open_with_passphrase(folder, PASSPHRASE).close()
    for wrong in ("", " ", PASSPHRASE + " ", PASSPHRASE.upper(), "correct horse e"):
        error = refused(book_store.open_with_passphrase, folder, wrong)
        assert (error.code, error.data) == ("passphrase_wrong", {})


def test_composed_and_decomposed_letters_are_the_same_passphrase(folder: Path) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    book_store.open_with_passphrase(folder, decomposed).close()


def test_an_empty_passphrase_makes_no_book(tmp_path: Path) -> None:
    error = refused(book_store.create, tmp_path / "book", passphrase="", fill=lambda _: None)
    assert error.code == "passphrase_empty"
    assert not (tmp_path / "book").exists()


def test_bytes_that_were_no_utf8_are_a_passphrase_too() -> None:
    """What the environment of a terminal passes on; the same bytes open what they locked."""
    strange = b"caf\xe9".decode(errors="surrogateescape")
    slot = keys.passphrase_slot(KEY, strange, book_id="b", cost=CHEAP)
    assert keys.unwrap_with_passphrase(slot, strange) == KEY
    assert refused(keys.unwrap_with_passphrase, slot, "café").code == "passphrase_wrong"


def test_thousands_of_random_passphrases_and_codes_open_nothing() -> None:
    file, code = slots()
    dice = random.Random(7)  # noqa: S311
    for _ in range(2000):
        guess = "".join(chr(dice.randrange(32, 0x3000)) for _ in range(dice.randrange(1, 30)))
        error = refused(keys.unwrap_with_passphrase, file.slots[0], guess)
        assert error.code == "passphrase_wrong"
        typed = recovery_code.encode(dice.randbytes(16))
        error = refused(keys.unwrap_with_recovery_code, file.slots[1], typed)
        assert error.code == "recovery_code_wrong"
    assert keys.unwrap_with_recovery_code(file.slots[1], code) == KEY


def test_the_key_is_argon2id_of_the_normal_form_at_the_slots_own_cost() -> None:
    """Computed here by the library itself, so that an old slot opens for ever."""
    slot = keys.passphrase_slot(KEY, "e\u0301", book_id="b", cost=Argon2Cost(70_000, 4, 1))
    header = slot.header
    assert (header["memory_kib"], header["iterations"], header["lanes"]) == (70_000, 4, 1)
    derived = Argon2id(
        salt=base64.b64decode(str(header["salt"])),
        length=32,
        iterations=4,
        lanes=1,
        memory_cost=70_000,
    ).derive("é".encode())
    associated = json.dumps(dict(header), sort_keys=True, separators=(",", ":")).encode()
    assert AESGCM(derived).decrypt(slot.nonce, slot.wrapped, associated) == KEY


def test_no_slot_is_weaker_than_the_floor(
    cheap_keys: Argon2Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "FLOOR", cheap_keys)
    slot = keys.passphrase_slot(KEY, "p", book_id="b", cost=CHEAP)
    assert slot.header["memory_kib"] == 64 * 1024
    assert slot.header["iterations"] == 3


def test_the_calibrated_cost_is_not_below_the_floor(cheap_keys: Argon2Cost) -> None:
    cost = keys.calibrated_cost()
    assert cost.memory_kib >= cheap_keys.memory_kib == 64 * 1024
    assert cost.iterations >= cheap_keys.iterations == 3


def test_sub_keys_differ_by_their_label() -> None:
    labels = ("database", "anchor", "backup 1", "backup 2")
    assert len({keys.sub_key(KEY, label) for label in labels}) == len(labels)
    assert all(len(keys.sub_key(KEY, label)) == 32 for label in labels)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("memory_kib", 65, "passphrase_wrong"),
        ("iterations", 2, "passphrase_wrong"),
        ("lanes", 2, "passphrase_wrong"),
        ("book", "another", "passphrase_wrong"),
        ("salt", base64.b64encode(b"y" * 16).decode(), "passphrase_wrong"),
        ("salt", "?", "slots_damaged"),
        ("salt", "", "slots_damaged"),
        ("memory_kib", 1, "slots_damaged"),
        ("memory_kib", 0, "slots_damaged"),
        ("memory_kib", -5, "slots_damaged"),
        ("memory_kib", "many", "slots_damaged"),
        ("iterations", 0, "slots_damaged"),
        ("lanes", 0, "slots_damaged"),
        ("lanes", 10**12, "slots_damaged"),
        ("memory_kib", 5 * 2**20, "slots_ask_too_much_memory"),
        ("iterations", 10**9, "slots_ask_too_much_memory"),
    ],
)
def test_a_slot_with_another_header_opens_nothing(field: str, value: object, code: str) -> None:
    slot = slots()[0].slots[0]
    header: Any = {**slot.header, field: value}
    changed = dataclasses.replace(slot, header=header)
    error = refused(keys.unwrap_with_passphrase, changed, PASSPHRASE)
    assert error.code == code


def test_a_slot_without_a_part_of_its_header_is_damaged() -> None:
    slot = slots()[0].slots[0]
    for field in ("memory_kib", "iterations", "lanes", "salt"):
        header = {key: value for key, value in slot.header.items() if key != field}
        changed = dataclasses.replace(slot, header=header)
        assert refused(keys.unwrap_with_passphrase, changed, PASSPHRASE).code == "slots_damaged"


def test_where_memory_is_short_the_owner_is_told(
    monkeypatch: pytest.MonkeyPatch, template: Template
) -> None:
    def short(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(keys, "_argon2", short)
    error = refused(book_store.open_with_passphrase, template.folder, PASSPHRASE)
    assert (error.code, error.data) == ("memory_short", {"mib": 0})


# Recovery codes


@given(st.binary(min_size=16, max_size=16))
def test_a_code_reads_back_however_it_is_typed(secret: bytes) -> None:
    code = recovery_code.encode(secret)
    assert recovery_code.decode(code) == secret
    assert recovery_code.decode(code.replace("-", "")) == secret
    assert recovery_code.decode(f"  {code.replace('-', '  ')}\n") == secret
    full_width = "".join(chr(ord(char) + 0xFEE0) for char in code)
    assert recovery_code.decode(full_width) == secret
    groups = code.split("-")
    assert [len(group) for group in groups] == [6] * 8
    assert all(int(group) % 11 == 0 for group in groups)


@given(st.binary(min_size=16, max_size=16), st.integers(0, 47), st.integers(1, 9))
def test_one_wrong_digit_is_found_and_its_group_named(
    secret: bytes, position: int, more: int
) -> None:
    digits = recovery_code.encode(secret).replace("-", "")
    wrong = str((int(digits[position]) + more) % 10)
    error = refused(recovery_code.decode, digits[:position] + wrong + digits[position + 1 :])
    assert (error.code, error.data) == ("recovery_code_typo", {"group": position // 6 + 1})


@given(st.binary(min_size=16, max_size=16), st.integers(0, 46))
def test_two_swapped_neighbours_are_found_and_their_group_named(
    secret: bytes, position: int
) -> None:
    digits = recovery_code.encode(secret).replace("-", "")
    one, other = digits[position], digits[position + 1]
    swapped = digits[:position] + other + one + digits[position + 2 :]
    if one == other:
        return
    error = refused(recovery_code.decode, swapped)
    assert error.code == "recovery_code_typo"
    assert error.data["group"] in {position // 6 + 1, (position + 1) // 6 + 1}


@pytest.mark.parametrize("typed", ["", "12", "0" * 47, "0" * 49, "nonsense", "x" * 48])
def test_a_code_of_another_length_is_named(typed: str) -> None:
    error = refused(recovery_code.decode, typed)
    assert error.code == "recovery_code_length"
    assert error.data == {"found": sum(char.isdigit() for char in typed)}


def test_a_group_too_large_for_sixteen_bits_is_a_typo() -> None:
    error = refused(recovery_code.decode, "999999" + "0" * 42)
    assert (error.code, error.data) == ("recovery_code_typo", {"group": 1})


def test_the_recovery_code_opens_the_book(folder: Path, template: Template) -> None:
    store = book_store.open_with_recovery_code(folder, template.code)
    assert store.data_key == template.data_key
    store.close()


def test_a_new_recovery_code_takes_the_place_of_the_old(folder: Path, template: Template) -> None:
    store = template.open(folder)
    code = book_store.new_recovery_code(store)
    store.close()
    assert code != template.code
    error = refused(book_store.open_with_recovery_code, folder, template.code)
    assert error.code == "recovery_code_wrong"
    book_store.open_with_recovery_code(folder, code).close()
    book_store.open_with_passphrase(folder, PASSPHRASE).close()


# The passphrase's change


def test_a_changed_passphrase_changes_no_byte_of_the_database(
    folder: Path, template: Template
) -> None:
    store = template.open(folder)
    post(store, sale())
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if "slots" not in path.name}
    book_store.change_passphrase(store, "another", cost=CHEAP)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if "slots" not in path.name}
    store.close()
    assert before == after
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert error.code == "passphrase_wrong"
    again = book_store.open_with_passphrase(folder, "another")
    assert again.data_key == template.data_key
    again.close()
    book_store.open_with_recovery_code(folder, template.code).close()


def test_neither_slot_file_opens_with_the_old_passphrase(folder: Path, template: Template) -> None:
    store = template.open(folder)
    book_store.change_passphrase(store, "another", cost=CHEAP)
    store.close()
    (folder / slot_file.NAME).write_bytes(b"damaged")
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert error.code == "passphrase_wrong"
    book_store.open_with_passphrase(folder, "another").close()


@pytest.mark.parametrize("step", [1, 2])
def test_a_change_that_the_disk_refuses_leaves_the_old_passphrase_in_force(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    store = template.open(folder)
    written: list[Path] = []
    write = files.write_atomically

    def full(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) == step:
            raise UserError("disk_full", path=str(path))
        write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(slot_file, "write_atomically", full)
        error = refused(book_store.change_passphrase, store, "another", cost=CHEAP)
    assert error.code == "disk_full"
    assert store.slots == slot_file.read(folder)
    store.close()
    book_store.open_with_passphrase(folder, PASSPHRASE).close()
    (folder / slot_file.NAME).write_bytes(b"damaged")  # opening has put the spare in order
    book_store.open_with_passphrase(folder, PASSPHRASE).close()


def test_two_programs_that_change_two_slots_keep_both(folder: Path, template: Template) -> None:
    one, other = template.open(folder), template.open(folder)
    book_store.change_passphrase(one, "another", cost=CHEAP)
    code = book_store.new_recovery_code(other)
    one.close()
    other.close()
    book_store.open_with_passphrase(folder, "another").close()
    book_store.open_with_recovery_code(folder, code).close()


# The slot file


def sealed(body: dict[str, Any]) -> bytes:
    """Return a slot file of any content, with the digest that says it is not damaged."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return json.dumps({**body, "sha256": digest}).encode()


def test_slots_read_back() -> None:
    file, _ = slots()
    assert slot_file.from_bytes(slot_file.to_bytes(file)) == file


def test_every_flipped_bit_of_a_slot_file_is_noticed() -> None:
    """Most are damage by the digest; white space and letter case may read as before."""
    file, _ = slots()
    content = slot_file.to_bytes(file)
    for bit in range(0, len(content) * 8, 3):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            read = slot_file.from_bytes(bytes(flipped))
        except BookDamaged as error:
            assert error.code == "slots_damaged"  # noqa: PT017 - one of two good ends
        else:
            assert read == file


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"[" * 50_000,
        b'{"sha256": 5}',
        b"\xff",
        sealed({}),
        sealed({"format": 1}),
        sealed({"format": 1, "book": "b", "generation": "x", "slots": []}),
        sealed({"format": 1, "book": "b", "generation": 1e400, "slots": []}),
        sealed({"format": "1", "book": "b", "generation": 1, "slots": []}),
        sealed({"format": 1, "book": "b", "generation": 1, "slots": {}}),
        sealed({"format": 1, "book": "b", "generation": 1, "slots": [5]}),
        sealed({"format": 1, "book": "b", "generation": 1, "slots": [{"header": {}}]}),
        sealed(
            {
                "format": 1,
                "book": "b",
                "generation": 1,
                "slots": [{"header": {}, "nonce": "", "wrapped": ""}],
            }
        ),
        sealed(
            {
                "format": 1,
                "book": "b",
                "generation": 1,
                "slots": [{"header": {"kind": []}, "nonce": "", "wrapped": ""}],
            }
        ),
        sealed(
            {
                "format": 1,
                "book": "b",
                "generation": 1,
                "slots": [{"header": {"kind": "passphrase"}, "nonce": "é", "wrapped": "x"}],
            }
        ),
    ],
)
def test_a_slot_file_of_any_other_content_is_damaged(folder: Path, content: bytes) -> None:
    for name in (slot_file.NAME, slot_file.SPARE):
        (folder / name).write_bytes(content)
    for error in (
        refused(book_store.open_with_passphrase, folder, PASSPHRASE),
        refused(book_store.open_with_recovery_code, folder, "0" * 48),
    ):
        assert isinstance(error, BookDamaged)
        assert error.code == "slots_damaged"


def test_slots_of_odd_lengths_are_damaged_not_wrong(folder: Path) -> None:
    file, code = slots()
    odd = [(b"", None), (b"x", None), (None, b""), (None, b"x" * 15)]
    for nonce, wrapped in odd:
        changed = tuple(
            Slot(
                slot.header,
                slot.nonce if nonce is None else nonce,
                slot.wrapped if wrapped is None else wrapped,
            )
            for slot in file.slots
        )
        slot_file.write(folder, dataclasses.replace(file, slots=changed))
        for error in (
            refused(book_store.open_with_passphrase, folder, PASSPHRASE),
            refused(book_store.open_with_recovery_code, folder, code),
        ):
            assert error.code in {"slots_damaged", "passphrase_wrong", "recovery_code_wrong"}


def test_slots_of_a_later_program_are_not_damage(folder: Path) -> None:
    body = json.loads((folder / slot_file.NAME).read_bytes())
    del body["sha256"]
    body["format"] = 2
    for name in (slot_file.NAME, slot_file.SPARE):
        (folder / name).write_bytes(sealed(body))
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert isinstance(error, UserError)
    assert error.code == "book_newer"


@pytest.mark.parametrize("name", [slot_file.NAME, slot_file.SPARE])
@pytest.mark.parametrize("content", [b"", b"damaged", None])
def test_one_damaged_or_missing_slot_file_is_made_good_by_the_other(
    folder: Path, name: str, content: bytes | None
) -> None:
    whole = (folder / slot_file.NAME).read_bytes()
    assert (folder / slot_file.SPARE).read_bytes() == whole
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    book_store.open_with_passphrase(folder, PASSPHRASE).close()
    assert (folder / slot_file.NAME).read_bytes() == whole
    assert (folder / slot_file.SPARE).read_bytes() == whole


def test_a_wrong_passphrase_does_not_touch_a_damaged_slot_file(folder: Path) -> None:
    (folder / slot_file.NAME).write_bytes(b"damaged")
    error = refused(book_store.open_with_passphrase, folder, "wrong")
    assert error.code == "passphrase_wrong"
    assert (folder / slot_file.NAME).read_bytes() == b"damaged"


def test_a_folder_without_slots_is_no_book(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    for path, code in [
        (tmp_path / "absent", "book_missing"),
        (tmp_path, "book_missing"),
        (tmp_path / "plain", "file_failed"),
    ]:
        error = refused(book_store.open_with_passphrase, path, PASSPHRASE)
        assert error.code == code
    for name in (slot_file.NAME, slot_file.SPARE):
        (folder / name).unlink()
    error = refused(book_store.open_with_passphrase, folder, PASSPHRASE)
    assert isinstance(error, BookDamaged)
    assert error.code == "slots_missing"  # the ledger is there, and nothing opens it any more


def test_keys_are_random(template: Template) -> None:
    assert len({keys.new_key() for _ in range(100)}) == 100
    assert secrets.token_bytes(32) != template.data_key


def test_an_open_book_does_not_print_its_key(template: Template, folder: Path) -> None:
    store = template.open(folder)
    assert template.data_key.hex() not in repr(store)
    assert repr(template.data_key) not in repr(store)
    store.close()
