# SPDX-License-Identifier: EUPL-1.2
"""Polling cards of a whole town through the command line: time, memory of all processes together, size of the files.

The people are those of the register's measurement; a run is made as an operator makes it, up to the last fingerprint.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import flask_migrate

from bench.register import EXPORTED_ON, file_of, open_election
from bench.rows import Row
from core import clock
from core.app import create_app
from core.config import ROOT, Config
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM
from council.domain.electoral_register import Verdict
from council.services import register, register_import

TITLE = "Polling cards"
ELECTORS, SMALL = 20_000, 2_000
CLOSING = dt.datetime(2027, 3, 14, 8, tzinfo=clock.ZONE)
SPARE = 1.35
"""So many times as many lines as electors: some are children, some stand there twice."""


def closed_election(lines: int) -> str:
    """An election with a closed register of about so many lines; what may be a duplicate is taken for one."""
    election = open_election()
    with unit_of_work():
        batch = register_import.read_register(SYSTEM, election, file_of(lines), exported_on=EXPORTED_ON)
        register_import.confirm_import(SYSTEM, batch.public_id)
    with clock.standing_at(CLOSING), unit_of_work():
        db.session.connection().exec_driver_sql(
            f"UPDATE duplicate_pair SET verdict = '{Verdict.DIFFERENT.value}' WHERE verdict IS NULL"
        )
        register.close_register(SYSTEM, election)
    return election


def command(database: str, *words: str) -> dict[str, Any]:
    """Run ``talka cards print``; its answer, the seconds, and the most memory its processes held together."""
    known = {"TALKA_DATABASE_URL": database, "TALKA_SECRET_KEY": "b" * 40, "TALKA_MUNICIPALITY": "Jonava"}
    began = time.perf_counter()
    with subprocess.Popen(
        [str(ROOT / "bin/talka"), "cards", "print", *words, "--json"],
        env={**os.environ, **known},
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        watch = Watch(running)
        watching = threading.Thread(target=watch.run, daemon=True)
        watching.start()
        answer, _errors = running.communicate()
        watching.join()
    assert running.returncode == 0, answer
    spent = {"wall": time.perf_counter() - began, "own": sum(watch.seconds.values()), "megabytes": watch.most}
    return {**json.loads(answer.splitlines()[-1]), **spent}


@dataclass
class Watch:
    """Looks at all processes of a program while it runs: each makes one file and ends, so nobody adds them up later."""

    program: subprocess.Popen[str]
    most: float = 0.0
    seconds: dict[int, float] = field(default_factory=dict)

    def run(self) -> None:
        """What they share is counted once: each page by its part (PSS)."""
        while self.program.poll() is None:
            family = _family(self.program.pid)
            self.most = max(self.most, sum(_share(pid) for pid in family))
            self.seconds.update({pid: spent for pid in family if (spent := _seconds(pid))})
            time.sleep(0.1)


def _family(pid: int) -> list[int]:
    found, ahead = [], [pid]
    while ahead:
        one = ahead.pop()
        found.append(one)
        try:
            ahead += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        except OSError:
            continue
    return found


def _share(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _seconds(pid: int) -> float:
    """What a process has worked so far, by itself."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rows(*, full: bool = False, number: int = 0, database: str = "") -> Iterator[Row]:
    """One run of all cards; ``full`` is the size a town must be able to print."""
    wanted = number or (ELECTORS if full else SMALL)
    with tempfile.TemporaryDirectory() as place:
        address = database or f"sqlite:///{Path(place) / 'cards.db'}"
        app = create_app(Config(secret_key="b" * 40, database_url=address, municipality="Jonava"))
        with app.app_context():
            flask_migrate.upgrade(directory=str(ROOT / "migrations"))
            election = closed_election(int(wanted * SPARE))
            db.session.remove()
            db.engine.dispose()
        folder = Path(place) / "cards"
        done = command(address, "--election", election, "--to", str(folder))
        size = sum(path.stat().st_size for path in folder.iterdir())
        goal = "20,000 cards: < 120 s"
        note = f"{len(done['files'])} files, with codes, pictures and fingerprints"
        yield Row(name=f"print {done['cards']} cards", ours=done["wall"], goal=goal, note=note)
        yield Row(name="of that, all processes' own time", ours=done["own"], note="spread over the cores")
        yield Row(name="memory of all processes at most", ours=done["megabytes"], unit="MB", goal="< 1000 MB")
        yield Row(name="size of the files", ours=size / 1e6, unit="MB")
