# SPDX-License-Identifier: EUPL-1.2
"""What a refused form shows beside its errors: entries that may be the same, and what changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from consult.mapping import pages
from consult.mapping.domain.organisation import differences
from consult.mapping.folding import key_of
from consult.mapping.forms.organisations import CommunityForm
from consult.mapping.messages import REASONS
from consult.mapping.models import Organisation
from consult.mapping.names import country_name
from consult.mapping.queries import duplicates
from core.i18n import direction, tag


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be the same, and why we think so."""

    public_id: str
    name: str
    lang: str | None
    dir: str
    country: str
    reason: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The candidates; ``mark`` sent back as ``seen`` says that the person looked at exactly these."""

    mark: str
    candidates: tuple[Candidate, ...]
    may_save: bool


def for_form(form: CommunityForm, public_id: str = "") -> Resemblance | None:
    """The warning of a form that was refused at its name, else None."""
    if not form.is_submitted() or not form.name.errors or not form.name.data or not form.country.data:
        return None
    said = form.description()
    found = duplicates.likely(said.name, said.country, said.websites, besides=public_id)
    holder = duplicates.holder_of(said.country, key_of(said.name), besides=public_id)
    rows = duplicates.resembling(found, holder)
    if not rows:
        return None
    candidates = tuple(
        Candidate(
            public_id=row.public_id,
            name=row.name,
            lang=tag(row.name_lang) if row.name_lang else None,
            dir=direction(row.name_lang) if row.name_lang else "auto",
            country=country_name(row.country),
            reason=str(REASONS[row.reason]) if row.reason else _("has the same name"),
            archived=row.archived,
        )
        for row in rows
    )
    return Resemblance(duplicates.mark_of(found), candidates, may_save=holder is None)


def meanwhile(form: CommunityForm, stored: Organisation) -> tuple[pages.Told, ...]:
    """Fields whose stored value is not what is typed, when somebody else saved first.

    The form then carries the newest version: saving again is a decision made with both in view.
    """
    if not form.is_submitted() or form.version.data == stored.version or form.errors:
        return ()
    form.version.data, form.version.raw_data = stored.version, None
    typed, now = form.description().plain(), stored.description().plain()
    return tuple(pages.told(name, now[name], typed[name]) for name in sorted(differences(now, typed)))
