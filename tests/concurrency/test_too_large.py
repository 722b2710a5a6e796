# SPDX-License-Identifier: EUPL-1.2
"""An upload over the limit gets its page from the real server: the connection is not cut while the file is sent."""

from __future__ import annotations

import http.client
import os
import signal
import socket
from pathlib import Path

import pytest

from core.security import LARGEST_UPLOAD
from tests.concurrency.test_killed_server import database, start

pytestmark = pytest.mark.slow
__all__ = ["database"]
PIECE = b"x" * 1_000_000


def test_a_file_over_the_limit_gets_its_page(database: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = start(database, port)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.putrequest("POST", "/code")
        connection.putheader("Content-Type", "application/x-www-form-urlencoded")
        connection.putheader("Origin", f"http://127.0.0.1:{port}")
        pieces = LARGEST_UPLOAD // len(PIECE) + 2
        connection.putheader("Content-Length", str(pieces * len(PIECE)))
        connection.endheaders()
        for _ in range(pieces):
            connection.send(PIECE)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "This file is too large" in answer.read().decode()
        connection.close()
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
