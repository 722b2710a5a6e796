# SPDX-License-Identifier: EUPL-1.2
"""What the operator's pages show: labels in the reader's language, and what can be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from core.accounts.messages import REASONS, STORY
from core.accounts.queries import AccountRow, AccountSheet, GrantRow, Told
from core.domain.actor import Actor, Role
from core.feature import features_of
from core.i18n import day, moment
from core.messages import ROLES
from core.pages import Pages, Slice, pages_of


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: Sequence[tuple[AccountRow, str, str]]
    total: int
    pages: Pages


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that can be withdrawn."""

    role: str
    label: str
    scope: str
    scope_label: str
    since: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline."""

    title: str
    on: str
    datetime: str
    body: str
    by: str
    tone: str = "info"
    text: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class AccountPage:
    account: AccountRow
    name: str
    facts: tuple[tuple[str, str], ...]
    held: tuple[HeldRole, ...]
    past: tuple[tuple[str, str, str, str], ...]
    story: tuple[Moment, ...]
    own: bool


def scopes() -> tuple[tuple[str, str], ...]:
    """What a role can be limited to, from every feature."""
    return tuple(entry for feature in features_of(current_app) for entry in feature.scopes())


def list_page(found: Slice[AccountRow]) -> ListPage:
    rows = [(row, called(row.name, row.roles), labels(row.roles)) for row in found.rows]
    return ListPage(rows, found.total, pages_of(found))


def labels(roles: Sequence[Role]) -> str:
    return ", ".join(str(ROLES[role]) for role in roles)


def called(name: str, roles: Sequence[Role]) -> str:
    """The name, or for people of the demo their roles, or that it was not a person."""
    return name or labels(roles) or _("The installation")


def account_page(sheet: AccountSheet, actor: Actor) -> AccountPage:
    places = dict(scopes())
    return AccountPage(
        account=sheet.row,
        name=called(sheet.row.name, sheet.row.roles),
        facts=_facts(sheet),
        held=tuple(
            HeldRole(g.role.value, str(ROLES[g.role]), g.scope, _place(g.scope, places), day(g.granted_at))
            for g in sheet.held
        ),
        past=tuple(_past(g, places) for g in sheet.past),
        story=tuple(_moment(told, places) for told in sheet.story),
        own=sheet.row.public_id == actor.id,
    )


def _facts(sheet: AccountSheet) -> tuple[tuple[str, str], ...]:
    factors = [_("Code app")] if sheet.has_app else []
    if sheet.passkeys:
        factors.append(ngettext("%(num)s passkey", "%(num)s passkeys", sheet.passkeys))
    return (
        (_("State"), _("Active") if sheet.row.active else _("Not active")),
        (_("Password"), _("Chosen") if sheet.row.has_password else _("Not chosen yet")),
        (_("Second factor"), ", ".join(factors) or _("None yet")),
        (_("Recovery codes left"), str(sheet.recovery_codes)),
        (_("Since"), day(sheet.created_at)),
    )


def _place(scope: str, places: dict[str, str]) -> str:
    return places.get(scope, scope) if scope else _("In the whole installation")


def _past(grant: GrantRow, places: dict[str, str]) -> tuple[str, str, str, str]:
    assert grant.withdrawn_at is not None
    return (
        f"{ROLES[grant.role]}, {_place(grant.scope, places)}",
        day(grant.granted_at),
        day(grant.withdrawn_at),
        called(grant.withdrawn_by.name, grant.withdrawn_by.roles),
    )


def _moment(told: Told, places: dict[str, str]) -> Moment:
    body = ""
    if "role" in told.facts:
        body = f"{ROLES[Role(told.facts['role'])]}, {_place(told.facts['scope'], places)}"
    elif "reason" in told.facts:
        body = str(REASONS[told.event][told.facts["reason"]])
    title = str(STORY.get(told.event, told.event))
    return Moment(title, moment(told.at), told.at.isoformat(), body, called(told.by.name, told.by.roles))
