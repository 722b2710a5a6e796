# SPDX-License-Identifier: EUPL-1.2
"""A server that is killed in the middle of its work loses nothing that it had confirmed to anybody.

Real processes: gunicorn over a SQLite file, several residents who keep writing, SIGKILL to the whole group.
"""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from core.config import ROOT, Config
from tests import site

pytestmark = pytest.mark.slow
WRITERS, KILL_AFTER = 4, 3.0


@pytest.fixture
def database(config: Config, shared_folder: Path, tmp_path: Path) -> Path:
    built = site.build(config, shared_folder)
    return Path(shutil.copy(built.database_url.removeprefix("sqlite:///"), tmp_path / "killed.db"))


def start(database: Path, port: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "TALKA_DEMO": "1",
        "TALKA_SECRET_KEY": "k" * 40,
        "TALKA_DATABASE_URL": f"sqlite:///{database}",
        "TALKA_BASE_URL": f"http://127.0.0.1:{port}",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "wsgi:app", "-b", f"127.0.0.1:{port}", "-k", "gthread", "--threads", "4"]
        + ["--no-control-socket", "--log-level", "critical"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2).close()
            return server
        except OSError:
            time.sleep(0.2)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    raise AssertionError("the server did not start")


class Writer(threading.Thread):
    """A resident who keeps contributing and remembers what was confirmed: the redirect to the slip."""

    def __init__(self, address: str, number: int) -> None:
        super().__init__()
        self.address, self.number = address, number
        self.confirmed: list[str] = []

    def run(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(cookies)
        for turn in range(10_000):
            text = f"Contribution {self.number}-{turn} of a resident who keeps writing"
            try:
                with browser.open(self.address, timeout=20) as page:
                    source = page.read().decode()
                hidden = dict(re.findall(r'type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"', source))
                hidden |= {n: v for n, v in re.findall(r'name="(\w+)"[^>]*type="hidden"[^>]*value="([^"]*)"', source)}
                sent = urllib.parse.urlencode({**hidden, "lang": "en", "text": text}).encode()
                with browser.open(urllib.request.Request(self.address, sent), timeout=20) as answer:
                    if answer.url.endswith("/slip"):
                        self.confirmed.append(text)
            except (OSError, http.client.HTTPException):
                return


def open_question(database: Path) -> str:
    """The address of the page on which residents contribute, from the demo's open forum."""
    with sqlite3.connect(database) as connection:
        row = connection.execute(
            "SELECT t.public_id, q.public_id FROM forum_topic t JOIN forum_question q ON q.topic_id = t.id"
            " WHERE t.state = 'open'"
        ).fetchone()
    connection.close()
    return f"/forums/{row[0]}/questions/{row[1]}"


def test_nothing_confirmed_is_lost(database: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = start(database, port)
    path = open_question(database)
    writers = [Writer(f"http://127.0.0.1:{port}{path}", n) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(KILL_AFTER)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    for writer in writers:
        writer.join(60)
    confirmed = {text for writer in writers for text in writer.confirmed}
    assert len(confirmed) > WRITERS, "the writers got nowhere, so nothing is proven"

    again = start(database, port)
    try:
        with sqlite3.connect(database) as connection:
            kept = {row[0] for row in connection.execute("SELECT original FROM input")}
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        assert confirmed - kept == set()
    finally:
        os.killpg(again.pid, signal.SIGTERM)
        again.wait(20)
