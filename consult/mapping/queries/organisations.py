# SPDX-License-Identifier: EUPL-1.2
"""Reads of the community map: the list with its filters and counts, one entry, its history, what is out of touch.

Residents see public entries that are not archived. Staff of the map see all, and choose what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from consult.mapping.folding import loose
from consult.mapping.models import (
    Organisation,
    OrganisationAudience,
    OrganisationContact,
    OrganisationLanguage,
    OrganisationRevision,
)
from core import clock
from core.accounts.models import Account
from core.db import db, locked
from core.pages import PER_PAGE, Slice

OUT_OF_TOUCH = dt.timedelta(days=365)
MOST_WORDS = 8


class Show(StrEnum):
    """Which entries a list shows; residents always get the first."""

    PUBLIC = "public"
    ALL = "all"
    NOT_PUBLIC = "not_public"
    OUT_OF_TOUCH = "out_of_touch"
    ARCHIVED = "archived"


class Sort(StrEnum):
    NAME = "name"
    COUNTRY = "country"
    NEWEST = "newest"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks the list for; empty means everything."""

    words: str = ""
    country: str = ""
    audience: str = ""
    language: str = ""
    kind: str = ""
    sort: Sort = Sort.NAME
    show: Show = Show.PUBLIC


@dataclass(frozen=True, slots=True)
class Named:
    """How an entry is called, and in which language; ``public`` ones have a page for everybody."""

    public_id: str
    name: str
    lang: str
    public: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries there are in each country, for each group, in each language, of each kind."""

    country: dict[str, int] = field(default_factory=dict)
    audience: dict[str, int] = field(default_factory=dict)
    language: dict[str, int] = field(default_factory=dict)
    kind: dict[str, int] = field(default_factory=dict)


def list_organisations(wanted: Wanted, number: int = 1, per_page: int = PER_PAGE) -> Slice[Organisation]:
    """One page of the entries that match, with audiences and languages."""
    matching = _matching(wanted)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(matching.subquery())) or 0
    statement = _loaded(matching).order_by(*_order(wanted.sort)).limit(per_page).offset((number - 1) * per_page)
    return Slice(db.session.scalars(statement).all(), total, number, per_page)


def all_organisations(wanted: Wanted) -> Sequence[Organisation]:
    """Every entry that matches, for download and paper."""
    return db.session.scalars(_loaded(_matching(wanted)).order_by(*_order(wanted.sort))).all()


def named(public_ids: Iterable[str] | None = None) -> Sequence[Named]:
    """Names alone, by name: of these entries, or of all that are not archived."""
    statement = sa.select(
        Organisation.public_id, Organisation.name, Organisation.name_lang, Organisation.public, Organisation.archived_at
    ).order_by(Organisation.name_key)
    if public_ids is None:
        statement = statement.where(*_shown(Show.ALL))
    else:
        statement = statement.where(Organisation.public_id.in_(tuple(public_ids)))
    return [
        Named(row.public_id, row.name, row.name_lang, row.public and row.archived_at is None)
        for row in db.session.execute(statement)
    ]


def counts(show: Show) -> Counts:
    """Counts over everything that the reader may see, in one statement."""
    visible = sa.select(Organisation.id).where(*_shown(show)).scalar_subquery()

    def grouped(name: str, column: sa.ColumnElement[str], key: sa.ColumnElement[int]) -> sa.Select[str, str, int]:
        return (
            sa.select(sa.literal(name).label("facet"), column.label("value"), sa.func.count().label("entries"))
            .where(key.in_(visible))
            .group_by(column)
        )

    rows = db.session.execute(
        sa.union_all(
            grouped("country", Organisation.country, Organisation.id),  # type: ignore[arg-type]  # mapped columns
            grouped("kind", Organisation.kind, Organisation.id),  # type: ignore[arg-type]  # mapped columns
            grouped("audience", OrganisationAudience.audience, OrganisationAudience.organisation_id),  # type: ignore[arg-type]  # mapped columns
            grouped("language", OrganisationLanguage.language, OrganisationLanguage.organisation_id),  # type: ignore[arg-type]  # mapped columns
        )
    )
    found = Counts()
    for facet, value, entries in rows:
        getattr(found, facet)[value] = entries
    return found


def totals() -> dict[Show, int]:
    """How many entries each view of the overview holds."""
    columns = [sa.func.count().filter(sa.and_(*_shown(show))).label(show.value) for show in Show]
    row = db.session.execute(sa.select(*columns).select_from(Organisation)).one()
    return {show: getattr(row, show.value) for show in Show}


def find_organisation(public_id: str, *, everything: bool) -> Organisation | None:
    """One entry with audiences and languages; without ``everything`` only what the public may see."""
    statement = _loaded(sa.select(Organisation).where(Organisation.public_id == public_id))
    if not everything:
        statement = statement.where(*_shown(Show.PUBLIC))
    return db.session.scalars(statement).one_or_none()


def organisation_to_change(public_id: str) -> Organisation:
    """One entry, held until the end of the transaction."""
    return db.session.scalars(locked(_loaded(sa.select(Organisation).where(Organisation.public_id == public_id)))).one()


@dataclass(frozen=True, slots=True)
class Change:
    """One revision with the name of who made it, where the account has one."""

    revision: OrganisationRevision
    by: str


@dataclass(frozen=True, slots=True)
class ContactNoted:
    contact: OrganisationContact
    by: str


def history_of(organisation: Organisation) -> tuple[Change, ...]:
    """Every revision, the newest first."""
    rows = db.session.execute(
        sa.select(OrganisationRevision, Account.name)
        .outerjoin(Account, Account.public_id == OrganisationRevision.actor_id)
        .where(OrganisationRevision.organisation_id == organisation.id)
        .order_by(OrganisationRevision.number.desc())
    )
    return tuple(Change(revision, name or "") for revision, name in rows)


def contacts_with(organisation: Organisation) -> tuple[ContactNoted, ...]:
    """Every logged contact, the latest first."""
    rows = db.session.execute(
        sa.select(OrganisationContact, Account.name)
        .outerjoin(Account, Account.public_id == OrganisationContact.actor_id)
        .where(OrganisationContact.organisation_id == organisation.id)
        .order_by(OrganisationContact.contacted_on.desc(), OrganisationContact.id.desc())
    )
    return tuple(ContactNoted(contact, name or "") for contact, name in rows)


def out_of_touch() -> int:
    """How many entries nobody has spoken with for over a year."""
    return (
        db.session.scalar(sa.select(sa.func.count()).select_from(Organisation).where(*_shown(Show.OUT_OF_TOUCH))) or 0
    )


def _loaded(statement: sa.Select[Organisation]) -> sa.Select[Organisation]:
    return statement.options(selectinload(Organisation.audiences), selectinload(Organisation.languages))


def _shown(show: Show) -> list[sa.ColumnElement[bool]]:
    if show is Show.ARCHIVED:
        return [Organisation.archived_at.is_not(None)]
    kept: list[sa.ColumnElement[bool]] = [Organisation.archived_at.is_(None)]
    if show is Show.PUBLIC:
        kept.append(Organisation.public.is_(True))
    elif show is Show.NOT_PUBLIC:
        kept.append(Organisation.public.is_(False))
    elif show is Show.OUT_OF_TOUCH:
        limit = clock.today() - OUT_OF_TOUCH
        added_before = Organisation.created_at < clock.now() - OUT_OF_TOUCH
        never = sa.and_(Organisation.last_contact_on.is_(None), added_before)
        kept.append(sa.or_(Organisation.last_contact_on < limit, never))
    return kept


def _matching(wanted: Wanted) -> sa.Select[Organisation]:
    statement = sa.select(Organisation).where(*_shown(wanted.show))
    for word in loose(wanted.words).split()[:MOST_WORDS]:
        statement = statement.where(Organisation.search_text.contains(word, autoescape=True))
    if wanted.country:
        statement = statement.where(Organisation.country == wanted.country)
    if wanted.kind:
        statement = statement.where(Organisation.kind == wanted.kind)
    if wanted.audience:
        statement = statement.where(Organisation.audiences.any(OrganisationAudience.audience == wanted.audience))
    if wanted.language:
        statement = statement.where(Organisation.languages.any(OrganisationLanguage.language == wanted.language))
    return statement


def _order(sort: Sort) -> tuple[sa.ColumnElement[object] | sa.UnaryExpression[object], ...]:
    name = (Organisation.name_key, Organisation.id)
    orders: dict[Sort, tuple[object, ...]] = {
        Sort.NAME: name,
        Sort.COUNTRY: (Organisation.country, *name),
        Sort.NEWEST: (Organisation.created_at.desc(), Organisation.id.desc()),
        Sort.CONTACT: (Organisation.last_contact_on.asc().nulls_first(), *name),
    }
    return orders[sort]  # type: ignore[return-value]  # mapped columns are column elements
