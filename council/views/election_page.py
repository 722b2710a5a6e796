# SPDX-License-Identifier: EUPL-1.2
"""What the page of one election shows: its story, who may vote, and what its officer can do next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from core.access import current_actor
from core.i18n import day
from core.pages import Link
from council.domain.election import ELECTION_MOVES, ElectionEvent, ElectionState, reached
from council.messages import ACTIONS, LABELS
from council.models.election import Election
from council.permissions import runs
from council.plain_words import who_may_vote
from council.queries.places import changes_of
from council.views.count_tasks import count_tasks, has_result, published_lists
from council.views.founding_tasks import founding_tasks
from council.views.register_page import PlaceRow, public_places
from council.views.register_tasks import register_tasks
from council.views.result_tasks import result_tasks


@dataclass(frozen=True, slots=True)
class Step:
    """One day in the life of an election, for the timeline component."""

    title: str
    on: str
    datetime: str
    body: str | None = None
    by: str | None = None
    tone: str = "neutral"
    text: str | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A button that moves the election on."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class ElectionPage:
    """``places`` are filled once the register is closed.

    ``tasks`` are pages for those who run or watch it; ``moves`` are buttons for its returning officer.
    """

    election: Election
    may_vote: tuple[str, ...]
    steps: tuple[Step, ...]
    places: tuple[PlaceRow, ...] = ()
    tasks: tuple[Link, ...] = ()
    moves: tuple[Move, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


def election_page(election: Election) -> ElectionPage:
    terms = election.statute.parameters
    return ElectionPage(
        election=election,
        may_vote=who_may_vote(terms, election.polling_day, election.qualifying_date),
        steps=_steps(election),
        tasks=(*founding_tasks(election), *register_tasks(election), *count_tasks(election), *result_tasks(election)),
        places=public_places(election),
        moves=_moves(election),
        extra={
            "lists": published_lists(election),
            "has_result": has_result(election),
            "place_changes": bool(changes_of(election)),
        },
    )


def _steps(election: Election) -> tuple[Step, ...]:
    """What happened, then what is still to come, in the order of the calendar."""
    done = [
        Step(
            title=str(LABELS[ElectionEvent][ElectionEvent(fact.event)]),
            on=day(fact.at),
            datetime=fact.at.isoformat(),
            by=fact.decided_by or _("Returning officer"),
            body=_("Decision %(reference)s", reference=fact.reference) if fact.reference else None,
            tone="good",
        )
        for fact in election.facts
    ]
    return (*done, *(_planned(*item) for item in _to_come(election)))


def _planned(title: str, on: dt.date) -> Step:
    return Step(title=title, on=day(on), datetime=on.isoformat())


def _to_come(election: Election) -> list[tuple[str, dt.date]]:
    calendar = (
        (ElectionState.REGISTER_CLOSED, _("The register closes"), election.register_closes_on),
        (ElectionState.NOMINATIONS_CLOSED, _("Nominations close"), election.nominations_close_on),
        (ElectionState.POLLING, _("Polling day"), election.polling_day),
        (ElectionState.DECLARED, _("The result is declared by"), election.declare_by),
    )
    return [(title, on) for state, title, on in calendar if not reached(election.now, state)]


def _moves(election: Election) -> tuple[Move, ...]:
    if not runs(current_actor(), election.public_id):
        return ()
    return tuple(
        Move(str(ACTIONS[event]), url_for("council.move_election", public_id=election.public_id, event=event.value))
        for event in ELECTION_MOVES.allowed(election.now)
        if event in ACTIONS
    )
