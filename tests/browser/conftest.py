# SPDX-License-Identifier: EUPL-1.2
"""A real browser (Debian's Chromium) and a real server on this machine; nothing may leave it.

``live_server`` serves a fresh, migrated database; ``demo_server`` serves the demo city.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from core.app import Talka, create_app
from core.config import ROOT, Config
from core.db import db
from tests import site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    app: Talka


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield running
        running.close()


def in_one_piece(app: Callable[..., Any]) -> Callable[..., list[bytes]]:
    """Reads and closes what is sent: Werkzeug's server leaves a file open when the browser hangs up half-way."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        with closing(app(environ, start_response)) as body:
            return [b"".join(body)]

    return call


def serve(config: Config, wrapped: Callable[..., Any] = in_one_piece) -> Iterator[Server]:
    """Serve until the test is over; ``wrapped`` puts something between the server and the application."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(dataclasses.replace(config, base_url=f"http://localhost:{port}"))
    server = make_server("127.0.0.1", port, wrapped(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Server(f"http://localhost:{port}", app)
    server.shutdown()
    thread.join(5)
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def live_server(config: Config, tmp_path: Path) -> Iterator[Server]:
    """A server over an empty database of its own."""
    yield from serve(over_empty_database(config, tmp_path))


def over_empty_database(config: Config, folder: Path) -> Config:
    """The same configuration with a fresh, migrated database in a folder."""
    own = dataclasses.replace(config, database_url=f"sqlite:///{folder / 'live.db'}")
    app = create_app(own)
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        db.session.remove()
        db.engine.dispose()
    return own


@pytest.fixture(scope="session")
def demo_server(
    config: Config, tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, _catalogues: None
) -> Iterator[Server]:
    """A server over the demo city, one for each worker."""
    built = site.build(config, shared_folder)
    own = tmp_path_factory.mktemp("demo") / "city.db"
    shutil.copy(built.database_url.removeprefix("sqlite:///"), own)
    yield from serve(dataclasses.replace(built, database_url=f"sqlite:///{own}"))


@pytest.fixture
def open_context(browser: Browser, demo_server: Server) -> Iterator[Any]:
    """``open_context(width=320, lang="ar", role="officer", scripts=False)`` returns a page inside the demo."""
    contexts = []

    def make(width: int = 1280, lang: str = "en", role: str = "", scripts: bool = True, dark: bool = False) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
            locale=lang,
            service_workers="block",
        )
        contexts.append(context)
        context.add_cookies([{"name": "lang", "value": lang, "url": demo_server.url}])
        page = context.new_page()
        page.goto(demo_server.url)
        if role:
            page.locator(f'button[name="role"][value="{role}"]').click()
        return page

    yield make
    for context in contexts:
        context.close()
