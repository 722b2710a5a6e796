# SPDX-License-Identifier: EUPL-1.2
"""The budget forecast: lines are added, changed and taken out, and every earlier amount stays known."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.founding import FoundingRefusal
from council.models.founding import BudgetLine
from council.services.working_group import require_preparing

KIND = "budget_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlan:
    """What costs how much, in whole cents, in which year, and who pays."""

    title: str
    year: int
    cents: int
    source: str
    note: str = ""
    once: str


def add_line(actor: Actor, plan: LinePlan) -> BudgetLine:
    """Add a line; sending the form twice adds it once."""
    require_preparing(actor)
    return _sent(plan.once) or _written(actor, plan, "council.budget_line_added")


def change_line(actor: Actor, public_id: str, plan: LinePlan) -> BudgetLine:
    """Put another line in the place of this one.

    :raises Refusal: it was changed or taken out meanwhile.
    """
    require_preparing(actor)
    known = _sent(plan.once)
    if known is not None:
        return known
    old = _withdrawn(actor, public_id)
    return _written(actor, plan, "council.budget_line_changed", replaces=old)


def withdraw_line(actor: Actor, public_id: str) -> None:
    """Take a line out of the forecast.

    :raises Refusal: it was changed or taken out meanwhile.
    """
    require_preparing(actor)
    old = _withdrawn(actor, public_id)
    audit.record(actor, "council.budget_line_withdrawn", (KIND, public_id), {"cents": old.cents, "year": old.year})


def _sent(once: str) -> BudgetLine | None:
    return db.session.scalars(sa.select(BudgetLine).where(BudgetLine.once == once)).one_or_none()


def _withdrawn(actor: Actor, public_id: str) -> BudgetLine:
    line = db.session.scalars(locked(sa.select(BudgetLine).where(BudgetLine.public_id == public_id))).one()
    if line.withdrawn_at is not None:
        raise Refusal(FoundingRefusal.LINE_REPLACED)
    line.withdrawn_at, line.withdrawn_by = clock.now(), actor.id
    db.session.flush()
    return line


def _written(actor: Actor, plan: LinePlan, event: str, *, replaces: BudgetLine | None = None) -> BudgetLine:
    line = BudgetLine(
        title=plan.title,
        year=plan.year,
        cents=plan.cents,
        source=plan.source,
        note=plan.note,
        replaces_id=replaces.id if replaces else None,
        recorded_by=actor.id,
        once=plan.once,
    )
    db.session.add(line)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"cents": plan.cents, "year": plan.year}
    audit.record(actor, event, (KIND, line.public_id), facts)
    return line
