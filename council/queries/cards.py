# SPDX-License-Identifier: EUPL-1.2
"""Polling cards in numbers, the runs with their files, cards that ended, and cards that came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from core.db import db
from core.pages import Slice
from council.domain.cards import CLOSING_REMEDIES, Elector
from council.models.cards import CardDispatch, CardNotice, CardRemedy, CardReturn, CardRun, PollingCard
from council.models.election import Election
from council.models.register import RegisterEntry


@dataclass(frozen=True, slots=True)
class CardNumbers:
    """How far the cards of an election have come."""

    electors: int
    standing: int
    ended: int
    printed: int
    handed_on: int
    returned: int
    waiting: int

    @property
    def missing(self) -> int:
        """Electors without a card that counts."""
        return self.electors - self.standing


def electors_for(election: Election, places: Sequence[str], *, missing: bool) -> list[Elector]:
    """The electors of these places; ``missing`` leaves out who has a card that counts."""
    entry = RegisterEntry
    statement = sa.select(
        entry.id,
        entry.public_id,
        entry.place,
        entry.language,
        entry.given_names,
        entry.family_name,
        entry.given_names_native,
        entry.family_name_native,
        entry.address,
    ).where(entry.election_id == election.id, entry.eligible.is_(True), entry.place.in_(places))
    if missing:
        statement = statement.where(~_has_card())
    rows = db.session.execute(statement.order_by(entry.id).execution_options(yield_per=5_000))
    return [
        Elector(
            entry_id=row.id,
            public_id=row.public_id,
            place=row.place,
            language=row.language,
            name=f"{row.given_names} {row.family_name}".strip(),
            native_name=f"{row.given_names_native} {row.family_name_native}".strip(),
            address=row.address,
        )
        for row in rows
    ]


def standing_by_place(election: Election) -> dict[str, int]:
    """Cards that count, by the polling place printed on them."""
    return _by_place(
        sa.select(PollingCard.place, sa.func.count())
        .where(PollingCard.election_id == election.id, PollingCard.ended_at.is_(None))
        .group_by(PollingCard.place)
    )


def oldest_by_place(election: Election) -> dict[str, dt.datetime]:
    """When the oldest card that counts was made, by the polling place printed on it."""
    rows = db.session.execute(
        sa.select(PollingCard.place, sa.func.min(PollingCard.issued_at))
        .where(PollingCard.election_id == election.id, PollingCard.ended_at.is_(None))
        .group_by(PollingCard.place)
    )
    return {place: moment for place, moment in rows}


def electors_now(election: Election) -> dict[str, int]:
    """Electors by polling place as the register stands at this moment."""
    return _by_place(
        sa.select(RegisterEntry.place, sa.func.count())
        .where(RegisterEntry.election_id == election.id, RegisterEntry.eligible.is_(True))
        .group_by(RegisterEntry.place)
    )


def missing_by_place(election: Election) -> dict[str, int]:
    """Electors without a card that counts, by polling place."""
    return _by_place(
        sa.select(RegisterEntry.place, sa.func.count())
        .where(RegisterEntry.election_id == election.id, RegisterEntry.eligible.is_(True), ~_has_card())
        .group_by(RegisterEntry.place)
    )


def numbers_of(election: Election) -> CardNumbers:
    """Everything that the first page of the cards says in figures, with four questions."""
    cards = db.session.execute(
        sa.select(sa.func.count(), sa.func.count(PollingCard.ended_at)).where(PollingCard.election_id == election.id)
    ).one()
    printed = _sum(sa.select(sa.func.sum(CardRun.cards)).where(CardRun.election_id == election.id))
    handed = _sum(
        sa.select(sa.func.sum(CardDispatch.cards))
        .join(CardRun, CardRun.id == CardDispatch.run_id)
        .where(CardRun.election_id == election.id)
    )
    mine = sa.select(sa.func.count()).select_from(CardReturn).join(PollingCard, PollingCard.id == CardReturn.card_id)
    mine = mine.where(PollingCard.election_id == election.id)
    return CardNumbers(
        electors=sum(electors_now(election).values()),
        standing=cards[0] - cards[1],
        ended=cards[1],
        printed=printed,
        handed_on=handed,
        returned=_sum(mine),
        waiting=_sum(mine.where(~_settled())),
    )


def runs_of(election: Election) -> list[CardRun]:
    """Every print run, the newest first, with what was handed on."""
    return list(
        db.session.scalars(
            sa.select(CardRun)
            .where(CardRun.election_id == election.id)
            .order_by(CardRun.number.desc())
            .options(orm.selectinload(CardRun.dispatches))
        )
    )


def newest_run_number(election: Election) -> int:
    return _sum(sa.select(sa.func.max(CardRun.number)).where(CardRun.election_id == election.id))


def run_by(election: Election, public_id: str) -> CardRun | None:
    """One run with its files and what was handed on."""
    return db.session.scalars(
        sa.select(CardRun)
        .where(CardRun.election_id == election.id, CardRun.public_id == public_id)
        .options(orm.selectinload(CardRun.files), orm.selectinload(CardRun.dispatches))
    ).one_or_none()


def standing_card(entry_id: int) -> PollingCard | None:
    """The card of an entry that counts."""
    return db.session.scalars(
        sa.select(PollingCard).where(PollingCard.entry_id == entry_id, PollingCard.ended_at.is_(None))
    ).one_or_none()


def has_card(entry_id: str) -> bool:
    """True when a card of this entry counts, by the public id of the entry."""
    asked = (
        sa.select(PollingCard.id)
        .join(RegisterEntry, RegisterEntry.id == PollingCard.entry_id)
        .where(RegisterEntry.public_id == entry_id, PollingCard.ended_at.is_(None))
    )
    return db.session.scalars(asked.limit(1)).first() is not None


def card_by(election: Election, series: int, sequence: int) -> PollingCard | None:
    """A card by its number, with what came back of it."""
    return db.session.scalars(
        sa.select(PollingCard)
        .where(PollingCard.election_id == election.id, PollingCard.series == series, PollingCard.sequence == sequence)
        .options(orm.joinedload(PollingCard.returned))
    ).one_or_none()


def ended_cards(election: Election, place: str, number: int, per_page: int = 500) -> Slice[PollingCard]:
    """Cards of one polling place that no longer count, by their number."""
    which = (PollingCard.election_id == election.id, PollingCard.ending.is_not(None), PollingCard.place == place)
    total = _sum(sa.select(sa.func.count()).select_from(PollingCard).where(*which))
    rows = db.session.scalars(
        sa.select(PollingCard)
        .where(*which)
        .order_by(PollingCard.series, PollingCard.sequence)
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    return Slice(rows, total, number, per_page)


def returns_of(election: Election, number: int, *, waiting: bool, per_page: int = 50) -> Slice[CardReturn]:
    """Cards that came back, the newest first: those about which something is left to do, or the others."""
    which = [PollingCard.election_id == election.id, ~_settled() if waiting else _settled()]
    found = sa.select(CardReturn).join(PollingCard, PollingCard.id == CardReturn.card_id).where(*which)
    total = _sum(found.with_only_columns(sa.func.count(), maintain_column_froms=True))
    rows = db.session.scalars(
        found.options(
            orm.contains_eager(CardReturn.card).joinedload(PollingCard.entry),
            orm.selectinload(CardReturn.remedies),
        )
        .order_by(CardReturn.id.desc())
        .limit(per_page)
        .offset((number - 1) * per_page)
    ).all()
    return Slice(rows, total, number, per_page)


def return_by(election: Election, public_id: str) -> CardReturn | None:
    """One card that came back, whose it is, and what was done."""
    return db.session.scalars(
        sa.select(CardReturn)
        .join(PollingCard, PollingCard.id == CardReturn.card_id)
        .where(PollingCard.election_id == election.id, CardReturn.public_id == public_id)
        .options(
            orm.contains_eager(CardReturn.card).joinedload(PollingCard.entry),
            orm.selectinload(CardReturn.remedies),
        )
    ).one_or_none()


def notices_of(election: Election) -> list[CardNotice]:
    """Every sending of messages, the newest first."""
    return list(
        db.session.scalars(
            sa.select(CardNotice).where(CardNotice.election_id == election.id).order_by(CardNotice.id.desc())
        )
    )


def _has_card() -> sa.Exists:
    return sa.exists().where(PollingCard.entry_id == RegisterEntry.id, PollingCard.ended_at.is_(None))


def _settled() -> sa.ColumnElement[bool]:
    """Something was done that leaves nothing to do, or the card was ended for another one."""
    closing = [remedy.value for remedy in sorted(CLOSING_REMEDIES)]
    done = sa.exists().where(CardRemedy.return_id == CardReturn.id, CardRemedy.remedy.in_(closing))
    return sa.or_(done, PollingCard.ended_at.is_not(None))


def _by_place(statement: sa.Select[str, int]) -> dict[str, int]:
    return {place: number for place, number in db.session.execute(statement)}


def _sum(statement: sa.Select[Any]) -> int:
    return int(db.session.scalar(statement) or 0)
