"""The charts of accounts that a new book can start from, read from the program's assets."""

from __future__ import annotations

import tomllib

from cfo_desktop.base import paths
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role

NAMES = ("shop", "cn-small-enterprise")


def load(name: str, *, currency: str) -> list[Account]:
    """Return the accounts of a chart; raise ``UserError("chart_unknown")``."""
    if name not in NAMES:
        raise UserError("chart_unknown", chart=name)
    with (paths.assets() / "charts" / f"{name}.toml").open("rb") as stream:
        chart = tomllib.load(stream)
    return [
        Account(
            code=row["code"],
            name=row["name"]["en"],
            name_zh=row["name"]["zh_CN"],
            group=Group(row["group"]),
            currency=currency,
            role=Role(row["role"]) if "role" in row else None,
        )
        for row in chart["account"]
    ]
