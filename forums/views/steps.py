# SPDX-License-Identifier: EUPL-1.2
"""The steps in the life of a forum: open, stop, reopen, close, decline. Each asks first and says what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from core.access import access, current_actor
from core.forms import BaseForm
from core.i18n import current_language
from core.requirements import serves
from forums import permissions
from forums.domain.topic import Act
from forums.forms.topics import OpeningForm, ReasonForm, StepForm
from forums.models.topics import Topic
from forums.screens import desk as screens
from forums.services import topics
from forums.views.blueprint import blueprint, topic_held


@blueprint.route("/<topic_id>/open", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R061", "R068")
def open_topic(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), OpeningForm()
    return _step(Act.OPEN, topic, form, lambda: topics.open_topic(current_actor(), topic, form.closes_on.day()))


@blueprint.route("/<topic_id>/reopen", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R061")
def reopen_topic(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), OpeningForm()
    return _step(Act.REOPEN, topic, form, lambda: topics.reopen(current_actor(), topic, form.closes_on.day()))


@blueprint.route("/<topic_id>/stop", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R061")
def stop_topic(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), StepForm()
    return _step(Act.STOP, topic, form, lambda: topics.stop(current_actor(), topic))


@blueprint.route("/<topic_id>/decline", methods=["GET", "POST"])
@access(permissions.SUGGEST)
@serves("R067")
def decline_topic(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), ReasonForm()
    return _step(
        Act.DECLINE,
        topic,
        form,
        lambda: topics.decline(current_actor(), topic, form.reason.data or "", form.lang.data),
    )


@blueprint.route("/<topic_id>/close", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R061")
def close_topic(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), ReasonForm()
    return _step(
        Act.CLOSE,
        topic,
        form,
        lambda: topics.close(current_actor(), topic, form.reason.data or "", form.lang.data),
    )


def _step(act: Act, topic: Topic, form: BaseForm, action: Callable[[], Any]) -> Response:
    page = screens.step(current_actor(), topic, act, current_language())
    if form.accepts(action):
        flash(page.done, "success")
        return redirect(url_for("forums.manage_topic", topic_id=topic.public_id))
    return make_response(render_template("forums/step.html", page=page, form=form), form.status)
