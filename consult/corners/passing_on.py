# SPDX-License-Identifier: EUPL-1.2
"""Use cases of consent: what its speaker agreed to leaves the log; what she takes back is withdrawn."""

from __future__ import annotations

import sqlalchemy as sa

from consult.corners import queries
from consult.corners.domain.meeting import Consent
from consult.corners.domain.refusals import CornerRefusal
from consult.corners.models import CornerConsent, CornerStatement
from consult.followup import api as followup
from consult.followup.api import FactKind, NewFact, Receipt, Source
from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal

KIND = "corner_statement"


def pass_on(actor: Actor, series_id: str, statement_id: str, consent: Consent) -> Receipt:
    """The speaker agrees later: pass her words on now.

    :raises Refusal: without consent, or when they were passed on before.
    """
    statement = _statement(actor, series_id, statement_id)
    if consent is Consent.KEEP:
        raise Refusal(CornerRefusal.CONSENT_MISSING, field="consent")
    if statement.input_id is not None:
        raise Refusal(CornerRefusal.ALREADY_PASSED_ON)
    receipt = let_go(actor, statement, consent)
    audit.record(actor, "corners.statement_passed_on", (KIND, statement.public_id))
    db.session.flush()
    return receipt


def take_back(actor: Actor, series_id: str, statement_id: str) -> None:
    """The speaker takes her consent back: the municipality no longer sees her words.

    :raises Refusal: when there is nothing to take back.
    """
    statement = _statement(actor, series_id, statement_id)
    if statement.input_id is None or statement.consent == Consent.KEEP.value:
        raise Refusal(CornerRefusal.NOT_PASSED_ON)
    standing = followup.summaries([statement.input_id])[statement.input_id]
    if not standing.withdrawn:
        followup.note(actor, statement.input_id, NewFact(FactKind.WITHDRAWN, lang=statement.lang))
    _decide(actor, statement, Consent.KEEP)
    audit.record(actor, "corners.consent_taken_back", (KIND, statement.public_id))
    db.session.flush()


def new_slip(actor: Actor, series_id: str, statement_id: str) -> Receipt:
    """A new code when the slip was lost; the old one opens nothing any more.

    :raises Refusal: when the statement never left the log.
    """
    statement = _statement(actor, series_id, statement_id)
    if statement.input_id is None:
        raise Refusal(CornerRefusal.NOT_PASSED_ON)
    return followup.renew_code(actor, statement.input_id)


def let_go(actor: Actor, statement: CornerStatement, consent: Consent) -> Receipt:
    """Hand a statement to the follow-up.

    It is received today, not on the day of the meeting: when a small group met says too much about it.
    """
    translations = {statement.translation_lang: statement.translation} if statement.translation else {}
    receipt = followup.receive(
        actor,
        source=Source.CORNER_STATEMENT,
        source_ref=statement.public_id,
        text=statement.words,
        lang=statement.lang,
        translations=translations,
    )
    if consent is Consent.SHOW:
        followup.note(actor, receipt.public_id, NewFact(FactKind.PUBLISHED, lang=statement.lang))
    statement.input_id = receipt.public_id
    _decide(actor, statement, consent)
    db.session.flush()
    return receipt


def _decide(actor: Actor, statement: CornerStatement, consent: Consent) -> None:
    statement.consent = consent.value
    db.session.add(
        CornerConsent(statement_id=statement.id, consent=consent.value, decided_on=clock.today(), noted_by=actor.id)
    )


def _statement(actor: Actor, series_id: str, statement_id: str) -> CornerStatement:
    db.session.scalars(
        locked(sa.select(CornerStatement).where(CornerStatement.public_id == statement_id))
    ).one_or_none()
    series = queries.series_of(actor, series_id)
    found = queries.statement_of(series, statement_id) if series else None
    if found is None:
        raise Refusal(CornerRefusal.UNKNOWN)
    return found
