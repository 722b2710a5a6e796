# SPDX-License-Identifier: EUPL-1.2
"""Forms of the operator's pages and of the page on which a person chooses the first password."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import AnyOf, EqualTo

from core.accounts.domain.staff import LONGEST_PASSWORD, DeactivationReason, ResetReason
from core.accounts.messages import DEACTIVATION_REASONS, RESET_REASONS
from core.domain.actor import Grant, Role
from core.forms import BaseForm, at_most, chosen, required
from core.messages import ROLES


def _roles() -> list[SelectChoice]:
    return [SelectChoice(role.value, text) for role, text in ROLES.items()]


class SearchForm(FlaskForm):
    """The search above the list; sent with GET, so without a token."""

    class Meta(FlaskForm.Meta):
        csrf = False

    words = StringField(_l("Name or e-mail address"), render_kw={"type": "search"})
    role = SelectField(_l("Role"), validate_choice=False)
    state = SelectField(
        _l("State"),
        choices=[
            SelectChoice("", _l("All")),
            SelectChoice("active", _l("Active")),
            SelectChoice("inactive", _l("Not active")),
        ],
        validate_choice=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice("", _l("All")), *_roles()]

    def chosen_role(self) -> Role | None:
        return Role(self.role.data) if self.role.data in list(Role) else None

    def chosen_state(self) -> bool | None:
        return {"active": True, "inactive": False}.get(self.state.data or "")


class NewAccountForm(BaseForm):
    name = StringField(
        _l("Name of the person"), validators=[required(), at_most(120)], render_kw={"autocomplete": "off"}
    )
    email = EmailField(_l("E-mail address"), validators=[required(), at_most(255)], render_kw={"autocomplete": "off"})


class GrantForm(BaseForm):
    role = SelectField(_l("Role"), validators=[chosen()])
    scope = SelectField(_l("Where it holds"), default="")

    def __init__(self, scopes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.role.choices = [SelectChoice("", _l("Choose a role")), *_roles()]
        self.scope.choices = [
            SelectChoice("", _l("In the whole installation")),
            *(SelectChoice(*pair, render_kw={"translate": "no"}) for pair in scopes),
        ]

    def grant(self) -> Grant:
        return Grant(Role(str(self.role.data)), self.scope.data or "")


class WithdrawForm(BaseForm):
    role = HiddenField(validators=[AnyOf(list(Role), message=_l("Please choose a role."))])
    scope = HiddenField()

    def grant(self) -> Grant:
        return Grant(Role(str(self.role.data)), self.scope.data or "")


class DeactivateForm(BaseForm):
    reason = RadioField(
        _l("Why?"),
        choices=[SelectChoice(r.value, text) for r, text in DEACTIVATION_REASONS.items()],
        validators=[chosen()],
    )

    def chosen_reason(self) -> DeactivationReason:
        return DeactivationReason(self.reason.data)


class ResetForm(BaseForm):
    why = RadioField(
        _l("Why?"),
        choices=[SelectChoice(r.value, text) for r, text in RESET_REASONS.items()],
        validators=[chosen()],
    )

    def chosen_reason(self) -> ResetReason:
        return ResetReason(self.why.data)


class PlainForm(BaseForm):
    """A single button."""


class ChoosePasswordForm(BaseForm):
    class Meta(BaseForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """A password is taken as it was typed, spaces and all."""
            return FlaskForm.Meta.bind_field(self, form, unbound_field, options)

    password = PasswordField(
        _l("New password"),
        validators=[required(_l("Please choose a password.")), at_most(LONGEST_PASSWORD)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("New password, once more"),
        validators=[
            required(_l("Please type the new password once more.")),
            EqualTo("password", message=_l("The two passwords differ. Please type the same one twice.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )
