# SPDX-License-Identifier: EUPL-1.2
"""From contributions to an answer: write a recommendation, adopt it, present it, record the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import access, current_actor
from core.forms import BaseForm
from core.i18n import current_language
from core.requirements import serves
from forums import permissions
from forums.forms.recommendations import AnswerForm, PresentationForm, RecommendationForm
from forums.forms.topics import StepForm
from forums.models.recommendations import Recommendation
from forums.models.topics import Topic
from forums.screens import recommendations as screens
from forums.services import recommendations
from forums.views.blueprint import blueprint, recommendation_of, topic_held


@blueprint.route("/<topic_id>/recommendations/new", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R062", "R071")
def new_recommendation(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), RecommendationForm()
    page = screens.choosing(current_actor(), topic, current_language())
    form.offer(page.choices)
    if form.accepts(lambda: recommendations.draft(current_actor(), topic, form.command())):
        flash(_("The draft is saved with its trace. Adopt it when its wording is agreed."), "success")
        return redirect(url_for("forums.manage_topic", topic_id=topic_id))
    return make_response(render_template("forums/new_recommendation.html", page=page, form=form), form.status)


@blueprint.route("/<topic_id>/recommendations/<recommendation_id>/adopt", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R071")
def adopt(topic_id: str, recommendation_id: str) -> Response:
    topic = topic_held(topic_id)
    row, form = recommendation_of(topic, recommendation_id), StepForm()
    return _step(
        "forums/adopt.html",
        (topic, row),
        form,
        lambda: recommendations.adopt(current_actor(), topic, row),
        _("Adopted. Everybody whose contribution is in it can see so by code."),
    )


@blueprint.route("/<topic_id>/recommendations/<recommendation_id>/present", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R072")
def present(topic_id: str, recommendation_id: str) -> Response:
    topic = topic_held(topic_id)
    row, form = recommendation_of(topic, recommendation_id), PresentationForm()
    return _step(
        "forums/present.html",
        (topic, row),
        form,
        lambda: recommendations.present(current_actor(), topic, row, form.command()),
        _("The presentation is recorded."),
    )


@blueprint.route("/<topic_id>/recommendations/<recommendation_id>/answer", methods=["GET", "POST"])
@access(permissions.ANSWER)
@serves("R072", "R073")
def answer(topic_id: str, recommendation_id: str) -> Response:
    topic = topic_held(topic_id)
    row, form = recommendation_of(topic, recommendation_id), AnswerForm()
    return _step(
        "forums/answer.html",
        (topic, row),
        form,
        lambda: recommendations.answer(current_actor(), topic, row, form.command()),
        _("The answer is recorded. Everybody whose contribution is behind it can read it by code."),
    )


def _step(
    template: str, about: tuple[Topic, Recommendation], form: BaseForm, act: Callable[[], Any], done: str
) -> Response:
    topic, row = about
    page = screens.recommendation(topic, row, current_language())
    if form.accepts(act):
        flash(done, "success")
        return redirect(url_for("forums.manage_topic", topic_id=topic.public_id))
    return make_response(render_template(template, page=page, form=form), form.status)
