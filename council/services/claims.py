# SPDX-License-Identifier: EUPL-1.2
"""Claims and objections to the register: taken in within their time, decided once, and carried out.

Who sent a claim can read its decision with a printed code. What the decision changes goes the way of every change:
corrections are kept, entries are judged again, a closed register gets a new version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock, codes, throttle
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.claims import Claimant, ClaimKind, ClaimRefusal, ClaimState
from council.domain.election import ElectionState
from council.domain.electoral_register import ADDED, COLUMNS, digest_of
from council.domain.refusals import CouncilRefusal
from council.domain.register import REQUIRED_COLUMNS
from council.domain.timetable import Step, Timing
from council.domain.timetable_refusals import TimetableRefusal
from council.domain.working_days import working_days
from council.models.claims import RegisterClaim, RegisterClaimDecision
from council.models.election import Election
from council.models.register import RegisterEntry
from council.permissions import require_reading, require_running
from council.queries.timetable import window_of
from council.services.election import NO_INSTRUCTION, Instruction, held
from council.services.register import after_change, allow_change, correct_entry, take_in
from council.services.register_judging import judge_entries
from council.services.timing import require_time

CODE_KIND = "claim"
MOST_FROM_ONE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlan:
    """What somebody asks for. ``values`` are columns of the register; ``once`` tells two sendings apart."""

    kind: ClaimKind
    claimant: Claimant
    claimant_name: str
    contact: str
    lang: str
    values: Mapping[str, str]
    statement: str
    evidence: str
    once: str
    received_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRuling:
    """How a claim ends. ``register_number`` names the entry; ``values`` are what the decision puts into it."""

    outcome: ClaimState
    reason: str
    register_number: str = ""
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim that was taken in, and the code that opens it; empty when the same form had come before."""

    claim: RegisterClaim
    code: str


def file_claim(actor: Actor, election_id: str, plan: ClaimPlan, *, visitor: str = "") -> Filed:
    """Take a claim in. Staff enter papers by the day on which they came; everybody else is here today.

    :raises Refusal: out of its time, or too many from one visitor.
    """
    election = held(election_id)
    known = db.session.scalars(sa.select(RegisterClaim).where(RegisterClaim.once == plan.once)).one_or_none()
    if known is not None:
        return Filed(known, "")
    if election.now in (ElectionState.DRAFT, ElectionState.DECLARED):
        raise Refusal(CouncilRefusal.REGISTER_NOT_OPEN)
    received_on = _day_of(actor, election, plan)
    if not actor.is_staff:
        _count(visitor)
    claim = RegisterClaim(
        election_id=election.id,
        kind=plan.kind.value,
        claimant=plan.claimant.value,
        claimant_name=plan.claimant_name,
        contact=plan.contact,
        lang=plan.lang,
        person_values={name: value for name, value in plan.values.items() if name in COLUMNS and value},
        statement=plan.statement,
        evidence=plan.evidence,
        received_on=received_on,
        actor_id=actor.id,
        once=plan.once,
    )
    db.session.add(claim)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"claim": claim.public_id, "kind": claim.kind, "on": received_on.isoformat()}
    audit.record(actor, "council.claim_filed", ("election", election_id), facts)
    return Filed(claim, codes.issue(CODE_KIND, claim.public_id))


def decide_claim(
    actor: Actor, claim_id: str, ruling: ClaimRuling, *, decision: Instruction = NO_INSTRUCTION
) -> RegisterClaim:
    """Decide a claim, once, and carry the decision out.

    :raises Refusal: decided before, out of its time, or the decision cannot be carried out as it stands.
    """
    election_id = db.session.scalars(
        sa.select(Election.public_id)
        .join(RegisterClaim, RegisterClaim.election_id == Election.id)
        .where(RegisterClaim.public_id == claim_id)
    ).one()
    require_running(actor, election_id)
    election = held(election_id)
    claim = db.session.scalars(locked(sa.select(RegisterClaim).where(RegisterClaim.public_id == claim_id))).one()
    if claim.now is not ClaimState.OPEN:
        raise Refusal(ClaimRefusal.CLAIM_DECIDED)
    require_time(election, Step.CLAIM_DECISIONS)
    allow_change(election, decision)
    claim.state = ruling.outcome.value
    db.session.add(_decision(actor, election, claim, ruling, decision))
    if ruling.outcome is ClaimState.ACCEPTED:
        _carry_out(actor, election, claim, ruling, decision)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"claim": claim_id, "outcome": claim.state}
    audit.record(actor, "council.claim_decided", ("election", election_id), facts)
    return claim


def reissue_code(actor: Actor, election_id: str, claim_id: str) -> str:
    """A new code for who lost the paper; the old one opens nothing any more."""
    require_reading(actor, election_id)
    codes.withdraw(CODE_KIND, claim_id)
    audit.record(actor, "council.claim_code_issued", ("election", election_id), {"claim": claim_id})
    return codes.issue(CODE_KIND, claim_id)


def _day_of(actor: Actor, election: Election, plan: ClaimPlan) -> dt.date:
    """The day that counts for the deadline."""
    if not actor.is_staff:
        require_time(election, Step.CLAIMS)
        return clock.today()
    require_reading(actor, election.public_id)
    day = min(plan.received_on or clock.today(), clock.today())
    window = window_of(election, Step.CLAIMS)
    if window.timing(day) is Timing.EARLY:
        raise Refusal(TimetableRefusal.TOO_EARLY, field="received_on", begins=window.begins)
    if window.timing(day) is Timing.LATE:
        raise Refusal(TimetableRefusal.TOO_LATE, field="received_on", ends=window.ends)
    return day


def _count(visitor: str) -> None:
    bucket = throttle.visitor_bucket("claim", visitor)
    if throttle.blocked(bucket, MOST_FROM_ONE):
        minutes = int(throttle.WINDOW.total_seconds() // 60)
        raise Refusal(ClaimRefusal.CLAIM_TOO_MANY, minutes=minutes)
    throttle.count(bucket)


def _decision(
    actor: Actor, election: Election, claim: RegisterClaim, ruling: ClaimRuling, decision: Instruction
) -> RegisterClaimDecision:
    terms = election.statute.parameters.timetable
    return RegisterClaimDecision(
        claim_id=claim.id,
        outcome=ruling.outcome.value,
        reason=ruling.reason,
        decided_by=decision.by,
        reference=decision.reference,
        appeal_until=working_days(terms.country).plus(clock.today(), terms.appeal_days),
        actor_id=actor.id,
    )


def _carry_out(
    actor: Actor, election: Election, claim: RegisterClaim, ruling: ClaimRuling, decision: Instruction
) -> None:
    values = {name: value for name, value in ruling.values.items() if name in COLUMNS}
    if claim.about is ClaimKind.ADD:
        claim.entry_id = _added(election, claim, values).id
        after_change(actor, election, decision)
        return
    entry = _named(election, ruling.register_number)
    claim.entry_id = entry.id
    db.session.flush()
    if claim.about is ClaimKind.CORRECT:
        changes = {name: value for name, value in values.items() if value}
        correct_entry(actor, entry.public_id, changes, reason=ruling.reason, decision=decision)
        return
    judge_entries(election, [entry.id])
    after_change(actor, election, decision)


def _named(election: Election, register_number: str) -> RegisterEntry:
    """The entry that the decision is about, by its register number; the paper names it, nobody is looked up."""
    if not register_number:
        raise Refusal(ClaimRefusal.CLAIM_NEEDS_ENTRY, field="register_number")
    found = db.session.scalars(_with_number(election, register_number)).all()
    if len(found) != 1:
        raise Refusal(ClaimRefusal.ENTRY_NOT_FOUND, field="register_number")
    return found[0]


def _added(election: Election, claim: RegisterClaim, values: dict[str, str]) -> RegisterEntry:
    full = {name: values.get(name) or str(claim.person_values.get(name, "")) for name in COLUMNS}
    missing = [name for name in REQUIRED_COLUMNS if not full[name]]
    if missing:
        raise Refusal(ClaimRefusal.CLAIM_NEEDS_VALUES, field=missing[0])
    if db.session.scalars(_with_number(election, full["register_number"])).first() is not None:
        raise Refusal(ClaimRefusal.NUMBER_TAKEN, field="register_number")
    return take_in(election, f"{ADDED}{claim.public_id}", digest_of([full[name] for name in COLUMNS]), full)


def _with_number(election: Election, register_number: str) -> sa.Select[RegisterEntry]:
    return sa.select(RegisterEntry).where(
        RegisterEntry.election_id == election.id,
        RegisterEntry.register_number == register_number,
        RegisterEntry.present.is_(True),
    )
