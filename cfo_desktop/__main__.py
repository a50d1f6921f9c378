"""Starts the program for `python -m cfo_desktop`: the same as the command `cfo-desktop`."""

from __future__ import annotations

import sys

from cfo_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
