# SPDX-License-Identifier: EUPL-1.2
"""Makes elections on their polling day, with a small closed register, for tests of the roll."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from core.clock import ZONE
from core.db import db, unit_of_work
from core.domain.actor import Actor
from council.domain.election import ElectionEvent
from council.domain.statute import Channel, StatuteParameters
from council.models.register import RegisterEntry
from council.services import election as elections
from council.services import register
from council.services.roll import PaperPlan
from tests.builders import council as build
from tests.builders import registers

MORNING = dt.datetime(2027, 3, 14, 9, 40, tzinfo=ZONE)
NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
PEOPLE = tuple(
    registers.BASE
    | {
        "given_names": f"Person {letter}",
        "family_name": letter,
        "given_names_native": "",
        "family_name_native": "",
        "native_script": "Latn",
        "date_of_birth": f"19{70 + place}-0{place + 1}-11",
        "eldership": "Ruklos seniūnija" if place < 6 else "Jonavos miesto seniūnija",
        "sex": "F" if place % 2 else "M",
    }
    for place, letter in enumerate(NAMES)
)
"""Six electors of Rukla, two of Jonava."""


def closed(actor: Actor, terms: StatuteParameters | None = None, people: Sequence[dict[str, str]] = PEOPLE) -> str:
    """The public id of an election whose register is closed."""
    election = build.open_election(actor, terms)
    registers.load(actor, election, registers.file_of(*people))
    with unit_of_work():
        register.close_register(actor, election)
    return election


def polling(actor: Actor, terms: StatuteParameters | None = None, people: Sequence[dict[str, str]] = PEOPLE) -> str:
    """The public id of an election at which people vote now."""
    election = closed(actor, terms, people)
    with unit_of_work():
        elections.move(actor, elections.held(election), ElectionEvent.CLOSE_NOMINATIONS)
        elections.move_election(actor, election, ElectionEvent.OPEN_POLLING)
    return election


def counting(actor: Actor, election: str) -> None:
    with unit_of_work():
        elections.move_election(actor, election, ElectionEvent.BEGIN_COUNT)


def elector(family: str) -> str:
    """The public id of the entry of that family name."""
    found = db.session.scalars(sa.select(RegisterEntry.public_id).where(RegisterEntry.family_name == family)).one()
    db.session.rollback()
    return found


def paper(family: str, once: str = "") -> PaperPlan:
    return PaperPlan(entry_id=elector(family), once=once or f"once-{family}")


def by_post() -> StatuteParameters:
    """Terms under which people may also vote by post."""
    return replace(build.parameters(), channels=(Channel.DESK, Channel.POST))
