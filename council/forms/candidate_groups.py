# SPDX-License-Identifier: EUPL-1.2
"""The form that asks of every candidate to which groups of the statute the person belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional as MayBeEmpty

from core.forms import BaseForm, at_most
from council.models.nomination import Candidate
from council.queries.candidate_groups import AskedTrait


class GroupsForm(BaseForm):
    """One field for each candidate and kind of group. Build it with ``groups_form``."""

    reason = TextAreaField(_l("Reason"), [MayBeEmpty(), at_most(2000)])
    keys: dict[str, tuple[str, str]] = {}

    @property
    def people(self) -> list[Any]:
        return [self._fields[name] for name in self.keys]

    def answers(self) -> dict[tuple[str, str], str]:
        return {key: str(self._fields[name].data or "") for name, key in self.keys.items()}


def groups_form(
    people: Sequence[Candidate], asked: Sequence[AskedTrait], known: dict[tuple[str, str], str]
) -> GroupsForm:
    """The form for these candidates, with what is recorded already."""
    fields: dict[str, Any] = {}
    keys: dict[str, tuple[str, str]] = {}
    for person in people:
        for place, each in enumerate(asked):
            name = f"group_{person.public_id}_{place}"
            keys[name] = (person.public_id, each.trait)
            fields[name] = _field(f"{person.name}: {each.trait}", each)
    values = {name: known.get(key, "") for name, key in keys.items()}
    made: GroupsForm = type("GroupsOfCandidates", (GroupsForm,), {**fields, "keys": keys})(data=values)
    return made


def _field(label: str, asked: AskedTrait) -> Any:
    if not asked.groups:
        return StringField(label, [MayBeEmpty(), at_most()])
    choices = [SelectChoice("", _l("none")), *(SelectChoice(group, group) for group in asked.groups)]
    return SelectField(label, [MayBeEmpty()], choices=choices)
