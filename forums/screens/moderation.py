# SPDX-License-Identifier: EUPL-1.2
"""What moderators and translators see of contributions."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from core.domain.actor import Actor
from core.i18n import direction, moment
from core.pages import Link, Pages, pages_of
from forums import permissions
from forums.domain.moderation import ContributionState, Suspicion
from forums.domain.topic import Act, TopicState
from forums.domain.words import Part, Shown
from forums.messages import CONTRIBUTION_STATES, CONTRIBUTION_TONES, GROUNDS, OUTCOMES, SUSPICIONS
from forums.models.contributions import Contribution
from forums.models.topics import Topic
from forums.queries import contributions
from forums.queries.contributions import CaseView, DecisionView, QueueRow
from forums.queries.words import titles
from forums.screens.parts import Badge, Moment, role_label


@dataclass(frozen=True, slots=True)
class Waiting:
    row: QueueRow
    suspicion: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    state: str
    tabs: tuple[Link, ...]
    rows: tuple[Waiting, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class CasePage:
    topic_id: str
    topic: Shown
    case: CaseView
    badge: Badge
    suspicion: str
    story: tuple[Moment, ...]
    may_decide: bool
    may_translate: bool


def queue(actor: Actor, state: ContributionState, number: int, lang: str) -> QueuePage:
    part = contributions.queue(state, number, lang)
    tabs = tuple(
        Link(str(CONTRIBUTION_STATES[s]), url_for("forums.moderation_queue", state=s.value), current=s is state)
        for s in ContributionState
        if s is not ContributionState.WITHDRAWN
    )
    rows = tuple(Waiting(row, _suspicion(row.suspicion)) for row in part.rows)
    return QueuePage(str(CONTRIBUTION_STATES[state]), tabs, rows, pages_of(part))


def case(actor: Actor, topic: Topic, row: Contribution, lang: str) -> CasePage:
    view = contributions.case(row, lang)
    state, standing = TopicState(topic.state), view.contribution.state
    return CasePage(
        topic_id=topic.public_id,
        topic=titles([topic.id], lang).of(topic.public_id, Part.TITLE),
        case=view,
        badge=Badge(str(CONTRIBUTION_STATES[standing]), CONTRIBUTION_TONES[standing]),
        suspicion=_suspicion(view.suspicion),
        story=tuple(_decision(d) for d in view.decisions),
        may_decide=permissions.may(actor, Act.DECIDE, state) and not view.contribution.taken_back,
        may_translate=permissions.may(actor, Act.TRANSLATE, state) and not view.contribution.taken_back,
    )


def _suspicion(note: Suspicion) -> str:
    return "" if note is Suspicion.NONE else str(SUSPICIONS[note])


def _decision(made: DecisionView) -> Moment:
    return Moment(
        title=str(OUTCOMES[made.outcome]),
        on=moment(made.at),
        datetime=made.at.isoformat(),
        tone="stop" if made.ground else "good",
        by=role_label(made.role) or None,
        body=str(GROUNDS[made.ground]) if made.ground else None,
        text=made.explanation or None,
        lang=made.explanation_lang or None,
        dir=direction(made.explanation_lang) if made.explanation_lang else "auto",
    )
