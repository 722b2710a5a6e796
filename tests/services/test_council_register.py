# SPDX-License-Identifier: EUPL-1.2
"""The register from import to closing, on a real database, against the known answers line by line."""

from __future__ import annotations

import csv
import datetime as dt
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import audit, clock
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from council.domain.electoral_register import Verdict
from council.domain.eligibility import ElectorateProfile
from council.domain.refusals import CouncilRefusal
from council.domain.register_number import check_letter
from council.models.duplicates import DuplicatePair
from council.models.register import RegisterEntry, RegisterRefusal
from council.models.register_import import RegisterBatch, RegisterBatchRow
from council.queries import register as queries
from council.services import duplicates, register, register_import
from council.services.election import Instruction
from tests.builders import council as build
from tests.builders.registers import BASE, DATA, PEOPLE, file_of, find, load, number

Person = Callable[..., Actor]


def truth() -> list[dict[str, str]]:
    with (DATA / "register_2000_truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decide_all(actor: Actor, election: str) -> None:
    """Decide every pair as the answers say: the same person, and which entry stays."""
    answers = {int(row["row"]) + 1: row for row in truth()}
    pairs = db.session.execute(
        sa.select(DuplicatePair.public_id, DuplicatePair.first_id, DuplicatePair.second_id).where(
            DuplicatePair.election_id == find(election).id
        )
    ).all()
    lines = dict(db.session.execute(sa.select(RegisterEntry.id, RegisterEntry.line)).all())
    with unit_of_work():
        for pair, first, second in pairs:
            one, other = answers[lines[first]], answers[lines[second]]
            assert one["person_id"] == other["person_id"]
            keep = "second" if one["duplicate_of"] else "first"
            ruling = duplicates.Ruling(Verdict.SAME, "Compared by hand", keep)
            duplicates.decide_duplicate(actor, pair, ruling)


def reasons(election: str) -> dict[int, str]:
    """Every entry's reasons by its line, as the database holds them."""
    found = {line: [] for line in db.session.scalars(sa.select(RegisterEntry.line))}
    for line, reason in db.session.execute(
        sa.select(RegisterEntry.line, RegisterRefusal.reason)
        .join(RegisterRefusal, RegisterRefusal.entry_id == RegisterEntry.id)
        .where(RegisterEntry.election_id == find(election).id)
        .order_by(RegisterEntry.line, RegisterRefusal.position)
    ):
        found[line].append(reason)
    return {line: ";".join(codes) for line, codes in found.items()}


@pytest.mark.requirement("R044", "R045", "R046", "D08")
def test_the_register_agrees_with_every_known_answer_under_both_profiles(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election)
    decide_all(officer, election)
    found = reasons(election)
    electors = set(db.session.scalars(sa.select(RegisterEntry.line).where(RegisterEntry.eligible)))
    for row in truth():
        line = int(row["row"]) + 1
        assert found[line] == row["all_reasons"], line
        assert (line in electors) == (row["eligible"] == "yes"), line

    strict = build.adopted_statute(officer, build.parameters(ElectorateProfile.NO_LOCAL_VOTE))
    with unit_of_work():
        register.replace_statute(officer, election, strict, Instruction("Municipal council"))
    found = reasons(election)
    electors = set(db.session.scalars(sa.select(RegisterEntry.line).where(RegisterEntry.eligible)))
    for row in truth():
        line = int(row["row"]) + 1
        assert (found[line].split(";")[0] or "ok") == row["reason_no_local_vote"], line
        assert (line in electors) == (row["eligible_no_local_vote"] == "yes"), line


def grown(rows: int) -> bytes:
    """A register of many invented lines, all different people, a tenth of them with a fault."""
    head = (
        "register_number,given_names,family_name,date_of_birth,citizenship,residence_status,declared_since,municipality"
    )
    lines = [head + ",eldership,language"]
    for n in range(rows):
        digits = f"{n:07d}"
        born = f"{1940 + n % 60}-{1 + n % 12:02d}-{1 + (n // 12) % 28:02d}" if n % 10 else "31.12.1990"
        names = f"G{letters(n * 7919)},F{letters(n * 104729)}"
        lines.append(
            f"FR-{digits}-{check_letter(digits)},{names},{born},UA,temporary_protection,2022-05-01,"
            "Jonavos r. sav.,Ruklos seniūnija,uk"
        )
    return "\n".join(lines).encode()


def letters(n: int) -> str:
    return "".join(chr(97 + (n >> shift) % 26) for shift in (0, 3, 6, 9, 12, 15))


@pytest.mark.slow
@pytest.mark.requirement("D06")
def test_twenty_thousand_lines_are_imported_within_their_time(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    began = time.perf_counter()
    load(officer, election, grown(20_000))
    took = time.perf_counter() - began
    counts = queries.tallies(find(election))
    assert counts.entries == 20_000
    assert 17_000 < counts.electors <= 18_000
    print(f"20,000 lines read, compared, written and judged in {took:.1f} s")
    assert took < 60


def entry_named(family_name: str) -> RegisterEntry:
    return db.session.scalars(sa.select(RegisterEntry).where(RegisterEntry.family_name == family_name)).one()


def test_the_same_file_again_changes_nothing(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    before = queries.computed_fingerprint(find(election))
    with unit_of_work():
        data = file_of(*PEOPLE)
        batch = register_import.read_register(officer, election, data, exported_on=build.EXPORTED_ON)
        assert (batch.new, batch.changed, batch.unchanged, batch.vanished) == (0, 0, 3, 0)
        register_import.confirm_import(officer, batch.public_id)
    assert queries.computed_fingerprint(find(election)) == before


@pytest.mark.requirement("R044")
def test_a_newer_file_shows_what_is_new_changed_and_vanished(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    moved = PEOPLE[0] | {"eldership": "Jonavos miesto seniūnija", "register_number": number(1)}
    newcomer = BASE | {"given_names": "Nova", "family_name": "Persona", "register_number": number(9)}
    data = file_of(moved, PEOPLE[1] | {"register_number": number(2)}, newcomer)
    with unit_of_work():
        batch = register_import.read_register(officer, election, data, exported_on=build.EXPORTED_ON)
        assert (batch.new, batch.changed, batch.unchanged, batch.vanished) == (1, 1, 1, 1)
        register_import.confirm_import(officer, batch.public_id)
    assert entry_named("Prykladna").place == "jonava"
    assert not entry_named("Exampleson").present
    assert queries.tallies(find(election)).entries == 3
    load(officer, election, file_of(*PEOPLE))
    assert entry_named("Exampleson").present, "who comes back is in again"


@pytest.mark.requirement("R046")
def test_a_correction_survives_the_next_import_of_the_same_fault(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    entry = entry_named("Exampleson")
    assert not entry.eligible
    with unit_of_work():
        changes = {"date_of_birth": "1990-12-31"}
        register.correct_entry(officer, entry.public_id, changes, reason="Passport shown")
    assert entry_named("Exampleson").eligible
    moved = PEOPLE[2] | {"address": "Kita g. 2"}
    load(officer, election, file_of(PEOPLE[0], PEOPLE[1], moved))
    entry = entry_named("Exampleson")
    assert (entry.date_of_birth, entry.address, entry.eligible) == ("1990-12-31", "Kita g. 2", True)
    put_right = PEOPLE[2] | {"date_of_birth": "1991-01-01"}
    load(officer, election, file_of(PEOPLE[0], PEOPLE[1], put_right))
    assert entry_named("Exampleson").date_of_birth == "1991-01-01", "the register itself has put it right"


def test_a_correction_proposes_a_duplicate_that_appears_by_it(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    other = BASE | {"date_of_birth": "1955-01-20", "address": "Toli 5", "declared_since": "2020-02-02"}
    load(officer, election, file_of(BASE, other))
    assert queries.tallies(find(election)).electors == 2
    second = db.session.scalars(sa.select(RegisterEntry).where(RegisterEntry.address == "Toli 5")).one()
    with unit_of_work():
        register.correct_entry(officer, second.public_id, {"date_of_birth": "1984-03-07"}, reason="Passport")
    assert queries.tallies(find(election)).electors == 1


@pytest.mark.requirement("R046", "D04")
def test_two_different_people_both_keep_their_vote(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(BASE, BASE))
    pair = db.session.scalars(sa.select(DuplicatePair)).one()
    assert (pair.confidence, pair.verdict, pair.by_hand) == ("certain", "same", False)
    with unit_of_work():
        ruling = duplicates.Ruling(Verdict.DIFFERENT, "Both came to the office together")
        duplicates.decide_duplicate(officer, pair.public_id, ruling)
    assert queries.tallies(find(election)).electors == 2
    load(officer, election, file_of(BASE, BASE))
    assert queries.tallies(find(election)).electors == 2, "an import does not undo a decision"
    with pytest.raises(Refusal) as refused, unit_of_work():
        duplicates.decide_duplicate(officer, pair.public_id, duplicates.Ruling(Verdict.DIFFERENT, "Again"))
    assert refused.value.code is CouncilRefusal.PAIR_SETTLED
    story = [entry for entry in audit.story_of("election", election) if entry.event == "council.duplicate_decided"]
    assert "office" not in story[0].facts, "reasons in words stay out of the audit record"


@pytest.mark.requirement("R044", "D04")
def test_a_closed_register_changes_only_by_a_recorded_decision(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    with unit_of_work():
        first = register.close_register(officer, election).fingerprint
    entry = entry_named("Exampleson").public_id
    change = {"date_of_birth": "1990-12-31"}
    with pytest.raises(Refusal) as refused, unit_of_work():
        register.correct_entry(officer, entry, change, reason="Passport")
    assert refused.value.code is CouncilRefusal.REGISTER_CLOSED
    with pytest.raises(Refusal) as refused, unit_of_work():
        register_import.read_register(officer, election, file_of(*PEOPLE), exported_on=build.EXPORTED_ON)
    assert refused.value.code is CouncilRefusal.REGISTER_NOT_OPEN
    with unit_of_work():
        decision = Instruction(by="Election commission", reference="K-7")
        register.correct_entry(officer, entry, change, reason="Passport", decision=decision)
    versions = queries.versions_of(find(election))
    assert [(v.number, v.electors, v.decided_by) for v in versions] == [(2, 3, "Election commission"), (1, 2, "")]
    assert versions[0].fingerprint != first


@pytest.mark.requirement("R044", "D04")
def test_a_change_behind_our_back_shows_in_the_fingerprint(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    with unit_of_work():
        register.close_register(officer, election)
    version = queries.newest_version(find(election))
    assert version is not None
    assert version.fingerprint == queries.computed_fingerprint(find(election))
    with unit_of_work():
        db.session.execute(sa.update(RegisterEntry).values(place="rukla"))
    assert version.fingerprint != queries.computed_fingerprint(find(election))
    decision, entry = Instruction(by="Election commission"), entry_named("Exampleson").public_id
    with pytest.raises(Refusal) as refused, unit_of_work():
        register.correct_entry(officer, entry, {"phone": "1"}, reason="x", decision=decision)
    assert refused.value.code is CouncilRefusal.REGISTER_CHANGED


def test_likely_duplicates_are_decided_before_closing(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    with pytest.raises(Refusal) as refused, unit_of_work():
        register.close_register(officer, election)
    assert refused.value.code is CouncilRefusal.REGISTER_EMPTY
    load(officer, election, file_of(BASE, BASE | {"family_name": "Prikladna", "date_of_birth": "1984-07-03"}))
    with pytest.raises(Refusal) as refused, unit_of_work():
        register.close_register(officer, election)
    assert refused.value.code is CouncilRefusal.DUPLICATES_OPEN


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", CouncilRefusal.FILE_EMPTY),
        (b"register_number,given_names\n1,2\n", CouncilRefusal.FILE_COLUMNS_MISSING),
        ("á".encode("latin-1"), CouncilRefusal.FILE_NOT_UTF8),
        (file_of(), CouncilRefusal.FILE_EMPTY),
    ],
)
@pytest.mark.requirement("D10")
def test_a_file_that_cannot_be_used_leaves_nothing(person: Person, data: bytes, code: CouncilRefusal) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    with pytest.raises(Refusal) as refused, unit_of_work():
        register_import.read_register(officer, election, data, exported_on=build.EXPORTED_ON)
    assert refused.value.code is code
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterBatch)) == 0


@pytest.mark.requirement("R044", "D06")
def test_the_same_file_sent_twice_is_one_import(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    names = set()
    for day in (build.EXPORTED_ON, build.EXPORTED_ON, build.EXPORTED_ON + dt.timedelta(days=1)):
        with unit_of_work():
            names.add(register_import.read_register(officer, election, file_of(*PEOPLE), exported_on=day).public_id)
    assert len(names) == 2, "another day of export is another import"


def test_an_import_read_before_another_must_be_read_again(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    with unit_of_work():
        early = register_import.read_register(
            officer, election, file_of(*PEOPLE), exported_on=build.EXPORTED_ON
        ).public_id
    settled = load(officer, election, file_of(*PEOPLE[:2]))
    for batch, code in ((early, CouncilRefusal.IMPORT_OUTDATED), (settled, CouncilRefusal.IMPORT_SETTLED)):
        with pytest.raises(Refusal) as refused, unit_of_work():
            register_import.confirm_import(officer, batch)
        assert refused.value.code is code


@pytest.mark.requirement("D03")
def test_waiting_rows_go_when_settled_or_forgotten(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterBatchRow)) == 0
    long_ago = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with clock.standing_at(long_ago), unit_of_work():
        data = file_of(*PEOPLE, BASE | {"family_name": "Nova"})
        register_import.read_register(officer, election, data, exported_on=build.EXPORTED_ON)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterBatchRow)) == 1
    with unit_of_work():
        assert register_import.forget_imports() == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterBatchRow)) == 0


@pytest.mark.requirement("D02")
@pytest.mark.parametrize("role", [Role.OFFICER, Role.POLLING_CLERK, Role.OBSERVER, Role.LIST_AGENT])
def test_others_neither_import_nor_close(person: Person, role: Role) -> None:
    election = build.open_election(person(Role.RETURNING_OFFICER))
    other = person(role)
    for act in (
        lambda: register_import.read_register(other, election, b"", exported_on=build.EXPORTED_ON),
        lambda: register.close_register(other, election),
    ):
        with pytest.raises(Refusal) as refused, unit_of_work():
            act()
        assert refused.value.code is CouncilRefusal.NOT_YOUR_ELECTION


@pytest.mark.requirement("D05", "D03")
def test_a_look_up_is_recorded_without_the_name(person: Person) -> None:
    officer, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    for typed in ("zygimante", "ПРИКЛАДНА", "الوهمي", "prykl", number(2).lower()):
        with unit_of_work():
            words = register.look_up(clerk, election, typed)
        found, more = queries.entries_found(find(election), words)
        assert (len(found), more) == (1, False), typed
    story = [entry for entry in audit.story_of("election", election) if entry.event == "council.register_searched"]
    assert [entry.facts for entry in story] == ["{}"] * 5
    with pytest.raises(Refusal) as refused, unit_of_work():
        register.look_up(person(Role.LIST_AGENT), election, "prykl")
    assert refused.value.code is CouncilRefusal.NOT_YOUR_ELECTION


@pytest.mark.requirement("D03")
def test_nothing_of_a_person_reaches_the_audit_record(person: Person) -> None:
    officer = person(Role.RETURNING_OFFICER)
    election = build.open_election(officer)
    load(officer, election, file_of(*PEOPLE))
    with unit_of_work():
        entry = entry_named("Exampleson").public_id
        register.correct_entry(officer, entry, {"date_of_birth": "1990-12-31"}, reason="Passport of Exampleson")
        register.close_register(officer, election)
    told = "".join(db.session.scalars(sa.select(audit.AuditEvent.facts)))
    for secret in ("Exampleson", "Prykladna", "1990-12-31", number(3), "Passport"):
        assert secret not in told
