# SPDX-License-Identifier: EUPL-1.2
"""Who has a stake in the council: the list with its filter, one with contacts and promises, promises that are due.

Names of organisations come from the community map; everything here costs the same number of questions for any number
of rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from consult.mapping.api import Named, names_of
from core.db import db
from council.domain.founding import CommitmentState, Group, Position, Readiness
from council.models.stakeholders import Commitment, Stakeholder


@dataclass(frozen=True, slots=True)
class Called:
    """How a stakeholder is called. ``organisation_id`` is set when everybody can read about it on the map."""

    name: str
    lang: str = ""
    organisation_id: str = ""


@dataclass(frozen=True, slots=True)
class StakeholderRow:
    """One line of the list; ``last`` is the day of the newest contact."""

    stakeholder: Stakeholder
    called: Called
    last: dt.date | None
    open_commitments: int

    @property
    def politician(self) -> bool:
        """True for those who are asked for a position."""
        return self.stakeholder.group is Group.POLITICIANS


@dataclass(frozen=True, slots=True)
class DueCommitment:
    """A promise that waits to be kept."""

    commitment: Commitment
    called: Called


@dataclass(frozen=True, slots=True)
class Network:
    """How far the network reaches: for each group how many are listed, and how many would do something."""

    listed: Mapping[Group, int]
    ready: Mapping[Group, int]
    supporters: int
    commitments: int


def called_of(stakeholders: Iterable[Stakeholder]) -> dict[int, Called]:
    """What each is called, by id, with one question to the map."""
    every = list(stakeholders)
    wanted = [each.organisation_id for each in every if each.organisation_id]
    known = names_of(wanted) if wanted else {}
    return {each.id: _called(each, known) for each in every}


def list_stakeholders(group: Group | None = None) -> list[StakeholderRow]:
    """Everybody (of one group), by name; organisations as the map calls them."""
    statement = sa.select(Stakeholder).options(
        selectinload(Stakeholder.contacts), selectinload(Stakeholder.commitments)
    )
    if group is not None:
        statement = statement.where(Stakeholder.belongs_to == group.value)
    found = db.session.scalars(statement).all()
    called = called_of(found)
    rows = [
        StakeholderRow(
            each,
            called[each.id],
            each.contacts[-1].contacted_on if each.contacts else None,
            sum(promise.now is CommitmentState.OPEN for promise in each.commitments),
        )
        for each in found
    ]
    return sorted(rows, key=lambda row: (row.called.name.casefold(), row.stakeholder.id))


def stakeholder_by(public_id: str) -> Stakeholder | None:
    """One with contacts and promises."""
    return db.session.scalars(
        sa.select(Stakeholder)
        .options(selectinload(Stakeholder.contacts), selectinload(Stakeholder.commitments))
        .where(Stakeholder.public_id == public_id)
    ).one_or_none()


def commitment_by(public_id: str) -> Commitment | None:
    return db.session.scalars(
        sa.select(Commitment).options(selectinload(Commitment.stakeholder)).where(Commitment.public_id == public_id)
    ).one_or_none()


def due_commitments() -> list[DueCommitment]:
    """Open promises that have a day, the next one first."""
    found: Sequence[Commitment] = db.session.scalars(
        sa.select(Commitment)
        .options(selectinload(Commitment.stakeholder))
        .where(Commitment.state == CommitmentState.OPEN.value, Commitment.due_on.is_not(None))
        .order_by(Commitment.due_on, Commitment.id)
    ).all()
    called = called_of(each.stakeholder for each in found)
    return [DueCommitment(each, called[each.stakeholder_id]) for each in found]


def network() -> Network:
    """The counts that the steps are judged by, in two questions."""
    rows = db.session.execute(
        sa.select(Stakeholder.belongs_to, Stakeholder.readiness, Stakeholder.position, sa.func.count())
        .group_by(Stakeholder.belongs_to, Stakeholder.readiness, Stakeholder.position)
    ).all()  # fmt: skip
    listed, ready, supporters = dict.fromkeys(Group, 0), dict.fromkeys(Group, 0), 0
    for belongs_to, readiness, position, number in rows:
        listed[Group(belongs_to)] += number
        if readiness in (Readiness.WILLING.value, Readiness.ACTIVE.value):
            ready[Group(belongs_to)] += number
        if belongs_to == Group.POLITICIANS.value and position == Position.SUPPORTS.value:
            supporters += number
    commitments = db.session.scalar(sa.select(sa.func.count()).select_from(Commitment)) or 0
    return Network(listed, ready, supporters, commitments)


def _called(stakeholder: Stakeholder, known: Mapping[str, Named]) -> Called:
    entry = known.get(stakeholder.organisation_id or "")
    if entry is None:
        return Called(stakeholder.name or "–")
    return Called(entry.name, entry.lang, entry.public_id if entry.public else "")
