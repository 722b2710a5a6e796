# SPDX-License-Identifier: EUPL-1.2
"""What the processes of the concurrency tests do; each is a real process with an application of its own."""

from __future__ import annotations

import dataclasses
import multiprocessing as mp
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from core import audit, codes, outbox
from core import db as database
from core.app import create_app
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM
from core.outbox import Channel, Letter, Message

SPAWN = mp.get_context("spawn")


def together(config: Config, work: Callable[..., int], processes: int = 4, *args: object) -> list[int]:
    """Run the same work in several processes that start at the same moment; returns what each reports."""
    barrier, answers = SPAWN.Barrier(processes), SPAWN.Queue()
    running = [SPAWN.Process(target=_run, args=(config, work, n, barrier, answers, args)) for n in range(processes)]
    for process in running:
        process.start()
    found = [answers.get(timeout=60) for _ in running]
    for process in running:
        process.join(timeout=30)
        assert process.exitcode == 0
    return found


def _run(config: Config, work: Callable[..., int], number: int, barrier: Any, answers: Any, args: tuple) -> None:
    app = create_app(dataclasses.replace(config))
    with app.app_context():
        db.session.execute(sa.text("SELECT 1"))
        db.session.rollback()
        barrier.wait(timeout=60)
        answers.put(work(number, *args))
        db.session.remove()
        db.engine.dispose()


def append_to_the_audit_record(number: int, times: int) -> int:
    for turn in range(times):
        with unit_of_work():
            audit.record(SYSTEM, "test.appended", ("test", f"{number}-{turn}"))
    return times


def type_wrong_codes(_number: int, times: int) -> int:
    """Every failure must be counted, whatever the others do at the same time."""
    for _ in range(times):
        with unit_of_work():
            codes.open_code("0000-0000-0000", "the same visitor")
    return times


def deliver(_number: int, seconds: float) -> int:
    """Deliver until nothing is due; a message must leave exactly once."""
    import time

    sent = 0

    def send(letter: Letter) -> None:
        nonlocal sent
        sent += 1
        time.sleep(seconds)

    drivers: dict[Channel, outbox.Driver] = {Channel.EMAIL: send}
    name = outbox.worker_name()
    while outbox.deliver_next(drivers, name):
        pass
    return sent


def write_the_same_letter(_number: int, key: str) -> int:
    with unit_of_work():
        return int(outbox.put(Letter(key, Channel.EMAIL, "a@mail.example", "en", "Once", "Text")))


def count_without_protection(_number: int, times: int) -> int:
    """Read, think, write on a plain engine, as a program without our set-up would: for the counter-proof."""
    engine = sa.create_engine(db.engine.url)
    for _ in range(times):
        for _attempt in range(200):
            try:
                with engine.connect() as connection:
                    value = connection.execute(sa.select(Message.attempts).where(Message.key == "hot")).scalar_one()
                    connection.execute(sa.update(Message).where(Message.key == "hot").values(attempts=value + 1))
                    connection.commit()
                break
            except sa.exc.OperationalError:
                continue
    engine.dispose()
    return times


def count_with_protection(_number: int, times: int) -> int:
    """The same on our engine: BEGIN IMMEDIATE on SQLite, a locked row on PostgreSQL."""
    for _ in range(times):
        with unit_of_work():
            row = db.session.scalars(database.locked(sa.select(Message).where(Message.key == "hot"))).one()
            row.attempts += 1
    return times
