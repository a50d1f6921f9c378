"""What every test shares: an empty home, no network, no silent warnings, fixed examples."""

from __future__ import annotations
