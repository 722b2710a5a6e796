# SPDX-License-Identifier: EUPL-1.2
"""The demo's lists and counts: three published lists, two confirmed polling places, allocated seats.

Everything is invented and stands ahead of the invented polling day; the pages say so. The declaration is left to
the visitor, as returning officer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import yaml

from core import clock
from core.domain.actor import Actor, Role
from council.domain.doubtful import Judgement, Outcome
from council.domain.election import ElectionEvent, LocalText
from council.domain.grounds import RejectionGround
from council.domain.polling import Figures, GroundPapers, ListVotes
from council.services import admission, ballot_papers, count, count_acts, nomination, polling
from council.services import election as elections
from council.services.admission import Drawing
from council.services.ballot_papers import OrderPlan
from council.services.nomination import CandidatePlan, ListPlan
from council.services.polling import PlaceReport
from demo.accounts import actor_of
from demo.seeds import council_polling

DATA = Path(__file__).parent.parent / "data"
Story = Mapping[str, Any]
CONSENT = dt.date(2027, 2, 1)
AGENTS_LIST = "bridges"
"""The list that the demo's list agent has handed in."""


def seed(election: str, electors: Mapping[str, int]) -> None:
    """From the first list to the provisional result of one election, whose register is closed.

    :param electors: electors of the closed register by polling place.
    """
    story: Story = yaml.safe_load((DATA / "story.yaml").read_text("utf-8"))["election"]
    chief, clerk = actor_of(Role.RETURNING_OFFICER), actor_of(Role.POLLING_CLERK)
    lists = {row["id"]: _list(chief, election, row) for row in story["lists"]}
    _publish(chief, election, [lists[row["id"]] for row in sorted(story["lists"], key=lambda row: row["number"])])
    received = {row["place"]: row["received"] for row in story["counts"]}
    with _at(22, 10, 0, month=2):
        plan = OrderPlan(langs=("lt", "en", "ar"), expected=received, large_each=10, seen=0)
        ballot_papers.order_papers(chief, election, plan)
    _poll(chief, clerk, election, {row["place"]: row["issued"] for row in story["counts"]})
    for row in story["counts"]:
        place, figures = row["place"], figures_of(row, lists, electors)
        with _at(14, 21, 10):
            polling.enter_count(clerk, election, place, PlaceReport(figures=figures, seen=0))
        with _at(14, 21, 40):
            polling.enter_count(chief, election, place, PlaceReport(figures=figures, seen=1))
    _doubtful(clerk, election, lists)
    with _at(14, 22, 0):
        count.allocate_seats(chief, election)
        count.publish_provisional(chief, election)


def _doubtful(clerk: Actor, election: str, lists: Mapping[str, str]) -> None:
    """Two papers the board of one place looked at together."""
    board = "The chair, two members and the secretary of the place"
    with _at(14, 21, 5):
        valid = Judgement(
            description="A cross that reaches over the edge of the circle into the next one.",
            question="For which of the two lists is it?",
            outcome=Outcome.VALID,
            counted_for=lists[AGENTS_LIST],
            reason="The lines cross inside the first circle.",
            board=board,
            in_favour=3,
            against=1,
        )
        count_acts.judge_paper(clerk, election, "jonava", valid)
        rejected = Judgement(
            description="A cross for one list, and initials in the margin.",
            question="Do the initials show who filled it in?",
            outcome=Outcome.REJECTED,
            ground=RejectionGround.IDENTIFIES_ELECTOR,
            reason="Somebody could tell from them whose paper it is.",
            board=board,
            in_favour=4,
        )
        count_acts.judge_paper(clerk, election, "jonava", rejected)


def _list(chief: Actor, election: str, row: Story) -> str:
    hands_in = actor_of(Role.LIST_AGENT) if row["id"] == AGENTS_LIST else chief
    with _at(15, 10, 0, month=2):
        plan = ListPlan(name=LocalText(**row["name"]), agent_name="A person chosen by the list")
        one = nomination.submit_list(hands_in, election, plan)
        for person in row["candidates"]:
            given, _, family = person["name"].partition(" ")
            candidate = CandidatePlan(given_names=given, family_name=family, consent_on=CONSENT)
            nomination.put_candidate(hands_in, one.public_id, candidate, position=person["position"])
    with _at(16, 11, 0, month=2):
        nomination.check_candidates(chief, one.public_id, [person["position"] for person in row["candidates"]])
        admission.decide_list(chief, one.public_id, admit=True)
    return one.public_id


def _publish(chief: Actor, election: str, order: list[str]) -> None:
    with _at(17, 12, 0, month=2):
        drawn_by = "The youngest member of the election authority"
        present = "Three list agents, one observer and two residents"
        admission.number_lists(chief, election, Drawing(tuple(order), drawn_by, present, dt.date(2027, 2, 17)))
    with _at(19, 16, 0, month=2):
        admission.publish_lists(chief, election)


def _poll(chief: Actor, clerk: Actor, election: str, papers: Mapping[str, int]) -> None:
    row = elections.held(election)
    council_polling.prepare(chief, row)
    with _at(14, 6, 0):
        elections.move_election(chief, election, ElectionEvent.OPEN_POLLING)
    council_polling.vote(clerk, row, papers)
    with _at(14, 20, 5):
        elections.move_election(chief, election, ElectionEvent.BEGIN_COUNT)
        council_polling.tell(chief, election)


def figures_of(row: Story, lists: Mapping[str, str], electors: Mapping[str, int]) -> Figures:
    """The count sheet of one place of the story."""
    return Figures(
        electors=electors.get(row["place"]),
        marked=row["issued"],
        received=row["received"],
        issued=row["issued"],
        unused=row["unused"],
        spoilt=row["spoilt"],
        found=row["found_in_box"],
        valid=row["valid"],
        rejected=row["rejected"],
        votes=tuple(ListVotes(lists[key], votes) for key, votes in row["votes"].items()),
        grounds=tuple(GroundPapers(RejectionGround(key), papers) for key, papers in row["grounds"].items()),
    )


def _at(day: int, hour: int, minute: int, *, month: int = 3) -> AbstractContextManager[None]:
    """The clock of the story: all in the year of its polling day."""
    return clock.standing_at(dt.datetime(2027, month, day, hour, minute, tzinfo=clock.ZONE))
