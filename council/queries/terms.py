# SPDX-License-Identifier: EUPL-1.2
"""Terms of elected councils: which election comes how many-th, whose term runs, and which election follows it."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core.db import db
from council.domain.election import ElectionState
from council.domain.terms import REMINDED_BEFORE, Term, term_from
from council.domain.timetable import Step
from council.models.election import Election
from council.queries.election import declared_elections
from council.queries.timetable import window_of


def election_number(election: Election) -> int:
    """1 for the first election; a later one has elected councils before it."""
    earlier = sa.select(sa.func.count()).where(
        Election.state == ElectionState.DECLARED.value,
        Election.polling_day < election.polling_day,
    )
    return 1 + (db.session.scalar(earlier) or 0)


def newest_declared() -> Election | None:
    """The election of the council that sits, or will sit when its term begins."""
    return next(iter(declared_elections()), None)


def ends_long_after(election: Election, day: dt.date) -> bool:
    """True when the end of the term is surely more than a year ahead; does not look at the timetable."""
    years = election.statute.parameters.term_years
    return term_from(election.polling_day, years).ends - REMINDED_BEFORE - dt.timedelta(days=60) > day


def term_of(election: Election) -> Term:
    """The term of the council of this election, as its statute has it."""
    begins = window_of(election, Step.TERM).begins or election.declare_by
    return term_from(begins, election.statute.parameters.term_years)


def following(election: Election) -> Election | None:
    """The election prepared or held after this one, the next one first."""
    return db.session.scalars(
        sa.select(Election)
        .where(Election.polling_day > election.polling_day)
        .order_by(Election.polling_day, Election.id)
        .limit(1)
    ).one_or_none()
