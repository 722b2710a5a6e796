# SPDX-License-Identifier: EUPL-1.2
"""Drafting a version of the statute, changing the draft, and recording its adoption, after which it stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core import audit
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.refusals import CouncilRefusal
from council.domain.statute import StatuteParameters
from council.models.statute import StatuteVersion
from council.permissions import require_founding
from council.statute_rule import refuse_unfit
from council.tally import RuleSheet


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who adopted a version, when, and under which number of the body's own papers."""

    by: str
    on: dt.date
    reference: str = ""


def draft_statute(actor: Actor, parameters: StatuteParameters, rule: RuleSheet, *, remark: str = "") -> StatuteVersion:
    """Keep the one open draft: a new version when the newest is adopted, else the draft changed.

    :raises Refusal: when no election could be held under the rule.
    """
    require_founding(actor)
    refuse_unfit(rule)
    newest = db.session.scalars(locked(sa.select(StatuteVersion).order_by(StatuteVersion.number.desc()))).first()
    version = newest
    if newest is None or newest.adopted:
        version = StatuteVersion(number=(newest.number if newest else 0) + 1, drafted_by=actor.id)
        db.session.add(version)
    assert version is not None
    version.fix(parameters, rule)
    version.remark = remark
    db.session.flush()
    facts: dict[str, audit.Fact] = {"number": version.number, "fingerprint": version.fingerprint}
    audit.record(actor, "council.statute_drafted", ("statute", version.public_id), facts)
    return version


def adopt_statute(actor: Actor, public_id: str, adoption: Adoption) -> StatuteVersion:
    """Record that a body adopted the version.

    :raises Refusal: ``council.statute_adopted`` when it was adopted before.
    """
    require_founding(actor)
    version = db.session.scalars(locked(sa.select(StatuteVersion).where(StatuteVersion.public_id == public_id))).one()
    if version.adopted:
        raise Refusal(CouncilRefusal.STATUTE_ADOPTED)
    version.adopted_on, version.adopted_by = adoption.on, adoption.by
    version.reference, version.recorded_by = adoption.reference, actor.id
    db.session.flush()
    facts: dict[str, audit.Fact] = {
        "number": version.number,
        "fingerprint": version.fingerprint,
        "on": adoption.on.isoformat(),
    }
    audit.record(actor, "council.statute_adopted", ("statute", version.public_id), facts)
    return version
