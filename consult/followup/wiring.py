# SPDX-License-Identifier: EUPL-1.2
"""Plugs the follow-up into the application: its pages, what is due on a desk, what is new at home."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from consult.followup import queries
from consult.followup.messages import REFUSALS
from consult.followup.screens import title_of
from consult.followup.views import blueprint
from core.domain.actor import Actor, Role
from core.feature import Due, Feature, Nav, News

MOST_ON_DESK = 10
MOST_NEWS = 4


def due(actor: Actor) -> Sequence[Due]:
    """What is owed an answer, for those who give answers."""
    if not actor.has_anywhere(Role.OFFICER):
        return ()
    return [
        Due(
            title=title_of(summary),
            href=url_for("followup.show_followup", public_id=summary.public_id),
            on=summary.due_on,
            note=_("Overdue") if summary.overdue else summary.body or _("Nobody is named yet"),
        )
        for summary in queries.owed_first(MOST_ON_DESK)
    ]


def news() -> Sequence[News]:
    """The newest answers that everybody may read."""
    return [
        News(
            kind="answer",
            title=view.summary.title or view.original[:120],
            href=url_for("followup.list_answers"),
            on=view.summary.answered_on,
            lang=view.summary.lang,
        )
        for view in queries.answered(1, MOST_NEWS).rows
    ]


FEATURE = Feature(
    blueprint=blueprint,
    refusals=REFUSALS,
    nav=(
        Nav(_l("Answers"), "followup.list_answers", 15),
        Nav(
            _l("Follow-up"),
            "followup.list_inputs",
            30,
            frozenset({Role.OFFICER, Role.FACILITATOR, Role.MODERATOR, Role.OMBUDSPERSON}),
        ),
    ),
    openers={"input": "followup.show_input"},
    due=due,
    news=news,
)
