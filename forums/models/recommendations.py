# SPDX-License-Identifier: EUPL-1.2
"""Recommendations, their trace to contributions, presentations, answers and measures.

The words of all of them are ``TopicText`` rows. Links of the trace are only ever added.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from forums.domain.recommendation import AnswerOutcome, RecommendationEvent, RecommendationState
from forums.models.contributions import Contribution


class Recommendation(Identified, Model):
    """What the forum asks for: what, who, by when."""

    __tablename__ = "forum_recommendation"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_topic.id"), index=True)
    by_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(sa.String(20), default=RecommendationState.DRAFT.value)
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    trace: Mapped[list[TraceLink]] = relationship(order_by="TraceLink.id", lazy="raise")
    facts: Mapped[list[RecommendationFact]] = relationship(order_by="RecommendationFact.id", lazy="raise")
    presentations: Mapped[list[Presentation]] = relationship(order_by="Presentation.id", lazy="raise")
    answer: Mapped[Answer | None] = relationship(lazy="raise", uselist=False)

    __table_args__ = (one_of("state", RecommendationState, "state"),)


class TraceLink(Model):
    """A recommendation came, among others, from this contribution."""

    __tablename__ = "forum_trace"

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_recommendation.id"))
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_contribution.id"), index=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    contribution: Mapped[Contribution] = relationship(lazy="raise")
    recommendation: Mapped[Recommendation] = relationship(back_populates="trace", lazy="raise")

    __table_args__ = (
        sa.UniqueConstraint("recommendation_id", "contribution_id", name="uq_forum_trace_recommendation_id"),
    )


class RecommendationFact(Model):
    """One step in the life of a recommendation."""

    __tablename__ = "forum_recommendation_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_recommendation.id"), index=True)
    event: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    role: Mapped[str] = mapped_column(sa.String(30))

    __table_args__ = (one_of("event", RecommendationEvent, "event"),)


class Presentation(Identified, Model):
    """The recommendation was laid before a body on a day."""

    __tablename__ = "forum_presentation"

    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_recommendation.id"), index=True)
    presented_on: Mapped[dt.date]
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)


class Answer(Identified, Model):
    """The municipality's decision on a recommendation: one for each, always with a reason."""

    __tablename__ = "forum_answer"

    recommendation_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_recommendation.id"), unique=True)
    outcome: Mapped[str] = mapped_column(sa.String(20))
    answered_on: Mapped[dt.date]

    measures: Mapped[list[Measure]] = relationship(order_by="Measure.id", lazy="raise")

    __table_args__ = (one_of("outcome", AnswerOutcome, "outcome"),)


class Measure(Identified, Model):
    """One concrete step of what was accepted, with the department that carries it out."""

    __tablename__ = "forum_measure"

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_answer.id"), index=True)
    due_on: Mapped[dt.date | None]
