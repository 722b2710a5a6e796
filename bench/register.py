# SPDX-License-Identifier: EUPL-1.2
"""What a register of 300,000 entries costs here: importing it with duplicates, importing it again, looking up.

Run it alone for other sizes: ``python -m bench.register --rows 20000``. The people are put together from the names
of the invented register that comes with the demo; one in a hundred stands there twice, one in fifty has a fault.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import flask_migrate

from core.app import create_app
from core.config import ROOT, Config
from core.db import db, safe_reading, unit_of_work
from core.domain.actor import SYSTEM
from core.domain.tables import write_table
from council.domain.election import Calendar, ElectionEvent, LocalText
from council.domain.eligibility import USUAL_STATUSES, ElectorateProfile
from council.domain.register import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from council.domain.register_number import check_letter
from council.domain.statute import PollingPlace, QualifyingRule, StatuteParameters
from council.domain.timetable import TimetableTerms
from council.queries.election import election_by
from council.queries.register import entries_found, open_pairs, tallies
from council.services import election as elections
from council.services import register_import
from council.services import statute as statutes
from council.tally import Formula, RuleSheet

ROWS = 300_000
COLUMNS = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)
EXPORTED_ON = dt.date(2027, 1, 28)
MUNICIPALITY = "Jonavos r. sav."
LONGEST_SECONDS, MOST_MEGABYTES, LONGEST_SEARCH_MS = 120, 1000, 100
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


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Watch:
    """Seconds on the wall and of this processor: on a machine that others use only the second tells anything."""

    def __init__(self) -> None:
        self.wall, self.own = time.perf_counter(), time.process_time()

    def say(self, what: str) -> float:
        spent, own = time.perf_counter() - self.wall, time.process_time() - self.own
        print(f"{what:<42}{spent:8.1f} s, own {own:6.1f} s   peak {peak_megabytes():5.0f} MB", flush=True)
        return spent


def import_once(election: str, data: bytes) -> float:
    watch = Watch()
    with unit_of_work():
        batch = register_import.read_register(SYSTEM, election, data, exported_on=EXPORTED_ON).public_id
    watch.say("  read and compared")
    with unit_of_work():
        register_import.confirm_import(SYSTEM, batch, progress=lambda phase, _rows: watch.say(f"    {phase}") and None)
    return watch.say("  imported, duplicates proposed, judged")


def look_ups(election: str) -> None:
    with safe_reading():
        found = election_by(election)
        assert found is not None
        for typed in SEARCHES:
            times = []
            for _ in range(7):
                began = time.perf_counter()
                rows, more = entries_found(found, register_words(typed))
                times.append((time.perf_counter() - began) * 1000)
            db.session.expunge_all()
            found = election_by(election)
            assert found is not None
            print(f"  look up {typed:<20}{statistics.median(times):8.1f} ms   {len(rows)}{'+' if more else ''} found")


def register_words(typed: str) -> tuple[str, ...]:
    from council.domain.electoral_register import search_words

    return search_words(typed)


def measure(rows: int, database: str) -> None:
    config = Config(secret_key="b" * 40, database_url=database, municipality="Jonava")
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        election = open_election()
        data = file_of(rows)
        print(f"register of {rows} rows, {len(data) / 1e6:.0f} MB; before the import {peak_megabytes():.0f} MB")
        import_once(election, data)
        found = election_by(election)
        assert found is not None
        counts = tallies(found)
        print(f"  {counts.entries} entries, {counts.electors} electors, {open_pairs(found)} pairs to decide")
        db.session.rollback()
        print("the same file again")
        import_once(election, data)
        look_ups(election)
        db.session.remove()
        db.engine.dispose()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=ROWS)
    asked.add_argument("--database", default="")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.rows, given.database or f"sqlite:///{Path(folder) / 'register.db'}")


if __name__ == "__main__":
    main()
