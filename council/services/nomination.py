# SPDX-License-Identifier: EUPL-1.2
"""Handing in candidate lists and keeping them right until the election authority decides about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from core import audit, clock, codes
from core.db import db, new_public_id
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.candidate_list import Consent, Evidence, ListEvent, ListState
from council.domain.count_refusals import CountRefusal
from council.domain.election import LocalText
from council.domain.nomination_refusals import NominationRefusal
from council.domain.refusals import CouncilRefusal
from council.domain.timetable import Step
from council.models.election import Election
from council.models.nomination import Candidate, CandidateList
from council.permissions import nominates, require_running, runs
from council.queries.electors import elector_standing, is_register_filled
from council.services.election import held
from council.services.list_access import (
    CONSENT_CODE,
    candidate_at,
    changeable,
    note,
    require_change_time,
    require_unnumbered,
)
from council.services.timing import require_time


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """What a list is called and who speaks for it; ``single`` for a person who stands without a list."""

    name: LocalText
    short_name: str = ""
    agent_name: str
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePlan:
    """One person to stand on a list. ``consent_on`` is the day of a consent on paper."""

    given_names: str
    family_name: str
    original_name: str = ""
    original_lang: str = ""
    distinction: str = ""
    register_number: str = ""
    consent_on: dt.date | None = None


def submit_list(actor: Actor, election_id: str, plan: ListPlan) -> CandidateList:
    """Hand in a list without candidates yet.

    :raises Refusal: ``council.nominations_not_open``, ``council.list_name_taken``, ``council.no_single_candidates``.
    """
    election = held(election_id)
    if not nominates(actor, election_id):
        raise Refusal(CouncilRefusal.NOT_YOUR_ELECTION)
    if plan.single and not election.statute.parameters.single_candidates:
        raise Refusal(NominationRefusal.NO_SINGLE_CANDIDATES, field="single")
    require_unnumbered(election)
    require_time(election, Step.NOMINATIONS)
    _refuse_taken(election, plan.name)
    agent_id = "" if runs(actor, election_id) else actor.id
    one = CandidateList(election_id=election.id, election=election, agent_id=agent_id, state=ListState.SUBMITTED.value)
    _fill(one, plan)
    db.session.add(one)
    note(actor, one, ListEvent.SUBMITTED)
    return one


def change_list(actor: Actor, list_id: str, plan: ListPlan) -> CandidateList:
    """Change what a list is called. A rejected list that is changed is handed in again.

    Who agreed by code has agreed to another name, and is asked again.
    """
    one = changeable(actor, list_id)
    require_change_time(one)
    _refuse_taken(one.election, plan.name, besides=one)
    if one.name_texts != asdict(plan.name):
        for person in one.candidates:
            if person.answer is Consent.CODE:
                person.consent, person.consent_on = Consent.NONE.value, None
    _fill(one, plan)
    note(actor, one, ListEvent.CHANGED)
    return one


def put_candidate(
    actor: Actor,
    list_id: str,
    plan: CandidatePlan,
    *,
    position: int,
    replaces: int | None = None,
    seen: int | None = None,
) -> Candidate:
    """Put a person at a position; the others move. ``replaces`` is the present position of a person to change.

    :param seen: how many facts the list had when the form was opened. The same form sent twice is one candidate.
    :raises Refusal: ``council.on_two_lists``, ``council.day_to_come``, ``core.changed_meanwhile``.
    """
    one = changeable(actor, list_id)
    if (known := _put_before(actor, one, plan, seen)) is not None:
        return known
    _require_seen(one, seen)
    require_change_time(one)
    if plan.consent_on is not None and plan.consent_on > clock.today():
        raise Refusal(CountRefusal.DAY_TO_COME, field="consent_on")
    new = Candidate(election_id=one.election_id, public_id=new_public_id(), consent=Consent.NONE.value)
    person = candidate_at(one, replaces) if replaces is not None else new
    _refuse_second_list(one, plan.register_number, besides=person)
    renamed = (person.given_names, person.family_name) != (plan.given_names, plan.family_name)
    if renamed or person.register_number != (plan.register_number or None):
        person.evidence, person.checked_on, person.checked_by = Evidence.NONE.value, None, ""
    _consent_on_paper(actor, one, person, plan, renamed=renamed)
    for name, value in asdict(plan).items():
        if name != "consent_on":
            setattr(person, name, value)
    person.register_number = plan.register_number or None
    others = [each for each in one.candidates if each is not person]
    _arrange(one, [*others[: position - 1], person, *others[position - 1 :]])
    note(actor, one, ListEvent.CHANGED, person=person)
    return person


def _consent_on_paper(
    actor: Actor, one: CandidateList, person: Candidate, plan: CandidatePlan, *, renamed: bool
) -> None:
    """The list agent hands in what was signed; what the person has answered with the own code stands above it."""
    if renamed:
        codes.withdraw(CONSENT_CODE, person.public_id)
    elif person.answer is Consent.CODE or person.answer.refused and plan.consent_on is None:
        return
    elif person.answer.refused and not runs(actor, one.election.public_id):
        raise Refusal(NominationRefusal.SAID_NO, field="consent_on")
    person.consent = (Consent.PAPER if plan.consent_on else Consent.NONE).value
    person.consent_on = plan.consent_on


def remove_candidate(actor: Actor, list_id: str, position: int, *, seen: int | None = None) -> CandidateList:
    """Take a person off a list that is not decided yet.

    :raises Refusal: ``core.changed_meanwhile``: another person stands at the position than the one that was seen.
    """
    one = changeable(actor, list_id)
    _require_seen(one, seen)
    require_change_time(one)
    gone = candidate_at(one, position)
    codes.withdraw(CONSENT_CODE, gone.public_id)
    one.candidates.remove(gone)
    db.session.flush()
    _arrange(one, list(one.candidates))
    note(actor, one, ListEvent.CHANGED, person=gone)
    return one


def check_candidates(actor: Actor, list_id: str, positions: Sequence[int], *, seen: int | None = None) -> CandidateList:
    """Record that these people are electors: by the register where it has them, else by papers seen today.

    Only the election authority asks the register: an answer to anybody else would tell who is in it.

    :raises Refusal: ``council.not_in_register``, ``council.not_an_elector``, ``core.changed_meanwhile``.
    """
    one = changeable(actor, list_id)
    _require_seen(one, seen)
    require_running(actor, one.election.public_id)
    filled = is_register_filled(one.election)
    for position in positions:
        person = candidate_at(one, position)
        by_register = bool(person.register_number) and filled
        if by_register:
            require_elector(one.election, str(person.register_number))
        person.evidence = (Evidence.REGISTER if by_register else Evidence.PAPER).value
        person.checked_on, person.checked_by = clock.today(), actor.id
    db.session.flush()
    facts: dict[str, audit.Fact] = {"election": one.election.public_id, "checked": len(positions)}
    audit.record(actor, "council.candidates_checked", ("candidate_list", one.public_id), facts)
    return one


def require_elector(election: Election, register_number: str) -> None:
    """:raises Refusal: unless the register has the number and the person may vote."""
    standing = elector_standing(election, [register_number]).get(register_number)
    if standing is None:
        raise Refusal(CountRefusal.NOT_IN_REGISTER)
    if not standing:
        raise Refusal(CountRefusal.NOT_AN_ELECTOR)


def _require_seen(one: CandidateList, seen: int | None) -> None:
    """People are named by their position, so whoever acts on one must have seen the list as it is."""
    if seen is not None and seen != len(one.facts):
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)


def _put_before(actor: Actor, one: CandidateList, plan: CandidatePlan, seen: int | None) -> Candidate | None:
    """The candidate, when this very form was sent a moment ago and nothing has happened since."""
    newest = one.facts[-1]
    if seen is None or len(one.facts) != seen + 1 or newest.actor_id != actor.id:
        return None
    same = {**asdict(plan), "register_number": plan.register_number or None}
    found = (each for each in one.candidates if each.position == newest.position)
    return next((each for each in found if all(getattr(each, name) == value for name, value in same.items())), None)


def _fill(one: CandidateList, plan: ListPlan) -> None:
    one.name_texts, one.name_key = asdict(plan.name), _key(plan.name)
    one.short_name, one.agent_name, one.single = plan.short_name, plan.agent_name, plan.single


def _key(name: LocalText) -> str:
    return " ".join(name.en.casefold().split())


def _refuse_taken(election: Election, name: LocalText, besides: CandidateList | None = None) -> None:
    same = db.session.scalars(
        sa.select(CandidateList).where(CandidateList.election_id == election.id, CandidateList.name_key == _key(name))
    ).one_or_none()
    if same is not None and same is not besides:
        raise Refusal(CountRefusal.LIST_NAME_TAKEN, field="name_en")


def _refuse_second_list(one: CandidateList, register_number: str, *, besides: Candidate) -> None:
    if not register_number:
        return
    same = db.session.scalars(
        sa.select(Candidate).where(
            Candidate.election_id == one.election_id, Candidate.register_number == register_number
        )
    ).one_or_none()
    if same is not None and same is not besides:
        raise Refusal(CountRefusal.ON_TWO_LISTS, field="register_number", list=same.candidate_list.name.en)


def _arrange(one: CandidateList, people: Sequence[Candidate]) -> None:
    """Number the people from 1. First out of each other's way: two must never share a position."""
    for number, person in enumerate(people, start=1):
        person.position = -number
        if person not in one.candidates:
            one.candidates.append(person)
    db.session.flush()
    for number, person in enumerate(people, start=1):
        person.position = number
    db.session.flush()
    one.candidates.sort(key=lambda each: each.position)
