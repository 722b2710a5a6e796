# SPDX-License-Identifier: EUPL-1.2
"""The pages of the register: import with review, looking up, entries, duplicates, closing, who may see what."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.election import scope_of
from council.models.duplicates import DuplicatePair
from council.models.register import RegisterEntry
from council.services import register
from tests.builders import council as build
from tests.builders.registers import BASE, INVENTED, PEOPLE, file_of, load
from tests.page import Page, PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor) -> str:
    return build.open_election(chief)


def upload(page: PageClient, election: str, data: bytes, expect: int = 302, day: str = "2027-01-28") -> Page:
    page.get("council.import_register", public_id=election)
    file = (io.BytesIO(data), "register.csv")
    return page.submit({"file": file, "exported_on": day}, action="register/import", expect=expect)


def opened(page: PageClient, election: str, entry: str) -> Page:
    """The page of an entry, after saying what for."""
    page.get("council.show_entry", public_id=election, entry_id=entry)
    page.submit({"purpose": "check"}, action="/open")
    return page.follow()


def entry_id(family_name: str) -> str:
    found = db.session.scalars(sa.select(RegisterEntry.public_id).where(RegisterEntry.family_name == family_name)).one()
    db.session.rollback()
    return found


@pytest.mark.requirement("R044", "R045", "D10")
def test_the_invented_register_from_upload_to_overview(staff: Staff, election: str) -> None:
    page = staff(Role.RETURNING_OFFICER)
    upload(page, election, INVENTED)
    review = page.follow()
    assert "2,000 rows were read" in review.main()
    batch = next(link for link in review.links() if link.endswith("problems.csv"))
    table = page.client.get(batch).get_data(as_text=True)
    assert table.count("\r\n") == 1 + 40 + 35, "every defect and every warning, one by one"
    assert "The check letter is wrong" in table
    page.submit(action="/confirm")
    shown = page.follow().main()
    assert "15 Likely duplicates to decide" in shown
    assert "The person is too young on polling day." in shown


@pytest.mark.requirement("R044")
def test_uploading_again_shows_that_nothing_changes(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    page = staff(Role.RETURNING_OFFICER)
    upload(page, election, file_of(*PEOPLE))
    review = page.follow().main()
    assert "This file changes nothing." in review
    assert "3 Unchanged" in review
    page.submit(action="/set-aside")
    assert "The register is as it was" in page.follow().text


@pytest.mark.requirement("D10")
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"given_names\nx\n", "These columns are missing in the first line: register_number"),
        ("á".encode("latin-1"), "not in UTF-8: see line 1"),
        (b"", "no rows"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(staff: Staff, election: str, data: bytes, sentence: str) -> None:
    shown = upload(staff(Role.RETURNING_OFFICER), election, data, expect=422)
    assert sentence in shown.main()
    assert shown.by_id("exported_on").get("value") == "2027-01-28"


def test_a_row_that_cannot_be_read_is_named_by_its_line(staff: Staff, election: str) -> None:
    page = staff(Role.RETURNING_OFFICER)
    upload(page, election, file_of(*PEOPLE) + b"only,two\r\n")
    review = page.follow().main()
    assert "Line 5" in review
    assert "The row has 2 fields instead of 17" in review
    assert "1 row cannot be read and would be left out" in review


def test_an_export_after_polling_day_is_refused(staff: Staff, election: str) -> None:
    shown = upload(staff(Role.RETURNING_OFFICER), election, file_of(*PEOPLE), expect=422, day="2027-03-15")
    assert "cannot be newer than polling day" in shown.main()


@pytest.mark.requirement("D01", "D05", "R044")
def test_looking_up_finds_any_script_and_stays_out_of_addresses(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    page = staff(Role.POLLING_CLERK)
    page.get("council.show_register", public_id=election)
    for typed, name in (("Прикладна", "Oksana Prykladna"), ("zygimante", "Žygimantė"), ("الوهمي", "Samira")):
        found = page.submit({"words": typed}, action="look-up", expect=200)
        assert name in found.main()
        assert typed not in found.response.request.url
    assert "Nobody by this name" in page.submit({"words": "Nemo"}, action="look-up", expect=200).main()
    short = page.submit({"words": "a"}, action="look-up", expect=422)
    assert "at least 2 letters" in short.main()
    assert short.by_id("words").get("value") == "a"


@pytest.mark.requirement("R045", "R046")
def test_an_entry_names_every_reason_and_is_corrected(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE, BASE | {"family_name": "Lt", "citizenship": "LT", "sex": "?"}))
    page = staff(Role.RETURNING_OFFICER)
    entry = entry_id("Exampleson")
    shown = opened(page, election, entry).main()
    assert "The date of birth is missing or wrong." in shown
    assert "bring the paper that shows it" in shown
    page.get("council.correct_entry", public_id=election, entry_id=entry)
    same = page.submit({"reason": "Passport"}, action="/correct", expect=422)
    assert "Nothing is different" in same.main()
    page.submit({"reason": "Passport", "date_of_birth": "1990-12-31"}, action="/correct")
    shown = page.follow().main()
    assert "This person may vote" in shown
    assert "31.12.1990" in shown, "what stood there is kept"
    other = page.get("council.list_refused", public_id=election, reason="citizenship_lithuanian").main()
    assert "Lt" in other
    page.get("council.list_refused", public_id=election, reason="nonsense", expect=404)


@pytest.mark.requirement("R046")
def test_an_old_form_does_not_undo_the_correction_of_somebody_else(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    page, entry = staff(Role.RETURNING_OFFICER), entry_id("Exampleson")
    opened(page, election, entry)
    form = page.get("council.correct_entry", public_id=election, entry_id=entry)
    page.submit({"reason": "Passport", "date_of_birth": "1990-12-31"}, action="/correct")
    page.last = form
    refused = page.submit({"reason": "Letter", "address": "Kitur g. 9, Jonava"}, action="/correct", expect=422)
    assert "Somebody changed this" in refused.main()
    assert refused.by_id("address").get("value") == "Kitur g. 9, Jonava"
    db.session.rollback()
    assert db.session.scalars(sa.select(RegisterEntry.date_of_birth).where(RegisterEntry.public_id == entry)).one() == (
        "1990-12-31"
    )


@pytest.mark.requirement("D03")
def test_the_language_can_be_changed_on_a_page_that_was_sent(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.show_register", public_id=election)
    shown = page.submit({"words": "exampleson"}, action="look-up", expect=200)
    back = next(e.get("value", "") for e in shown.all("input") if e.get("name") == "next")
    assert page.client.get(back).status_code == 200


@pytest.mark.requirement("R046")
def test_a_person_decides_a_likely_duplicate(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(BASE, BASE | {"family_name": "Prikladna", "date_of_birth": "1984-07-03"}))
    page = staff(Role.RETURNING_OFFICER)
    listed = page.get("council.list_duplicates", public_id=election)
    assert "day and month of birth changed over" in listed.main()
    pair = db.session.scalars(sa.select(DuplicatePair.public_id)).one()
    page.get("council.decide_duplicate", public_id=election, pair_id=pair)
    wrong = page.submit({"ruling": "first"}, action=pair, expect=422)
    assert "Please fill this in." in wrong.main()
    page.submit({"ruling": "second", "reason": "Papers compared"}, action=pair)
    assert "Decided by a person: 1 pair" in page.follow().main()
    decided = page.get("council.list_duplicates", public_id=election, show="decided").main()
    assert "The same person" in decided
    again = page.get("council.decide_duplicate", public_id=election, pair_id=pair).main()
    assert "entry B stays" in again
    assert "Papers compared" in again


@pytest.mark.requirement("R044", "D04", "D09")
def test_closing_checking_printing(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.print_polling_list", public_id=election, place="rukla", expect=404)
    page.get("council.close_register", public_id=election)
    page.submit(action="/close", expect=422)
    page.submit({"sure": "y"}, action="/close")
    assert "The register is closed" in page.follow().text
    assert "as it was closed" in page.get("council.check_register", public_id=election).main()
    paper = page.get("council.print_polling_list", public_id=election, place="rukla").main()
    assert "Prykladna, Oksana" in paper
    assert "Al-Wahmi" not in paper, "she votes in the town"
    with unit_of_work():
        db.session.execute(sa.update(RegisterEntry).values(place="jonava"))
    assert "The register was changed" in page.get("council.check_register", public_id=election).main()


@pytest.mark.requirement("D03")
def test_small_numbers_are_hidden_from_the_public_and_from_observers(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    with unit_of_work():
        register.close_register(chief, election)
    page = staff(Role.OBSERVER)
    shown = page.get("council.show_register", public_id=election)
    assert "fewer than 5, or hidden" in shown.main()
    assert not [link for link in shown.links() if "/entries/" in link or "/places/" in link or "/reasons/" in link]
    page.get("council.list_duplicates", public_id=election, expect=403)
    page.get("council.show_entry", public_id=election, entry_id=entry_id("Exampleson"), expect=403)


@pytest.mark.requirement("D03")
def test_no_name_on_any_public_page(page: PageClient, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    with unit_of_work():
        register.close_register(chief, election)
    for shown in (page.get("council.list_elections"), page.get("council.show_election", public_id=election)):
        for person in PEOPLE:
            assert person["family_name"] not in shown.text
    page.get("council.show_register", public_id=election, expect=302)


@pytest.mark.requirement("D02")
def test_roles_of_another_election_open_nothing(staff: Staff, election: str, chief: Actor) -> None:
    other = build.open_election(chief)
    load(chief, election, file_of(*PEOPLE))
    page = staff(Role.RETURNING_OFFICER, scope=scope_of(other))
    for endpoint in ("show_register", "import_register", "close_register", "list_duplicates", "replace_statute"):
        page.get(f"council.{endpoint}", public_id=election, expect=403)
    page.get("council.show_entry", public_id=other, entry_id=entry_id("Exampleson"), expect=404)


@pytest.mark.requirement("R045", "D08")
def test_another_statute_judges_everyone_again(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE))
    build.adopted_statute(chief, build.parameters(min_age=40))
    page = staff(Role.RETURNING_OFFICER)
    page.get("council.replace_statute", public_id=election)
    page.submit({"by": "Municipal council"}, action="/statute")
    assert "at least 40 years old" in page.follow().main()
    shown = page.get("council.show_register", public_id=election).main()
    assert "The person is too young on polling day." in shown


def test_lists_ask_the_same_for_few_and_many(
    staff: Staff, election: str, chief: Actor, counted_queries: list[str]
) -> None:
    page, seen = staff(Role.RETURNING_OFFICER), []
    for size in (1, 20):
        people = [BASE | {"given_names": f"N{n}", "date_of_birth": f"19{60 + n}-31-31"} for n in range(size)]
        load(chief, election, file_of(*people))
        counted_queries.clear()
        page.get("council.list_refused", public_id=election, reason="invalid_date_of_birth")
        page.get("council.show_register", public_id=election)
        seen.append(len(counted_queries))
    assert seen[0] == seen[1]


@pytest.mark.requirement("R043")
def test_the_desk_says_what_is_next(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(BASE, BASE | {"family_name": "Prikladna", "date_of_birth": "1984-07-03"}))
    desk = staff(Role.RETURNING_OFFICER).get("core.show_desk").main()
    assert "Decide 1 likely duplicate" in desk
    assert "Close the register" in desk
    assert "Close the register" not in staff(Role.OFFICER).get("core.show_desk").main()


def test_codes_are_read_as_words(staff: Staff, election: str, chief: Actor) -> None:
    load(chief, election, file_of(*PEOPLE, BASE | {"family_name": "Nowhere", "citizenship": "XX", "language": "??"}))
    page = staff(Role.POLLING_CLERK)
    shown = opened(page, election, entry_id("Exampleson")).main()
    assert "Nigeria (NG)" in shown
    assert "Temporary protection" in shown
    shown = opened(page, election, entry_id("Nowhere")).main()
    assert "Stateless or not determined (XX)" in shown
    assert "??" in shown
