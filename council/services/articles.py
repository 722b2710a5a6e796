# SPDX-License-Identifier: EUPL-1.2
"""Writing the articles of a draft statute: new wording, another order, leaving one out, taking them from elsewhere.

What people say about them is in ``article_talk``.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from core import audit, clock
from core.db import db, locked, new_public_id
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.articles import MOST_ARTICLES, Wording
from council.domain.refusals import CouncilRefusal
from council.domain.statute_refusals import StatuteRefusal
from council.models.articles import StatuteArticle
from council.models.statute import StatuteVersion
from council.permissions import require_founding
from council.queries.articles import articles_of, of_version

KIND = "statute"


def add_article(actor: Actor, statute_id: str, wording: Wording, *, key: str) -> StatuteArticle:
    """A new article at the end of the draft; sending the form twice adds it once (``key`` is its own).

    :raises Refusal: the version is adopted, or has too many articles.
    """
    version = _draft(actor, statute_id)
    standing = articles_of(version)
    known = next((each for each in standing if each.key == key), None)
    if known is not None:
        return known
    article = _placed(version, wording, key=key or new_public_id(), position=len(standing) + 1)
    db.session.flush()
    _record(actor, "council.article_added", version, article)
    return article


def write_article(actor: Actor, article_id: str, wording: Wording) -> StatuteArticle:
    """Another wording. Agreement to the earlier one no longer counts when the original changed."""
    article, version = _article(actor, article_id)
    if article.wording == wording:
        return article
    article.write(wording)
    db.session.flush()
    _record(actor, "council.article_written", version, article)
    return article


def move_article(actor: Actor, article_id: str, *, up: bool) -> StatuteArticle:
    """One place up or down; at the end nothing happens."""
    article, version = _article(actor, article_id)
    standing = articles_of(version)
    place = [each.id for each in standing].index(article.id)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(standing):
        return article
    standing[place], standing[other] = standing[other], standing[place]
    _number(standing)
    _record(actor, "council.article_moved", version, article)
    return article


def leave_out(actor: Actor, article_id: str, reason: str) -> None:
    """The article goes; what was said about it stays, with the day and the reason."""
    article, version = _article(actor, article_id)
    article.left_out_on, article.left_out_reason = clock.today(), reason
    _number([each for each in articles_of(version) if each.id != article.id])
    _record(actor, "council.article_left_out", version, article)


def take_articles(actor: Actor, statute_id: str, wordings: Iterable[tuple[str, Wording]]) -> None:
    """Articles of the template or of another version, each with its key, for a draft that has none yet.

    :raises Refusal: ``council.statute_articles_there``.
    """
    version = _draft(actor, statute_id)
    if articles_of(version):
        raise Refusal(StatuteRefusal.ARTICLES_THERE)
    for position, (key, wording) in enumerate(wordings, start=1):
        _placed(version, wording, key=key, position=position)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"number": version.number, "articles": len(articles_of(version))}
    audit.record(actor, "council.articles_taken", (KIND, version.public_id), facts)


def _placed(version: StatuteVersion, wording: Wording, *, key: str, position: int) -> StatuteArticle:
    if position > MOST_ARTICLES:
        raise Refusal(StatuteRefusal.ARTICLES_TOO_MANY, most=MOST_ARTICLES)
    article = StatuteArticle(statute=version, key=key, position=position)
    article.write(wording)
    db.session.add(article)
    return article


def _number(standing: list[StatuteArticle]) -> None:
    for position, each in enumerate(standing, start=1):
        each.position = position
    db.session.flush()


def _draft(actor: Actor, statute_id: str) -> StatuteVersion:
    """The open draft, held until the end of the transaction, so that two people do not number at once."""
    require_founding(actor)
    statement = sa.select(StatuteVersion).where(StatuteVersion.public_id == statute_id)
    version = db.session.scalars(locked(statement)).one()
    if version.adopted:
        raise Refusal(CouncilRefusal.STATUTE_ADOPTED)
    return version


def _article(actor: Actor, article_id: str) -> tuple[StatuteArticle, StatuteVersion]:
    article = db.session.scalars(of_version().where(StatuteArticle.public_id == article_id)).one()
    return article, _draft(actor, article.statute.public_id)


def _record(actor: Actor, event: str, version: StatuteVersion, article: StatuteArticle) -> None:
    facts: dict[str, audit.Fact] = {"version": version.number, "article": article.public_id, "number": article.position}
    audit.record(actor, event, (KIND, version.public_id), facts)
