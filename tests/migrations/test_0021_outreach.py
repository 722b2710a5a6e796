# SPDX-License-Identifier: EUPL-1.2
"""Revision 0021 keeps interest only with its consent, two people to a meeting, and goes down with rows in it."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0020", "0021"
NOW = "'2026-11-01 10:00:00'"


def interest(number: int, found: bool, consented: str) -> str:
    return (
        "INSERT INTO candidacy_interest (id, election_id, wish, name, contact, lang, about, may_be_found, "
        f"consented_at, once, public_id, created_at) VALUES ({number}, 1, 'help', 'X', 'Y', 'en', '', '{int(found)}', "
        f"{consented}, 'o{number}', 'p{number}', {NOW})"
    )


def meeting(number: int, one: int, other: int) -> str:
    return (
        "INSERT INTO interest_meeting (id, from_id, to_id, state, public_id, created_at) "
        f"VALUES ({number}, {one}, {other}, 'asked', 'm{number}', {NOW})"
    )


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    send(
        "INSERT INTO statute_version (id, number, parameters_text, rule_text, fingerprint, drafted_by, "
        "adopted_by, reference, remark, recorded_by, public_id, created_at) VALUES "
        f"(1, 1, '{{}}', '{{}}', '', '', '', '', '', '', 'abcdefghjk', {NOW})",
        "INSERT INTO election (id, title, statute_id, state, register_closes_on, nominations_close_on, "
        "polling_day, declare_by, qualifying_date, once, public_id, created_at) VALUES "
        "(1, '{}', 1, 'called', '2027-02-12', '2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', "
        f"'once', 'abcdefghjm', {NOW})",
    )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def send(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_consent_two_people_and_down_again(at_this_revision: None) -> None:
    send(interest(1, True, NOW), interest(2, False, "NULL"), meeting(1, 1, 2))
    for wrong in (interest(3, True, "NULL"), interest(4, False, NOW), meeting(2, 1, 1), meeting(3, 1, 2)):
        with pytest.raises(sa.exc.DBAPIError):
            send(wrong)
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("candidacy_interest")
