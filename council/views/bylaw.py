# SPDX-License-Identifier: EUPL-1.2
"""Amendments to the municipality's own rules: all of them, one with its way, drafting, writing down a step."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.requirements import serves
from council.domain.bylaw import BYLAW_MOVES, BylawStage
from council.forms.articles import wording_values
from council.forms.bylaw import BylawForm, BylawStepForm
from council.models.bylaw import BylawAmendment
from council.permissions import FOUND_COUNCIL
from council.queries import bylaw as queries
from council.services import bylaw as services
from council.services.article_talk import capacity_of
from council.views.blueprint import blueprint
from council.views.statute import may_found
from council.views.statute_page import read_wording


def amendment_of(public_id: str) -> BylawAmendment:
    """The amendment, or 404; a draft only for those who prepare it."""
    amendment = queries.amendment_by(public_id)
    if amendment is None or (amendment.now is BylawStage.DRAFT and capacity_of(current_actor()) is None):
        abort(404)
    return amendment


@blueprint.get("/by-laws")
@access(PUBLIC)
@serves("R040")
def list_amendments() -> str:
    everything = capacity_of(current_actor()) is not None
    found = queries.all_amendments() if everything else queries.public_amendments()
    rows = [(each, read_wording(0, each.wording, ())) for each in found]
    return render_template("council/bylaw/list.html", rows=rows, may_found=may_found())


@blueprint.get("/by-laws/<public_id>")
@access(PUBLIC)
@serves("R040")
def show_amendment(public_id: str) -> str:
    amendment = amendment_of(public_id)
    return render_template(
        "council/bylaw/show.html",
        amendment=amendment,
        read=read_wording(0, amendment.wording, ()),
        open=bool(BYLAW_MOVES.allowed(amendment.now)),
        changeable=amendment.now is BylawStage.DRAFT,
        may_found=may_found(),
    )


@blueprint.route("/by-laws/new", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R040")
def draft_amendment() -> ResponseReturnValue:
    form = BylawForm()
    once = str(form.once.data or "")[:40]
    if form.accepts(
        lambda: services.draft_amendment(current_actor(), str(form.changes.data), form.wording(), once=once)
    ):
        flash(_("The amendment is saved."), "success")
        return redirect(url_for("council.list_amendments"))
    return make_response(render_template("council/bylaw/form.html", form=form, amendment=None), form.status)


@blueprint.route("/by-laws/<public_id>/edit", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R040")
def write_amendment(public_id: str) -> ResponseReturnValue:
    amendment = amendment_of(public_id)
    form = BylawForm(data={"changes": amendment.changes, **wording_values(amendment.wording)})
    if form.accepts(
        lambda: services.write_amendment(current_actor(), public_id, str(form.changes.data), form.wording())
    ):
        flash(_("The amendment is saved."), "success")
        return redirect(url_for("council.show_amendment", public_id=public_id))
    return make_response(render_template("council/bylaw/form.html", form=form, amendment=amendment), form.status)


@blueprint.route("/by-laws/<public_id>/step", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R040")
def move_amendment(public_id: str) -> ResponseReturnValue:
    amendment = amendment_of(public_id)
    form = BylawStepForm().offer(BYLAW_MOVES.allowed(amendment.now))
    if form.accepts(lambda: services.move_amendment(current_actor(), public_id, form.command())):
        flash(_("The step is recorded."), "success")
        return redirect(url_for("council.show_amendment", public_id=public_id))
    read = read_wording(0, amendment.wording, ())
    return make_response(
        render_template("council/bylaw/step.html", form=form, amendment=amendment, read=read), form.status
    )
