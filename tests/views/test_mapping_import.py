# SPDX-License-Identifier: EUPL-1.2
"""Importing through the page: look first, faults by line and column, confirm once, nobody else's business."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from core.domain.actor import Actor, Role
from tests.builders.mapping import SAMPLE, import_data, import_sample, lines, send_file
from tests.page import PageClient

Staff = Callable[..., PageClient]


@pytest.fixture
def officer(staff: Staff) -> PageClient:
    return staff(Role.OFFICER)


def confirm(client: PageClient, data: dict[str, object] | None = None, *, expect: int = 302) -> None:
    """Press the button of the preview opened last."""
    assert client.last is not None
    own = client.last.response.request.path
    forms = [f for f in client.last.forms() if f.get("action") == own]
    sent = {e.get("name", ""): e.get("value", "") for e in forms[0].iter("input") if e.get("type") == "hidden"}
    client._send("POST", own, expect, data={**sent, **(data or {})})


@pytest.mark.requirement("R094", "D10")
def test_look_confirm_and_send_again(officer: PageClient) -> None:
    assert "57 new" in send_file(officer, SAMPLE).main()
    assert "The map is still empty" in officer.get("mapping.list_organisations").main()
    send_file(officer, SAMPLE)
    confirm(officer)
    assert "57 new, 0 changed, 0 unchanged" in officer.follow().main()
    assert "57 organisations" in officer.get("mapping.list_organisations").main()
    assert "57 unchanged, nothing to do" in send_file(officer, SAMPLE).main()


def test_every_fault_by_line_and_column(officer: PageClient) -> None:
    shown = send_file(
        officer,
        lines(
            "Good,LT",
            ",LT",
            "Somewhere,XX",
            "Odd,LT,aliens",
            "Link,LT,,,,,,javascript:alert(1)",
            "Good,LT",
            "Short",
        ).replace(b"Short,,,,,,,", b"Short"),
    )
    rows = {tuple("".join(c.itertext()).strip() for c in row) for row in shown.all("tr")}
    assert ("Line 3", "name", "The name is missing.") in rows
    assert ("Line 4", "country", "We do not know the country “XX”. Use two letters, such as LT.") in rows
    assert any(row[:2] == ("Line 5", "led_by") for row in rows)
    assert any(row[:2] == ("Line 6", "website") for row in rows)
    assert ("Line 7", "name", "The same name and country are on line 2 already.") in rows
    assert any(row[0] == "Line 8" and "the first line has 8" in row[2] for row in rows)


def test_faulty_lines_are_left_out_only_on_purpose(officer: PageClient) -> None:
    send_file(officer, lines("Good,LT", ",LT"))
    confirm(officer, expect=422)
    assert officer.last is not None
    assert "Some lines are faulty" in officer.last.main()
    confirm(officer, {"leave_out_faulty": "y"})
    assert "1 faulty line was left out" in officer.follow().main()
    assert "1 organisation" in officer.get("mapping.list_organisations").main()


@pytest.mark.parametrize("lang", ["lt", "ar"])
def test_faults_are_told_in_every_language(officer: PageClient, lang: str) -> None:
    officer.speak(lang)
    assert "XX" in send_file(officer, lines("Somewhere,XX")).main()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file has no lines"),
        (b"\xef\xbb\xbf\r\n", "This file has no lines"),
        (lines(), "This file has no lines"),
        (b"name,country\r\nA,LT\r\n", "These columns are missing in the first line: led_by, organisation_type"),
        (
            lines("A,LT").replace(b"website", b"website,colour"),
            "do not know these columns: colour. We expect: name",
        ),
        (lines("A,LT").replace(b"website", b"website,name"), "The column name is there twice"),
        (lines("Klaip\u0117da,LT").decode().encode("cp1257"), "This file is not in UTF-8: see line 2"),
        (lines("A,LT").decode().encode("utf-16"), "This file is in UTF-16"),
        (lines(*["A,LT"] * 5_001), "This file has more than 5000 lines"),
    ],
)
def test_an_unusable_file_is_refused_with_a_sentence(officer: PageClient, data: bytes, said: str) -> None:
    officer.get("mapping.import_organisations")
    shown = officer.submit({"file": (io.BytesIO(data), "x.csv")}, action="/imports", expect=422)
    assert said in shown.main()


def test_no_file_at_all(officer: PageClient) -> None:
    officer.get("mapping.import_organisations")
    assert "Choose a file first" in officer.submit({}, action="/imports", expect=422).main()


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_a_mark_at_the_beginning(officer: PageClient, separator: str) -> None:
    data = lines("A,LT").decode().replace(",", separator).encode("utf-8-sig")
    assert "1 new" in send_file(officer, data).main()


def test_the_same_file_opens_the_same_preview(officer: PageClient) -> None:
    first = send_file(officer, SAMPLE).response.request.path
    assert send_file(officer, SAMPLE).response.request.path == first
    assert first in officer.get("mapping.import_organisations").links()


@pytest.mark.requirement("R094")
def test_what_was_changed_by_hand_stays_unless_chosen(officer: PageClient, person: Callable[..., Actor]) -> None:
    colleague = person(Role.OFFICER)
    import_data(colleague, lines("Open Door,LT,both,,Adults,Help,,"))
    officer.get("mapping.list_organisations")
    assert officer.last is not None
    entry = next(link for link in officer.last.links() if link.startswith("/organisations/") and "print" not in link)
    public_id = entry.rsplit("/", 1)[1]
    officer.get("mapping.edit_organisation", public_id=public_id)
    officer.submit({"objective": "Advice for families"}, action="/edit")
    again = lines("Open Door,LT,both,,Adults,Help and more,Courses,")
    shown = send_file(officer, again)
    assert "Changed by hand since" in shown.main()
    assert "Advice for families" in shown.main()
    confirm(officer)
    kept = officer.get("mapping.show_organisation", public_id=public_id).main()
    assert "Advice for families" in kept
    assert "Courses" in kept
    shown = send_file(officer, again)
    choice = next(e.get("value", "") for e in shown.all("input") if e.get("name") == "take")
    confirm(officer, {"take": choice})
    assert "Help and more" in officer.get("mapping.show_organisation", public_id=public_id).main()
    assert "1 unchanged, nothing to do" in send_file(officer, again).main()


def test_a_preview_that_grew_old_is_shown_anew(officer: PageClient, person: Callable[..., Actor]) -> None:
    send_file(officer, lines("Open Door,LT"))
    import_data(person(Role.OFFICER), lines("Open Door,LT,both"))
    confirm(officer, expect=422)
    assert officer.last is not None
    assert "This is the newest preview" in officer.last.main()
    confirm(officer)


def test_confirming_twice_is_confirming_once(officer: PageClient) -> None:
    send_file(officer, SAMPLE)
    preview = officer.last
    confirm(officer)
    officer.last = preview
    confirm(officer)
    assert "57 new" in officer.follow().main()
    assert "57 organisations" in officer.get("mapping.list_organisations").main()


def test_thrown_away(officer: PageClient) -> None:
    send_file(officer, SAMPLE)
    preview = officer.last
    officer.submit(action="/withdraw")
    officer.last = preview
    confirm(officer, expect=422)
    assert "Nothing was stored from this file" in officer.last.main()  # type: ignore[union-attr]  # just opened
    assert "The map is still empty" in officer.get("mapping.list_organisations").main()


def test_somebody_elses_import_does_not_exist(officer: PageClient, staff: Staff) -> None:
    public_id = send_file(officer, SAMPLE).response.request.path.rsplit("/", 1)[1]
    other = staff(Role.OFFICER)
    other.get("mapping.review_import", public_id=public_id, expect=404)
    other.post("mapping.withdraw_import", public_id=public_id, expect=404)
    other.post("mapping.review_import", public_id=public_id, expect=404)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.MODERATOR, Role.OPERATOR])
def test_only_officers_import(staff: Staff, role: Role) -> None:
    staff(role).get("mapping.import_organisations", expect=403)


def test_residents_are_asked_to_sign_in(page: PageClient) -> None:
    page.get("mapping.import_organisations", expect=302)
    page.get("mapping.manage", expect=302)


def test_the_sample_is_what_everybody_sees(officer: PageClient, person: Callable[..., Actor]) -> None:
    import_sample(person(Role.OFFICER))
    assert "57 unchanged, nothing to do" in send_file(officer, SAMPLE).main()
