# SPDX-License-Identifier: EUPL-1.2
"""Revision 0017 closes an adopted statute with everything said about it, and goes down again."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
import sqlalchemy as sa

from core.app import Talka
from core.config import ROOT
from core.db import db

MIGRATIONS = str(ROOT / "migrations")
BEFORE, THIS = "0016", "0017"
NOW = "'2026-11-14 20:00:00'"
ARTICLE = (
    "INSERT INTO statute_article (id, statute_id, key, position, original, headings, texts, states, left_out_reason, "
    "public_id, created_at) VALUES ({id}, 1, 'k{id}', 1, 'en', '{{}}', '{{}}', '[]', '', 'article{id}', " + NOW + ")"
)
COMMENT = (
    "INSERT INTO article_comment (article_id, text, lang, capacity, actor_id, once, public_id, created_at) VALUES "
    "(1, 'x', 'en', 'member', 'a', '{once}', '{once}', " + NOW + ")"
)
STANCE = (
    "INSERT INTO article_stance (article_id, stance, remark, wording, capacity, at, actor_id) VALUES "
    "(1, '{stance}', '', 'w', 'member', " + NOW + ", 'a')"
)
AMENDMENT = (
    "INSERT INTO bylaw_amendment (id, changes, original, titles, texts, stage, drafted_by, once, public_id, "
    "created_at) VALUES (1, 'x', 'en', '{}', '{}', 'draft', 'a', 'o', 'b', " + NOW + ")"
)
FACT = (
    "INSERT INTO bylaw_fact (amendment_id, event, stage, taken_on, taken_by, reference, note, at, actor_id) VALUES "
    "(1, 'submit', 'submitted', '2026-11-01', 'X', '', '', " + NOW + ", 'a')"
)


@pytest.fixture
def at_this_revision(app: Talka) -> Iterator[None]:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    run(
        "INSERT INTO statute_version (id, number, parameters_text, rule_text, fingerprint, drafted_by, "
        "adopted_by, reference, remark, recorded_by, public_id, created_at) VALUES "
        f"(1, 1, '{{}}', '{{}}', '', '', '', '', '', '', 'abcdefghjk', {NOW})"
    )
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    run(ARTICLE.format(id=1), COMMENT.format(once="one"), STANCE.format(stance="agree"), AMENDMENT, FACT)
    yield
    flask_migrate.upgrade(directory=MIGRATIONS)


def run(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def refused(statement: str) -> bool:
    try:
        run(statement)
    except sa.exc.DBAPIError:
        return True
    return False


def test_a_draft_can_change_but_what_was_said_cannot(at_this_revision: None) -> None:
    run("UPDATE statute_article SET position = 2", ARTICLE.format(id=2), "DELETE FROM statute_article WHERE id = 2")
    for table in ("article_comment", "article_stance", "bylaw_fact"):
        assert refused(f"UPDATE {table} SET actor_id = 'b'")
        assert refused(f"DELETE FROM {table}")
    assert refused(STANCE.format(stance="object")), "an objection says why"
    run("UPDATE bylaw_amendment SET stage = 'adopted'")
    assert refused("UPDATE bylaw_amendment SET stage = 'draft'")
    assert refused("DELETE FROM bylaw_amendment")


def test_adoption_closes_the_articles_and_the_talk(at_this_revision: None) -> None:
    run("UPDATE statute_version SET adopted_on = '2026-11-20', adopted_by = 'Council'")
    for statement in (
        "UPDATE statute_article SET position = 3",
        "DELETE FROM statute_article",
        ARTICLE.format(id=3),
        COMMENT.format(once="two"),
        STANCE.format(stance="agree"),
    ):
        assert refused(statement), statement


def test_it_goes_down_and_up_again_with_rows(at_this_revision: None) -> None:
    flask_migrate.downgrade(directory=MIGRATIONS, revision=BEFORE)
    assert not sa.inspect(db.engine).has_table("statute_article")
    flask_migrate.upgrade(directory=MIGRATIONS, revision=THIS)
    assert sa.inspect(db.engine).has_table("article_stance")
