# SPDX-License-Identifier: EUPL-1.2
"""Reads of the follow-up, as frozen values; as many statements for twenty inputs as for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from consult.followup.domain.life import CLOSED, OWED, Outcome, Source, State
from consult.followup.models import Input, InputFact
from consult.followup.reading import FactView, InputSummary, InputView
from core import clock
from core.db import db
from core.pages import PER_PAGE, Slice

BEGINNING = 90
_WITH_STORY = selectinload(Input.facts).selectinload(InputFact.texts)
_OWED = [state.value for state in OWED]
_CLOSED = [state.value for state in CLOSED]
_HIDDEN = [State.WITHDRAWN.value, State.NOT_PUBLISHED.value]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search over the inputs asks for; empty means everything."""

    word: str = ""
    state: str = ""
    source: str = ""
    lang: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many inputs were heard, and what became of them. Nothing smaller than a municipality is counted."""

    heard: int
    answered: int
    done: int
    waiting: int
    overdue: int


def input_of(public_id: str) -> InputView | None:
    row = db.session.scalars(sa.select(Input).where(Input.public_id == public_id).options(_WITH_STORY)).one_or_none()
    return view(row) if row else None


def summaries_of(public_ids: Iterable[str]) -> Mapping[str, InputSummary]:
    wanted = set(public_ids)
    if not wanted:
        return {}
    rows = db.session.scalars(sa.select(Input).where(Input.public_id.in_(wanted)).order_by(Input.id))
    return {row.public_id: summary(row) for row in rows}


def found(wanted: Wanted, number: int) -> Slice[InputSummary]:
    """One page of the inputs that fit: what is owed first comes first, then the newest."""
    fits = _conditions(wanted)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Input).where(*fits)) or 0
    rows = db.session.scalars(
        sa.select(Input)
        .where(*fits)
        .order_by(
            sa.case((Input.state.in_(_CLOSED), 2), (Input.due_on.is_not(None), 0), else_=1),
            Input.due_on,
            Input.received_on.desc(),
            Input.id.desc(),
        )
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    )
    return Slice([summary(row) for row in rows], total, number)


def answered(number: int, per_page: int = 20) -> Slice[InputView]:
    """Published inputs with their answers, the newest answer first."""
    fits = (Input.public.is_(True), Input.outcome.is_not(None))
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Input).where(*fits)) or 0
    rows = db.session.scalars(
        sa.select(Input)
        .where(*fits)
        .options(_WITH_STORY)
        .order_by(Input.answered_on.desc(), Input.id.desc())
        .limit(per_page)
        .offset((number - 1) * per_page)
    )
    return Slice([view(row) for row in rows], total, number, per_page)


def overdue_in_public(most: int) -> Sequence[InputView]:
    """Published inputs whose due date has passed, the longest wait first."""
    rows = db.session.scalars(
        sa.select(Input)
        .where(Input.public.is_(True), _is_overdue(clock.today()))
        .options(_WITH_STORY)
        .order_by(Input.due_on, Input.id)
        .limit(most)
    )
    return [view(row) for row in rows]


def owed_first(most: int) -> Sequence[InputSummary]:
    """What is owed an answer, with a due date before without."""
    rows = db.session.scalars(
        sa.select(Input)
        .where(sa.or_(Input.state.in_(_OWED), _is_overdue(clock.today())))
        .order_by(sa.case((Input.due_on.is_(None), 1), else_=0), Input.due_on, Input.received_on, Input.id)
        .limit(most)
    )
    return [summary(row) for row in rows]


def counts() -> Counts:
    kept = Input.state.not_in(_HIDDEN)

    def how_many(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.count(sa.case((sa.and_(kept, *conditions), Input.id)))

    row = db.session.execute(
        sa.select(
            how_many(),
            how_many(Input.outcome.is_not(None)),
            how_many(Input.state == State.DONE.value),
            how_many(Input.state.in_(_OWED)),
            how_many(_is_overdue(clock.today())),
        )
    ).one()
    return Counts(*row)


def languages_heard() -> Sequence[str]:
    return list(db.session.scalars(sa.select(Input.lang).distinct().order_by(Input.lang)))


def _is_overdue(today: dt.date) -> sa.ColumnElement[bool]:
    return sa.and_(Input.due_on < today, Input.state.not_in(_CLOSED))


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    fits: list[sa.ColumnElement[bool]] = []
    if wanted.state:
        fits.append(Input.state == wanted.state)
    if wanted.source:
        fits.append(Input.source == wanted.source)
    if wanted.lang:
        fits.append(Input.lang == wanted.lang)
    if wanted.overdue:
        fits.append(_is_overdue(clock.today()))
    if wanted.word:
        like = "%" + wanted.word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        words = sa.and_(Input.state != State.WITHDRAWN.value, Input.original.ilike(like, escape="\\"))
        fits.append(sa.or_(words, Input.title.ilike(like, escape="\\"), Input.body.ilike(like, escape="\\")))
    return fits


def summary(row: Input) -> InputSummary:
    standing = row.standing()
    return InputSummary(
        public_id=row.public_id,
        source=Source(row.source),
        source_ref=row.source_ref,
        title=row.title,
        beginning="" if standing.state is State.WITHDRAWN else row.original[:BEGINNING],
        lang=row.lang,
        received_on=row.received_on,
        state=standing.state,
        public=standing.public,
        body=standing.body,
        due_on=standing.due_on,
        overdue=standing.overdue(clock.today()),
        outcome=Outcome(row.outcome) if row.outcome else None,
        answered_on=row.answered_on,
    )


def view(row: Input) -> InputView:
    return InputView(summary(row), row.original, tuple(_fact(f) for f in row.facts))


def _fact(row: InputFact) -> FactView:
    return FactView(number=row.number, on=row.happened_on, noted_at=row.noted_at, role=row.role, fact=row.as_noted())
