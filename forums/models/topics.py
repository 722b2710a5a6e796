# SPDX-License-Identifier: EUPL-1.2
"""Topics, their mandates, prepared questions, words in several languages, and the facts of their life.

``Topic.state`` is a cache of the newest fact. Words hang on the topic, so that one read brings all of a page.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from forums.domain.topic import WITHOUT_MANDATE, Phase, Promise, SourceGroup, TopicEvent, TopicState
from forums.domain.words import About, Origin, Part, Told

_WITHOUT = ", ".join(f"'{state.value}'" for state in sorted(WITHOUT_MANDATE))


class Mandate(Identified, Model):
    """The leadership's signed promise. Who signed is an office, never a person."""

    __tablename__ = "forum_mandate"

    signed_on: Mapped[dt.date]
    answer_by: Mapped[dt.date]
    reference: Mapped[str] = mapped_column(sa.String(60), default="")

    __table_args__ = (sa.CheckConstraint("answer_by > signed_on", name="promise_after_signature"),)

    def promise(self) -> Promise:
        return Promise(self.signed_on, self.answer_by)


class Topic(Identified, Model):
    """What a forum is about."""

    __tablename__ = "forum_topic"

    state: Mapped[str] = mapped_column(sa.String(20), default=TopicState.DRAFT.value, index=True)
    source_group: Mapped[str] = mapped_column(sa.String(20))
    place: Mapped[str] = mapped_column(sa.String(120), default="")
    suitability: Mapped[str] = mapped_column(sa.Text, default="")
    mandate_id: Mapped[int | None] = mapped_column(sa.ForeignKey("forum_mandate.id"), unique=True)
    opened_on: Mapped[dt.date | None]
    closes_on: Mapped[dt.date | None]
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    mandate: Mapped[Mandate | None] = relationship(lazy="raise")
    questions: Mapped[list[Question]] = relationship(order_by="Question.position", lazy="raise")
    texts: Mapped[list[TopicText]] = relationship(order_by="TopicText.id", lazy="raise")
    facts: Mapped[list[TopicFact]] = relationship(order_by="TopicFact.number", lazy="raise")

    __table_args__ = (
        one_of("state", TopicState, "state"),
        one_of("source_group", SourceGroup, "source_group"),
        sa.CheckConstraint(f"mandate_id IS NOT NULL OR state IN ({_WITHOUT})", name="nothing_without_mandate"),
        sa.CheckConstraint("mandate_id IS NOT NULL OR opened_on IS NULL", name="opened_with_mandate"),
        sa.CheckConstraint("(opened_on IS NULL) = (closes_on IS NULL)", name="opened_with_last_day"),
    )


class TopicFact(Model):
    """One step in the life of a topic. Never changed, never removed."""

    __tablename__ = "forum_topic_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_topic.id"), index=True)
    number: Mapped[int]
    event: Mapped[str] = mapped_column(sa.String(30))
    state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    role: Mapped[str] = mapped_column(sa.String(30))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    reason_lang: Mapped[str] = mapped_column(sa.String(12), default="")

    __table_args__ = (
        sa.UniqueConstraint("topic_id", "number", name="uq_forum_topic_fact_number"),
        one_of("event", TopicEvent, "event"),
        one_of("state", TopicState, "state"),
        sa.CheckConstraint("event <> 'declined' OR reason <> ''", name="declined_with_reason"),
    )


class Question(Identified, Model):
    """A prepared question; its words are ``TopicText`` rows."""

    __tablename__ = "forum_question"

    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_topic.id"), index=True)
    position: Mapped[int]
    phase: Mapped[str] = mapped_column(sa.String(20))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    __table_args__ = (
        sa.UniqueConstraint("topic_id", "position", name="uq_forum_question_position"),
        one_of("phase", Phase, "phase"),
    )


class TopicText(Model):
    """One part of the words of a topic, its mandate, a question and so on, in one language."""

    __tablename__ = "forum_topic_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(sa.ForeignKey("forum_topic.id"), index=True)
    about: Mapped[str] = mapped_column(sa.String(20))
    about_id: Mapped[str] = mapped_column(sa.String(10))
    part: Mapped[str] = mapped_column(sa.String(20))
    lang: Mapped[str] = mapped_column(sa.String(12))
    text: Mapped[str] = mapped_column(sa.Text)
    origin: Mapped[str] = mapped_column(sa.String(20))
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())

    __table_args__ = (
        sa.UniqueConstraint("about_id", "part", "lang", name="uq_forum_topic_text_part"),
        sa.Index(
            "uq_forum_topic_text_original",
            "about_id",
            "part",
            unique=True,
            sqlite_where=sa.text("origin = 'original'"),
            postgresql_where=sa.text("origin = 'original'"),
        ),
        one_of("about", About, "about"),
        one_of("part", Part, "part"),
        one_of("origin", Origin, "origin"),
    )

    def told(self) -> Told:
        return Told(self.lang, self.text, Origin(self.origin))
