# SPDX-License-Identifier: EUPL-1.2
"""Drafting a version of the statute, changing the draft, and recording its adoption, after which it stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from core import audit
from core.db import db, locked
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.articles import Wording
from council.domain.refusals import CouncilRefusal
from council.domain.statute import StatuteParameters
from council.models.articles import StatuteArticle
from council.models.statute import StatuteVersion
from council.permissions import require_founding
from council.queries.articles import articles_of, canonical_articles
from council.services.articles import take_articles
from council.statute_rule import refuse_unfit
from council.tally import Parameter, RuleSheet
from council.tally.rules import Clause


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who adopted a version, when, and under which number of the body's own papers."""

    by: str
    on: dt.date
    reference: str = ""


def draft_statute(
    actor: Actor,
    parameters: StatuteParameters,
    rule: RuleSheet,
    *,
    remark: str = "",
    articles: Iterable[tuple[str, Wording]] = (),
) -> StatuteVersion:
    """Keep the one open draft: a new version when the newest is adopted, else the draft changed.

    :param articles: what a new version begins with; a draft that is there keeps its own.
    :raises Refusal: when no election could be held under the rule.
    """
    require_founding(actor)
    refuse_unfit(rule)
    newest = db.session.scalars(locked(sa.select(StatuteVersion).order_by(StatuteVersion.number.desc()))).first()
    fresh = newest is None or newest.adopted
    version = StatuteVersion(number=(newest.number if newest else 0) + 1, drafted_by=actor.id) if fresh else newest
    assert version is not None
    db.session.add(version)
    version.fix(parameters, rule)
    version.remark = remark
    db.session.flush()
    facts: dict[str, audit.Fact] = {"number": version.number, "fingerprint": version.fingerprint}
    audit.record(actor, "council.statute_drafted", ("statute", version.public_id), facts)
    taken = tuple(articles)
    if fresh and taken:
        take_articles(actor, version.public_id, taken)
    return version


def adopt_statute(actor: Actor, public_id: str, adoption: Adoption) -> StatuteVersion:
    """Record that a body adopted the version.

    :raises Refusal: ``council.statute_adopted`` when it was adopted before.
    """
    require_founding(actor)
    version = db.session.scalars(locked(sa.select(StatuteVersion).where(StatuteVersion.public_id == public_id))).one()
    if version.adopted:
        raise Refusal(CouncilRefusal.STATUTE_ADOPTED)
    articles = articles_of(version)
    version.fix(version.parameters, replace(version.rule, clauses=_clauses(version.rule, articles)))
    version.fingerprint = version.computed_fingerprint(canonical_articles(version))
    version.adopted_on, version.adopted_by = adoption.on, adoption.by
    version.reference, version.recorded_by = adoption.reference, actor.id
    db.session.flush()
    facts: dict[str, audit.Fact] = {
        "number": version.number,
        "fingerprint": version.fingerprint,
        "on": adoption.on.isoformat(),
        "articles": len(articles),
    }
    audit.record(actor, "council.statute_adopted", ("statute", version.public_id), facts)
    return version


def _clauses(rule: RuleSheet, articles: Sequence[StatuteArticle]) -> tuple[Clause, ...]:
    """Beside each part of the rule the article that states it, so that the count record can name it."""
    stated = {name: f"Article {each.position}" for each in articles for name in each.states}
    kept = {clause.parameter: clause.text for clause in rule.clauses}
    own = {part: stated[part.value] for part in Parameter if part.value in stated}
    return tuple(Clause(part, text) for part, text in {**kept, **own}.items())
