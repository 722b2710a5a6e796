# SPDX-License-Identifier: EUPL-1.2
"""Stakeholders and politicians: the list, one of them with contacts and promises, adding, settling, taking off."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consult.mapping.api import names_to_choose
from core.access import access, current_actor
from core.requirements import serves
from council.domain.founding import Group
from council.forms.claims import PlainForm
from council.forms.stakeholders import (
    ChangeStakeholderForm,
    CommitmentForm,
    ContactForm,
    GroupFilterForm,
    SettleForm,
    StakeholderForm,
    contact_values,
)
from council.models.stakeholders import Commitment, Stakeholder
from council.queries import stakeholders as queries
from council.services import stakeholders as services
from council.views.blueprint import blueprint
from council.views.founding_page import PREPARE, for_those_who_prepare, names_of_staff


def _stakeholder(public_id: str) -> Stakeholder:
    for_those_who_prepare()
    return queries.stakeholder_by(public_id) or abort(404)


def _commitment(public_id: str) -> Commitment:
    for_those_who_prepare()
    return queries.commitment_by(public_id) or abort(404)


@blueprint.get("/founding/stakeholders")
@access(PREPARE)
@serves("R035", "R036")
def list_stakeholders() -> str:
    for_those_who_prepare()
    asked = request.args.get("group", "")
    group = Group(asked) if asked in list(Group) else None
    rows = queries.list_stakeholders(group)
    form = GroupFilterForm(request.args)
    return render_template(
        "council/founding/stakeholders.html", rows=rows, form=form, group=group, due=queries.due_commitments()
    )


@blueprint.route("/founding/stakeholders/new", methods=["GET", "POST"])
@access(PREPARE)
@serves("R035", "R036")
def list_stakeholder() -> ResponseReturnValue:
    for_those_who_prepare()
    form = StakeholderForm(data={"group": request.args.get("group", "")}).offer(names_to_choose())
    listed: list[Stakeholder] = []
    if form.accepts(lambda: listed.append(services.list_stakeholder(current_actor(), form.command()))):
        flash(_("The stakeholder is on the list."), "success")
        return redirect(url_for("council.show_stakeholder", stakeholder_id=listed[0].public_id))
    return make_response(render_template("council/founding/stakeholder_new.html", form=form), form.status)


@blueprint.get("/founding/stakeholders/<stakeholder_id>")
@access(PREPARE)
@serves("R035", "R036")
def show_stakeholder(stakeholder_id: str) -> str:
    found = _stakeholder(stakeholder_id)
    called = queries.called_of([found])[found.id]
    return render_template(
        "council/founding/stakeholder.html",
        stakeholder=found,
        called=called,
        politician=found.group is Group.POLITICIANS,
        by=names_of_staff(contact.actor_id for contact in found.contacts),
        form=PlainForm(),
    )


@blueprint.route("/founding/stakeholders/<stakeholder_id>/change", methods=["GET", "POST"])
@access(PREPARE)
@serves("R035")
def change_stakeholder(stakeholder_id: str) -> ResponseReturnValue:
    found = _stakeholder(stakeholder_id)
    called = queries.called_of([found])[found.id]
    form = ChangeStakeholderForm(data={"group": found.belongs_to, "part": found.part, "reached_by": found.reached_by})
    if form.accepts(
        lambda: services.change_stakeholder(
            current_actor(),
            stakeholder_id,
            group=Group(str(form.group.data)),
            part=form.part.data or "",
            reached_by=form.reached_by.data or "",
        )
    ):
        flash(_("The entry is changed."), "success")
        return redirect(url_for("council.show_stakeholder", stakeholder_id=stakeholder_id))
    html = render_template(
        "council/founding/stakeholder_change.html", form=form, stakeholder_id=stakeholder_id, called=called
    )
    return make_response(html, form.status)


@blueprint.route("/founding/stakeholders/<stakeholder_id>/contact", methods=["GET", "POST"])
@access(PREPARE)
@serves("R035", "R036")
def note_contact(stakeholder_id: str) -> ResponseReturnValue:
    found = _stakeholder(stakeholder_id)
    called = queries.called_of([found])[found.id]
    form = ContactForm(data=contact_values(found))
    politician = found.group is Group.POLITICIANS
    if form.accepts(lambda: services.note_contact(current_actor(), stakeholder_id, form.command())):
        flash(_("The contact is noted."), "success")
        return redirect(url_for("council.show_stakeholder", stakeholder_id=stakeholder_id))
    html = render_template(
        "council/founding/contact.html",
        form=form,
        stakeholder_id=stakeholder_id,
        called=called,
        politician=politician,
    )
    return make_response(html, form.status)


@blueprint.route("/founding/stakeholders/<stakeholder_id>/commitment", methods=["GET", "POST"])
@access(PREPARE)
@serves("R036")
def record_commitment(stakeholder_id: str) -> ResponseReturnValue:
    found = _stakeholder(stakeholder_id)
    called = queries.called_of([found])[found.id]
    form = CommitmentForm()
    if form.accepts(lambda: services.record_commitment(current_actor(), stakeholder_id, form.command())):
        flash(_("The promise is recorded."), "success")
        return redirect(url_for("council.show_stakeholder", stakeholder_id=stakeholder_id))
    html = render_template("council/founding/commitment.html", form=form, stakeholder_id=stakeholder_id, called=called)
    return make_response(html, form.status)


@blueprint.route("/founding/commitments/<commitment_id>", methods=["GET", "POST"])
@access(PREPARE)
@serves("R036", "D04")
def settle_commitment(commitment_id: str) -> ResponseReturnValue:
    found = _commitment(commitment_id)
    stakeholder_id, words = found.stakeholder.public_id, found.words
    called = queries.called_of([found.stakeholder])[found.stakeholder_id]
    form, actor = SettleForm(), current_actor()
    if form.accepts(
        lambda: services.settle_commitment(actor, commitment_id, form.chosen_outcome, form.remark.data or "")
    ):
        flash(_("It is recorded what became of the promise."), "success")
        return redirect(url_for("council.show_stakeholder", stakeholder_id=stakeholder_id))
    html = render_template(
        "council/founding/settle.html",
        form=form,
        commitment_id=commitment_id,
        words=words,
        stakeholder_id=stakeholder_id,
        called=called,
    )
    return make_response(html, form.status)


@blueprint.post("/founding/stakeholders/<stakeholder_id>/delete")
@access(PREPARE)
@serves("R035", "D03")
def delete_stakeholder(stakeholder_id: str) -> ResponseReturnValue:
    """For somebody who no longer wants to be listed: everything noted about them goes too."""
    _stakeholder(stakeholder_id)
    services.delete_stakeholder(current_actor(), stakeholder_id)
    flash(_("The entry and everything noted in it are deleted."), "success")
    return redirect(url_for("council.list_stakeholders"))
