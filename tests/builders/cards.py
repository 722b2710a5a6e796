# SPDX-License-Identifier: EUPL-1.2
"""Elections whose register is closed with a few electors, and print runs whose files are not set by the typesetter."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from core import codes
from core.db import db, unit_of_work
from core.domain.actor import Actor
from council.domain.cards import ManifestLine
from council.models.register import RegisterEntry
from council.services import card_runs, register
from council.services.card_runs import PrintOrder, PrintPlan
from tests.builders import council as build
from tests.builders.registers import BASE, PEOPLE, file_of, load

OFFERED = ("en", "lt", "ar")
LITHUANIAN = BASE | {"given_names": "Ana", "family_name": "Pavyzdė", "language": "lt", "date_of_birth": "1970-05-06"}
ARABIC = PEOPLE[1] | {"language": "ar"}
ELECTORS = (PEOPLE[0], ARABIC, LITHUANIAN)
"""Three electors: English with Lithuanian below it in Rukla, Arabic in Jonava, Lithuanian alone in Rukla."""


def closed_election(actor: Actor, *people: dict[str, str], timed: bool = False) -> str:
    """The public id of an election with a closed register."""
    election = build.open_election(actor)
    load(actor, election, file_of(*(people or ELECTORS)))
    with unit_of_work():
        register.close_register(actor, election)
    return election


def order(*places: str, missing: bool = False, reason: str = "") -> PrintOrder:
    return PrintOrder(places=places, missing=missing, reason=reason, once=secrets.token_urlsafe(16))


def lines_of(plan: PrintPlan) -> list[ManifestLine]:
    """A manifest as if every file had been made."""
    return [
        ManifestLine(
            name=file.name,
            place=file.place,
            lang=file.lang,
            cards=len(file.cards),
            pages=len(file.cards),
            first=file.first,
            last=file.last,
            size=1,
            sha256="0" * 64,
        )
        for file in plan.files
    ]


def printed(actor: Actor, election: str, wanted: PrintOrder | None = None) -> dict[str, str]:
    """Print without the typesetter; the codes in printed form by entry."""
    with unit_of_work():
        plan = card_runs.plan_run(actor, election, wanted or order(), offered=OFFERED)
        drawn = codes.draw(each.public_id for each in plan.electors())
        card_runs.record_run(actor, plan, lines_of(plan), drawn)
    return drawn


def entry_named(family_name: str) -> RegisterEntry:
    return db.session.scalars(sa.select(RegisterEntry).where(RegisterEntry.family_name == family_name)).one()
