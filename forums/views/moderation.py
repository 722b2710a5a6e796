# SPDX-License-Identifier: EUPL-1.2
"""The moderator's queue, the decision on one contribution, and its translation."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import access, current_actor
from core.i18n import current_language
from core.pages import page_number
from core.requirements import serves
from forums import permissions
from forums.domain.moderation import ContributionState
from forums.forms.contributions import DecisionForm, TranslationForm
from forums.screens import moderation as screens
from forums.services import contributions
from forums.views.blueprint import blueprint, contribution_of, topic_of


@blueprint.get("/moderation")
@access(permissions.TRANSLATE)
@serves("R061")
def moderation_queue() -> str:
    wanted = request.args.get("state", "")
    state = ContributionState(wanted) if wanted in set(ContributionState) else ContributionState.HELD
    page = screens.queue(current_actor(), state, page_number(), current_language())
    return render_template("forums/queue.html", page=page)


@blueprint.get("/<topic_id>/contributions/<contribution_id>")
@access(permissions.TRANSLATE)
@serves("R061", "R062")
def moderate(topic_id: str, contribution_id: str) -> str:
    """One contribution with everything decided on it so far."""
    topic = topic_of(topic_id)
    row = contribution_of(topic, contribution_id)
    page = screens.case(current_actor(), topic, row, current_language())
    return render_template("forums/case.html", page=page)


@blueprint.route("/<topic_id>/contributions/<contribution_id>/decide", methods=["GET", "POST"])
@access(permissions.MODERATE)
@serves("R061")
def decide(topic_id: str, contribution_id: str) -> Response:
    topic = topic_of(topic_id)
    row = contribution_of(topic, contribution_id)
    page = screens.case(current_actor(), topic, row, current_language())
    form = DecisionForm(seen=len(page.case.decisions))
    if form.accepts(lambda: contributions.decide_on(current_actor(), topic, row, form.command())):
        flash(_("The decision is recorded. The writer finds it by code."), "success")
        return redirect(url_for("forums.moderation_queue"))
    return make_response(render_template("forums/decide.html", page=page, form=form), form.status)


@blueprint.route("/<topic_id>/contributions/<contribution_id>/translate", methods=["GET", "POST"])
@access(permissions.TRANSLATE)
@serves("R062")
def translate(topic_id: str, contribution_id: str) -> Response:
    topic = topic_of(topic_id)
    row = contribution_of(topic, contribution_id)
    form = TranslationForm()
    if form.accepts(lambda: contributions.translate(current_actor(), topic, row, form.lang.data, form.text.data or "")):
        flash(_("The translation is saved. It is shown marked, with the original beside it."), "success")
        return redirect(url_for("forums.moderate", topic_id=topic_id, contribution_id=contribution_id))
    page = screens.case(current_actor(), topic, row, current_language())
    return make_response(render_template("forums/translate.html", page=page, form=form), form.status)
