# SPDX-License-Identifier: EUPL-1.2
"""Adding, editing, archiving and restoring an entry, and logging a contact; each leaves its trace.

Likely duplicates are refused once and accepted when the person has seen exactly these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from consult.mapping.domain.audiences import audiences_of
from consult.mapping.domain.organisation import ContactWay, Description, Event, Source, differences
from consult.mapping.domain.refusals import MappingRefusal
from consult.mapping.folding import fold, key_of, loose
from consult.mapping.models import Organisation, OrganisationContact, OrganisationRevision
from consult.mapping.queries import duplicates
from consult.mapping.queries.organisations import organisation_to_change
from core import audit, clock
from core.db import attempt, db
from core.domain.actor import Actor
from core.domain.refusal import CoreRefusal, Refusal

SUBJECT = "organisation"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a change comes from: who, by hand or by which import."""

    actor: Actor
    source: Source = Source.HAND
    batch: str = ""


def add_community(actor: Actor, description: Description, *, once: str, seen: str = "") -> Organisation:
    """Add an entry by hand.

    :param once: token of the form; sending the form twice adds one entry.
    :param seen: the mark of the likely duplicates that the person has looked at.
    :raises Refusal: name taken or unreadable, or likely duplicates that were not looked at.
    """
    if sent := _sent_before(once):
        return sent
    try:
        _refuse_unseen(description, seen)
        with attempt():
            organisation = create(description, Provenance(actor), once=once)
    except (Refusal, IntegrityError) as problem:
        if sent := _sent_before(once):  # the same form arrived in parallel and won
            return sent
        if isinstance(problem, Refusal):
            raise
        raise _name_taken(description) from None
    audit.record(actor, "mapping.community_added", (SUBJECT, organisation.public_id), {"kind": organisation.kind})
    return organisation


def edit_organisation(
    actor: Actor, public_id: str, description: Description, *, version: int, seen: str = ""
) -> Organisation:
    """Change an entry; refused when somebody else changed it since the form was opened."""
    organisation = organisation_to_change(public_id)
    if organisation.version != version:
        raise Refusal(CoreRefusal.CHANGED_MEANWHILE)
    if (description.name, description.country) != (organisation.name, organisation.country):
        _refuse_unseen(description, seen, public_id)
    before = organisation.description().plain()
    changes = differences(before, description.plain())
    if not changes:
        return organisation
    try:
        with attempt():
            rewrite(organisation, description)
            revise(organisation, Event.EDITED, changes, Provenance(actor))
            db.session.flush()
    except IntegrityError:
        raise _name_taken(description) from None
    audit.record(actor, "mapping.organisation_edited", (SUBJECT, public_id), {"fields": ",".join(sorted(changes))})
    return organisation


def archive_organisation(actor: Actor, public_id: str, reason: str) -> Organisation:
    """Take an entry out of every list; it stays, with its history. Archiving twice changes nothing."""
    organisation = organisation_to_change(public_id)
    if organisation.archived_at is None:
        organisation.archived_at = clock.now()
        revise(organisation, Event.ARCHIVED, {}, Provenance(actor), reason)
        audit.record(actor, "mapping.organisation_archived", (SUBJECT, public_id))
    return organisation


def restore_organisation(actor: Actor, public_id: str) -> Organisation:
    """Bring an archived entry back."""
    organisation = organisation_to_change(public_id)
    if organisation.archived_at is not None:
        organisation.archived_at = None
        revise(organisation, Event.RESTORED, {}, Provenance(actor))
        audit.record(actor, "mapping.organisation_restored", (SUBJECT, public_id))
    return organisation


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A contact as it was typed."""

    on: dt.date
    way: ContactWay
    note: str
    once: str


def log_contact(actor: Actor, public_id: str, contact: ContactMade) -> Organisation:
    """Note that somebody spoke with the people of an entry.

    :raises Refusal: when the day is still to come.
    """
    organisation = organisation_to_change(public_id)
    if contact.on > clock.today():
        raise Refusal(MappingRefusal.CONTACT_IN_FUTURE, field="contacted_on")
    if db.session.scalar(sa.select(OrganisationContact.id).where(OrganisationContact.once == contact.once)):
        return organisation
    db.session.add(
        OrganisationContact(
            organisation_id=organisation.id,
            once=contact.once,
            contacted_on=contact.on,
            way=contact.way.value,
            note=contact.note,
            at=clock.now(),
            actor_id=actor.id,
            roles=_roles(actor),
        )
    )
    organisation.last_contact_on = max(contact.on, organisation.last_contact_on or contact.on)
    audit.record(actor, "mapping.contact_logged", (SUBJECT, public_id), {"way": contact.way.value})
    return organisation


def create(description: Description, by: Provenance, *, once: str | None = None) -> Organisation:
    """Store a new entry and its first revision."""
    organisation = begin(description, by.source, once=once)
    db.session.flush()
    revise(organisation, Event.ADDED, {}, by)
    db.session.flush()
    return organisation


def begin(description: Description, source: Source, *, once: str | None = None) -> Organisation:
    """A new entry, not yet sent to the database; shared with the import, which sends many at once."""
    organisation = Organisation(once=once, source=source.value, imported={}, version=0, audiences=[], languages=[])
    db.session.add(organisation)
    rewrite(organisation, _with_audiences(description))
    return organisation


def rewrite(organisation: Organisation, description: Description) -> None:
    """Take over new values and what follows from them: the key and the text that is searched."""
    key = key_of(description.name)
    if not key:
        raise Refusal(MappingRefusal.NAME_UNREADABLE, field="name")
    organisation.describe(description)
    organisation.name_key = key
    organisation.search_text = searchable(description)


def revise(
    organisation: Organisation, event: Event, changes: Mapping[str, Any], by: Provenance, reason: str = ""
) -> None:
    """Append one revision; the entry must have been sent to the database."""
    organisation.version += 1
    db.session.add(
        OrganisationRevision(
            organisation_id=organisation.id,
            number=organisation.version,
            at=clock.now(),
            actor_id=by.actor.id,
            roles=_roles(by.actor),
            event=event.value,
            changes=dict(changes),
            reason=reason,
            batch=by.batch,
        )
    )


def searchable(description: Description) -> str:
    """Everything public that a search looks through, folded; notes for staff are never found."""
    texts = (
        description.name,
        description.organisation_type,
        *description.target_groups,
        description.objective,
        description.main_functions,
        description.area,
        *description.websites,
    )
    return " ".join(loose(text) for text in texts if text)


def _roles(actor: Actor) -> str:
    """In which roles somebody acts, kept with what they did: roles change, the record does not."""
    return ",".join(sorted({grant.role.value for grant in actor.grants}))


def _with_audiences(description: Description) -> Description:
    """Broad target groups proposed from the printed ones, when nobody ticked any."""
    if description.audiences:
        return description
    return replace(description, audiences=audiences_of(fold(group) for group in description.target_groups))


def _sent_before(once: str) -> Organisation | None:
    return db.session.scalars(sa.select(Organisation).where(Organisation.once == once)).one_or_none()


def _refuse_unseen(description: Description, seen: str, public_id: str = "") -> None:
    key = key_of(description.name)
    if not key:
        raise Refusal(MappingRefusal.NAME_UNREADABLE, field="name")
    if duplicates.holder_of(description.country, key, besides=public_id):
        raise _name_taken(description)
    likely = duplicates.likely(description.name, description.country, description.websites, besides=public_id)
    if likely and duplicates.mark_of(likely) != seen:
        raise Refusal(MappingRefusal.LIKELY_DUPLICATE, field="name", count=len(likely))


def _name_taken(description: Description) -> Refusal:
    return Refusal(MappingRefusal.NAME_TAKEN, field="name", name=description.name)
