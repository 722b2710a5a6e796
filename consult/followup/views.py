# SPDX-License-Identifier: EUPL-1.2
"""Pages of the follow-up: the person's own page and slip, the public answers, and the desk of those who answer."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consult.followup import public, screens, services, slips
from consult.followup.domain.life import FactKind, NewFact
from consult.followup.forms import STEPS, SearchForm, WithdrawForm, step_form
from consult.followup.permissions import ANSWER, HOLDS_CODE, SEE, has_opened
from core.access import PUBLIC, access, current_actor
from core.i18n import current_language
from core.pages import page_number
from core.requirements import serves

blueprint = Blueprint("followup", __name__)


@blueprint.get("/inputs/<public_id>")
@access(HOLDS_CODE)
@serves("R018", "D05")
def show_input(public_id: str) -> str:
    """The page that a printed code opens; another input's code does not open it."""
    return render_template("followup/input.html", page=_mine(public_id))


@blueprint.route("/inputs/<public_id>/withdraw", methods=["GET", "POST"])
@access(HOLDS_CODE)
@serves("R018")
def withdraw_input(public_id: str) -> Response:
    page, form = _mine(public_id), WithdrawForm()
    fact = NewFact(FactKind.WITHDRAWN, lang=current_language())
    if page.can_withdraw and form.accepts(lambda: services.note(current_actor(), public_id, fact)):
        flash(_("You took your words back. Only you can still see them here."), "success")
        return redirect(url_for("followup.show_input", public_id=public_id))
    if not page.can_withdraw:
        return redirect(url_for("followup.show_input", public_id=public_id))
    return make_response(render_template("followup/withdraw.html", page=page, form=form), form.status)


@blueprint.get("/inputs/<public_id>/slip")
@access(PUBLIC)
@serves("R018", "D05")
def show_slip(public_id: str) -> Response:
    """The paper with the code, once: it is in this visit's own cookie and nowhere else."""
    taken = slips.take([public_id])
    if not taken:
        return make_response(render_template("followup/slip_gone.html"), 404)
    return make_response(render_template("followup/slip.html", slips=taken, today=screens.today_in_words()))


@blueprint.get("/answers")
@access(PUBLIC)
@serves("R018")
def list_answers() -> str:
    return render_template("followup/answers.html", page=public.answers_page(page_number(), current_language()))


@blueprint.get("/follow-up")
@access(SEE)
@serves("R018")
def list_inputs() -> str:
    form = SearchForm(request.args).offer(screens.languages_heard())
    return render_template("followup/list.html", page=screens.list_page(form.wanted(), page_number()), form=form)


@blueprint.get("/follow-up/<public_id>")
@access(SEE)
@serves("R018")
def show_followup(public_id: str) -> str:
    page = screens.desk_page(public_id, current_language(), current_actor()) or abort(404)
    return render_template("followup/show.html", page=page)


@blueprint.route("/follow-up/<public_id>/<any(answer, assign, progress, done, reopen):step>", methods=["GET", "POST"])
@access(ANSWER)
@serves("R018")
def take_step(public_id: str, step: str) -> Response:
    page = screens.desk_page(public_id, current_language(), current_actor()) or abort(404)
    back = redirect(url_for("followup.show_followup", public_id=public_id))
    languages = current_app.config["TALKA"].languages
    form = step_form(step, languages=languages, lang=current_language(), body=page.owner, seen=page.seen)
    if form.accepts(lambda: services.note(current_actor(), public_id, form.command(), seen=form.seen.data)):
        flash(_("Noted. The person reads it with her code, in her language where you gave it."), "success")
        return back
    if request.method == "GET" and STEPS[step].kind not in page.allowed:
        flash(_("This can no longer be done. Here is how things stand."), "warning")
        return back
    shown = screens.step_page(page, step)
    return make_response(render_template("followup/step.html", page=shown, form=form), form.status)


def _mine(public_id: str) -> screens.InputPage:
    if not has_opened(current_actor(), public_id):
        abort(404)
    return screens.input_page(public_id, current_language()) or abort(404)
