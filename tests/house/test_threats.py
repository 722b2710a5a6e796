# SPDX-License-Identifier: EUPL-1.2
"""Rows of the threat model that hold for the whole house and belong to no single feature.

docs/threat-model.md names each test beside the attack it answers.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from core import codes
from core.app import Talka
from core.config import ROOT
from core.db import UtcDateTime, db, unit_of_work
from core.domain.refusal import Refusal
from demo.models import DemoCode
from tests import site
from tests.page import PageClient, Visitor

ROLL = {"roll_mark", "roll_line", "roll_conflict", "postal_fact", "tendered_ballot", "tendered_decision"}
"""Who was given a paper, and how: it shares no key, no order and no time of day with anything that is counted."""
PEOPLE = {
    "register_entry",
    "register_batch_row",
    "register_correction",
    "register_refusal",
    "register_problem",
    "polling_card",
    "card_return",
    *ROLL,
}
ELECTORS = {"register_entry", "register_batch_row", "roll_mark", "roll_line", "postal_fact", "tendered_ballot"}
VOTES = {
    *("count_entry", "seat_count", "provisional_result", "declaration", "lot_draw"),
    *("recount_order", "pooled_box", "omitted_place", "doubtful_paper", "paper_batch", "paper_part"),
    *("seat_fact", "count_minutes", "result_objection"),
}
WHOLE_ELECTION = {"election", "statute_version"}
"""Tables that say something about everybody together; a path through them joins nobody to anything."""


def texts(table: sa.Table) -> Iterator[str]:
    for row in db.session.execute(sa.select(table)):
        yield from (value for value in row if isinstance(value, str))


@pytest.mark.slow
def test_no_table_holds_a_readable_code(city: Talka) -> None:
    """Only the demo keeps its invented codes, in a table of its own that a real installation leaves empty."""
    printed = {code for code in site.codes()}
    assert printed
    bare = {re.sub(r"[^0-9A-Z]", "", code) for code in printed}
    for table in db.metadata.sorted_tables:
        if table.name == DemoCode.__tablename__:
            continue
        everything = "\n".join(texts(table)).upper()
        assert not [code for code in printed | bare if code in everything], table.name


def test_a_wrong_and_a_withdrawn_code_are_told_the_same(app: Talka) -> None:
    with unit_of_work():
        code = codes.issue("input", "1234567890")
        codes.withdraw("input", "1234567890")
    withdrawn, wrong = codes.open_code(code, "somebody"), codes.open_code("ABCD-EFGH-JKMN", "somebody")
    assert isinstance(withdrawn, Refusal)
    assert isinstance(wrong, Refusal)
    assert (withdrawn.code, withdrawn.field, withdrawn.facts) == (wrong.code, wrong.field, wrong.facts)


@pytest.mark.slow
@pytest.mark.requirement("D02", "D03")
def test_no_public_page_reads_a_line_of_the_register(city: Talka, addresses: list[site.Address]) -> None:
    statements: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        city.test_client_class = Visitor
        stranger = city.test_client()
        for address in (a for a in addresses if a.role == site.RESIDENT):
            stranger.get(address.path)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    assert statements
    for statement in statements:
        assert not PEOPLE & set(re.findall(r"(?:FROM|JOIN) (\w+)", statement)), statement


@pytest.mark.requirement("D02")
def test_no_path_joins_an_elector_to_a_vote() -> None:
    """Foreign keys, followed both ways from every line of the register, never reach a count."""
    joined = neighbours()
    assert joined.keys() >= ELECTORS | VOTES
    found, ahead = set(ELECTORS), deque(ELECTORS)
    while ahead:
        for table in joined[ahead.popleft()] - found - WHOLE_ELECTION:
            found.add(table)
            ahead.append(table)
    assert not found & VOTES
    assert not [column for table in found for column in db.metadata.tables[table].columns if "ballot" in column.name]


@pytest.mark.requirement("R049", "D03")
def test_the_roll_has_no_order_and_no_time_of_day() -> None:
    """Nothing in it says who came first, or when within an hour: no running number, no moment, no row id."""
    for name in ROLL:
        table = db.metadata.tables[name]
        kinds = {type(column.type) for column in table.columns}
        assert not kinds & {UtcDateTime, sa.DateTime, sa.Time, sa.Float}, name
        assert table.autoincrement_column is None, name
        if any(column.name == "entry_id" for column in table.columns):
            assert table.dialect_options["sqlite"]["with_rowid"] is False, name


def neighbours() -> dict[str, set[str]]:
    joined: dict[str, set[str]] = {name: set() for name in db.metadata.tables}
    for name, table in db.metadata.tables.items():
        for key in table.foreign_keys:
            joined[name].add(key.column.table.name)
            joined[key.column.table.name].add(name)
    return joined


@pytest.mark.slow
def test_every_page_of_a_demo_says_that_it_is_one(city: Talka, addresses: list[site.Address]) -> None:
    city.test_client_class = Visitor
    readers: dict[str, Visitor] = {}
    for address in (a for a in addresses if a.html):
        if address.role not in readers:
            readers[address.role] = city.test_client()
            site.enter(readers[address.role], address.role)
        answer = readers[address.role].get(address.path)
        if answer.status_code == 200:
            assert "Demonstration: nothing here is real." in answer.get_data(as_text=True), address


def test_every_package_is_locked_with_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"):
        entries = re.findall(
            r"^([\w.\[\],-]+)==\S+((?: \\\n\s+--hash=sha256:[0-9a-f]{64})*)", _read(name), re.MULTILINE
        )
        named = re.findall(r"^[\w.\[\],-]+(?===)", _read(name), re.MULTILINE)
        assert len(entries) == len(named) > 10, name
        assert all(hashes for _package, hashes in entries), name


def test_an_invented_address_buys_no_more_guesses(page: PageClient) -> None:
    """No proxy is configured, so what a visitor claims to be is not believed."""
    shown = page.get("core.enter_code").response.get_data(as_text=True)
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', shown)[-1]
    for guess in range(codes.FAILURES_PER_VISITOR + 1):
        answer = page.client.post(
            "/code",
            data={"code": "ABCD-EFGH-JKMN", "csrf_token": token},
            headers={"Origin": "http://localhost", "X-Forwarded-For": f"203.0.113.{guess}"},
        )
    assert "Too many wrong codes" in answer.get_data(as_text=True)


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_the_way_to_the_counter_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search above can fail: one planted key is found."""
    table = sa.Table("planted", db.metadata, sa.Column("entry_id", sa.ForeignKey("register_entry.id")))
    table.append_column(sa.Column("count_id", sa.ForeignKey("count_entry.id")))
    try:
        with pytest.raises(AssertionError):
            test_no_path_joins_an_elector_to_a_vote()
    finally:
        db.metadata.remove(table)
