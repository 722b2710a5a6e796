# SPDX-License-Identifier: EUPL-1.2
"""Versions of the statute: all, one with its articles and who decided each parameter, drafting, adopting."""

from __future__ import annotations

from flask import abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.articles import Wording
from council.domain.election import LocalText
from council.first_statute import first_statute
from council.forms.statute import FIRST, AdoptStatuteForm, StatuteForm, statute_values
from council.models.statute import StatuteVersion
from council.permissions import FOUND_COUNCIL
from council.queries import statute as queries
from council.queries.articles import articles_of
from council.services import statute as services
from council.services.article_talk import capacity_of
from council.statute_lines import advice
from council.views.blueprint import blueprint
from council.views.statute_page import read_wording, statute_page


def may_found() -> bool:
    return current_actor().has(Role.OFFICER, Role.RETURNING_OFFICER)


def statute_of(public_id: str) -> StatuteVersion:
    """The version, or 404; a draft only for those who write or discuss it."""
    version = queries.statute_by(public_id)
    if version is None or not (version.adopted or capacity_of(current_actor())):
        abort(404)
    return version


@blueprint.get("/statutes")
@access(PUBLIC)
@serves("R039", "D08")
def list_statutes() -> str:
    everything = capacity_of(current_actor()) is not None
    shown = queries.all_statutes() if everything else queries.adopted_statutes()
    return render_template("council/statute/list.html", statutes=shown, may_found=may_found())


@blueprint.get("/recommended-statute")
@access(PUBLIC)
@serves("R039")
def show_first_statute() -> str:
    """The statute recommended for a first election, each article with its reason."""
    articles = [
        (read_wording(number, each.wording, ()), LocalText(**each.reasons))
        for number, each in enumerate(first_statute().articles, start=1)
    ]
    return render_template("council/statute/first.html", articles=articles, advice=advice(), may_found=may_found())


@blueprint.get("/statutes/<public_id>")
@access(PUBLIC)
@serves("R039", "D08")
def show_statute(public_id: str) -> str:
    statute = statute_of(public_id)
    page = statute_page(statute)
    return render_template(
        "council/statute/show.html",
        page=page,
        statute=statute,
        deadlines=page.deadlines,
        decided=queries.deciding_versions(statute),
        others=[each for each in queries.adopted_statutes() if each.number < statute.number],
        may_found=may_found(),
        may_begin=may_found() and statute.adopted and queries.open_draft() is None,
    )


@blueprint.route("/statutes/draft", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R039", "D08")
def draft_statute() -> ResponseReturnValue:
    """The parameters of the open draft, or of a new version with the articles it starts from."""
    form = _draft_form()
    if not form.refilled(asked="fill" in request.form) and form.accepts(
        lambda: services.draft_statute(
            current_actor(),
            form.parameters(),
            form.rule(),
            remark=form.remark.data or "",
            articles=_start_articles(form.source),
        )
    ):
        flash(_("The draft is saved. Nothing holds before it is adopted."), "success")
        return redirect(url_for("council.list_statutes"))
    start = request.args.get("start")
    page = render_template("council/statute/draft.html", form=form, advice=advice(), start=start)
    return make_response(page, form.status)


@blueprint.route("/statutes/<public_id>/adopt", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R039")
def adopt_statute(public_id: str) -> ResponseReturnValue:
    statute, form = statute_of(public_id), AdoptStatuteForm()
    if form.accepts(lambda: services.adopt_statute(current_actor(), public_id, form.command())):
        flash(_("The adoption is recorded. This version now stays as it is."), "success")
        return redirect(url_for("council.show_statute", public_id=public_id))
    page = statute_page(statute)
    return make_response(
        render_template("council/statute/adopt.html", form=form, statute=statute, page=page), form.status
    )


def _draft_form() -> StatuteForm:
    """The open draft; else a new version from the one asked for, the newest, or the recommended statute."""
    versions = queries.all_statutes()
    if versions and not versions[0].adopted:
        return StatuteForm(kept=versions[0].rule, data=statute_values(versions[0])).without_articles()
    asked = request.args.get("start", versions[0].public_id if versions else FIRST)
    source = next((each for each in versions if each.public_id == asked), None)
    if source:
        form = StatuteForm(kept=source.rule, data=statute_values(source))
        return form.offer(versions, asked if articles_of(source) else FIRST)
    values = {**first_statute().values, "municipality": current_app.config["TALKA"].municipality}
    return StatuteForm(data=values).offer(versions, FIRST)


def _start_articles(start: str) -> tuple[tuple[str, Wording], ...]:
    """The articles a new version begins with; an open draft keeps its own."""
    if start == FIRST:
        return first_statute().wordings
    source = queries.statute_by(start)
    return tuple((each.key, each.wording) for each in articles_of(source)) if source else ()
