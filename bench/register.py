# SPDX-License-Identifier: EUPL-1.2
"""A register from import to look-up, through the command line: time, memory, and what the desk waits for.

The people are put together from the names of the invented register that comes with the demo; one in a hundred stands
there twice, one in fifty has a fault.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import random
import resource
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import flask_migrate
import sqlalchemy as sa

from bench.rows import Row
from core import clock, codes
from core.app import create_app
from core.config import ROOT, Config
from core.db import db, safe_reading, unit_of_work
from core.domain.actor import SYSTEM
from core.domain.tables import write_table
from council.domain.election import Calendar, ElectionEvent, LocalText
from council.domain.electoral_register import search_words
from council.domain.eligibility import USUAL_STATUSES, ElectorateProfile
from council.domain.register import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from council.domain.register_access import CODE_KIND
from council.domain.register_number import check_letter
from council.domain.statute import PollingPlace, QualifyingRule, StatuteParameters
from council.domain.timetable import TimetableTerms
from council.models.register import RegisterEntry
from council.queries.desk import found_at_desk
from council.queries.election import election_by
from council.queries.places import place_of
from council.queries.register import entries_found
from council.services import election as elections
from council.services import roll
from council.services import statute as statutes
from council.tally import Formula, RuleSheet

TITLE = "Electoral register"
ROWS, SMALL = 300_000, 20_000
COLUMNS = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)
EXPORTED_ON = dt.date(2027, 1, 28)
MUNICIPALITY = "Jonavos r. sav."
POLLING_DAY = dt.datetime(2027, 3, 14, 9, tzinfo=clock.ZONE)
SEARCHES = (
    "Anna",
    "ol",
    "Шевченко",
    "FR-0000150",
    "Al-Wahmi Sam",
    "Prykladna Oksana",
    "nobodyatall",
    "м",
    "FR-0299999-",
)


def invented(rows: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Invented people, as many as wanted, always the same ones."""
    chance = random.Random(seed)
    with (ROOT / "demo/data/register_2000.csv").open(encoding="utf-8-sig", newline="") as file:
        known = list(csv.DictReader(file, delimiter=","))
    alike = defaultdict(list)
    for row in known:
        alike[row["citizenship"], row["sex"]].append(row)
    person = known[0]
    for number in range(rows):
        if number % 100 == 99:
            person = _again(person, chance)
        else:
            first = chance.choice(known)
            family = chance.choice(alike[first["citizenship"], first["sex"]])
            born = dt.date(1935, 1, 1) + dt.timedelta(days=chance.randrange(31_000))
            person = {
                **first,
                "family_name": family["family_name"],
                "family_name_native": family["family_name_native"],
                "date_of_birth": born.isoformat() if number % 50 else "31.12.1990",
                "email": f"p{number}@example.org" if number % 3 == 0 else "",
                "phone": "",
                "address": f"Pavyzdinė g. {chance.randrange(20_000)}",
            }
        digits = f"{number:07d}"
        yield {**person, "register_number": f"FR-{digits}-{check_letter(digits)}"}


def _again(person: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The same person with another spelling."""
    name = person["family_name"]
    place = chance.randrange(1, max(2, len(name)))
    return {**person, "family_name": name[:place] + name[place + 1 :] if len(name) > 4 else name.upper()}


def file_of(rows: int) -> bytes:
    return write_table(COLUMNS, ([row[name] for name in COLUMNS] for row in invented(rows)))


def open_election() -> str:
    """An election with an open register, as a municipality would have it; without deadlines."""
    with (ROOT / "demo/data/register_2000.csv").open(encoding="utf-8-sig", newline="") as file:
        areas = sorted({row["eldership"] for row in csv.DictReader(file)} - {""})
    terms = StatuteParameters(
        min_age=18,
        min_residence_days=90,
        municipality=MUNICIPALITY,
        accepted_statuses=tuple(sorted(USUAL_STATUSES)),
        profile=ElectorateProfile.ALL_FOREIGN,
        qualifying_rule=QualifyingRule.POLLING_DAY,
        qualifying_days_before=0,
        term_years=4,
        places=tuple(PollingPlace(f"p{n}", LocalText(area), (area,)) for n, area in enumerate(areas)),
    )
    terms = replace(terms, timetable=TimetableTerms(deadlines=()))
    day = dt.date(2027, 3, 14)
    calendar = Calendar(register_closes_on=day, nominations_close_on=day, polling_day=day, declare_by=day)
    with unit_of_work():
        draft = statutes.draft_statute(SYSTEM, terms, RuleSheet(seats=9, formula=Formula.DHONDT))
        statutes.adopt_statute(SYSTEM, draft.public_id, statutes.Adoption("Council", dt.date(2026, 9, 24)))
        plan = elections.ElectionPlan(
            title=LocalText("Bench"), statute_id=draft.public_id, calendar=calendar, once="bench"
        )
        election = elections.draft_election(SYSTEM, plan).public_id
        elections.call_election(SYSTEM, election, elections.Instruction("Council"))
        elections.move_election(SYSTEM, election, ElectionEvent.OPEN_REGISTER)
    return election


def command(database: str, *words: str) -> dict[str, Any]:
    """Run ``talka register import`` as an operator does, in a process of its own; its answer and what it cost.

    ``own`` are the seconds of the program itself: on a machine that others use only they can be compared.
    """
    known = {"TALKA_DATABASE_URL": database, "TALKA_SECRET_KEY": "b" * 40, "TALKA_MUNICIPALITY": "Jonava"}
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [str(ROOT / "bin/talka"), "register", "import", *words, "--json"],
        env={**os.environ, **known},
        capture_output=True,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    spent = {"wall": time.perf_counter() - began, "own": own, "megabytes": after.ru_maxrss / 1024}
    return {**json.loads(done.stdout.splitlines()[-1]), **spent}


def look_ups(election: str) -> Iterator[Row]:
    with safe_reading():
        for typed in SEARCHES:
            times = []
            for _ in range(7):
                found = election_by(election)
                assert found is not None
                began = time.perf_counter()
                entries, more = entries_found(found, search_words(typed))
                times.append((time.perf_counter() - began) * 1000)
                db.session.expunge_all()
            note = f"{len(entries)}{' and more' if more else ''} found"
            yield Row(name=f"look up “{typed}”", ours=statistics.median(times), unit="ms", goal="< 100 ms", note=note)


def at_the_desk(election: str) -> Iterator[Row]:
    """What a clerk waits for on polling day: the whole of a search, and the whole of giving a paper."""
    with clock.standing_at(POLLING_DAY), unit_of_work():
        for event in (ElectionEvent.CLOSE_REGISTER, ElectionEvent.CLOSE_NOMINATIONS, ElectionEvent.OPEN_POLLING):
            elections.move(SYSTEM, elections.held(election), event)
    key, electors = _some_electors(election)
    with unit_of_work():
        card = codes.issue(CODE_KIND, electors[0])
    for what, typed in (("a card", card), ("a name", "Prykladna Oksana"), ("a birth date", "1984-03-07")):
        times = [_seconds(partial(_searched, election, key, typed)) * 1000 for _turn in range(7)]
        yield Row(name=f"desk: look up {what}", ours=statistics.median(times), unit="ms", goal="< 100 ms")
    times = [_seconds(partial(_given, election, key, each)) * 1000 for each in electors]
    note = f"median of {len(times)}, each a transaction of its own"
    yield Row(name="desk: give a paper", ours=statistics.median(times), unit="ms", goal="< 100 ms", note=note)


def _some_electors(election: str) -> tuple[str, list[str]]:
    """A polling place and fifty of its electors."""
    found = election_by(election)
    assert found is not None
    with safe_reading():
        rows = db.session.execute(
            sa.select(RegisterEntry.place, RegisterEntry.public_id)
            .where(RegisterEntry.election_id == found.id, RegisterEntry.eligible.is_(True))
            .order_by(RegisterEntry.place, RegisterEntry.id)
            .limit(50)
        ).all()
    key = rows[0].place
    return key, [row.public_id for row in rows if row.place == key]


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _searched(election: str, key: str, typed: str) -> None:
    with unit_of_work():
        search = roll.look_up_at_desk(SYSTEM, election, key, typed)
        found = election_by(election)
        assert found is not None
        here = place_of(found, key)
        assert here is not None
        found_at_desk(found, here, search)


def _given(election: str, key: str, entry: str) -> None:
    with unit_of_work():
        roll.give_paper(SYSTEM, election, key, roll.PaperPlan(entry_id=entry, once=entry))


def measured(number: int, database: str, folder: Path) -> Iterator[Row]:
    file = folder / "register.csv"
    file.write_bytes(file_of(number))
    app = create_app(Config(secret_key="b" * 40, database_url=database, municipality="Jonava"))
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        election = open_election()
        db.session.remove()
        words = (str(file), "--election", election, "--exported-on", EXPORTED_ON.isoformat())
        first = command(database, *words)
        counts = f"{first['accepted']} accepted, {first['duplicates_proposed']} pairs proposed"
        yield Row(name=f"import of {number} rows", ours=first["wall"], goal="300,000 rows: < 120 s", note=counts)
        yield Row(name="of that, the program's own time", ours=first["own"])
        yield Row(name="its memory at most", ours=first["megabytes"], unit="MB", goal="< 1000 MB")
        again = command(database, *words)
        assert (again["new"], again["changed"], again["vanished"]) == (0, 0, 0)
        yield Row(name="the same file again", ours=again["wall"], note="changes nothing")
        yield from look_ups(election)
        yield from at_the_desk(election)
        db.session.remove()
        db.engine.dispose()


def rows(*, full: bool = False, number: int = 0, database: str = "") -> Iterator[Row]:
    """Importing, importing again, looking up; ``full`` is the size that the register must bear."""
    with tempfile.TemporaryDirectory() as folder:
        address = database or f"sqlite:///{Path(folder) / 'register.db'}"
        yield from measured(number or (ROWS if full else SMALL), address, Path(folder))
