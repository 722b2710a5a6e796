# SPDX-License-Identifier: EUPL-1.2
"""The way to a council: the steps with their state and proof, marks on a step, and the legal bases."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import STAFF, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.founding_steps import FoundingStep, sources
from council.forms.founding import AnswerForm, BasisForm, EndBasisForm, MarkForm, mark_values
from council.founding_words import STEP_HINTS, STEP_TITLES
from council.models.founding import LegalBasis
from council.queries import founding as queries
from council.services import founding as services
from council.services.working_group import may_prepare
from council.views.blueprint import blueprint
from council.views.founding_page import PREPARE, for_those_who_prepare, names_of_staff
from council.views.founding_steps_page import steps_page


@blueprint.get("/founding")
@access(STAFF)
@serves("R035", "R036", "R037", "R038", "R041", "R042", "R043")
def show_founding() -> str:
    page = steps_page(request.args.get("election", ""))
    actor = current_actor()
    may_draft = actor.has(Role.OFFICER, Role.RETURNING_OFFICER)
    return render_template("council/founding/steps.html", page=page, may=may_prepare(actor), may_draft=may_draft)


@blueprint.route("/founding/steps/<step>", methods=["GET", "POST"])
@access(PREPARE)
@serves("R043", "D04")
def mark_step(step: str) -> ResponseReturnValue:
    for_those_who_prepare()
    if step not in list(FoundingStep):
        abort(404)
    found = FoundingStep(step)
    marks = queries.marks()[found]
    form = MarkForm(data=mark_values(marks[0] if marks else None))
    if form.accepts(lambda: services.mark_step(current_actor(), found, form.command())):
        flash(_("The step is marked."), "success")
        return redirect(url_for("council.show_founding"))
    html = render_template(
        "council/founding/mark.html",
        form=form,
        step=found,
        step_title=str(STEP_TITLES[found]),
        hint=str(STEP_HINTS[found]),
        source=sources()[found],
        marks=marks,
        by=names_of_staff(mark.actor_id for mark in marks),
    )
    return make_response(html, form.status)


def _basis(basis_id: str) -> LegalBasis:
    for_those_who_prepare()
    return queries.basis_by(basis_id) or abort(404)


@blueprint.get("/founding/legal-bases")
@access(PREPARE)
@serves("R038", "R042")
def list_legal_bases() -> str:
    for_those_who_prepare()
    bases = queries.legal_bases()
    return render_template("council/founding/legal_bases.html", bases=bases, secured=queries.right_is_secured())


@blueprint.route("/founding/legal-bases/new", methods=["GET", "POST"])
@access(PREPARE)
@serves("R038", "R042")
def record_legal_basis() -> ResponseReturnValue:
    for_those_who_prepare()
    form = BasisForm()
    if form.accepts(lambda: services.record_basis(current_actor(), form.command())):
        flash(_("The provision is listed."), "success")
        return redirect(url_for("council.list_legal_bases"))
    return make_response(render_template("council/founding/legal_basis_new.html", form=form), form.status)


@blueprint.route("/founding/legal-bases/<basis_id>/answer", methods=["GET", "POST"])
@access(PREPARE)
@serves("R038")
def answer_legal_question(basis_id: str) -> ResponseReturnValue:
    basis, form = _basis(basis_id), AnswerForm()
    citation, question = basis.citation, basis.question
    if form.accepts(lambda: services.answer_question(current_actor(), basis_id, form.answer.data or "")):
        flash(_("The question is answered."), "success")
        return redirect(url_for("council.list_legal_bases"))
    html = render_template(
        "council/founding/legal_answer.html", form=form, basis_id=basis_id, citation=citation, question=question
    )
    return make_response(html, form.status)


@blueprint.route("/founding/legal-bases/<basis_id>/end", methods=["GET", "POST"])
@access(PREPARE)
@serves("R038", "R042")
def end_legal_basis(basis_id: str) -> ResponseReturnValue:
    basis, form = _basis(basis_id), EndBasisForm()
    citation = basis.citation
    if form.accepts(lambda: services.end_basis(current_actor(), basis_id, form.day, form.reason.data or "")):
        flash(_("It is recorded that the provision no longer holds."), "success")
        return redirect(url_for("council.list_legal_bases"))
    html = render_template("council/founding/legal_end.html", form=form, basis_id=basis_id, citation=citation)
    return make_response(html, form.status)
