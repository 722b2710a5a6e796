# SPDX-License-Identifier: EUPL-1.2
"""Makes published lists, counted places and allocated seats for tests, through the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from core.clock import ZONE
from core.db import db, unit_of_work
from core.domain.actor import Actor
from council.domain.candidate_list import Leaving
from council.domain.election import ElectionEvent, LocalText
from council.domain.grounds import RejectionGround
from council.domain.polling import Figures, GroundPapers, ListVotes
from council.queries.election import election_by
from council.queries.nomination import lists_of, numbered_lists
from council.services import admission, count, nomination, papers, polling
from council.services import election as elections
from council.services.nomination import CandidatePlan, ListPlan
from council.services.polling import PlaceReport
from council.tally import RuleSheet
from tests.builders import council as build

EVENING = dt.datetime(2027, 3, 14, 21, 0, tzinfo=ZONE)
"""When polling is over: the clock of tests that count stands here."""

DAY = dt.date(2027, 1, 15)
LISTS: Mapping[str, int] = {"Common Table": 9, "Bridges": 5, "Rukla Together": 4}
SHORT: Mapping[str, int] = dict.fromkeys(LISTS, 1)
"""The same lists with one candidate each, for tests that do not look at persons."""
JONAVA = {"Common Table": 196, "Bridges": 141, "Rukla Together": 54}
RUKLA = {"Common Table": 54, "Bridges": 30, "Rukla Together": 43}


def handed_in(actor: Actor, election: str, name: str, size: int) -> str:
    """The public id of a list with that many candidates, of whom nothing is missing."""
    with unit_of_work():
        one = nomination.submit_list(actor, election, ListPlan(name=LocalText(name), agent_name="An agent of the list"))
        for position in range(1, size + 1):
            plan = CandidatePlan(given_names=f"Person{position}", family_name=f"Of {name}", consent_on=DAY)
            nomination.put_candidate(actor, one.public_id, plan, position=position)
        nomination.check_candidates(actor, one.public_id, range(1, size + 1))
        return one.public_id


def drawing(order: Sequence[str]) -> admission.Drawing:
    return admission.Drawing(tuple(order), "The youngest member", "Two list agents", DAY)


def numbered(actor: Actor, lists: Mapping[str, int] = LISTS, rule: RuleSheet | None = None) -> str:
    """The public id of an election with a closed register and admitted, numbered lists."""
    election = build.open_election(actor, counted=rule)
    handed = [handed_in(actor, election, name, size) for name, size in lists.items()]
    with unit_of_work():
        for one in handed:
            admission.decide_list(actor, one, admit=True)
        admission.number_lists(actor, election, drawing(handed))
        elections.move(actor, elections.held(election), ElectionEvent.CLOSE_REGISTER)
    return election


def counting(actor: Actor, lists: Mapping[str, int] = LISTS, rule: RuleSheet | None = None) -> str:
    """The public id of an election whose count has begun."""
    election = numbered(actor, lists, rule)
    with unit_of_work():
        admission.publish_lists(actor, election)
        elections.move_election(actor, election, ElectionEvent.OPEN_POLLING)
        elections.move_election(actor, election, ElectionEvent.BEGIN_COUNT)
    return election


def figures(election: str, votes: Mapping[str, int], **other: int | None) -> Figures:
    """A count sheet that adds up: eleven rejected papers, and everything else follows from the votes."""
    found = election_by(election)
    assert found is not None
    by_name = {each.name.en: each.public_id for each in lists_of(found)}
    valid = sum(votes.values())
    plain = dict(rejected=11, valid=valid, found=valid + 11, issued=valid + 11, marked=valid + 11, spoilt=3)
    plain |= dict(unused=95, received=valid + 11 + 95 + 3)
    named = tuple(ListVotes(by_name[name], number) for name, number in votes.items())
    rejected = {**plain, **other}["rejected"] or 0
    grounds = (GroundPapers(RejectionGround.NOT_MARKED, rejected),)
    made = Figures(votes=named, grounds=grounds, **{"electors": None, **plain, **other})  # type: ignore[arg-type]  # built by name
    db.session.rollback()
    return made


def confirmed(actors: Sequence[Actor], election: str, counts: Mapping[str, Figures]) -> None:
    """Each place entered by the first actor and by the second."""
    for key, place in counts.items():
        for seen, actor in enumerate(actors):
            with unit_of_work():
                polling.enter_count(actor, election, key, PlaceReport(figures=place, seen=seen))


def counted(chief: Actor, clerk: Actor) -> str:
    """The public id of an election with both places confirmed and seats allocated, as in the demo."""
    election = counting(chief)
    both = {"jonava": figures(election, JONAVA), "rukla": figures(election, RUKLA)}
    confirmed((clerk, chief), election, both)
    with unit_of_work():
        count.allocate_seats(chief, election)
    return election


def list_ids(election: str) -> list[str]:
    """The public ids of the lists in the order of their numbers."""
    found = election_by(election)
    assert found is not None
    ids = [each.public_id for each in numbered_lists(found)]
    db.session.rollback()
    return ids


def box(papers: int) -> Figures:
    """A count sheet that ends with the papers in the box."""
    return Figures(
        electors=None,
        marked=papers,
        received=papers,
        issued=papers,
        unused=0,
        spoilt=0,
        found=papers,
        valid=0,
        rejected=0,
        votes=(),
    )


def confirmed_with_reason(actors: Sequence[Actor], election: str, counts: Mapping[str, Figures]) -> None:
    """The same where figures are unusual and both say why."""
    for key, place in counts.items():
        for seen, actor in enumerate(actors):
            with unit_of_work():
                polling.enter_count(actor, election, key, PlaceReport(figures=place, reason="As counted", seen=seen))


def keyed(actors: Sequence[Actor], election: str, key: str, lines: Sequence[str], before: int = 0) -> None:
    """A place whose sheet and papers two people have entered alike, in batches of fifty, ``before`` entries later."""
    for seen, actor in enumerate(actors, start=before):
        with unit_of_work():
            polling.enter_count(actor, election, key, PlaceReport(figures=box(len(lines)), seen=seen))
    for number, begin in enumerate(range(0, len(lines), 50), start=1):
        batch = lines[begin : begin + 50]
        with unit_of_work():
            papers.open_batch(actors[0], election, key, len(batch), seen=number - 1)
        for actor in actors:
            with unit_of_work():
                papers.enter_papers(actor, election, key, number, text="\n".join(batch), seen=0)


def keyed_again(actors: Sequence[Actor], election: str, key: str, lines: Sequence[str]) -> None:
    """The same for a recount."""
    keyed(actors, election, key, lines, before=2)


def withdrawn(actor: Actor, one: str, position: int) -> None:
    """Somebody on a published list no longer stands."""
    departure = admission.Departure(Leaving.WITHDREW, DAY, "Letter of 15 January")
    admission.record_departure(actor, one, position, departure)
