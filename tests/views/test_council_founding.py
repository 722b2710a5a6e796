# SPDX-License-Identifier: EUPL-1.2
"""The pages of the founding: from the first stakeholder to the accepted instruction, and who may not go there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core import clock
from core.db import unit_of_work
from core.domain.actor import Actor, Role
from council.domain.founding import REQUIRED_GROUPS
from council.domain.founding_steps import FoundingStep
from council.services import founding as services
from tests.builders import council as build
from tests.builders import mapping as organisations
from tests.page import Page, PageClient

Staff = Callable[..., PageClient]
Person = Callable[..., Actor]
TODAY = clock.today().isoformat()
PAGES = (
    "list_stakeholders",
    "list_stakeholder",
    "show_working_group",
    "join_working_group",
    "list_legal_bases",
    "show_budget",
    "download_budget",
)


def row(page: Page, step: FoundingStep) -> str:
    """One line of the table of steps, as text."""
    found = next(tr for tr in page.all("tr") if "".join(tr.itertext()).split()[:1] == [step.value])
    return " ".join("".join(found.itertext()).split())


def add_stakeholder(page: PageClient, group: str, **typed: str) -> str:
    page.get("council.list_stakeholder", group=group)
    page.submit({"kind": "person", "name": f"Somebody of {group}", **typed}, action="/new")
    shown = page.follow()
    return shown.response.request.path.rsplit("/", 1)[-1]


@pytest.mark.requirement("R035", "R036", "R037")
def test_from_the_first_stakeholder_to_a_whole_working_group(staff: Staff, person: Person) -> None:
    organisations.import_sample(person(Role.OFFICER))
    page = staff(Role.OFFICER)
    page.get("council.list_stakeholder")
    assert "Please choose an organisation" in page.submit(
        {"kind": "organisation", "group": "ngos", "part": "Teaches"}, action="/new", expect=422
    ).main()  # fmt: skip
    assert page.last
    assert page.last.by_id("part").get("value") == "Teaches"
    entry = next(o.get("value") for o in page.last.by_id("organisation").iter("option") if o.get("value"))
    page.submit({"organisation": entry}, action="/new")
    page.get("council.list_stakeholder")
    again = page.submit({"kind": "organisation", "group": "ngos", "organisation": entry}, action="/new", expect=422)
    assert "on the list already" in again.main()
    politician = add_stakeholder(page, "politicians")
    page.get("council.change_stakeholder", stakeholder_id=politician)
    page.submit({"part": "Speaks in the committee"}, action="/change")
    assert "Speaks in the committee" in page.follow().main()
    page.get("council.note_contact", stakeholder_id=politician)
    page.submit({"readiness": "willing", "position": "supports", "note": "Said yes at once"}, action="/contact")
    page.get("council.record_commitment", stakeholder_id=politician)
    page.submit({"words": "Speaks for it", "due_on": TODAY}, action="/commitment")
    assert "Said yes at once" in page.follow().main()
    assert "Ask about a promise" in page.get("core.show_desk").main()
    page.get("council.list_stakeholders", group="politicians")
    promise = next(link for link in page.last.links() if "/commitments/" in link)
    page.get("council.settle_commitment", commitment_id=promise.rsplit("/", 1)[-1])
    page.submit({"outcome": "kept"}, action="/commitments/")
    assert "Kept" in page.follow().main()
    for group in REQUIRED_GROUPS:
        warned = page.get("council.show_working_group").main()
        assert "Nobody sits in it for" in warned
        who = politician if group == "politicians" else add_stakeholder(page, group.value)
        page.get("council.join_working_group")
        page.submit({"stakeholder": who, "group": group.value}, action="/join")
    whole = page.follow()
    assert "Nobody sits in it for" not in whole.main()
    steps = page.get("council.show_founding")
    assert "Done" in row(steps, FoundingStep.WORKING_GROUP)
    assert "Done" in row(steps, FoundingStep.SUPPORT)
    assert "Under way" in row(steps, FoundingStep.NETWORKING)


@pytest.mark.requirement("R037")
def test_tasks_and_meetings_of_the_group(staff: Staff) -> None:
    page = staff(Role.OFFICER)
    who = add_stakeholder(page, "migrants")
    page.get("council.join_working_group")
    page.submit({"stakeholder": who, "group": "migrants"}, action="/join")
    page.get("council.add_task")
    page.submit({"title": "Find a room", "due_on": TODAY}, action="/task")
    assert "Find a room" in page.get("core.show_desk").main()
    page.get("council.show_working_group")
    page.submit(action="/done")
    assert "Done on" in page.follow().main()
    shown = page.get("council.hold_meeting")
    member = next(e.get("value", "") for e in shown.all("input") if e.get("name") == "present")
    page.submit({"place": "Library", "outcome": "A first draft", "present": member}, action="/meeting")
    shown = page.follow()
    assert "Who was there: Somebody of migrants" in shown.main()
    assert "Meeting of the working group" in page.get("core.show_desk").main()
    page.get(
        "council.minute_meeting", meeting_id=next(x for x in shown.links() if "/meetings/" in x).rsplit("/", 1)[-1]
    )
    page.submit({"outcome": "A second draft"}, action="/meetings/")
    changed = page.follow().main()
    assert "A second draft" in changed
    assert "Who was there: Somebody of migrants" in changed
    page.get("council.leave_working_group", member_id=member)
    page.submit({"reason": "Moved"}, action="/leave")
    assert "until " in page.follow().main()


@pytest.mark.requirement("R038", "R042")
def test_no_law_is_a_flag_until_one_grants_the_right(staff: Staff) -> None:
    page = staff(Role.OFFICER)
    flag = "No law secures the council yet"
    assert flag in page.get("council.show_founding").main()
    page.get("council.record_legal_basis")
    wrong = page.submit({"citation": "Law", "allows": "", "link": "example"}, action="/new", expect=422)
    assert "beginning with https" in wrong.main()
    page.submit({"allows": "Committees", "link": "", "question": "May it be elected?"}, action="/new")
    shown = page.follow()
    assert flag in shown.main()
    assert "Under way" in row(page.get("council.show_founding"), FoundingStep.LEGISLATION)
    page.get("council.answer_legal_question", basis_id=next(x for x in shown.links() if "/answer" in x).split("/")[-2])
    page.submit({"answer": "Yes, by ordinance."}, action="/answer")
    assert "Yes, by ordinance." in page.follow().main()
    page.get("council.record_legal_basis")
    page.submit({"citation": "Council Act", "allows": "A council", "grants_right": "y"}, action="/new")
    shown = page.follow()
    assert flag not in shown.main()
    assert "Done" in row(page.get("council.show_founding"), FoundingStep.SUSTAINABILITY)
    page.get("council.end_legal_basis", basis_id=next(x for x in shown.links() if x.endswith("/end")).split("/")[-2])
    page.submit({"reason": "Repealed"}, action="/end")
    assert flag in page.follow().main()


@pytest.mark.requirement("R041")
def test_the_budget_adds_up_to_the_cent(staff: Staff) -> None:
    page = staff(Role.OFFICER)
    for title, amount in (("Rooms", "0,10"), ("Tea", "0.20"), ("Print", "1 250,50")):
        page.get("council.add_budget_line")
        page.submit({"title": title, "year": "2027", "amount": amount, "source": "Town"}, action="/new")
    page.get("council.add_budget_line")
    wrong = page.submit({"title": "X", "amount": "1,250", "source": "Town"}, action="/new", expect=422)
    assert "cannot read this as one amount" in wrong.main()
    assert wrong.by_id("amount").get("value") == "1,250"
    shown = page.get("council.show_budget")
    assert "€1,250.80" in shown.main()
    line = next(x for x in shown.links() if "/lines/" in x).rsplit("/", 1)[-1]
    page.get("council.change_budget_line", line_id=line)
    page.submit({"amount": "1250.49"}, action=f"/council/founding/budget/lines/{line}")
    assert "€1,250.79" in page.follow().main()
    page.get("council.print_budget")
    table = page.get("council.download_budget").response.get_data(as_text=True)
    assert "2027,Print,1250.49,Town," in table
    assert "1250.50" not in table
    page.get("council.change_budget_line", line_id=line)
    again = page.submit({"amount": "1"}, action=f"/council/founding/budget/lines/{line}", expect=422)
    assert "changed or taken out meanwhile" in again.main()
    kept = next(x for x in page.get("council.show_budget").links() if "/lines/" in x).rsplit("/", 1)[-1]
    page.get("council.change_budget_line", line_id=kept)
    page.submit(action="/withdraw")
    assert "€0.30" in page.follow().main()


@pytest.mark.requirement("R043", "D02")
def test_the_authority_accepts_what_another_person_wrote(page: PageClient, person: Person) -> None:
    chief, officer = person(Role.RETURNING_OFFICER), person(Role.OFFICER, Role.RETURNING_OFFICER)
    election = build.drafted_election(chief)
    page.sign_in(officer)
    page.get("council.write_instruction", public_id=election)
    wrong = {"decided_by": "Municipal council", "decided_on": TODAY, "deadline": TODAY, "tasks": []}
    assert "tick at least one task" in page.submit(wrong, action="/instruct", expect=422).main()
    page.submit({**wrong, "tasks": ["register", "count"], "scope": "On paper"}, action="/instruct")
    page.follow()
    mine = page.submit({"accepted_for": "Authority"}, action="/instruction", expect=422)
    assert "Another person has to accept it" in mine.main()
    page.sign_in(chief)
    assert "Accept the instruction" in page.get("core.show_desk").main()
    page.get("council.call_election", public_id=election)
    assert "has not accepted the instruction" in page.submit({}, action="/call", expect=422).main()
    page.get("council.show_instruction", public_id=election)
    page.submit({"accepted_for": "Election authority"}, action="/instruction")
    assert "Election authority" in page.follow().main()
    called = page.get("council.call_election", public_id=election)
    assert called.by_id("by").get("value") == "Municipal council"
    page.submit({}, action="/call")
    page.sign_in(officer)
    assert "Done" in row(page.get("council.show_founding"), FoundingStep.AUTHORITY)
    page.get("council.write_instruction", public_id=election)
    page.submit({"scope": "Less"}, action="/instruct", expect=422)


@pytest.mark.requirement("D04")
def test_a_mark_needs_a_reason_and_the_newest_counts(staff: Staff) -> None:
    page = staff(Role.OFFICER)
    page.get("council.mark_step", step="II.4")
    assert "Please say why" in page.submit({"settled": "yes"}, action="/steps/", expect=422).main()
    page.submit({"reason": "Adopted with the town budget", "owner": "Finance", "due_on": TODAY}, action="/steps/")
    done = row(page.follow(), FoundingStep.BUDGET)
    assert "Done" in done
    assert "Adopted with the town budget" in done
    assert "Finance" in page.get("council.mark_step", step="II.4").main()
    page.submit({"settled": "no", "reason": "One source fell away"}, action="/steps/")
    assert "Under way" in row(page.follow(), FoundingStep.BUDGET)
    assert "Forecast what it costs" in page.get("core.show_desk").main()
    page.get("council.mark_step", step="X", expect=404)


@pytest.mark.requirement("D02", "D03")
def test_other_staff_read_the_steps_and_nothing_behind_them(staff: Staff, person: Person) -> None:
    page = staff(Role.MODERATOR)
    page.get("council.show_founding")
    for endpoint in PAGES:
        page.get(f"council.{endpoint}", expect=403)
    page.sign_in(person(Role.OFFICER))
    for endpoint, name in (("show_stakeholder", "stakeholder_id"), ("end_legal_basis", "basis_id")):
        page.get(f"council.{endpoint}", expect=404, **{name: "1234567890"})


def test_the_steps_ask_the_same_for_one_row_and_for_twenty(
    staff: Staff, person: Person, counted_queries: list[str]
) -> None:
    officer = person(Role.OFFICER)
    page = staff(Role.OFFICER)
    page.get("council.show_founding")
    counted_queries.clear()
    page.get("council.show_founding")
    before = len(counted_queries)
    with unit_of_work():
        for number in range(20):
            plan = services.BasisPlan(citation=f"Law {number}", allows="A council", once=str(number))
            services.record_basis(officer, plan)
    for _number in range(5):
        add_stakeholder(page, "migrants")
    counted_queries.clear()
    page.get("council.show_founding")
    assert len(counted_queries) == before
    assert before < 25
