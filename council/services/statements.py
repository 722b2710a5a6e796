# SPDX-License-Identifier: EUPL-1.2
"""Candidates' statements: the own words, written by the candidate or handed in by the list agent, and translations."""

from __future__ import annotations

import sqlalchemy as sa

from core import clock
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.candidate_list import ListEvent, ListState
from council.domain.election import ElectionState
from council.domain.nomination_refusals import NominationRefusal
from council.domain.statements import Origin, require_statement
from council.models.candidacy import CandidateStatement
from council.models.nomination import Candidate, CandidateList
from council.permissions import require_running
from council.queries.candidacy import statements_of
from council.services.consent import own_candidacy
from council.services.list_access import (
    OPEN_STATES,
    candidate_at,
    handled,
    held_list,
    note,
    require_change_time,
)

TRANSLATED_IN = (*OPEN_STATES, ElectionState.NOMINATIONS_CLOSED, ElectionState.POLLING)
"""Official translations may come after the close of nominations: they add nothing to what was said."""


def put_own(actor: Actor, candidate_id: str, *, lang: str, text: str) -> None:
    """The candidate's own words in one language; an empty text takes them away.

    :raises Refusal: ``council.statement_too_long``, or out of time.
    """
    one, person = own_candidacy(actor, candidate_id)
    _put(actor, one, person, lang=lang, text=text)


def hand_in(actor: Actor, list_id: str, position: int, *, lang: str, text: str) -> None:
    """The same, handed in by the list agent or entered from paper."""
    one = handled(actor, list_id)
    _put(actor, one, candidate_at(one, position), lang=lang, text=text)


def put_translation(actor: Actor, list_id: str, position: int, *, lang: str, text: str) -> None:
    """An official translation of what the candidate says; an empty text takes it away.

    :raises Refusal: ``council.statement_missing``, ``council.statement_language``.
    """
    one = held_list(list_id)
    require_running(actor, one.election.public_id)
    if one.election.now not in TRANSLATED_IN or one.now is ListState.WITHDRAWN:
        raise Refusal(NominationRefusal.CONSENT_CLOSED)
    person = candidate_at(one, position)
    known = {row.lang: row for row in statements_of([person])[person.id]}
    if not any(row.origin == Origin.OWN.value for row in known.values()):
        raise Refusal(NominationRefusal.STATEMENT_MISSING)
    if lang in known and known[lang].origin == Origin.OWN.value:
        raise Refusal(NominationRefusal.STATEMENT_LANGUAGE, field="lang")
    _write(actor, person, known.get(lang), lang=lang, text=require_statement(text), origin=Origin.OFFICIAL)
    note(actor, one, ListEvent.STATEMENT_CHANGED, person=person)


def _put(actor: Actor, one: CandidateList, person: Candidate, *, lang: str, text: str) -> None:
    """Other words make the translations of the old ones untrue, so these go."""
    require_change_time(one)
    plain = require_statement(text)
    known = {row.lang: row for row in statements_of([person])[person.id]}
    if lang in known and known[lang].text == plain:
        return
    db.session.execute(
        sa.delete(CandidateStatement).where(
            CandidateStatement.candidate_id == person.id, CandidateStatement.origin == Origin.OFFICIAL.value
        )
    )
    row = known.get(lang)
    own = row if row is not None and row.origin == Origin.OWN.value else None
    _write(actor, person, own, lang=lang, text=plain, origin=Origin.OWN)
    note(actor, one, ListEvent.STATEMENT_CHANGED, person=person)


def _write(
    actor: Actor, person: Candidate, row: CandidateStatement | None, *, lang: str, text: str, origin: Origin
) -> None:
    if not text:
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = CandidateStatement(candidate_id=person.id, lang=lang, origin=origin.value)
        db.session.add(row)
    row.text, row.at, row.actor_id = text, clock.now(), actor.id
