# SPDX-License-Identifier: EUPL-1.2
"""Candidate lists, their candidates, what happened to them, and lots that were drawn.

``state`` of a list is its newest decision, kept for asking quickly. Facts and drawn lots are never changed: the
database itself refuses it. Supporters, statements and appeals are in ``candidacy``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, new_public_id, one_of
from council.domain.candidate_list import Consent, Evidence, Leaving, ListEvent, ListState
from council.domain.election import LocalText
from council.models.election import Election


class CandidateList(Identified, Model):
    """One list of one election. ``agent_id`` is the account of its list agent, when that person handed it in.

    ``mend_until`` is the last day for mending after the authority has sent the list back; ``single`` marks a person
    who stands without a list.
    """

    __tablename__ = "candidate_list"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    name_texts: Mapped[dict[str, Any]] = mapped_column("name", sa.JSON)
    name_key: Mapped[str] = mapped_column(sa.String(200))
    short_name: Mapped[str] = mapped_column(sa.String(40), default="")
    agent_id: Mapped[str] = mapped_column(sa.String(40), default="")
    agent_name: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[str] = mapped_column(sa.String(20), default=ListState.SUBMITTED.value)
    number: Mapped[int | None]
    single: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    mend_until: Mapped[dt.date | None]
    withdrawn_on: Mapped[dt.date | None]

    election: Mapped[Election] = relationship(lazy="joined", innerjoin=True)
    candidates: Mapped[list[Candidate]] = relationship(
        back_populates="candidate_list",
        order_by="Candidate.position",
        lazy="selectin",
        cascade="all, delete-orphan",
    )
    facts: Mapped[list[CandidateListFact]] = relationship(order_by="CandidateListFact.id")

    __table_args__ = (
        sa.UniqueConstraint("election_id", "name_key"),
        sa.UniqueConstraint("election_id", "number"),
        sa.CheckConstraint("state IN ('submitted', 'admitted', 'rejected')", name="state"),
        sa.CheckConstraint("number IS NULL OR (number > 0 AND state = 'admitted')", name="numbered_when_admitted"),
    )

    @property
    def now(self) -> ListState:
        return ListState.WITHDRAWN if self.withdrawn_on else ListState(self.state)

    @property
    def name(self) -> LocalText:
        return LocalText(**self.name_texts)

    @property
    def standing(self) -> list[Candidate]:
        """The candidates who still stand, in order."""
        return [candidate for candidate in self.candidates if candidate.leaving is None]

    @property
    def has_departed(self) -> bool:
        return len(self.standing) < len(self.candidates)


class Candidate(Model):
    """One person on a list. ``checked_*`` say how it was checked that the person is an elector.

    ``consent_on`` is the day of the consent that stands. ``distinction`` tells namesakes apart and is published.
    """

    __tablename__ = "candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(sa.String(10), default=new_public_id)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    list_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate_list.id"), index=True)
    position: Mapped[int]
    given_names: Mapped[str] = mapped_column(sa.String(200))
    family_name: Mapped[str] = mapped_column(sa.String(200))
    original_name: Mapped[str] = mapped_column(sa.String(200), default="")
    original_lang: Mapped[str] = mapped_column(sa.String(12), default="")
    register_number: Mapped[str | None] = mapped_column(sa.String(40))
    distinction: Mapped[str] = mapped_column(sa.String(100), default="")
    consent: Mapped[str] = mapped_column(sa.String(20), default=Consent.NONE.value)
    consent_on: Mapped[dt.date | None]
    evidence: Mapped[str] = mapped_column(sa.String(20), default=Evidence.NONE.value)
    checked_on: Mapped[dt.date | None]
    checked_by: Mapped[str] = mapped_column(sa.String(40), default="")
    leaving: Mapped[str | None] = mapped_column(sa.String(20))
    left_on: Mapped[dt.date | None]

    candidate_list: Mapped[CandidateList] = relationship(back_populates="candidates")

    __table_args__ = (
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("list_id", "position"),
        sa.UniqueConstraint("election_id", "register_number"),
        one_of("evidence", Evidence, "evidence"),
        one_of("leaving", Leaving, "leaving"),
        one_of("consent", Consent, "consent"),
        sa.CheckConstraint("(consent IN ('paper', 'code')) = (consent_on IS NOT NULL)", name="consented_on_a_day"),
        sa.CheckConstraint("(evidence = 'none') = (checked_on IS NULL)", name="checked_on_a_day"),
        sa.CheckConstraint("(leaving IS NULL) = (left_on IS NULL)", name="left_on_a_day"),
    )

    @property
    def name(self) -> str:
        """The name in Latin letters, as it stands on the ballot paper."""
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def answer(self) -> Consent:
        """What the person has said to standing on this list."""
        return Consent(self.consent)


class CandidateListFact(Model):
    """One thing that happened to a list: what, when, by whom, why; ``candidate`` is the public id of a person."""

    __tablename__ = "candidate_list_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate_list.id"), index=True)
    event: Mapped[str] = mapped_column(sa.String(30))
    position: Mapped[int | None]
    candidate: Mapped[str] = mapped_column(sa.String(10), default="", server_default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    __table_args__ = (one_of("event", ListEvent, "event"),)


class LotDraw(Model):
    """One drawing of lots: for the numbers of the lists (turn 0), or for a tie of one count (turn 1, 2 ...).

    ``inputs`` names the counts a tie arose from, so that lots never decide a count they were not drawn for.
    """

    __tablename__ = "lot_draw"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    inputs: Mapped[str] = mapped_column(sa.String(64), default="")
    turn: Mapped[int]
    order_text: Mapped[str] = mapped_column(sa.Text)
    drawn_by: Mapped[str] = mapped_column(sa.String(200))
    present: Mapped[str] = mapped_column(sa.Text)
    drawn_on: Mapped[dt.date]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (sa.UniqueConstraint("election_id", "inputs", "turn"),)
