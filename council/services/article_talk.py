# SPDX-License-Identifier: EUPL-1.2
"""What people of the working group say about an article, and whether they agree with it as it reads now.

Both are only added. Adoption ends them: the database refuses any more.
"""

from __future__ import annotations

import sqlalchemy as sa

from core import audit
from core.db import db, locked
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.articles import Capacity, Stance
from council.domain.refusals import CouncilRefusal
from council.domain.statute_refusals import StatuteRefusal
from council.models.articles import ArticleComment, ArticleStance, StatuteArticle
from council.models.statute import StatuteVersion
from council.services.working_group import is_member

KIND = "article"


def capacity_of(actor: Actor) -> Capacity | None:
    """As what somebody may speak: a member of the working group, or one of the offices that prepare the statute."""
    if is_member(actor):
        return Capacity.MEMBER
    if actor.has(Role.OFFICER):
        return Capacity.OFFICER
    return Capacity.RETURNING_OFFICER if actor.has(Role.RETURNING_OFFICER) else None


def comment(actor: Actor, article_id: str, text: str, *, lang: str, once: str) -> ArticleComment:
    """Say something about an article; sending the form twice says it once."""
    article, capacity = _open(actor, article_id)
    known = db.session.scalars(sa.select(ArticleComment).where(ArticleComment.once == once)).one_or_none()
    if known is not None:
        return known
    said = ArticleComment(
        article_id=article.id, text=text, lang=lang, capacity=capacity.value, actor_id=actor.id, once=once
    )
    db.session.add(said)
    db.session.flush()
    audit.record(actor, "council.article_commented", (KIND, article.public_id), {"capacity": capacity.value})
    return said


def take_stance(actor: Actor, article_id: str, stance: Stance, remark: str = "") -> None:
    """Say where one stands; the newest stance of a person counts, and the same one again changes nothing.

    :raises Refusal: an objection or a remark without words.
    """
    article, capacity = _open(actor, article_id)
    if stance is not Stance.AGREE and not remark:
        raise Refusal(StatuteRefusal.REMARK_MISSING, field="remark")
    wording = article.wording.fingerprint
    mine = sa.select(ArticleStance).where(ArticleStance.article_id == article.id, ArticleStance.actor_id == actor.id)
    newest = db.session.scalars(mine.order_by(ArticleStance.id.desc())).first()
    if newest and (newest.stance, newest.remark, newest.wording) == (stance.value, remark, wording):
        return
    taken = ArticleStance(
        article_id=article.id,
        stance=stance.value,
        remark=remark,
        wording=wording,
        capacity=capacity.value,
        actor_id=actor.id,
    )
    db.session.add(taken)
    db.session.flush()
    facts: dict[str, audit.Fact] = {"stance": stance.value, "capacity": capacity.value}
    audit.record(actor, "council.article_stance_taken", (KIND, article.public_id), facts)


def _open(actor: Actor, article_id: str) -> tuple[StatuteArticle, Capacity]:
    """:raises Refusal: somebody else's talk, or the version is adopted."""
    capacity = capacity_of(actor)
    if capacity is None:
        raise Refusal(StatuteRefusal.NOT_DISCUSSING)
    article = db.session.scalars(sa.select(StatuteArticle).where(StatuteArticle.public_id == article_id)).one()
    # The version is held, so that nothing is said while somebody records its adoption.
    version = db.session.scalars(locked(sa.select(StatuteVersion).where(StatuteVersion.id == article.statute_id))).one()
    if version.adopted:
        raise Refusal(CouncilRefusal.STATUTE_ADOPTED)
    return article, capacity
