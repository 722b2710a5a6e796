# SPDX-License-Identifier: EUPL-1.2
"""What belongs to a candidacy besides its list: supporters, statements, appeals with their decisions.

A supporter has no key to the electoral register, and what a sheet says is deleted once the result stands. Appeals
and their decisions never change: the database itself refuses it.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.appeals import Appellant
from council.domain.statements import Origin
from council.domain.supporters import SupportGround, SupportState, SupportWay
from council.models.nomination import Candidate, CandidateList


class ListSupporter(Model):
    """One line of a sheet, or one elector who supported by code.

    ``elector`` is a keyed hash of the register number, kept while the support counts: nobody supports two lists.
    """

    __tablename__ = "list_supporter"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    list_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate_list.id"), index=True)
    way: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(20))
    ground: Mapped[str | None] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    date_of_birth: Mapped[str] = mapped_column(sa.String(10), default="")
    register_number: Mapped[str] = mapped_column(sa.String(40), default="")
    elector: Mapped[str | None] = mapped_column(sa.String(64))
    sent_on: Mapped[dt.date | None]
    checked_on: Mapped[dt.date | None]

    __table_args__ = (
        sa.UniqueConstraint("election_id", "elector"),
        one_of("way", SupportWay, "way"),
        one_of("state", SupportState, "state"),
        one_of("ground", SupportGround, "ground"),
        sa.CheckConstraint("(state = 'not_accepted') = (ground IS NOT NULL)", name="ground_when_not_accepted"),
        sa.CheckConstraint("elector IS NULL OR state = 'accepted'", name="counts_when_accepted"),
    )


class CandidateStatement(Model):
    """What a candidate says to the electors, in one language; a translation says whose it is."""

    __tablename__ = "candidate_statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate.id", ondelete="CASCADE"))
    lang: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str] = mapped_column(sa.Text)
    origin: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    candidate: Mapped[Candidate] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        sa.UniqueConstraint("candidate_id", "lang"),
        one_of("origin", Origin, "origin"),
        sa.CheckConstraint("text <> ''", name="says_something"),
    )


class ListAppeal(Identified, Model):
    """An appeal against the decision about a list. ``filed_on`` is the day that counts for the deadline."""

    __tablename__ = "list_appeal"

    list_id: Mapped[int] = mapped_column(sa.ForeignKey("candidate_list.id"), index=True)
    against: Mapped[str] = mapped_column(sa.String(20))
    appellant: Mapped[str] = mapped_column(sa.String(20))
    grounds: Mapped[str] = mapped_column(sa.Text)
    filed_on: Mapped[dt.date]
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    candidate_list: Mapped[CandidateList] = relationship(lazy="joined", innerjoin=True)
    decision: Mapped[ListAppealDecision | None] = relationship(back_populates="appeal", lazy="selectin")

    __table_args__ = (
        one_of("appellant", Appellant, "appellant"),
        sa.CheckConstraint("against IN ('admitted', 'rejected')", name="against_a_decision"),
        sa.CheckConstraint("grounds <> ''", name="says_something"),
    )


class ListAppealDecision(Model):
    """How an appeal ended: who decided, when, why, and where it is written."""

    __tablename__ = "list_appeal_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(sa.ForeignKey("list_appeal.id"), unique=True)
    upheld: Mapped[bool]
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_by: Mapped[str] = mapped_column(sa.String(200))
    decided_on: Mapped[dt.date]
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    appeal: Mapped[ListAppeal] = relationship(back_populates="decision")

    __table_args__ = (sa.CheckConstraint("reason <> '' AND decided_by <> ''", name="decided_with_reason"),)
