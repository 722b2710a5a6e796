# SPDX-License-Identifier: EUPL-1.2
"""What the home page, the desk and the audit page show, gathered from the features without knowing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app, url_for
from flask_babel import gettext as _

from core import audit
from core.audit import AuditEvent
from core.db import db
from core.demo_roles import DEMO_ROLES
from core.domain.actor import Actor
from core.feature import Due, News, features_of
from core.i18n import day
from core.messages import ROLES, called
from core.pages import Slice, page_number, pages_of

SHOWN = 4


@dataclass(frozen=True, slots=True)
class PathCard:
    """One of the three paths on the home page."""

    title: str
    text: str
    href: str
    drawing: str
    action: str


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role that a visitor of the demo can enter as."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class HomePage:
    paths: tuple[PathCard, ...]
    open_forums: tuple[dict[str, object], ...]
    elections: tuple[dict[str, object], ...]
    answers: tuple[dict[str, object], ...]
    demo_roles: tuple[RoleCard, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    name: str
    roles: tuple[str, ...]
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class AuditPage:
    rows: Sequence[AuditEvent]
    pages: object
    verdict: audit.Verdict


def home_page() -> HomePage:
    news = [item for feature in features_of(current_app) for item in feature.news()]
    return HomePage(
        paths=_paths(),
        open_forums=tuple(
            {"title": n.title, "href": n.href, "closes": day(n.on) if n.on else "", "lang": n.lang}
            for n in _newest(news, "forum")
        ),
        elections=tuple(
            {"title": n.title, "href": n.href, "state": n.state, "polling_day": day(n.on) if n.on else ""}
            for n in _newest(news, "election")
        ),
        answers=tuple(
            {"title": n.title, "href": n.href, "on": day(n.on) if n.on else "", "lang": n.lang}
            for n in _newest(news, "answer")
        ),
        demo_roles=_demo_roles(),
    )


def desk_page(actor: Actor) -> DeskPage:
    due = [item for feature in features_of(current_app) for item in feature.due(actor)]
    dated = sorted((d for d in due if d.on), key=lambda d: (d.on, d.title))
    return DeskPage(
        name=called(actor),
        roles=tuple(sorted({str(ROLES[g.role]) for g in actor.grants})),
        due=(*dated, *(d for d in due if not d.on)),
    )


def audit_page() -> AuditPage:
    number, per_page = page_number(), 50
    total = db.session.scalar(sa.select(sa.func.count()).select_from(AuditEvent)) or 0
    rows = db.session.scalars(
        sa.select(AuditEvent).order_by(AuditEvent.number.desc()).limit(per_page).offset((number - 1) * per_page)
    ).all()
    return AuditPage(rows, pages_of(Slice(rows, total, number, per_page)), audit.verify())


def _newest(news: Sequence[News], kind: str) -> list[News]:
    """The first of a kind, each line once: one answer may have been given to many inputs."""
    lines = {(n.title, n.href): n for n in reversed(news) if n.kind == kind}
    return list(reversed(lines.values()))[:SHOWN]


def _paths() -> tuple[PathCard, ...]:
    known = current_app.view_functions
    cards = (
        (
            "mapping.list_organisations",
            _("Meet and be heard"),
            _("Find people who help, meet around a table, say what you need. Every voice gets an answer."),
            "table",
            _("Find organisations"),
        ),
        (
            "forums.list_topics",
            _("Discuss a topic"),
            _("The city asks a question. You write in your language. The city must answer the proposals."),
            "speech",
            _("See the forums"),
        ),
        (
            "council.list_elections",
            _("Choose who speaks for you"),
            _("Vote for the Intercultural Council, or stand for it, even without a vote in city elections."),
            "ballot-box",
            _("About the council"),
        ),
    )
    return tuple(
        PathCard(title, text, url_for(endpoint), drawing, action)
        for endpoint, title, text, drawing, action in cards
        if endpoint in known
    )


def _demo_roles() -> tuple[RoleCard, ...]:
    if not current_app.config["TALKA"].demo:
        return ()
    return tuple(RoleCard(r.value, str(ROLES[r]), str(text)) for r, text in DEMO_ROLES.items())
