# SPDX-License-Identifier: EUPL-1.2
"""The demo's community map: the 57 organisations of the sources, imported by an officer, and two communities.

The organisations are real and as their sources print them. The two communities without legal form, and every
contact, are invented for the story and say so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from consult.mapping.domain.audiences import Audience
from consult.mapping.domain.organisation import ContactWay, Description, Formality, Kind, LedBy
from consult.mapping.queries import imports as imports_read
from consult.mapping.queries.organisations import Wanted, all_organisations
from consult.mapping.services import imports
from consult.mapping.services import organisations as services
from consult.mapping.services.imports import Confirmation
from consult.mapping.services.organisations import ContactMade
from core import clock
from core.domain.actor import Role
from demo.accounts import actor_of

FILE = Path(__file__).parent.parent / "data" / "organisations.csv"
INVENTED = "Invented for the demonstration."

LANGUAGES = {
    "Estonian Language Houses": ("et",),
    "Keelekliik": ("en", "et", "ru", "uk"),
    "Tallinn City Centre for Expats": ("en",),
    "Tartu Folk High School": ("en", "et"),
}
"""Languages that an organisation's own line in the source names; the file has no column for them."""

COMMUNITIES = (
    Description(
        name="Жінки за кухонним столом",
        name_lang="uk",
        country="LT",
        kind=Kind.COMMUNITY,
        formality=Formality.INFORMAL,
        led_by=LedBy.MIGRANT_LED,
        audiences=(Audience.UKRAINIANS, Audience.WOMEN, Audience.FAMILIES),
        languages=("lt", "ru", "uk"),
        objective="Women who cook together, help each other and learn Lithuanian.",
        area="Rukla",
        contact_notes=f"{INVENTED} Best reached through the facilitator of the cosy corner.",
        public=False,
    ),
    Description(
        name="أصدقاء روكلا",
        name_lang="ar",
        country="LT",
        kind=Kind.COMMUNITY,
        formality=Formality.INFORMAL,
        led_by=LedBy.MIGRANT_LED,
        audiences=(Audience.REFUGEES, Audience.NEWCOMERS),
        languages=("ar", "en"),
        objective="Families who speak Arabic and meet on Saturdays.",
        area="Rukla, Jonava",
        contact_notes=f"{INVENTED} They wish to be asked before anybody else is told about them.",
        public=False,
    ),
)


def seed() -> None:
    """Ten weeks ago the list was imported; since then two communities were met."""
    today = clock.now()
    with clock.standing_at(today - dt.timedelta(weeks=10)):
        _import()
    with clock.standing_at(today - dt.timedelta(weeks=9)):
        _name_languages()
    with clock.standing_at(today - dt.timedelta(weeks=8)):
        _meet()


def _import() -> None:
    officer = actor_of(Role.OFFICER)
    batch = imports.open_import(officer, FILE.name, FILE.read_bytes())
    plan = imports_read.plan_of(batch)
    imports.confirm_import(officer, batch.public_id, Confirmation(plan.fingerprint))


def _name_languages() -> None:
    officer = actor_of(Role.OFFICER)
    for organisation in all_organisations(Wanted(country="EE")):
        if spoken := LANGUAGES.get(organisation.name):
            described = replace(organisation.description(), languages=spoken)
            services.edit_organisation(officer, organisation.public_id, described, version=organisation.version)


def _meet() -> None:
    facilitator = actor_of(Role.FACILITATOR)
    for number, description in enumerate(COMMUNITIES):
        met = services.add_community(facilitator, description, once=f"demo-community-{number}")
        services.log_contact(
            facilitator,
            met.public_id,
            ContactMade(clock.today(), ContactWay.VISIT, INVENTED, f"demo-contact-{number}"),
        )
