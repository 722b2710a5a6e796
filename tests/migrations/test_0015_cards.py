# SPDX-License-Identifier: EUPL-1.2
"""Revision 0015 lets one card of an entry count, ends a card once, keeps what became of it, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0014", "0015"
NOW = "'2027-03-01 20:00:00'"
TEXTS = (
    "register_number, given_names, family_name, date_of_birth, citizenship, residence_status, declared_since, "
    "municipality, given_names_native, family_name_native, native_script, sex, eldership, address, "
    "language, email, phone"
)
EMPTY = ", ''" * 17


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    send(
        "INSERT INTO statute_version (id, number, parameters_text, rule_text, fingerprint, drafted_by, adopted_by, "
        f"reference, remark, recorded_by, public_id, created_at) VALUES (1, 1, '{{}}', '{{}}', '', '', '', '', '', '', "
        f"'abcdefghjk', {NOW})",
        "INSERT INTO election (id, title, statute_id, state, register_closes_on, nominations_close_on, polling_day, "
        "declare_by, qualifying_date, once, public_id, created_at) VALUES (1, '{}', 1, 'register_closed', "
        f"'2027-02-12', '2027-02-19', '2027-03-14', '2027-03-18', '2027-03-14', 'once', 'abcdefghjm', {NOW})",
        "INSERT INTO register_entry (id, election_id, key, digest, line, search, place, present, eligible, public_id, "
        f"created_at, {TEXTS}) VALUES (1, 1, 'k', 'd', 2, '', 'a', '1', '1', 'abcdefghjn', {NOW}{EMPTY})",
    )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def send(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def card(number: int, ending: str = "NULL", ended_at: str = "NULL") -> str:
    return (
        "INSERT INTO polling_card (election_id, entry_id, series, sequence, place, lang, issued_at, ended_at, ending) "
        f"VALUES (1, 1, 1, {number}, 'a', 'en', {NOW}, {ended_at}, {ending})"
    )


def refused(statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError):
        send(statement)


def test_one_card_counts_and_ends_once(at_this_revision: None) -> None:
    send(card(1, "'replaced'", NOW), card(2))
    for wrong in (
        card(3),
        card(2, "'replaced'", NOW),
        card(4, "'replaced'"),
        card(5, "'whim'", NOW),
        "DELETE FROM polling_card",
        "UPDATE polling_card SET lang = 'lt' WHERE sequence = 2",
        "UPDATE polling_card SET ended_at = NULL, ending = NULL WHERE sequence = 1",
    ):
        refused(wrong)
    send(f"UPDATE polling_card SET ended_at = {NOW}, ending = 'reprinted' WHERE sequence = 2", card(3))


def test_what_became_of_cards_stays_and_it_goes_down(at_this_revision: None) -> None:
    run = (
        "INSERT INTO card_run (id, election_id, number, version, fingerprint, places, missing, reason, cards, repeats, "
        f"actor_id, once, public_id, created_at) VALUES (1, 1, 1, 1, '', '[]', '0', '', 1, {{repeats}}, '', 'o', "
        f"'abcdefghjp', {NOW})"
    )
    refused(run.format(repeats=1))
    send(run.format(repeats=0))
    file = (
        "INSERT INTO card_file (run_id, number, name, place, lang, cards, pages, first, last, size, sha256) "
        "VALUES (1, 1, 'a.pdf', 'a', 'en', 2, {pages}, 1, 2, 1, '')"
    )
    refused(file.format(pages=3))
    send(file.format(pages=2))
    for wrong in ("UPDATE card_run SET cards = 2", "DELETE FROM card_file", "UPDATE card_file SET sha256 = 'x'"):
        refused(wrong)
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("polling_card")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("card_notice")
