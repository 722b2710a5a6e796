# SPDX-License-Identifier: EUPL-1.2
"""Articles of a version of the statute, the comments on them, and who agreed. Adoption closes all three for good.

Nothing here is deleted: an article that goes keeps its comments, marked with the day and the reason.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from council.domain.articles import Capacity, Stance, Taken, Wording
from council.models.statute import StatuteVersion


class StatuteArticle(Identified, Model):
    """One article of one version; ``key`` is the same in every version, so that they can be compared."""

    __tablename__ = "statute_article"

    statute_id: Mapped[int] = mapped_column(sa.ForeignKey("statute_version.id"), index=True)
    key: Mapped[str] = mapped_column(sa.String(10))
    position: Mapped[int]
    original: Mapped[str] = mapped_column(sa.String(12))
    headings: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    texts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    states: Mapped[list[str]] = mapped_column(sa.JSON)
    left_out_on: Mapped[dt.date | None]
    left_out_reason: Mapped[str] = mapped_column(sa.Text, default="")

    statute: Mapped[StatuteVersion] = relationship(lazy="joined", innerjoin=True)
    comments: Mapped[list[ArticleComment]] = relationship(
        back_populates="article", order_by="ArticleComment.id", lazy="raise"
    )
    stances: Mapped[list[ArticleStance]] = relationship(
        back_populates="article", order_by="ArticleStance.id", lazy="raise"
    )

    __table_args__ = (
        sa.UniqueConstraint("statute_id", "key"),
        sa.CheckConstraint("position > 0", name="position"),
        sa.CheckConstraint("left_out_on IS NULL OR left_out_reason <> ''", name="left_out_with_reason"),
    )

    @property
    def wording(self) -> Wording:
        return Wording(original=self.original, headings=self.headings, texts=self.texts, states=tuple(self.states))

    def write(self, wording: Wording) -> None:
        """Take another wording."""
        self.original, self.states = wording.original, list(wording.states)
        self.headings, self.texts = dict(wording.headings), dict(wording.texts)


class ArticleComment(Identified, Model):
    """What somebody wrote about an article, in which language and as what."""

    __tablename__ = "article_comment"

    article_id: Mapped[int] = mapped_column(sa.ForeignKey("statute_article.id"), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    lang: Mapped[str] = mapped_column(sa.String(12))
    capacity: Mapped[str] = mapped_column(sa.String(20))
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    article: Mapped[StatuteArticle] = relationship(back_populates="comments")

    __table_args__ = (
        one_of("capacity", Capacity, "capacity"),
        sa.CheckConstraint("text <> ''", name="says_something"),
    )


class ArticleStance(Model):
    """Where somebody stands on an article as it read then; the newest of a person holds."""

    __tablename__ = "article_stance"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(sa.ForeignKey("statute_article.id"), index=True)
    stance: Mapped[str] = mapped_column(sa.String(20))
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    wording: Mapped[str] = mapped_column(sa.String(64))
    capacity: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    article: Mapped[StatuteArticle] = relationship(back_populates="stances")

    __table_args__ = (
        one_of("stance", Stance, "stance"),
        one_of("capacity", Capacity, "capacity"),
        sa.CheckConstraint("stance = 'agree' OR remark <> ''", name="objects_with_reason"),
    )

    @property
    def taken(self) -> Taken:
        """The stance as the domain reckons with it."""
        return Taken(self.actor_id, Stance(self.stance), self.wording)
