# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the map show, every word already chosen. Templates decide nothing and query nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from consult.mapping.domain.audiences import Audience
from consult.mapping.domain.organisation import ContactWay, Event, Formality, Kind, LedBy, Plain
from consult.mapping.domain.websites import link_of, shown
from consult.mapping.messages import AUDIENCES, EVENTS, FIELDS, FORMALITIES, KINDS, LED_BY, TYPES, WAYS
from consult.mapping.models import Organisation
from consult.mapping.names import country_name, language_name
from consult.mapping.queries.organisations import Change, ContactNoted
from core.domain.actor import Role
from core.i18n import direction, tag
from core.messages import ROLES


@dataclass(frozen=True, slots=True)
class Website:
    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One changed field in words; both sides empty when the words are not kept."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history or of the contacts."""

    title: str
    at: dt.datetime | dt.date
    by: str
    reason: str = ""
    changes: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as lists and its own page show it."""

    public_id: str
    name: str
    lang: str | None
    dir: str
    kind: str
    formality: str
    country: str
    led_by: str
    organisation_type: str
    audiences: tuple[str, ...]
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    objective: str
    main_functions: str
    websites: tuple[Website, ...]
    area: str
    public: bool
    archived: bool
    last_contact_on: dt.date | None
    contact_notes: str
    version: int


def entry(organisation: Organisation) -> Entry:
    """The public face of an entry, and what staff see besides."""
    said = organisation.description()
    return Entry(
        public_id=organisation.public_id,
        name=said.name,
        lang=tag(said.name_lang) if said.name_lang else None,
        dir=direction(said.name_lang) if said.name_lang else "auto",
        kind=str(KINDS[said.kind]),
        formality=str(FORMALITIES[said.formality]),
        country=country_name(said.country),
        led_by=str(LED_BY[said.led_by]),
        organisation_type=type_label(said.organisation_type),
        audiences=tuple(str(AUDIENCES[audience]) for audience in said.audiences),
        target_groups=said.target_groups,
        languages=tuple(language_name(code) for code in said.languages),
        objective=said.objective,
        main_functions=said.main_functions,
        websites=tuple(Website(shown(each), link_of(each)) for each in said.websites),
        area=said.area,
        public=said.public,
        archived=organisation.archived_at is not None,
        last_contact_on=organisation.last_contact_on,
        contact_notes=said.contact_notes,
        version=organisation.version,
    )


def type_label(written: str) -> str:
    return str(TYPES.get(written, written))


def history(changes: Iterable[Change]) -> tuple[Step, ...]:
    return tuple(
        Step(
            title=str(EVENTS[Event(change.revision.event)]),
            at=change.revision.at,
            by=_who(change.by, change.revision.roles),
            reason=change.revision.reason,
            changes=tuple(
                told(name, before, after) for name, (before, after) in sorted(change.revision.changes.items())
            ),
        )
        for change in changes
    )


def contacts(noted: Iterable[ContactNoted]) -> tuple[Step, ...]:
    return tuple(
        Step(
            title=str(WAYS[ContactWay(each.contact.way)]),
            at=each.contact.contacted_on,
            by=_who(each.by, each.contact.roles),
            reason=each.contact.note,
        )
        for each in noted
    )


def _who(name: str, roles: str) -> str:
    """Who acted, and as what; an account of the demo has a role and no name."""
    labels = [str(ROLES[Role(role)]) for role in roles.split(",") if role]
    return ", ".join([*([name] if name else []), *labels]) or str(_("Command line"))


def told(field: str, before: Plain | None, after: Plain | None) -> Told:
    """A changed field with both values in words."""
    return Told(str(FIELDS[field]), in_words(field, before), in_words(field, after))


def in_words(field: str, value: Plain | None) -> str:
    """A stored value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, list):
        return "; ".join(_word(field, each) for each in value)
    return _word(field, value)


def _word(field: str, value: str) -> str:
    if not value:
        return ""
    if field == "country":
        return country_name(value)
    if field in ("languages", "name_lang"):
        return language_name(value)
    if field == "organisation_type":
        return type_label(value)
    labels: dict[str, tuple[type[StrEnum], Mapping[Any, Any]]] = {
        "kind": (Kind, KINDS),
        "formality": (Formality, FORMALITIES),
        "led_by": (LedBy, LED_BY),
        "audiences": (Audience, AUDIENCES),
    }
    if field not in labels:
        return value
    enum, table = labels[field]
    return str(table[enum(value)])
