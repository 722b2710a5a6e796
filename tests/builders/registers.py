# SPDX-License-Identifier: EUPL-1.2
"""Small and large registers for tests, as files, and a shortcut that imports one."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from core.db import db, unit_of_work
from core.domain.actor import Actor
from core.domain.tables import write_table
from council.domain.register import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from council.domain.register_number import check_letter
from council.models.election import Election
from council.services import register_import
from tests.builders.council import EXPORTED_ON

DATA = Path(__file__).parents[1] / "data"
INVENTED = (DATA / "register_2000.csv").read_bytes()
COLUMNS = (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)

BASE = {
    "register_number": "",
    "given_names": "Oksana",
    "family_name": "Prykladna",
    "given_names_native": "Оксана",
    "family_name_native": "Прикладна",
    "native_script": "Cyrl",
    "sex": "F",
    "date_of_birth": "1984-03-07",
    "citizenship": "UA",
    "residence_status": "temporary_protection",
    "declared_since": "2022-05-01",
    "municipality": "Jonavos r. sav.",
    "eldership": "Ruklos seniūnija",
    "address": "Pavyzdinė g. 1",
    "language": "uk",
    "email": "",
    "phone": "",
}
PEOPLE = (
    BASE,
    BASE
    | {
        "given_names": "Samira",
        "family_name": "Al-Wahmi",
        "given_names_native": "سميرة",
        "family_name_native": "الوهمي",
        "date_of_birth": "1990-11-02",
        "citizenship": "SY",
        "residence_status": "refugee_status",
        "eldership": "Jonavos miesto seniūnija",
    },
    BASE
    | {
        "given_names": "Žygimantė",
        "family_name": "Exampleson",
        "given_names_native": "",
        "family_name_native": "",
        "native_script": "Latn",
        "date_of_birth": "31.12.1990",
        "citizenship": "NG",
    },
)


def number(value: int) -> str:
    digits = f"{value:07d}"
    return f"FR-{digits}-{check_letter(digits)}"


def file_of(*people: dict[str, str]) -> bytes:
    """People as a file; who has no number gets one by place."""
    rows = [
        {**person, "register_number": person["register_number"] or number(place)}
        for place, person in enumerate(people, start=1)
    ]
    return write_table(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])


def load(actor: Actor, election: str, data: bytes = INVENTED) -> str:
    """Import a file and return the public id of the import."""
    with unit_of_work():
        batch = register_import.read_register(actor, election, data, exported_on=EXPORTED_ON).public_id
        register_import.confirm_import(actor, batch)
    return batch


def find(election: str) -> Election:
    return db.session.scalars(sa.select(Election).where(Election.public_id == election)).one()
