# SPDX-License-Identifier: EUPL-1.2
"""Versions of the statute: all, one with who decided each parameter, drafting, adopting."""

from __future__ import annotations

from flask import abort, current_app, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.forms.statute import AdoptStatuteForm, StatuteForm, statute_values
from council.models.statute import StatuteVersion
from council.permissions import FOUND_COUNCIL
from council.queries import statute as queries
from council.services import statute as services
from council.statute_lines import advice, lines_of
from council.views.blueprint import blueprint


def _may_found() -> bool:
    return current_actor().has(Role.OFFICER, Role.RETURNING_OFFICER)


def _statute(public_id: str) -> StatuteVersion:
    """The version, or 404; a draft only for those who write it."""
    version = queries.statute_by(public_id)
    if version is None or not (version.adopted or _may_found()):
        abort(404)
    return version


@blueprint.get("/statutes")
@access(PUBLIC)
@serves("R039", "D08")
def list_statutes() -> str:
    shown = queries.all_statutes() if _may_found() else queries.adopted_statutes()
    return render_template("council/statute/list.html", statutes=shown, may_found=_may_found())


@blueprint.get("/statutes/<public_id>")
@access(PUBLIC)
@serves("R039", "D08")
def show_statute(public_id: str) -> str:
    statute = _statute(public_id)
    return render_template(
        "council/statute/show.html",
        statute=statute,
        terms=statute.parameters,
        lines=lines_of(statute),
        decided=queries.deciding_versions(statute),
        may_found=_may_found(),
    )


@blueprint.route("/statutes/draft", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R039", "D08")
def draft_statute() -> ResponseReturnValue:
    form = _draft_form()
    if not form.refilled() and form.accepts(
        lambda: services.draft_statute(current_actor(), form.parameters(), form.rule(), remark=form.remark.data or "")
    ):
        flash(_("The draft is saved. Nothing holds before it is adopted."), "success")
        return redirect(url_for("council.list_statutes"))
    return make_response(render_template("council/statute/draft.html", form=form, advice=advice()), form.status)


@blueprint.route("/statutes/<public_id>/adopt", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R039")
def adopt_statute(public_id: str) -> ResponseReturnValue:
    statute, form = _statute(public_id), AdoptStatuteForm()
    if form.accepts(lambda: services.adopt_statute(current_actor(), public_id, form.command())):
        flash(_("The adoption is recorded. This version now stays as it is."), "success")
        return redirect(url_for("council.show_statute", public_id=public_id))
    return make_response(render_template("council/statute/adopt.html", form=form, statute=statute), form.status)


def _draft_form() -> StatuteForm:
    """Where a draft starts: the open draft, else the newest version, else the recommended rule."""
    versions = queries.all_statutes()
    if versions:
        return StatuteForm(kept=versions[0].rule, data=statute_values(versions[0]))
    return StatuteForm(data={"municipality": current_app.config["TALKA"].municipality})
