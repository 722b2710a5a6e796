# SPDX-License-Identifier: EUPL-1.2
"""The demo's polling day: two described places, who works there, marks by the hour, a roll on paper, turnout.

As many electors are marked as the story says papers were given, spread evenly over the register.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager

import sqlalchemy as sa

from core import clock
from core.db import db
from core.domain.actor import Actor
from council.domain.election import LocalText
from council.domain.place_text import read_hours, read_stops
from council.domain.places import Access, Duty, PlaceDetails, PlaceKind
from council.domain.roll import RollState, Way
from council.domain.turnout import ReportKind
from council.models.election import Election
from council.models.register import RegisterEntry
from council.services import places, postal, roll, roll_paper, turnout
from council.services.places import DutyPlan, PlacePlan
from council.services.roll import NewMark

HOURS = {7: 4, 8: 6, 9: 9, 10: 12, 11: 13, 12: 11, 13: 9, 14: 8, 15: 8, 16: 7, 17: 7, 18: 5, 19: 3}
"""How busy each hour of polling day is, against the others."""
WHEEL = [hour for hour, busy in HOURS.items() for _paper in range(busy)]

DETAILS = {
    "jonava": PlaceDetails(
        address="Žeimių g. 13, Jonava",
        way_there="Įėjimas iš kiemo",
        access=(Access.STEP_FREE, Access.INDUCTION_LOOP, Access.TOILET, Access.PARKING, Access.BUS),
        languages=("lt", "uk", "ru", "en"),
    ),
    "rukla": PlaceDetails(
        address="Karaliaus Mindaugo g. 11, Rukla",
        access=(Access.STEP_FREE, Access.SEATS, Access.TOILET),
        languages=("lt", "ar", "uk"),
    ),
}
STAFF = (
    ("Muster Beispiel", Duty.CHAIR, "lt en"),
    ("Pavyzdė Pavyzdienė", Duty.CLERK, "lt uk"),
    ("Zrazok Vyhadanyi", Duty.INTERPRETER, "uk ru"),
)

MISREAD = 9_000
"""A line number that no roll has: it stays on the list of lines to look at."""


def prepare(chief: Actor, election: Election) -> None:
    """Where and when people vote, and one change that was announced."""
    for key, details in DETAILS.items():
        hours = read_hours(f"{election.polling_day} 07:00 - 20:00", clock.ZONE)
        described = _with(details, hours=hours)
        with _at(1, 10, month=2):
            places.describe_place(chief, election.public_id, key, PlacePlan(details=described))
    early = read_hours(f"{election.polling_day - dt.timedelta(days=1)} 16:00 - 19:00", clock.ZONE)
    with _at(26, 10, month=2):
        reason = "People who work on Sunday can vote on the evening before."
        changed = PlacePlan(details=_with(described, hours=(*early, *hours)), reason=reason, seen=1)
        places.describe_place(chief, election.public_id, key, changed)
    for place in DETAILS:
        for name, duty, languages in STAFF:
            _on_duty(chief, election, place, name, duty, languages)


def practise(chief: Actor, election: Election) -> None:
    """A polling place that travels, at the election to practise on."""
    stops = read_stops(
        f"Upninkai, Jaunimo g. | {election.polling_day} 09:00 - 10:30\nKulva | {election.polling_day} 11:30 - 13:00",
        clock.ZONE,
    )
    name = LocalText("Polling bus", "Balsavimo autobusas", "حافلة الاقتراع")
    details = PlaceDetails(kind=PlaceKind.MOBILE, name=name, address="Autobusas", stops=stops, serves=("jonava",))
    with _at(1, 10, month=2):
        places.add_mobile_place(chief, election.public_id, "bus", PlacePlan(details=details))


def vote(clerk: Actor, election: Election, papers: Mapping[str, int]) -> None:
    """Polling day, from the first report to the last line of the printed roll."""
    for place, number in papers.items():
        with _at(14, 6):
            roll_paper.print_roll(clerk, election.public_id, place)
            places.report(clerk, election.public_id, place, ReportKind.OPENED)
        electors = _electors(election, place)
        chosen = [electors[turn * len(electors) // number] for turn in range(number)]
        for turn, entry in enumerate(chosen):
            with _at(14, WHEEL[turn * 37 % len(WHEEL)]):
                mark = NewMark(RollState(eligible=True, place=place), place, Way.DESK, f"demo-{entry.id}")
                roll.add_mark(clerk, election, entry, mark)
        with _at(14, 20):
            places.report(clerk, election.public_id, place, ReportKind.CLOSED)
            last = chosen[0]
    with _at(14, 20):
        postal.tender(clerk, election.public_id, last.place, last.public_id, "Somebody else voted under my name.")
        roll_paper.enter_lines(clerk, election.public_id, last.place, (MISREAD,))


def tell(chief: Actor, election: str) -> None:
    """Turnout, once the count has begun."""
    turnout.publish_turnout(chief, election)


def _electors(election: Election, place: str) -> list[RegisterEntry]:
    return list(
        db.session.scalars(
            sa.select(RegisterEntry)
            .where(
                RegisterEntry.election_id == election.id,
                RegisterEntry.eligible.is_(True),
                RegisterEntry.place == place,
            )
            .order_by(RegisterEntry.id)
        )
    )


def _on_duty(chief: Actor, election: Election, place: str, name: str, duty: Duty, languages: str) -> None:
    begins = dt.datetime.combine(election.polling_day, dt.time(6, 0), clock.ZONE)
    plan = DutyPlan(
        name=name,
        duty=duty,
        begins=begins,
        ends=begins + dt.timedelta(hours=15),
        languages=languages,
        once=f"demo-{place}-{duty.value}",
    )
    with _at(20, 10, month=2):
        places.put_on_duty(chief, election.public_id, place, plan)


def _with(details: PlaceDetails, **other: object) -> PlaceDetails:
    fields = {name: getattr(details, name) for name in PlaceDetails.__dataclass_fields__}
    return PlaceDetails(**{**fields, **other})


def _at(day: int, hour: int, *, month: int = 3) -> AbstractContextManager[None]:
    return clock.standing_at(dt.datetime(2027, month, day, hour, 5, tzinfo=clock.ZONE))
