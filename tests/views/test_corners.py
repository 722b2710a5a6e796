# SPDX-License-Identifier: EUPL-1.2
"""Cosy corners page by page: a facilitator's journey, and closed doors for everybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from consult.corners import services
from consult.corners.domain.meeting import Attendance, MeetingKind, NewMeeting, NewSeries, Rhythm
from core import clock
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from tests.page import Page, PageClient

Make = Callable[..., Actor]
Staff = Callable[..., PageClient]
PLACE = "Community kitchen, second door"
SECRET = "Мені важко спати"
SAID = "الحافلة الأخيرة تغادر مبكرًا"


def series_of(actor: Actor, *, meets: bool = True) -> str:
    new = NewSeries("Tea at the table", "en", PLACE, Rhythm.MONTHLY, ("ar",), (), women_only=True, safety="Back door")
    with unit_of_work():
        series = services.open_series(actor, new, f"once-{actor.id}")
        if meets:
            trust = NewMeeting(MeetingKind.TRUST, clock.today(), Attendance(women=5), f"first-{actor.id}")
            services.log_meeting(actor, series, trust)
    return series


@pytest.fixture
def facilitator(person: Make, page: PageClient) -> Actor:
    actor = person(Role.FACILITATOR)
    page.sign_in(actor)
    return actor


def log_topics(page: PageClient, series: str, data: dict[str, str], expect: int = 302) -> Page:
    page.get("corners.log_meeting", series_id=series, kind="topic")
    day = clock.today().isoformat()
    return page.submit({"held_on": day, "women": "5", **data}, action="/log/topic", expect=expect)


@pytest.mark.requirement("R029", "R030", "R031", "R032")
def test_from_the_first_invitation_to_an_answer_owed(page: PageClient, facilitator: Actor) -> None:
    assert "You lead no series yet" in page.get("corners.list_series").main()
    page.get("corners.open_series")
    page.submit({"title": "Arbata", "lang": "lt", "place": PLACE, "women_only": "y"}, action="/open")
    shown = page.follow()
    assert "Arbata" in shown.main()
    assert "Women only" in shown.main()
    series = shown.response.request.path.rsplit("/", 1)[1]
    page.get("corners.log_contact", series_id=series)
    page.submit(
        {"kind": "organisation", "through": "Library", "made_on": clock.today().isoformat(), "asked": "6"},
        action="/contacts",
    )
    assert "6 people invited in all" in page.follow().main()
    page.get("corners.log_meeting", series_id=series, kind="trust")
    page.submit({"held_on": clock.today().isoformat(), "women": "7", "children": "3"}, action="/log/trust")
    assert "Trust meeting" in page.follow().main()
    log_topics(page, series, {"words_0": SAID, "lang_0": "ar", "consent_0": "pass_on", "hands_0": "4"})
    slips = page.follow()
    assert SAID in slips.main()
    code = next(e for e in slips.root.iter() if e.get("class") == "slip__code")
    typed = "".join(code.itertext())
    page.post("security.logout")
    page.get("core.enter_code")
    page.submit({"code": typed}, action="/code")
    shown = page.follow()
    assert SAID in shown.main()
    assert "now names who must answer you" in shown.main()


@pytest.mark.requirement("R031", "D03")
def test_what_was_not_agreed_is_seen_by_nobody_else(page: PageClient, facilitator: Actor, person: Make) -> None:
    series = series_of(facilitator)
    log_topics(page, series, {"words_0": SAID, "lang_0": "ar", "consent_0": "show", "words_1": SECRET, "lang_1": "uk"})
    log = page.follow().response.request.path.removesuffix("/slips")
    assert SECRET in page.get("corners.show_meeting", series_id=series, meeting_id=log.rsplit("/", 1)[1]).main()
    page.sign_in(person(Role.OFFICER))
    listed = page.get("followup.list_inputs")
    assert len(listed.all("tr")) == 2
    shown = page.get(
        "followup.show_followup", public_id=listed.all("table")[0].find(".//a").get("href").rsplit("/")[-1]
    )  # type: ignore[union-attr]  # the list has a link
    assert SAID in shown.main()
    for text in (listed.text, shown.text, page.get("followup.list_answers").text, page.get("core.show_home").text):
        assert SECRET not in text
        assert PLACE not in text
        assert "Tea at the table" not in text


@pytest.mark.requirement("R032", "D03")
@pytest.mark.parametrize("role", [r for r in Role if r is not Role.FACILITATOR])
def test_no_other_role_opens_a_log(page: PageClient, facilitator: Actor, person: Make, role: Role) -> None:
    series = series_of(facilitator)
    page.sign_in(person(role))
    page.get("corners.list_series", expect=403)
    page.get("corners.show_series", series_id=series, expect=403)
    page.get("corners.log_meeting", series_id=series, kind="topic", expect=403)


@pytest.mark.requirement("R032", "D03")
def test_another_facilitator_finds_nothing(page: PageClient, facilitator: Actor, person: Make) -> None:
    series = series_of(facilitator)
    log_topics(page, series, {"words_0": SAID})
    meeting = page.follow().response.request.path.rsplit("/", 1)[1]
    page.sign_in(person(Role.FACILITATOR))
    assert "You lead no series yet" in page.get("corners.list_series").main()
    for endpoint in ("show_series", "change_series", "log_contact", "print_paper"):
        page.get(f"corners.{endpoint}", series_id=series, expect=404)
    page.get("corners.log_meeting", series_id=series, kind="trust", expect=404)
    page.get("corners.show_meeting", series_id=series, meeting_id=meeting, expect=404)
    page.get("corners.show_slips", series_id=series, meeting_id=meeting, expect=404)


def test_a_meeting_is_reached_through_its_own_series(page: PageClient, facilitator: Actor, person: Make) -> None:
    other = person(Role.FACILITATOR)
    hers = series_of(other)
    mine = series_of(facilitator)
    log_topics(page, mine, {"words_0": SAID})
    meeting = page.follow().response.request.path.rsplit("/", 1)[1]
    page.sign_in(other)
    page.get("corners.show_meeting", series_id=hers, meeting_id=meeting, expect=404)
    page.get("corners.show_meeting", series_id=hers, meeting_id="nowhere", expect=404)
    page.get("corners.decide_statement", series_id=hers, statement_id="nowhere", act="pass-on", expect=404)


@pytest.mark.requirement("R031")
def test_more_rows_keep_what_was_typed_and_save_nothing(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    page.get("corners.log_meeting", series_id=series, kind="topic")
    shown = page.submit(
        {"words_5": SAID, "note": "Half", "consent_5": "show"}, action="/log/topic", button="more=1", expect=200
    )
    assert (shown.by_id("words_5").text or "").strip() == SAID
    assert (shown.by_id("note").text or "").strip() == "Half"
    assert shown.by_id("words_8") is not None
    assert "Error:" not in next(shown.root.iter("title")).itertext()
    page.submit(
        {"held_on": clock.today().isoformat(), "women": "5", "words_8": "The last row", "consent_8": "pass_on"},
        action="/log/topic",
    )
    slips = page.follow().main()
    assert SAID in slips
    assert "The last row" in slips


@pytest.mark.requirement("R030", "D03")
def test_a_number_in_a_statement_waits_for_a_second_look(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    typed = {"words_1": "Call +370 612 34567", "consent_1": "pass_on"}
    shown = log_topics(page, series, typed, expect=422)
    assert "looks like somebody's e-mail address or number" in shown.main()
    assert (shown.by_id("words_1").text or "").strip() == "Call +370 612 34567"
    assert shown.by_id("words_1").get("aria-invalid") == "true"
    page.submit({"confirmed": "y"}, action="/log/topic")
    assert "Call +370 612 34567" in page.follow().main()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"held_on": ""}, "Please fill this in."),
        ({"held_on": "2199-01-01"}, "has not come yet"),
        ({"women": "-3"}, "from 0 to 500"),
        ({"women": "many"}, "Please give a whole number, in figures."),
        ({"next_on": "2020-01-01"}, "comes after this one"),
        ({"hands_0": "3"}, "Please write what was said"),
        ({"words_0": "x", "hands_0": "9"}, "More hands than people: 5 adults came."),
        ({"consent_0": "everything"}, "Please choose one of those on this page."),
    ],
)
def test_wrong_input_is_said_at_its_field(
    page: PageClient, facilitator: Actor, data: dict[str, str], sentence: str
) -> None:
    series = series_of(facilitator)
    shown = log_topics(page, series, {"note": "Kept text", **data}, expect=422)
    assert sentence in shown.main()
    assert (shown.by_id("note").text or "").strip() == "Kept text"


@pytest.mark.requirement("R030")
def test_the_first_log_is_about_trust(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator, meets=False)
    assert "Log the first meeting" in page.get("corners.show_series", series_id=series).main()
    shown = log_topics(page, series, {"words_0": SAID}, expect=422)
    assert "begins with a trust meeting" in shown.main()
    form = page.get("corners.log_meeting", series_id=series, kind="trust")
    assert "topics" not in {e.get("name") for e in form.all("input")}
    assert not [e for e in form.all("textarea") if (e.get("name") or "").startswith("words")]


def test_slips_are_shown_once_and_a_lost_one_is_replaced(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    log_topics(page, series, {"words_0": SAID, "consent_0": "pass_on"})
    address = page.follow().response.request.path
    meeting = address.split("/")[4]
    page.get("corners.show_slips", series_id=series, meeting_id=meeting, expect=302)
    shown = page.follow()
    assert "shown before" in shown.text
    renew = next(href for href in shown.links() if href.endswith("/new-slip"))
    statement = renew.split("/")[4]
    page.get("corners.decide_statement", series_id=series, statement_id=statement, act="new-slip")
    page.submit({}, action="/new-slip", expect=422)
    page.submit({"sure": "y"}, action="/new-slip")
    assert "Slips to hand out" in page.follow().text


@pytest.mark.requirement("R031", "D01")
def test_a_slip_speaks_the_language_of_the_person_who_takes_it_home(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    log_topics(page, series, {"words_0": SAID, "lang_0": "ar", "consent_0": "pass_on"})
    shown = page.follow()
    paper = shown.all("article")[0]
    assert (paper.get("lang"), paper.get("dir")) == ("ar", "rtl")
    assert [e.get("lang") for e in paper.iter("p") if e.get("class") == "small"] == ["en"]


@pytest.mark.requirement("R031")
def test_consent_is_given_later_and_taken_back(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    log_topics(page, series, {"words_0": SAID})
    shown = page.follow()
    act = next(href for href in shown.links() if href.endswith("/pass-on"))
    where = {"series_id": series, "statement_id": act.split("/")[4]}
    page.get("corners.decide_statement", act="pass-on", **where)
    page.submit({}, action="/pass-on", expect=422)
    page.submit({"consent": "show"}, action="/pass-on")
    assert SAID in page.follow().main()
    assert "Received" not in page.get("corners.show_series", series_id=series).main()
    page.get("corners.decide_statement", act="take-back", **where)
    page.submit({"sure": "y"}, action="/take-back")
    shown = page.follow()
    assert "Taken back" in shown.main()
    assert not [href for href in shown.links() if href.endswith(("/pass-on", "/take-back", "/new-slip"))]


@pytest.mark.requirement("D09")
def test_blank_sheets_have_strokes_and_no_line_for_a_name(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    shown = page.get("corners.print_paper", series_id=series)
    assert "Make one stroke for each person" in shown.main()
    assert "May go to the municipality" in shown.main()
    assert PLACE not in shown.text
    assert "Name:" not in shown.text


def test_the_desk_names_the_next_meeting(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    soon = (clock.today() + dt.timedelta(days=4)).isoformat()
    page.get("corners.change_series", series_id=series)
    page.submit({"next_on": soon, "title": "Tea again"}, action="/change")
    assert "Tea again" in page.get("core.show_desk").main()


def test_changing_keeps_what_was_typed_when_a_name_is_missing(page: PageClient, facilitator: Actor) -> None:
    series = series_of(facilitator)
    shown = page.get("corners.change_series", series_id=series)
    assert (shown.by_id("place").text or "").strip() == PLACE
    shown = page.submit({"title": "", "place": "Garden"}, action="/change", expect=422)
    assert (shown.by_id("place").text or "").strip() == "Garden"
