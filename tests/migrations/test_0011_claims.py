# SPDX-License-Identifier: EUPL-1.2
"""Revision 0011 makes entries that are there findable, protects decisions, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0010", "0011"
NOW = "'2027-03-14 20:00:00'"
TEXTS = (
    "register_number, given_names, family_name, date_of_birth, citizenship, residence_status, declared_since, "
    "municipality, given_names_native, family_name_native, native_script, sex, eldership, address, "
    "language, email, phone"
)

EMPTY = ", ''" * 17


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO statute_version (id, number, parameters_text, rule_text, fingerprint, drafted_by, "
            "adopted_by, reference, remark, recorded_by, public_id, created_at) VALUES "
            f"(1, 1, '{{}}', '{{}}', '', '', '', '', '', '', 'abcdefghjk', {NOW})"
        )
        connection.exec_driver_sql(
            "INSERT INTO election (id, title, statute_id, state, register_closes_on, nominations_close_on, "
            "polling_day, declare_by, qualifying_date, once, public_id, created_at) VALUES "
            "(1, '{}', 1, 'register_open', '2027-02-12', '2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', "
            f"'once', 'abcdefghjm', {NOW})"
        )
        connection.exec_driver_sql(
            "INSERT INTO register_entry (id, election_id, key, digest, line, search, place, present, eligible, "
            f"public_id, created_at, {TEXTS}) VALUES (1, 1, 'k', 'd', 2, ' zukovska жуковська zhukovska fr1 ', '', "
            f"'1', '0', 'abcdefghjn', {NOW}{EMPTY})"
        )
        connection.exec_driver_sql(
            "INSERT INTO register_refusal (entry_id, reason, election_id, position) VALUES (1, 'under_age', 1, 0)"
        )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def claim() -> str:
    return (
        "INSERT INTO register_claim (id, election_id, kind, state, claimant, claimant_name, contact, lang, "
        "person_values, statement, evidence, received_on, actor_id, once, public_id, created_at) VALUES "
        f"(1, 1, 'add', 'accepted', 'person', 'X', '', 'en', '{{}}', 'Please', '', '2027-02-01', '', 'o', 'abc', {NOW})"
    )


def decision(reason: str = "Shown") -> str:
    return (
        "INSERT INTO register_claim_decision (claim_id, outcome, reason, decided_by, reference, appeal_until, at, "
        f"actor_id) VALUES (1, 'accepted', '{reason}', 'Authority', '', '2027-02-09', {NOW}, 'a')"
    )


def test_entries_that_were_there_can_be_found(at_this_revision: None) -> None:
    with db.engine.connect() as connection:
        words = connection.exec_driver_sql("SELECT word FROM register_word WHERE entry_id = 1").scalars().all()
    assert {bytes(word).decode() for word in words} == {"zukovska", "жуковська", "zhukovska", "fr1"}


def test_a_claim_is_decided_once_with_a_reason_and_for_good(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(claim())
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql(decision(reason=""))
    with db.engine.begin() as connection:
        connection.exec_driver_sql(decision())
    for wrong in (
        decision(),
        "UPDATE register_claim_decision SET reason = 'x'",
        "DELETE FROM register_claim_decision",
    ):
        with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
            connection.exec_driver_sql(wrong)


def test_it_goes_down_and_up_again_and_reasons_stay(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO register_refusal (entry_id, reason, election_id, position) VALUES (1, 'not_applied', 1, 1)"
        )
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register_refusal SET reason = 'whim'")
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("register_claim")
    with db.engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT reason FROM register_refusal").scalars().all()
    assert left == ["under_age"]
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register_refusal SET reason = 'not_applied'")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("register_word")
