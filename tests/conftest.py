"""What every test shares: an empty home, no network, no silent warnings, the same examples each time."""

from __future__ import annotations
