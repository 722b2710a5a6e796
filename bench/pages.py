# SPDX-License-Identifier: EUPL-1.2
"""Pages of the demo city, asked for in this process without a network, beside the smallest page Flask can serve."""

from __future__ import annotations

import dataclasses
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from bench.rows import Row
from core.app import Talka, create_app
from core.config import ROOT, Config
from core.db import db, unit_of_work
from demo import load

TITLE = "Pages"
ROUNDS = 40
PAGES = ("/", "/organisations", "/forums", "/council", "/council/real-counts", "/answers", "/code")


def rows(*, full: bool = False) -> Iterator[Row]:
    """Time and statements of each page, bytes of a first visit in each language."""
    with tempfile.TemporaryDirectory() as folder:
        app = demo_app(Path(folder))
        yield from _pages(app, ROUNDS * (5 if full else 1))
        yield from _first_visit(app)
        with app.app_context():
            db.engine.dispose()


def median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def yardstick() -> float:
    """The smallest page Flask can serve, asked for the same way."""
    bare = Flask("bare")
    bare.add_url_rule("/", "page", lambda: "<!doctype html><title>Bare</title>")
    client = bare.test_client()
    return median_ms(lambda: client.get("/"))


def demo_app(folder: Path) -> Talka:
    config = Config(
        secret_key="b" * 40, database_url=f"sqlite:///{folder / 'bench.db'}", municipality="Jonava", demo=True
    )
    app = create_app(dataclasses.replace(config))
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        with unit_of_work():
            load.load()
        db.session.remove()
    return app


def _pages(app: Talka, rounds: int) -> Iterator[Row]:
    bare = yardstick()
    client = app.test_client()
    statements: list[str] = []
    with app.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    for path in PAGES:
        answer = client.get(path)
        statements.clear()
        client.get(path)
        asked = len([s for s in statements if s.startswith(("SELECT", "WITH"))])
        spent = median_ms(lambda path=path: client.get(path), rounds)
        size = len(answer.get_data()) / 1000
        yield Row(
            name=path,
            ours=spent,
            unit="ms",
            peer="bare Flask page",
            theirs=bare,
            goal="50 ms, 12 statements",
            note=f"{asked} statements, {size:.1f} kB",
        )


def _first_visit(app: Talka) -> Iterator[Row]:
    """Bytes of the home page with everything that a browser then asks for, uncompressed, without fonts."""
    for lang in app.config["TALKA"].languages:
        client = app.test_client()
        client.set_cookie("lang", lang)
        source = client.get("/").get_data(as_text=True)
        assets = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))', source))
        total = len(source.encode()) + sum((ROOT / a.lstrip("/").split("?")[0]).stat().st_size for a in assets)
        yield Row(
            name=f"first visit, {lang}",
            ours=total / 1000,
            unit="kB",
            goal="60 kB",
            note=f"{1 + len(assets)} answers, uncompressed, without fonts",
        )
