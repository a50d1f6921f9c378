"""Our program with a stopwatch on the key derivation: `stopwatch.py FILE VERB ...`.

Runs one command line as `cfo-desktop` does and writes to the file, as JSON, what the derivation
took by the clock and of the processor; so what the rest of the same process took is known too.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from cfo_desktop.cli.main import main
from cfo_desktop.store import keys

_derive = keys._argon2
_target = Path(sys.argv.pop(1))


def _timed(secret: bytes, salt: bytes, cost: keys.Argon2Cost) -> bytes:
    started, used = time.perf_counter(), time.process_time()
    key = _derive(secret, salt, cost)
    took = {"wall": time.perf_counter() - started, "cpu": time.process_time() - used}
    _target.write_text(json.dumps(took), encoding="ascii")
    return key


if __name__ == "__main__":
    keys._argon2 = _timed
    sys.exit(main())
