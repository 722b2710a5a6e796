# SPDX-License-Identifier: EUPL-1.2
"""What everybody can open: the list of forums, one forum, its paper sheet, and the page to write on."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consult.followup import slips
from core.access import PUBLIC, access, current_actor
from core.i18n import current_language
from core.pages import page_number
from core.requirements import serves
from forums.forms.contributions import ContributionForm
from forums.screens import public as screens
from forums.services import contributions
from forums.services.contributions import Taken
from forums.views.blueprint import blueprint, public_topic, question_of


@blueprint.get("")
@access(PUBLIC)
@serves("R060", "R066")
def list_topics() -> str:
    return render_template("forums/list.html", page=screens.public_list(page_number(), current_language()))


@blueprint.get("/<topic_id>")
@access(PUBLIC)
@serves("R062", "R065", "R066", "R068", "R071", "R072", "R073", "D05")
def show_topic(topic_id: str) -> str:
    original = "original" in request.args
    page = screens.forum(public_topic(topic_id), page_number(), current_language(), original=original)
    return render_template("forums/topic.html", page=page)


@blueprint.get("/<topic_id>/paper")
@access(PUBLIC)
@serves("R060")
def show_paper(topic_id: str) -> str:
    """A sheet to fill in by hand, for those who would rather not write on a screen."""
    return render_template("forums/paper.html", page=screens.paper(public_topic(topic_id), current_language()))


@blueprint.route("/<topic_id>/questions/<question_id>", methods=["GET", "POST"])
@access(PUBLIC)
@serves("R060", "R062")
def contribute(topic_id: str, question_id: str) -> Response:
    topic = public_topic(topic_id)
    question = question_of(topic, question_id)
    page = screens.writing(topic, question, current_language())
    form, taken = ContributionForm(), list[Taken]()
    if form.accepts(
        lambda: taken.append(
            contributions.contribute(
                current_actor(),
                topic,
                question,
                form.command(request.remote_addr or ""),
                title=screens.title_in(topic, form.lang.data),
            )
        )
    ):
        return _hand_over(topic_id, taken[0])
    return make_response(render_template("forums/contribute.html", page=page, form=form), form.status)


def _hand_over(topic_id: str, taken: Taken) -> Response:
    """The slip, at once; a form sent again much later gets none."""
    if taken.receipt is None:
        flash(_("We already have this contribution. The code on your slip opens its page."), "info")
        return redirect(url_for("forums.show_topic", topic_id=topic_id))
    slips.hand_over(taken.receipt)
    flash(_("We have your contribution. A moderator reads it before others can."), "success")
    return redirect(url_for("followup.show_slip", public_id=taken.receipt.public_id))
