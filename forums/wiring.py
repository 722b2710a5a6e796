# SPDX-License-Identifier: EUPL-1.2
"""Plugs the forums into the application: pages, navigation, what is due, what is new."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from core.domain.actor import Actor, Role
from core.feature import Due, Feature, Nav, News
from core.i18n import current_language
from forums import permissions
from forums.domain.topic import Act
from forums.messages import REFUSALS
from forums.queries import contributions, recommendations, topics
from forums.services.contributions import follow_withdrawals
from forums.views import desk, moderation, public, steps
from forums.views import recommendations as recommendation_views
from forums.views.blueprint import blueprint

NEWEST = 4

VIEWS = (public, desk, steps, moderation, recommendation_views)
"""Importing them has put their routes on the blueprint."""


def _due(actor: Actor) -> Sequence[Due]:
    due: list[Due] = []
    if actor.has(Role.MODERATOR):
        due += _held()
    if actor.has(Role.OFFICER):
        due += _owed()
    return due


def _held() -> list[Due]:
    number, oldest = contributions.oldest_held()
    if not number:
        return []
    title = ngettext(
        "%(num)s contribution waits for your decision", "%(num)s contributions wait for your decision", number
    )
    return [Due(title, url_for("forums.moderation_queue"), oldest, _("The oldest came on this day."))]


def _owed() -> list[Due]:
    return [
        Due(
            title=row.title.text,
            href=url_for("forums.manage_topic", topic_id=row.public_id),
            on=row.answer_by,
            note=ngettext("%(num)s answer is owed", "%(num)s answers are owed", number),
        )
        for row, number in topics.waiting_for_answer(current_language())
    ]


def _news() -> Sequence[News]:
    lang = current_language()
    open_now = [
        News(
            "forum",
            row.title.text,
            url_for("forums.show_topic", topic_id=row.public_id),
            row.closes_on,
            lang=row.title.lang,
        )
        for row in topics.open_now(NEWEST, lang)
    ]
    answered = [
        News(
            "answer",
            row.title.text,
            url_for("forums.show_topic", topic_id=row.topic_id, _anchor=row.public_id),
            row.on,
            lang=row.title.lang,
        )
        for row in recommendations.recently_answered(NEWEST, lang)
    ]
    return [*open_now, *answered]


FEATURE = Feature(
    blueprint=blueprint,
    refusals=REFUSALS,
    nav=(
        Nav(_l("Forums"), "forums.list_topics", 12),
        Nav(_l("Forum desk"), "forums.manage_topics", 35, permissions.BY[Act.TRANSLATE]),
        Nav(_l("Moderation"), "forums.moderation_queue", 36, frozenset({Role.MODERATOR, Role.TRANSLATOR})),
    ),
    due=_due,
    news=_news,
    retain=follow_withdrawals,
)
