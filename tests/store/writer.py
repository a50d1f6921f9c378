"""Posts entries one by one; two of these at once show that a book bears two programs.

python -m tests.store.writer BOOK KEY COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from cfo_desktop.store import book_store
from cfo_desktop.store import slot_file
from tests.store.made_books import post
from tests.store.made_books import sale


def main() -> None:
    """Post the entries and print their numbers."""
    folder, data_key, count = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
    store = book_store.open_with_key(folder, slot_file.read(folder), data_key)
    print(*[post(store, sale(100 + n))[0] for n in range(count)])  # noqa: T201 - read by the test
    store.close()


if __name__ == "__main__":
    main()
