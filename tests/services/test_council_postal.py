# SPDX-License-Identifier: EUPL-1.2
"""Use cases of postal envelopes: each step follows on the last, one vote across post and desk, numbers that add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from core import clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.places import POSTAL_KEY, PlaceKind
from council.domain.postal import PostalEvent
from council.models.roll import PostalFact
from council.queries.places import places_of
from council.queries.postal import postal_figures
from council.queries.roll import marked, not_marked
from council.services import postal, roll
from council.services.postal import PostalStep
from council.services.roll import PaperPlan
from tests.builders import council as build_council
from tests.builders import polling as build
from tests.builders.registers import find

Person = Callable[..., Actor]
DAY = dt.date(2027, 3, 10)


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.standing_at(build.MORNING):
        yield


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


def refused(code: str) -> object:
    return pytest.raises(Refusal, match=f"{code}$")


def step(actor: Actor, election: str, family: str, *events: PostalEvent, on: dt.date = DAY, reason: str = "") -> None:
    for event in events:
        what = PostalStep(entry_id=build.elector(family), event=event, on=on, reason=reason)
        with unit_of_work():
            postal.postal_step(actor, election, what)


@pytest.mark.requirement("R049")
def test_one_vote_across_post_and_desk_and_the_envelopes_add_up(chief: Actor) -> None:
    election = build.polling(chief, build.by_post())
    out = (PostalEvent.APPLY, PostalEvent.ISSUE)
    back = (*out, PostalEvent.RETURN)
    step(chief, election, "Alpha", *back, PostalEvent.ACCEPT)
    step(chief, election, "Bravo", *out, PostalEvent.RETURN_UNSIGNED)
    step(chief, election, "Charlie", *out)
    step(chief, election, "Charlie", PostalEvent.RETURN, on=build.MORNING.date() + dt.timedelta(days=1))
    step(chief, election, "Delta", *out)
    step(chief, election, "Echo", *back)
    step(chief, election, "Foxtrot", PostalEvent.APPLY)
    step(chief, election, "Foxtrot", PostalEvent.CANCEL, reason="Comes to the desk")
    with refused("voted_by_post"), unit_of_work():
        roll.give_paper(chief, election, "rukla", build.paper("Alpha"))
    with refused("envelope_returned"), unit_of_work():
        roll.give_paper(chief, election, "rukla", build.paper("Echo"))
    with refused("envelope_out"), unit_of_work():
        roll.give_paper(chief, election, "rukla", build.paper("Delta"))
    handed_in = PaperPlan(entry_id=build.elector("Delta"), once="d", envelope="handed in at the desk")
    with unit_of_work():
        roll.give_paper(chief, election, "rukla", handed_in)
        roll.give_paper(chief, election, "rukla", handed_in)
    with refused("already_voted"):
        step(chief, election, "Delta", PostalEvent.APPLY)
    step(chief, election, "Delta", PostalEvent.RETURN_VOID)
    with unit_of_work():
        roll.give_paper(chief, election, "rukla", build.paper("Bravo"))
    assert marked(find(election)) == {POSTAL_KEY: 1, "rukla": 2}
    assert len(not_marked(find(election))) == 3, "Foxtrot, Golf and Hotel; whose envelope is back is not reminded"
    figures = postal_figures(find(election))
    assert (figures.sent, figures.still_out, figures.accepted, figures.adds_up) == (5, 0, 1, True)
    late = db.session.scalars(sa.select(PostalFact.event).where(PostalFact.event == "return_late")).all()
    assert late == ["return_late"], "what comes after polling day is late, whatever was clicked"


@pytest.mark.requirement("R049")
def test_steps_that_do_not_follow_are_refused(chief: Actor) -> None:
    election = build.polling(chief, build.by_post())
    assert places_of(find(election))[-1].kind is PlaceKind.POST
    for event in (PostalEvent.ISSUE, PostalEvent.RETURN, PostalEvent.ACCEPT, PostalEvent.CANCEL):
        with refused("post_step_wrong"):
            step(chief, election, "Alpha", event)
    step(chief, election, "Alpha", PostalEvent.APPLY)
    with refused("reason_needed"):
        step(chief, election, "Alpha", PostalEvent.CANCEL)
    step(chief, election, "Alpha", PostalEvent.ISSUE, PostalEvent.RETURN)
    build.counting(chief, election)
    with refused("roll_over"):
        step(chief, election, "Alpha", PostalEvent.ACCEPT)


@pytest.mark.requirement("R049", "D08")
def test_without_the_post_in_the_statute_there_is_none(chief: Actor) -> None:
    election = build.closed(chief, build_council.parameters())
    assert POSTAL_KEY not in [place.key for place in places_of(find(election))]
    with refused("no_post"):
        step(chief, election, "Alpha", PostalEvent.APPLY)
