# SPDX-License-Identifier: EUPL-1.2
"""Pages with which an operator keeps the accounts of the staff."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import access, current_actor, policy_of
from core.accounts import queries, services
from core.accounts.forms import (
    DeactivateForm,
    GrantForm,
    NewAccountForm,
    PlainForm,
    ResetForm,
    SearchForm,
    WithdrawForm,
)
from core.accounts.page import account_page, called, list_page, scopes
from core.accounts.permissions import KEEP_ACCOUNTS
from core.accounts.sign_in import ask_again
from core.forms import BaseForm
from core.pages import page_number, path_of
from core.requirements import serves

blueprint = Blueprint("accounts", __name__)


@blueprint.before_request
def prove_before_changing() -> Response | None:
    """Rights are changed only by somebody who proved a short while ago who they are."""
    if request.method != "POST" or policy_of(current_app, request.endpoint or "") != KEEP_ACCOUNTS:
        return None
    args = request.view_args or {}
    back = url_for("accounts.show_account", **args) if args else url_for("accounts.new_account")
    return ask_again(back)


@blueprint.get("/accounts")
@access(KEEP_ACCOUNTS)
@serves("D02")
def list_accounts() -> str:
    form = SearchForm(request.args)
    found = queries.list_accounts(
        words=form.words.data or "", role=form.chosen_role(), active=form.chosen_state(), number=page_number()
    )
    return render_template("accounts/list.html", form=form, page=list_page(found))


@blueprint.route("/accounts/new", methods=["GET", "POST"])
@access(KEEP_ACCOUNTS)
@serves("D02")
def new_account() -> Response:
    """The code is shown in the answer itself: it can be read only once, so no address may show it again."""
    form, made = NewAccountForm(), []

    def make() -> None:
        actor = current_actor()
        public_id = services.create_account(actor, email=form.email.data or "", name=form.name.data or "")
        made.extend([public_id, services.issue_set_up_code(actor, public_id)])

    if form.accepts(make):
        return _slip(*made)
    return make_response(render_template("accounts/new.html", form=form), form.status)


@blueprint.get("/accounts/<public_id>")
@access(KEEP_ACCOUNTS)
@serves("D02")
def show_account(public_id: str) -> Response:
    return _shown(public_id)


@blueprint.post("/accounts/<public_id>/set-up-code")
@access(KEEP_ACCOUNTS)
@serves("D02")
def print_set_up_code(public_id: str) -> Response:
    _known(public_id)
    form, made = PlainForm(), []
    if form.accepts(lambda: made.append(services.issue_set_up_code(current_actor(), public_id))):
        return _slip(public_id, made[0])
    return _shown(public_id, form)


@blueprint.post("/accounts/<public_id>/grant")
@access(KEEP_ACCOUNTS)
@serves("D02")
def grant_role(public_id: str) -> Response:
    _known(public_id)
    form = GrantForm(scopes())
    if form.accepts(lambda: services.grant_role(current_actor(), public_id, form.grant())):
        return _done(public_id, _("The role is given."))
    return _shown(public_id, form)


@blueprint.post("/accounts/<public_id>/withdraw")
@access(KEEP_ACCOUNTS)
@serves("D02")
def withdraw_role(public_id: str) -> Response:
    _known(public_id)
    form = WithdrawForm()
    if form.accepts(lambda: services.withdraw_role(current_actor(), public_id, form.grant())):
        return _done(public_id, _("The role is withdrawn. The history keeps it."))
    return _shown(public_id, form)


@blueprint.post("/accounts/<public_id>/deactivate")
@access(KEEP_ACCOUNTS)
@serves("D02")
def deactivate(public_id: str) -> Response:
    _known(public_id)
    form = DeactivateForm()
    if form.accepts(lambda: services.deactivate(current_actor(), public_id, form.chosen_reason())):
        return _done(public_id, _("The account is deactivated. The person is signed out everywhere."))
    return _shown(public_id, form)


@blueprint.post("/accounts/<public_id>/reactivate")
@access(KEEP_ACCOUNTS)
@serves("D02")
def reactivate(public_id: str) -> Response:
    _known(public_id)
    form = PlainForm()
    if form.accepts(lambda: services.reactivate(current_actor(), public_id)):
        return _done(public_id, _("The account is active again."))
    return _shown(public_id, form)


@blueprint.post("/accounts/<public_id>/reset-second-factor")
@access(KEEP_ACCOUNTS)
@serves("D02")
def reset_second_factor(public_id: str) -> Response:
    _known(public_id)
    form = ResetForm()
    if form.accepts(lambda: services.reset_second_factor(current_actor(), public_id, form.chosen_reason())):
        return _done(public_id, _("The second factor is reset. The next sign-in sets up a new one."))
    return _shown(public_id, form)


def _known(public_id: str) -> queries.AccountSheet:
    return queries.find_sheet(public_id) or abort(404)


def _done(public_id: str, text: str) -> Response:
    flash(text, "success")
    return redirect(url_for("accounts.show_account", public_id=public_id))


def _slip(public_id: str, code: str) -> Response:
    row = _known(public_id).row
    return make_response(
        render_template(
            "accounts/slip.html",
            account=row,
            name=called(row.name, row.roles),
            code=code,
            days=services.SET_UP_WITHIN.days,
            href=path_of("core.enter_code"),
        )
    )


def _shown(public_id: str, faulty: BaseForm | None = None) -> Response:
    """The page of an account; a form that was refused takes the place of the empty one of its kind."""
    page = account_page(_known(public_id), current_actor())
    forms = {f.__class__.__name__: f for f in (GrantForm(scopes()), DeactivateForm(), ResetForm(), faulty) if f}
    rendered = render_template("accounts/show.html", page=page, forms=forms, form=faulty)
    return make_response(rendered, faulty.status if faulty else 200)
