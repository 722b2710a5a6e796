# SPDX-License-Identifier: EUPL-1.2
"""Revision 0014 goes up over lists and candidates that are there, protects appeals, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0013", "0014"
NOW = "'2027-02-14 20:00:00'"


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
            "(1, '{}', 1, 'counting', '2027-02-12', '2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', "
            f"'once', 'abcdefghjm', {NOW})"
        )
        connection.exec_driver_sql(
            "INSERT INTO candidate_list (id, election_id, name, name_key, short_name, agent_id, agent_name, state, "
            f"public_id, created_at) VALUES (1, 1, '{{}}', 'one', '', '', '', 'admitted', 'abcdefghjn', {NOW})"
        )
        for position, consent in ((1, "'2027-02-01'"), (2, "NULL")):
            connection.exec_driver_sql(
                "INSERT INTO candidate (election_id, list_id, position, given_names, family_name, original_name, "
                "original_lang, consent_on, evidence, checked_by) VALUES "
                f"(1, 1, {position}, 'A', 'B', '', '', {consent}, 'none', '')"
            )
        connection.exec_driver_sql(fact("admitted"))
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def fact(event: str) -> str:
    return (
        f"INSERT INTO candidate_list_fact (list_id, event, at, actor_id, reason) VALUES (1, '{event}', {NOW}, 'a', '')"
    )


APPEAL = (
    "INSERT INTO list_appeal (id, list_id, against, appellant, grounds, filed_on, actor_id, once, public_id, "
    f"created_at) VALUES (1, 1, 'rejected', 'list', 'Why', '2027-02-14', 'a', 'o', 'abcdefghjp', {NOW})"
)


def test_a_day_of_consent_was_on_paper_and_everybody_has_an_address(at_this_revision: None) -> None:
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT consent, public_id FROM candidate ORDER BY position").all()
    assert [row.consent for row in rows] == ["paper", "none"]
    assert len({row.public_id for row in rows}) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE candidate SET consent = 'code' WHERE position = 2",
        "UPDATE candidate_list_fact SET reason = 'x'",
        "DELETE FROM candidate_list_fact",
        "UPDATE list_appeal SET grounds = 'x'",
        "DELETE FROM list_appeal",
        fact("whim"),
    ],
)
def test_what_was_kept_stays(at_this_revision: None, wrong: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(fact("consented"))
        connection.exec_driver_sql(APPEAL)
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql(wrong)


def test_it_goes_down_and_up_again_and_old_facts_stay(at_this_revision: None) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(fact("consented"))
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT event FROM candidate_list_fact").scalars().all() == ["admitted"]
        assert len(connection.exec_driver_sql("SELECT consent_on FROM candidate").all()) == 2
    with pytest.raises(sa.exc.DBAPIError), db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM candidate_list_fact")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("list_supporter")
