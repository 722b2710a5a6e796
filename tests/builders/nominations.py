# SPDX-License-Identifier: EUPL-1.2
"""Makes elections with supporters, opened codes and a small register for tests of nominations."""

from __future__ import annotations

import dataclasses
from typing import Any

import sqlalchemy as sa

from core.db import db, unit_of_work
from core.domain.actor import RESIDENT, Actor
from council.domain.election import LocalText
from council.domain.register_access import CODE_KIND
from council.domain.supporters import Signed
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList
from council.models.register import RegisterEntry
from council.queries.election import election_by
from council.queries.nomination import list_by
from council.services import nomination
from council.services.list_access import CONSENT_CODE
from council.services.nomination import CandidatePlan, ListPlan
from tests.builders import council as build
from tests.builders import registers

ANNA = CandidatePlan(given_names="Anna", family_name="Lis")


@dataclasses.dataclass(frozen=True)
class Entry:
    """One elector of a register made here."""

    public_id: str
    date_of_birth: str
    register_number: str


def open_election(chief: Actor, **terms: Any) -> str:
    """The public id of an election whose statute has these terms beside the usual ones."""
    return build.open_election(chief, dataclasses.replace(build.parameters(), **terms))


def listed(actor: Actor, election: str, name: str = "One", *people: CandidatePlan, single: bool = False) -> str:
    """The public id of a list with these people on it."""
    with unit_of_work():
        plan = ListPlan(name=LocalText(name), agent_name="An agent", single=single)
        one = nomination.submit_list(actor, election, plan).public_id
        for position, person in enumerate(people or (ANNA,), start=1):
            nomination.put_candidate(actor, one, person, position=position)
    return one


def stored(public_id: str) -> CandidateList:
    db.session.expire_all()
    found = list_by(public_id)
    assert found is not None
    return found


def stored_election(public_id: str) -> Election:
    db.session.expire_all()
    found = election_by(public_id)
    assert found is not None
    return found


def person_of(one: str, position: int = 1) -> Candidate:
    return next(each for each in stored(one).candidates if each.position == position)


def holder(kind: str, public_id: str) -> Actor:
    """A visitor who has typed the code of this thing."""
    return dataclasses.replace(RESIDENT, opened=frozenset({(kind, public_id)}))


def candidate(one: str, position: int = 1) -> Actor:
    public_id = person_of(one, position).public_id
    db.session.rollback()
    return holder(CONSENT_CODE, public_id)


def registered(chief: Actor, election: str, people: int) -> list[Entry]:
    """The entries of so many electors, who differ in the day of birth."""
    rows = [registers.BASE | {"date_of_birth": f"19{60 + n:02d}-03-07", "email": ""} for n in range(people)]
    registers.load(chief, election, registers.file_of(*rows))
    found = db.session.scalars(sa.select(RegisterEntry).order_by(RegisterEntry.id)).all()
    made = [Entry(entry.public_id, entry.date_of_birth, entry.register_number) for entry in found]
    db.session.rollback()
    return made


def lines(entries: list[Entry], name: str = "Oksana Prykladna") -> list[Signed]:
    return [Signed(name, entry.date_of_birth, entry.register_number) for entry in entries]


def elector(entry: Entry) -> Actor:
    return holder(CODE_KIND, entry.public_id)
