# SPDX-License-Identifier: EUPL-1.2
"""Several real processes confirm one import, and add one community, at the same moment: the world changes once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from consult.mapping.domain.organisation import Description
from consult.mapping.models import Organisation, OrganisationRevision
from consult.mapping.queries import imports as queries
from consult.mapping.services import imports
from consult.mapping.services.imports import Confirmation
from consult.mapping.services.organisations import add_community
from core import audit
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM, Actor, Role
from core.domain.refusal import Refusal
from tests.builders.mapping import SAMPLE
from tests.concurrency import workers

pytestmark = pytest.mark.slow
PROCESSES = 4


def confirm(_number: int, actor: Actor, public_id: str, fingerprint: str) -> int:
    with unit_of_work():
        return imports.confirm_import(actor, public_id, Confirmation(fingerprint)).new


def add_the_same(_number: int, once: str) -> int:
    try:
        with unit_of_work():
            add_community(SYSTEM, Description("Open Door", "LT"), once=once)
    except Refusal:
        return 0
    return 1


def add_under_one_name(number: int) -> int:
    return add_the_same(number, f"form-{number}")


def counted(table: type[Organisation] | type[OrganisationRevision]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.mark.requirement("R094")
def test_one_import_confirmed_by_many_is_stored_once(config: Config, person: Callable[..., Actor]) -> None:
    officer = person(Role.OFFICER)
    with unit_of_work():
        batch = imports.open_import(officer, "list.csv", SAMPLE)
        public_id, fingerprint = batch.public_id, queries.plan_of(batch).fingerprint
    told = workers.together(config, confirm, PROCESSES, officer, public_id, fingerprint)
    assert told == [57] * PROCESSES
    assert (counted(Organisation), counted(OrganisationRevision)) == (57, 57)
    assert audit.verify().whole


def test_one_form_sent_by_many_adds_one_entry(config: Config, person: Callable[..., Actor]) -> None:
    assert workers.together(config, add_the_same, PROCESSES, "one form") == [1] * PROCESSES
    assert (counted(Organisation), counted(OrganisationRevision)) == (1, 1)


def test_one_name_in_many_forms_adds_one_entry(config: Config, person: Callable[..., Actor]) -> None:
    assert sorted(workers.together(config, add_under_one_name, PROCESSES)) == [0, 0, 0, 1]
    assert counted(Organisation) == 1
