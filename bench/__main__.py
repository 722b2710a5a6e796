# SPDX-License-Identifier: EUPL-1.2
"""Prints what pages, the count and the register cost here, each beside a yardstick of the same run.

Absolute times depend on the machine; the ratios are what to compare. Pages are asked for in this process, without a
network, beside the smallest page Flask can serve.
"""

from __future__ import annotations

import dataclasses
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from core.app import Talka, create_app
from core.config import ROOT, Config
from core.db import db, unit_of_work
from council.tally import BallotProfile, CandidateList, Formula, RuleSheet, count
from demo import load

ROUNDS = 40
PAGES = ("/", "/organisations", "/forums", "/council", "/council/real-counts", "/answers", "/code")


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


def pages(app: Talka) -> None:
    bare = yardstick()
    print(f"bare Flask page: {bare:.2f} ms")
    client = app.test_client()
    statements: list[str] = []
    with app.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    for path in PAGES:
        answer = client.get(path)
        statements.clear()
        client.get(path)
        asked = len([s for s in statements if s.startswith(("SELECT", "WITH"))])
        spent = median_ms(lambda path=path: client.get(path))
        size = len(answer.get_data()) / 1000
        print(f"{path:<24}{spent:7.1f} ms {spent / bare:6.1f} x bare  {asked:3} statements {size:7.1f} kB")


def first_visit(app: Talka) -> None:
    """Bytes of the home page with everything that a browser then asks for, uncompressed; fonts by their range."""
    for lang in app.config["TALKA"].languages:
        client = app.test_client()
        client.set_cookie("lang", lang)
        source = client.get("/").get_data(as_text=True)
        assets = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))', source))
        total = len(source.encode()) + sum((ROOT / a.lstrip("/").split("?")[0]).stat().st_size for a in assets)
        print(f"first visit without fonts, {lang}: {total / 1000:.1f} kB in {1 + len(assets)} answers")


def tally() -> None:
    """d'Hondt over many lists beside the plainest way to do it: the highest next quotient, seat by seat."""
    votes = [1_000_003 * (n % 37 + 1) + n for n in range(1, 101)]
    seats = 200
    lists = tuple(CandidateList(number=n, name=f"List {n}", votes=v) for n, v in enumerate(votes, 1))
    rule = RuleSheet(seats=seats, formula=Formula.DHONDT)

    def plain() -> list[int]:
        won = [0] * len(votes)
        for _ in range(seats):
            best = max(range(len(votes)), key=lambda i: votes[i] / (won[i] + 1))
            won[best] += 1
        return won

    ours = median_ms(lambda: count(BallotProfile(lists=lists), rule), 5)
    base = median_ms(plain, 5)
    assert [r.seats for r in count(BallotProfile(lists=lists), rule).results] == plain()
    print(f"d'Hondt, 100 lists, 200 seats, full table and record: {ours:.0f} ms, {ours / base:.1f} x a bare float loop")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = demo_app(Path(folder))
        pages(app)
        first_visit(app)
        with app.app_context():
            db.engine.dispose()
    tally()


if __name__ == "__main__":
    main()
