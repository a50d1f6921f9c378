"""What every test shares: an empty home, no network, no silent warnings, fixed examples."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A failure seen once is seen by everybody, every time. To look for new ones:
# pytest --hypothesis-profile=search
settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.register_profile("search", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("fixed")

HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME")
NETWORK_FAMILIES = (socket.AF_INET, socket.AF_INET6)


@pytest.fixture(autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives each test a home of its own, no setting of ours, and one language."""
    home = str(tmp_path_factory.mktemp("home"))
    for name in HOME_VARIABLES:
        monkeypatch.setenv(name, home)
    for name in list(os.environ):
        if name.startswith(("CFO_", "XDG_")) or name in LOCALE_VARIABLES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")


class NetworkGuard:
    """Refuses network sockets to this process, and remembers the attempts.

    An audit hook sees every spelling, also those that go around the module `socket`. Sockets
    between processes of this computer (AF_UNIX) are no network.
    """

    def __init__(self) -> None:
        self.closed = False
        self.attempts: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Python's audit hook: called for everything that Python audits, so quick to say no."""
        if not self.closed or not event.startswith("socket."):
            return
        opens = event == "socket.__new__" and arguments[1] in NETWORK_FAMILIES
        if opens or event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            self.attempts.append(event)
            message = f"no network in tests: {event}{arguments[1:]}"
            raise PermissionError(message)


_guard = NetworkGuard()
sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that opens a network socket, even one that hides the error."""
    _guard.attempts.clear()
    _guard.closed = request.node.get_closest_marker("network") is None
    yield
    _guard.closed = False
    assert not _guard.attempts, f"the test reached for the network: {_guard.attempts}"


class WarningKeeper(logging.Handler):
    """Keeps the log records that a user would worry about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record as text."""
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that logs a warning, unless it asks for caplog: then it looks for itself."""
    keeper = WarningKeeper()
    logging.getLogger().addHandler(keeper)
    yield
    logging.getLogger().removeHandler(keeper)
    if "caplog" not in request.fixturenames:
        assert not keeper.messages, f"unexpected in the log: {keeper.messages}"
