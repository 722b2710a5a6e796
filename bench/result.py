# SPDX-License-Identifier: EUPL-1.2
"""The public page of a result on election night: an election as small as the demo's and one of many places and lists.

Large is 200 polling places and 30 lists. Each page is asked for in this process, without
a network: first by a reader for whom nothing is kept, then by the next ones, then by one whose browser has it. Times
are those of the processor.
"""

from __future__ import annotations

import datetime as dt
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import sqlalchemy as sa

from bench.pages import yardstick
from bench.rows import Row
from core import clock
from core.app import Talka, create_app
from core.config import ROOT, Config
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM
from council.domain.election import Calendar, ElectionEvent, LocalText
from council.domain.eligibility import USUAL_STATUSES, ElectorateProfile
from council.domain.grounds import RejectionGround
from council.domain.polling import EntryKind, Figures, GroundPapers, ListVotes
from council.domain.statute import PollingPlace, QualifyingRule, StatuteParameters
from council.domain.timetable import TimetableTerms
from council.models.polling import CountEntry
from council.services import admission, count, declaration, nomination
from council.services import election as elections
from council.services import statute as statutes
from council.services.nomination import CandidatePlan, ListPlan
from council.tally import Formula, RuleSheet

TITLE = "Result page"
DAY = dt.date(2027, 3, 14)
SIZES = (("small", 2, 3, 9), ("large", 200, 30, 60))
GOAL = "50 ms, 12 statements"


def rows(*, full: bool = False) -> Iterator[Row]:
    """Milliseconds on the server and statements asked, for both sizes and three kinds of readers."""
    bare = yardstick()
    with tempfile.TemporaryDirectory() as folder:
        for name, places, lists, seats in SIZES:
            app = _app(Path(folder), name)
            with app.app_context():
                election = declared(places, lists, seats)
                db.session.remove()
            yield from _asked(app, f"/council/elections/{election}/result", name, bare=bare, rounds=100 if full else 25)
            with app.app_context():
                db.engine.dispose()


def _asked(app: Talka, path: str, name: str, *, bare: float, rounds: int) -> Iterator[Row]:
    statements: list[str] = []
    with app.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    app.test_client().get("/council")  # what every page of the program needs once
    client = app.test_client()
    began = time.process_time()
    answer = client.get(path)
    first = (time.process_time() - began) * 1000
    statements.clear()
    again = own_ms(lambda: app.test_client().get(path), rounds)
    asked = len([s for s in statements if s.startswith(("SELECT", "WITH"))]) // rounds
    kept = {"If-None-Match": client.get(path).headers["ETag"]}
    same = own_ms(lambda: client.get(path, headers=kept), rounds)
    size = f"{len(answer.get_data()) / 1000:.0f} kB"
    yield Row(name=f"{name}, the first reader", ours=first, unit="ms", note=f"{size}; once in each worker and language")
    yield Row(
        name=f"{name}, the next readers",
        ours=again,
        unit="ms",
        peer="bare Flask page",
        theirs=bare,
        goal=GOAL,
        note=f"{asked} statements",
    )
    yield Row(name=f"{name}, a browser that has it", ours=same, unit="ms", goal=GOAL, note="304, no page sent")


def own_ms(work: Callable[[], object], rounds: int) -> float:
    """What the program itself worked: on a machine that others use only this can be compared."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def _app(folder: Path, name: str) -> Talka:
    config = Config(secret_key="b" * 40, database_url=f"sqlite:///{folder / name}.db", municipality="Jonava")
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
    return app


def declared(places: int, lists: int, seats: int) -> str:
    """The public id of an election with a declared result of that size."""
    with clock.standing_at(dt.datetime(2027, 3, 14, 21, tzinfo=clock.ZONE)), unit_of_work():
        election = _election(places, seats)
        ids = [_list(election, number) for number in range(1, lists + 1)]
        drawing = admission.Drawing(tuple(ids), "The youngest member", "Two agents", DAY)
        admission.number_lists(SYSTEM, election, drawing)
        elections.move(SYSTEM, elections.held(election), ElectionEvent.CLOSE_REGISTER)
        admission.publish_lists(SYSTEM, election)
        for event in (ElectionEvent.OPEN_POLLING, ElectionEvent.BEGIN_COUNT):
            elections.move_election(SYSTEM, election, event)
        for number in range(places):
            _enter(election, f"p{number}", _sheet(ids, number))
        count.allocate_seats(SYSTEM, election)
        declaration.declare_result(SYSTEM, election)
        return election


def _enter(election: str, place: str, figures: Figures) -> None:
    """Two entries that agree, written straight into their table: how long people take to enter is not asked here."""
    for number, kind in enumerate((EntryKind.FIRST, EntryKind.SECOND), start=1):
        held = elections.held(election)
        row = CountEntry(election_id=held.id, place=place, number=number, kind=kind.value, actor_id=f"bench-{number}")
        row.figures = figures
        db.session.add(row)


def _election(places: int, seats: int) -> str:
    terms = StatuteParameters(
        min_age=18,
        min_residence_days=90,
        municipality="Jonavos r. sav.",
        accepted_statuses=tuple(sorted(USUAL_STATUSES)),
        profile=ElectorateProfile.ALL_FOREIGN,
        qualifying_rule=QualifyingRule.POLLING_DAY,
        qualifying_days_before=0,
        term_years=4,
        places=tuple(PollingPlace(f"p{n}", LocalText(f"Place {n}"), (f"area {n}",)) for n in range(places)),
        timetable=TimetableTerms(deadlines=()),
    )
    draft = statutes.draft_statute(SYSTEM, terms, RuleSheet(seats=seats, formula=Formula.DHONDT))
    statutes.adopt_statute(SYSTEM, draft.public_id, statutes.Adoption("Council", dt.date(2026, 9, 24)))
    calendar = Calendar(register_closes_on=DAY, nominations_close_on=DAY, polling_day=DAY, declare_by=DAY)
    plan = elections.ElectionPlan(
        title=LocalText("Bench"), statute_id=draft.public_id, calendar=calendar, once=secrets.token_hex(8)
    )
    election = elections.draft_election(SYSTEM, plan).public_id
    elections.call_election(SYSTEM, election, elections.Instruction("Council"))
    elections.move_election(SYSTEM, election, ElectionEvent.OPEN_REGISTER)
    return election


def _list(election: str, number: int) -> str:
    plan = ListPlan(name=LocalText(f"List number {number}"), agent_name="An agent")
    one = nomination.submit_list(SYSTEM, election, plan).public_id
    for place in (1, 2, 3):
        person = CandidatePlan(given_names=f"Person {place}", family_name=f"of list {number}", consent_on=DAY)
        nomination.put_candidate(SYSTEM, one, person, position=place)
    nomination.check_candidates(SYSTEM, one, (1, 2, 3))
    admission.decide_list(SYSTEM, one, admit=True, reason="Bench")
    return one


def _sheet(ids: list[str], place: int) -> Figures:
    votes = tuple(ListVotes(each, 30 + (place * 7 + index * 5) % 41) for index, each in enumerate(ids))
    valid = sum(each.votes for each in votes)
    plain = {"marked": valid + 2, "issued": valid + 2, "found": valid + 2, "received": valid + 52}
    grounds = (GroundPapers(RejectionGround.NOT_MARKED, 2),)
    return Figures(electors=None, unused=50, spoilt=0, valid=valid, rejected=2, votes=votes, grounds=grounds, **plain)
