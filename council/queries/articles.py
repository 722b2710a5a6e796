# SPDX-License-Identifier: EUPL-1.2
"""The articles of a version, with what was said about them and who agrees."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from core.db import db
from council.domain.articles import Stance, agreement, canonical
from council.models.articles import ArticleComment, ArticleStance, StatuteArticle
from council.models.statute import StatuteVersion


@dataclass(frozen=True, slots=True)
class Discussed:
    """An article with everything said about it; ``standing`` counts people by where they stand now."""

    article: StatuteArticle
    comments: tuple[ArticleComment, ...]
    stances: tuple[ArticleStance, ...]
    standing: dict[Stance, int]

    @property
    def words(self) -> tuple[ArticleStance, ...]:
        """Remarks and objections, the newest of each person, with whether they are about today's wording."""
        newest = {each.actor_id: each for each in self.stances}
        return tuple(each for each in newest.values() if each.remark)

    def stance_of(self, actor_id: str) -> ArticleStance | None:
        """The newest stance of a person."""
        return next((each for each in reversed(self.stances) if each.actor_id == actor_id), None)

    def is_about_today(self, stance: ArticleStance) -> bool:
        """False when the article was worded otherwise when the stance was taken."""
        return stance.wording == self.article.wording.fingerprint


def of_version() -> sa.Select[StatuteArticle]:
    """Articles that stand."""
    return sa.select(StatuteArticle).where(StatuteArticle.left_out_on.is_(None))


def articles_of(version: StatuteVersion) -> list[StatuteArticle]:
    """The articles that stand, in their order."""
    mine = of_version().where(StatuteArticle.statute_id == version.id)
    return list(db.session.scalars(mine.order_by(StatuteArticle.position, StatuteArticle.id)))


def article_by(public_id: str) -> StatuteArticle | None:
    return db.session.scalars(sa.select(StatuteArticle).where(StatuteArticle.public_id == public_id)).one_or_none()


def discussed(version: StatuteVersion) -> tuple[tuple[Discussed, ...], tuple[Discussed, ...]]:
    """The articles that stand, and those that were left out, each with its talk."""
    rows = db.session.scalars(
        sa.select(StatuteArticle)
        .where(StatuteArticle.statute_id == version.id)
        .options(selectinload(StatuteArticle.comments), selectinload(StatuteArticle.stances))
        .order_by(StatuteArticle.position, StatuteArticle.id)
    ).all()
    every = [_discussed(row) for row in rows]
    standing = tuple(each for each in every if each.article.left_out_on is None)
    return standing, tuple(each for each in every if each.article.left_out_on is not None)


def discussed_article(public_id: str) -> Discussed | None:
    """One article with its talk."""
    row = db.session.scalars(
        sa.select(StatuteArticle)
        .where(StatuteArticle.public_id == public_id)
        .options(selectinload(StatuteArticle.comments), selectinload(StatuteArticle.stances))
    ).one_or_none()
    return _discussed(row) if row else None


def awaiting(actor_id: str) -> tuple[str, int]:
    """The open draft, and on how many of its articles, as they read now, somebody has not said where they stand."""
    newest = (
        sa.select(ArticleStance.wording)
        .where(ArticleStance.article_id == StatuteArticle.id, ArticleStance.actor_id == actor_id)
        .order_by(ArticleStance.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(StatuteArticle, newest)
        .join(StatuteVersion)
        .where(StatuteVersion.adopted_on.is_(None), StatuteArticle.left_out_on.is_(None))
    ).all()
    left = sum(wording != article.wording.fingerprint for article, wording in rows)
    return (rows[0][0].statute.public_id if rows else ""), left


def canonical_articles(version: StatuteVersion) -> str:
    """The articles as one text for the fingerprint; nothing for a version that has none."""
    found = articles_of(version)
    return canonical(each.wording for each in found) if found else ""


def _discussed(row: StatuteArticle) -> Discussed:
    standing = agreement([each.taken for each in row.stances], row.wording.fingerprint)
    return Discussed(row, tuple(row.comments), tuple(row.stances), standing)
