# SPDX-License-Identifier: EUPL-1.2
"""Keeping entries: added once, edited with a trace, archived and brought back, nothing personal in the record."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from consult.mapping.domain.organisation import ContactWay, Description, Event, Formality, Kind
from consult.mapping.domain.refusals import MappingRefusal
from consult.mapping.models import Organisation, OrganisationContact, OrganisationImport, OrganisationRevision
from consult.mapping.queries import organisations as queries
from consult.mapping.services import imports, organisations
from consult.mapping.services.organisations import ContactMade
from consult.mapping.wiring import due
from core import clock
from core.app import Talka
from core.audit import AuditEvent
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import CoreRefusal, Refusal
from tests.builders.mapping import SAMPLE, add, import_data, lines

People = Callable[..., Actor]
CIRCLE = Description("Tea Circle", "LT", kind=Kind.COMMUNITY, formality=Formality.INFORMAL, public=False)


@pytest.fixture
def officer(person: People) -> Actor:
    return person(Role.OFFICER)


def revisions() -> list[OrganisationRevision]:
    return list(db.session.scalars(sa.select(OrganisationRevision).order_by(OrganisationRevision.id)))


def test_sent_twice_is_added_once(officer: Actor) -> None:
    with unit_of_work():
        first = organisations.add_community(officer, CIRCLE, once="x").public_id
    with unit_of_work():
        again = organisations.add_community(officer, CIRCLE, once="x").public_id
    assert first == again
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 1


@pytest.mark.requirement("R012")
def test_a_likely_duplicate_is_refused_until_it_was_seen(officer: Actor) -> None:
    add(officer, Description("Жінки за столом", "LT"))
    twin = Description("Zhinki za stolom", "LT")
    with pytest.raises(Refusal) as refused, unit_of_work():
        organisations.add_community(officer, dataclasses.replace(twin, country="LV"), once="a")
    assert refused.value.code is MappingRefusal.LIKELY_DUPLICATE
    add(officer, dataclasses.replace(twin, country="LV"))


def test_the_same_name_in_one_country_is_refused_even_when_seen(officer: Actor) -> None:
    add(officer, CIRCLE)
    with pytest.raises(Refusal) as refused:
        add(officer, dataclasses.replace(CIRCLE, name="TEA — circle"))
    assert refused.value.code is MappingRefusal.NAME_TAKEN
    add(officer, dataclasses.replace(CIRCLE, country="LV"))


def test_a_name_without_letters_is_refused(officer: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        add(officer, Description("…", "LT"))
    assert refused.value.code is MappingRefusal.NAME_UNREADABLE


@pytest.mark.requirement("R094")
def test_an_edit_leaves_a_trace_without_the_notes(officer: Actor) -> None:
    known = add(officer, dataclasses.replace(CIRCLE, contact_notes="a phone number"))
    after = dataclasses.replace(CIRCLE, area="Rukla", contact_notes="another", languages=("ar",))
    with unit_of_work():
        organisations.edit_organisation(officer, known, after, version=1)
    last = revisions()[-1]
    assert (last.number, last.event, last.roles) == (2, Event.EDITED, "officer")
    assert last.changes == {"area": ["", "Rukla"], "languages": [[], ["ar"]], "contact_notes": [None, None]}
    told = " ".join(db.session.scalars(sa.select(AuditEvent.facts)))
    assert "phone" not in told
    assert "Tea Circle" not in told


def test_saving_without_a_change_writes_nothing(officer: Actor) -> None:
    known = add(officer, CIRCLE)
    with unit_of_work():
        organisations.edit_organisation(officer, known, CIRCLE, version=1)
    assert len(revisions()) == 1


def test_an_old_form_is_refused(officer: Actor) -> None:
    known = add(officer, CIRCLE)
    with unit_of_work():
        organisations.edit_organisation(officer, known, dataclasses.replace(CIRCLE, area="Rukla"), version=1)
    with pytest.raises(Refusal) as refused, unit_of_work():
        organisations.edit_organisation(officer, known, CIRCLE, version=1)
    assert refused.value.code is CoreRefusal.CHANGED_MEANWHILE


def test_renaming_to_a_taken_name_is_refused(officer: Actor) -> None:
    add(officer, CIRCLE)
    known = add(officer, Description("Bread Circle", "LT"))
    with pytest.raises(Refusal) as refused, unit_of_work():
        organisations.edit_organisation(officer, known, CIRCLE, version=1)
    assert refused.value.code is MappingRefusal.NAME_TAKEN


def test_archived_and_brought_back_once_each(officer: Actor) -> None:
    known = add(officer, Description("Open Door", "LT"))
    for _ in range(2):
        with unit_of_work():
            organisations.archive_organisation(officer, known, "closed")
    assert queries.find_organisation(known, everything=False) is None
    for _ in range(2):
        with unit_of_work():
            organisations.restore_organisation(officer, known)
    assert queries.find_organisation(known, everything=False) is not None
    assert [r.event for r in revisions()] == ["added", "archived", "restored"]
    assert revisions()[1].reason == "closed"


def test_a_contact_is_noted_once_and_never_in_the_future(officer: Actor) -> None:
    known = add(officer, CIRCLE)
    made = ContactMade(clock.today(), ContactWay.VISIT, "tea", "once")
    for _ in range(2):
        with unit_of_work():
            organisations.log_contact(officer, known, made)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OrganisationContact)) == 1
    earlier = dataclasses.replace(made, on=clock.today() - dt.timedelta(days=30), once="earlier")
    with unit_of_work():
        found = organisations.log_contact(officer, known, earlier)
        assert found.last_contact_on == clock.today()
    late = dataclasses.replace(made, on=clock.today() + dt.timedelta(days=1), once="late")
    with pytest.raises(Refusal), unit_of_work():
        organisations.log_contact(officer, known, late)


def test_nobody_is_forgotten_for_over_a_year(app: Talka, officer: Actor, person: People) -> None:
    known = add(officer, CIRCLE)
    with app.test_request_context():
        assert list(due(officer)) == []
    later = clock.now() + dt.timedelta(days=400)
    with clock.standing_at(later), app.test_request_context():
        (entry,) = due(officer)
        assert entry.title == "1 organisation without contact for over a year"
        assert list(due(person(Role.FACILITATOR))) == []
    with clock.standing_at(later):
        with unit_of_work():
            organisations.log_contact(officer, known, ContactMade(clock.today(), ContactWay.PHONE, "", "o"))
        with app.test_request_context():
            assert list(due(officer)) == []


def test_notes_are_not_searched(officer: Actor) -> None:
    add(officer, dataclasses.replace(CIRCLE, contact_notes="secretword"))
    wanted = queries.Wanted(words="secretword", show=queries.Show.ALL)
    assert queries.list_organisations(wanted).total == 0


def test_what_nobody_confirmed_is_deleted_by_the_clock(officer: Actor) -> None:
    with unit_of_work():
        imports.open_import(officer, "a.csv", SAMPLE)
    with unit_of_work():
        assert imports.forget_expired() == 0
    with clock.standing_at(clock.now() + dt.timedelta(days=8)), unit_of_work():
        assert imports.forget_expired() == 1
    batch = db.session.scalars(sa.select(OrganisationImport)).one()
    assert (batch.state, batch.lines) == ("expired", [])


def test_an_import_proposes_groups_again_unless_they_were_ticked(officer: Actor) -> None:
    import_data(officer, lines("Open Door,LT,,,Adults"))
    import_data(officer, lines("Open Door,LT,,,Children"))
    (entry,) = queries.all_organisations(queries.Wanted())
    assert [row.audience for row in entry.audiences] == ["children_and_youth"]


def test_an_informal_community_from_a_list_is_not_public(officer: Actor) -> None:
    data = lines("Circle,LT").replace(b"website", b"website,kind,formality")
    import_data(officer, data.replace(b"Circle,LT,,,,,,", b"Circle,LT,,,,,,,community,informal"))
    assert queries.list_organisations(queries.Wanted()).total == 0
    assert queries.list_organisations(queries.Wanted(show=queries.Show.NOT_PUBLIC)).total == 1
