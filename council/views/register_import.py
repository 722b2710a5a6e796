# SPDX-License-Identifier: EUPL-1.2
"""Importing a register: upload, review with every problem, the problems as a file, confirm or set aside."""

from __future__ import annotations

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.domain.tables import write_table
from core.pages import page_number, pages_of
from core.requirements import serves
from council.domain.electoral_register import ProblemKind
from council.forms.register import ImportDecisionForm, RegisterFileForm
from council.models.election import Election
from council.models.register_import import RegisterBatch
from council.permissions import RUN_ELECTION
from council.queries import register_import as queries
from council.services import register_import as services
from council.views.blueprint import blueprint, election_of
from council.views.import_page import import_page, problem_rows


def _batch(election: Election, batch_id: str) -> RegisterBatch:
    batch = queries.batch_by(election, batch_id)
    if batch is None:
        abort(404)
    return batch


@blueprint.route("/elections/<public_id>/register/import", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R044", "D06", "D10")
def import_register(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), RegisterFileForm()
    if form.accepts(
        lambda: services.read_register(current_actor(), public_id, form.content(), exported_on=form.exported())
    ):
        batch = queries.newest_batch(election)
        assert batch is not None
        return redirect(url_for("council.review_register_import", public_id=public_id, batch_id=batch.public_id))
    return make_response(render_template("council/register/import.html", form=form, election=election), form.status)


@blueprint.get("/elections/<public_id>/register/imports/<batch_id>")
@access(RUN_ELECTION)
@serves("R044", "D10")
def review_register_import(public_id: str, batch_id: str) -> str:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    asked = request.args.get("kind", "")
    kind = ProblemKind(asked) if asked in list(ProblemKind) else None
    batch = _batch(election, batch_id)
    part = queries.problems_of(batch, kind, page_number())
    page = import_page(election, batch, queries.problem_counts(batch), kind)
    return render_template(
        "council/register/review.html",
        page=page,
        problems=problem_rows(part.rows),
        pages=pages_of(part),
        form=ImportDecisionForm(),
    )


@blueprint.get("/elections/<public_id>/register/imports/<batch_id>/problems.csv")
@access(RUN_ELECTION)
@serves("R044", "D10")
def download_import_problems(public_id: str, batch_id: str) -> Response:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    problems = problem_rows(queries.all_problems(_batch(election, batch_id)))
    head = (_("Line"), _("Column"), _("Kind"), _("What is wrong"))
    data = write_table(
        head,
        [(p.line, p.column, p.tag, p.sentence) for p in problems],
        bom=True,
    )
    answer = Response(data, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="problems-{batch_id}.csv"'
    return answer


@blueprint.post("/elections/<public_id>/register/imports/<batch_id>/confirm")
@access(RUN_ELECTION)
@serves("R044", "R045")
def confirm_import(public_id: str, batch_id: str) -> ResponseReturnValue:
    _batch(election_of(public_id, Role.RETURNING_OFFICER), batch_id)
    services.confirm_import(current_actor(), batch_id)
    flash(_("The import is confirmed. Every entry has been judged."), "success")
    return redirect(url_for("council.show_register", public_id=public_id))


@blueprint.post("/elections/<public_id>/register/imports/<batch_id>/set-aside")
@access(RUN_ELECTION)
@serves("R044")
def set_aside_import(public_id: str, batch_id: str) -> ResponseReturnValue:
    _batch(election_of(public_id, Role.RETURNING_OFFICER), batch_id)
    services.set_aside_import(current_actor(), batch_id)
    flash(_("The file is set aside. The register is as it was."), "success")
    return redirect(url_for("council.show_register", public_id=public_id))
