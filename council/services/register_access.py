# SPDX-License-Identifier: EUPL-1.2
"""Looking at one person's entry, and the codes and applications that belong to one person.

Every opening of an entry by staff is recorded with its purpose; a person opens the own entry with a printed code.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core import audit, clock, codes
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.cards import CardRefusal
from council.domain.claims import ApplicationWay, ClaimRefusal, Registration
from council.domain.election import ElectionState
from council.domain.refusals import CouncilRefusal
from council.domain.register_access import CODE_KIND, OPENED, Purpose
from council.models.claims import RegisterApplication
from council.models.election import Election
from council.models.register import RegisterEntry
from council.permissions import require_reading, require_running
from council.queries.cards import has_card
from council.services.election import held
from council.services.register_judging import judge_entries


def open_entry(actor: Actor, election_id: str, entry_id: str, purpose: Purpose) -> None:
    """Record that somebody opens one entry, and what for; the page shows it afterwards for a while."""
    require_reading(actor, election_id)
    facts: dict[str, audit.Fact] = {"election": election_id, "purpose": purpose.value}
    audit.record(actor, OPENED, ("register_entry", entry_id), facts)


def issue_line_code(actor: Actor, election_id: str, entry_id: str) -> str:
    """A new code with which a person opens the own entry; an older one opens nothing any more.

    :raises Refusal: the person has a polling card, which bears the code.
    """
    require_running(actor, election_id)
    if has_card(entry_id):
        raise Refusal(CardRefusal.CARD_STANDS)
    codes.withdraw(CODE_KIND, entry_id)
    audit.record(actor, "council.line_code_issued", ("register_entry", entry_id), {"election": election_id})
    return codes.issue(CODE_KIND, entry_id)


def apply_for_entry(
    actor: Actor, entry_id: str, way: ApplicationWay, *, signed_on: dt.date | None = None
) -> RegisterApplication:
    """Record that a person asks to be entered, where the statute wants that.

    :raises Refusal: the statute does not ask, the register is not open, or it was done before.
    """
    entry, election = _entry(entry_id)
    if way is ApplicationWay.PAPER:
        require_reading(actor, election.public_id)
    elif (CODE_KIND, entry_id) not in actor.opened:
        raise Refusal(CouncilRefusal.NOT_YOUR_ELECTION)
    if election.statute.parameters.registration is not Registration.BY_APPLICATION:
        raise Refusal(ClaimRefusal.NO_APPLICATION_NEEDED)
    if election.now is not ElectionState.REGISTER_OPEN:
        raise Refusal(CouncilRefusal.REGISTER_NOT_OPEN)
    known = sa.select(RegisterApplication.id).where(RegisterApplication.entry_id == entry.id)
    if db.session.scalars(known).first() is not None:
        raise Refusal(ClaimRefusal.APPLIED_BEFORE)
    application = RegisterApplication(
        election_id=election.id,
        entry_id=entry.id,
        way=way.value,
        signed_on=min(signed_on or clock.today(), clock.today()),
        actor_id=actor.id,
    )
    db.session.add(application)
    db.session.flush()
    judge_entries(election, [entry.id])
    audit.record(actor, "council.application_recorded", ("election", election.public_id), {"way": way.value})
    return application


def record_extract(actor: Actor, election_id: str, place: str, digest: str, rows: int) -> None:
    """Note that the electors of a polling place left as a file, and which file."""
    require_reading(actor, election_id)
    facts: dict[str, audit.Fact] = {"place": place, "sha256": digest, "rows": rows}
    audit.record(actor, "council.register_extract_taken", ("election", election_id), facts)


def _entry(entry_id: str) -> tuple[RegisterEntry, Election]:
    election_id = db.session.scalars(
        sa.select(Election.public_id)
        .join(RegisterEntry, RegisterEntry.election_id == Election.id)
        .where(RegisterEntry.public_id == entry_id)
    ).one()
    election = held(election_id)
    return db.session.scalars(sa.select(RegisterEntry).where(RegisterEntry.public_id == entry_id)).one(), election
