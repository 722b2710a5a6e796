# SPDX-License-Identifier: EUPL-1.2
"""The rehearsal: one whole election on paper in a real browser, from the statute to the files anybody counts again.

The supplied register, three polling places, four lists, 700 ballot papers; the last seat is drawn by lot, and a
recount of one place gives it to somebody else. Every kind of step is taken once with its own button, by whoever has
to take it and in a language of theirs; more of the same is done through the services.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from core.config import Config
from core.domain.actor import Role
from tests.browser.conftest import over_empty_database, serve
from tests.browser.journeys import rehearsal
from tests.browser.journeys.rehearsal import Hands, Town, codes_in, opened, taken, text_of, texts_of, with_code
from tests.browser.journeys.visit import Visit
from tests.builders.registers import DATA

REGISTER = DATA / "register_2000.csv"
BODY = "Savivaldybės taryba"
PLACES = """\
jonava | Jonava | Jonava | يونافا | Jonavos miesto seniūnija; Šveicarijos seniūnija; Užusalių seniūnija; \
Kulvos seniūnija; Bukonių seniūnija
rukla | Rukla | Rukla | روكلا | Ruklos seniūnija
kaimai | Villages | Kaimai | القرى | Šilų seniūnija; Upninkų seniūnija; Žeimių seniūnija
"""
LISTS = {"Common Table": 9, "Bridges": 9, "Rukla Together": 7}
AGENTS_LIST = 5

# Sainte-Laguë, nine seats: 294/7 = 126/3 = 42 is the ninth quotient of the first list and of the third.
VOTES = {"jonava": (200, 150, 88, 36), "rukla": (64, 43, 33, 17), "kaimai": (30, 22, 5, 2)}
REJECTED = {"jonava": 6, "rukla": 3, "kaimai": 1}
PAPERS = {"jonava": 480, "rukla": 160, "kaimai": 60}
FOUND_BY_RECOUNT = (67, 43, 30, 17)
DRAWN, RECOUNTED = [3, 3, 2, 1], [4, 3, 1, 1]


@pytest.fixture
def town(config: Config, tmp_path: Path, browser: Browser, _catalogues: None) -> Iterator[Town]:
    hands = Hands()
    server = serve(over_empty_database(config, tmp_path), hands.over)
    made = Town(next(server), hands, browser)
    yield made
    made.close()
    next(server, None)


@pytest.mark.requirement("R039", "R043", "R044", "R046", "R047", "R048", "R049", "R050", "R059", "D04", "D10")
def test_an_election_on_paper(town: Town, tmp_path: Path) -> None:
    officer = town.staff("officer", Role.OFFICER, "en")
    chief = town.staff("chief", Role.RETURNING_OFFICER, "lt")
    adopt_statute(town, officer)
    election = call_election(town, officer, chief)
    import_register(town, chief, election)
    lists = nominate(town, chief, election)
    close_register(town, chief, election)
    code = print_cards(town, chief, election, tmp_path)
    publish_lists(town, chief, election, lists)
    order_papers(town, chief, election, tmp_path)

    clerks = [town.staff("first", Role.POLLING_CLERK, "lt"), town.staff("second", Role.POLLING_CLERK, "en")]
    clerks[0].switch("ar")
    poll(town, chief, clerks, election, code)
    count(town, chief, clerks, election, lists)
    draw_last_seat(town, chief, election)
    declare(town, chief, election, tmp_path)
    recount(town, chief, clerks, election, lists)
    sit(town, officer, election)
    anybody_counts_again(town, election, tmp_path)


# -- before the register
def adopt_statute(town: Town, officer: Visit) -> None:
    officer.go("/council/recommended-statute")
    officer.follow("/statutes/draft")
    officer.fill(municipality="Jonavos r. sav.", places=PLACES)
    assert officer.typed("articles") == "recommended"
    officer.tab.locator("main form button[type=submit]").last.click()
    officer.tab.wait_for_url("**/council/statutes")
    town.on(2026, 9, 24)
    officer.pick("/council/statutes/(?!draft)")
    officer.follow("/adopt")
    officer.fill(by=BODY, on=town.today, reference="T-1")
    officer.press("/adopt")


def call_election(town: Town, officer: Visit, chief: Visit) -> str:
    """The address of an election whose register is open; its days follow from polling day."""
    town.on(2026, 10, 8)
    officer.go("/council/elections/new")
    officer.fill(title_en="Intercultural Council", title_lt="Tarpkultūrinė taryba", title_ar="المجلس المشترك")
    officer.fill(polling_day="2027-03-14")
    officer.press("/elections/new")
    election = officer.path
    officer.go(f"{election}/instruct")
    officer.fill(decided_by=BODY, decided_on=town.today, reference="T-2", scope="Visi rinkimų veiksmai")
    officer.fill(deadline="2026-10-15")
    for box in officer.tab.locator("main input[name=tasks]").all():
        box.check()
    officer.press("/instruct")
    town.on(2026, 10, 15)
    chief.go(f"{election}/instruction")
    chief.fill(accepted_for="Rinkimų komisija")
    chief.press("/instruction")
    chief.go(f"{election}/call")
    assert chief.typed("by") == BODY
    chief.press("/call")
    town.on(2026, 11, 16)
    chief.press("/moves/open_register")
    return election


# -- lists
def nominate(town: Town, chief: Visit, election: str) -> list[str]:
    """Three lists from paper, and the agent's own: sent back for a missing consent, mended with a code, admitted."""
    town.on(2027, 2, 8)
    lists = rehearsal.admitted_lists(town, election.rsplit("/", 1)[-1], LISTS, "chief")
    agent = town.staff("agent", Role.LIST_AGENT, "ar")
    agent.go(f"{election}/nominations")
    agent.follow("/nominations/new")
    agent.fill(name_en="Open Door", name_lt="Atviros durys", name_ar="الباب المفتوح", agent_name="Atstovė")
    agent.press("/nominations/new")
    own = agent.path
    agent.follow("/candidates/new")
    agent.fill(given_names="Farida", family_name="Namunaie", original_name="فريدة", original_lang="ar")
    agent.press("/candidates/new")
    rehearsal.stand(town, own.rsplit("/", 1)[-1], "agent", "Open Door", range(2, AGENTS_LIST + 1))

    chief.go(own)
    chief.follow(f"{own}/return")
    chief.fill(reason="Trūksta vieno sutikimo.")
    chief.press("/return")
    agent.go(own)
    agent.press("/candidates/1/slip")
    candidate = town.visitor("ar")
    with_code(candidate, agent.code())
    candidate.press("/answer/agree")
    agent.go(own)
    agent.press("/resubmit")
    admit(town, chief, own)
    return [*lists, own.rsplit("/", 1)[-1]]


def admit(town: Town, chief: Visit, one: str) -> None:
    chief.go(one)
    chief.press("/candidates/1/checked")
    rehearsal.check(town, one.rsplit("/", 1)[-1], "chief", range(2, AGENTS_LIST + 1))
    chief.follow(f"{one}/decide")
    chief.fill(outcome="admit")
    chief.press("/decide")


def publish_lists(town: Town, chief: Visit, election: str, lists: list[str]) -> None:
    """Numbers by lot, in the order of the lists; then everybody sees them."""
    town.on(2027, 2, 19, 16)
    chief.go(f"{election}/nominations")
    chief.follow("/nominations/numbers")
    drawn = {f"place_{one}": str(number) for number, one in enumerate(lists, 1)}
    chief.fill(**drawn, drawn_by="Jauniausias narys", present="Stebėtoja", on=town.today)
    chief.press("/nominations/numbers")
    chief.press("/nominations/publish")
    anybody = town.visitor("ar")
    anybody.go(f"{election}/lists")
    assert "الباب المفتوح" in anybody.main
    assert "فريدة" in anybody.main


# -- register, cards, papers
def import_register(town: Town, chief: Visit, election: str) -> None:
    town.on(2027, 1, 29)
    chief.go(f"{election}/register/import")
    chief.fill(file=REGISTER, exported_on="2027-01-28")
    chief.press("/register/import")
    chief.press("/confirm")
    claim(town, chief, election)
    town.on(2027, 2, 3)
    chief.go(f"{election}/register/duplicates")
    chief.follow(f"{election}/register/duplicates/")
    chief.fill(ruling="first", reason="Dokumentai palyginti.")
    chief.press(chief.path)
    rehearsal.settle_duplicates(town, election.rsplit("/", 1)[-1], "chief")


def close_register(town: Town, chief: Visit, election: str) -> None:
    town.on(2027, 2, 12)
    chief.go(f"{election}/register/close")
    chief.fill(sure=True)
    chief.press("/register/close")
    assert sum(PAPERS.values()) == 700 < chief.stats()[0]


def claim(town: Town, chief: Visit, election: str) -> None:
    """Somebody is not on the register, says so in Arabic and reads the decision with the code of the slip."""
    town.on(2027, 2, 1)
    resident = town.visitor("ar")
    resident.go(f"{election}/claims/new")
    resident.fill(kind="add", claimant="person", claimant_name="مثال", given_names="مثال", family_name="خيالي")
    resident.fill(statement="لا أجد اسمي في السجل.")
    resident.press("/claims/new")
    code = resident.code()
    chief.go(f"{election}/claims")
    chief.pick(f"{election}/claims/(?!new)")
    chief.follow("/decide")
    chief.fill(outcome="rejected", reason="Gyvenamoji vieta deklaruota per vėlai.", decided_by="Rinkimų komisija")
    chief.press("/decide")
    with_code(resident, code)
    assert "Gyvenamoji vieta deklaruota per vėlai." in resident.main


def print_cards(town: Town, chief: Visit, election: str, folder: Path) -> str:
    """Cards of the small place as PDFs, one for each language; returns a code as it stands on a card."""
    town.on(2027, 2, 15)
    chief.go(f"{election}/cards/print")
    chief.fill(place="kaimai")
    printed = texts_of(taken(chief, chief.form("/cards/print").locator("button").last), folder)
    codes = codes_in(printed)
    assert len(codes) == len(set(codes)) > PAPERS["kaimai"]
    chief.go(f"{election}/cards")
    chief.follow(f"{election}/cards/runs/")
    chief.fill(cards=len(codes), carrier="Paštas", handed_by="Rinkimų komisija")
    chief.press(chief.path)
    return codes[0]


def order_papers(town: Town, chief: Visit, election: str, folder: Path) -> None:
    town.on(2027, 2, 22)
    chief.go(f"{election}/papers")
    chief.follow("/papers/order")
    chief.press("/papers/order")
    pressed = chief.form("/papers/1/ordinary/1").locator("button")
    paper = text_of(opened(chief, pressed, "**/papers/1/ordinary/1"), folder)
    assert "Namunaie" in paper or "Open Door" in paper, paper


# -- polling day
def poll(town: Town, chief: Visit, clerks: list[Visit], election: str, code: str) -> None:
    town.on(2027, 3, 14, 6)
    rolls = [taken_roll(clerks[0], election, place) for place in PAPERS]
    assert all(roll.startswith(b"%PDF-") for roll in rolls)
    chief.go(election)
    chief.press("/moves/open_polling")
    for place in PAPERS:
        report(clerks[0], election, place, "opened")
    town.on(2027, 3, 14, 9)
    line = vote_once(clerks, f"{election}/polling/kaimai/desk", code)
    town.on(2027, 3, 14, 20)
    for place, papers in PAPERS.items():
        ticked = [number for number in range(1, papers + 1) if place != "kaimai" or number != line]
        if place == "kaimai" and line > papers:
            ticked.pop()
        enter_lines(clerks[1], election, place, ticked)
        report(clerks[1], election, place, "closed")
    chief.go(election)
    chief.press("/moves/begin_count")


def taken_roll(clerk: Visit, election: str, place: str) -> bytes:
    clerk.go(f"{election}/polling/{place}")
    return taken(clerk, clerk.form(f"/polling/{place}/roll").locator("button"))


def report(clerk: Visit, election: str, place: str, kind: str) -> None:
    clerk.go(f"{election}/polling/{place}")
    clerk.press_button(f'button[formaction$="/report/{kind}"]')


def vote_once(clerks: list[Visit], desk: str, code: str) -> int:
    """One clerk gives a paper for a card; the other one's desk refuses the same card. Returns the line of the roll."""
    waiting = [look_up(clerk, desk, code) for clerk in clerks]
    assert waiting == [1, 1]
    line = int(clerks[0].tab.locator("main tbody td.num").first.inner_text())
    clerks[0].press("/desk/give")
    clerks[1].press("/desk/give", expect=422)
    assert clerks[1].tab.locator(".error-summary li").count() == 1
    assert look_up(clerks[0], desk, code) == 0
    return line


def look_up(clerk: Visit, desk: str, code: str) -> int:
    """How many papers the desk would give for this card."""
    clerk.go(desk)
    clerk.fill(typed=code)
    clerk.press("/desk", button="button[type=submit]")
    return clerk.tab.locator('main form[action$="/desk/give"]').count()


def enter_lines(clerk: Visit, election: str, place: str, ticked: list[int]) -> None:
    clerk.go(f"{election}/polling/{place}/lines")
    clerk.fill(lines=" ".join(map(str, ticked)))
    clerk.press("/lines")
    said = clerk.tab.locator("main .notice").first.inner_text()
    assert f"{len(ticked)}" in said, said


# -- count
def count(town: Town, chief: Visit, clerks: list[Visit], election: str, lists: list[str]) -> None:
    """Every place is entered blind by two people; one figure is misread, which stops the count until it is decided."""
    town.on(2027, 3, 14, 21)
    for place in PAPERS:
        votes = dict(zip(lists, VOTES[place], strict=True))
        enter_count(clerks[0], election, place, votes)
        clerks[1].go(f"{election}/counts/{place}")
        assert str(VOTES[place][0]) not in clerks[1].main, "the second entry must not follow the first"
        if place == "rukla":
            votes[lists[0]], votes[lists[1]] = votes[lists[0]] - 1, votes[lists[1]] + 1
        enter_count(clerks[1], election, place, votes)
    chief.go(f"{election}/seats")
    assert chief.form(f"{election}/seats").count() == 0, "a place on which two people disagree is no result"
    chief.go(f"{election}/counts/rukla")
    chief.follow("/counts/rukla/decide")
    sheet = {f"votes_{one}": VOTES["rukla"][place] for place, one in enumerate(lists[:2])}
    chief.fill(**sheet, reason="Komisija dar kartą suskaičiavo du pluoštus.")
    chief.press("/counts/rukla/decide")


def enter_count(visit: Visit, election: str, place: str, votes: dict[str, int]) -> None:
    """The sheet of one place: all papers given out were found in the box; a few were not marked."""
    action = f"{election}/counts/{place}/enter"
    visit.go(action)
    papers, rejected = PAPERS[place], REJECTED[place]
    given = {"marked": papers, "issued": papers, "found": papers, "received": papers + 20, "unused": 20, "spoilt": 0}
    visit.fill(**given, valid=papers - rejected, rejected=rejected, ground_not_marked=rejected)
    visit.fill(**{f"votes_{one}": number for one, number in votes.items()})
    visit.press(action)


def draw_last_seat(town: Town, chief: Visit, election: str) -> None:
    """Two lists stand equal for the ninth seat; the lot gives it to the third list."""
    town.on(2027, 3, 14, 23)
    chief.go(f"{election}/seats")
    chief.press(f"{election}/seats")
    chief.follow("/seats/lots")
    chief.fill(place_3="1", place_1="2", drawn_by="Jauniausias narys", present="Stebėtoja", on=town.today)
    chief.press("/seats/lots")
    assert seats_of(chief) == DRAWN
    chief.press("/seats/provisional")
    observer = town.staff("observer", Role.OBSERVER, "lt")
    observer.go(f"{election}/counts/verification")
    assert "700" in observer.main
    observer.go(f"{election}/seats/verify")
    resident = town.visitor("ar")
    resident.go(f"{election}/result")
    assert seats_of(resident) == DRAWN


def seats_of(visit: Visit) -> list[int]:
    """The squares of the drawing, list by list."""
    rows = visit.tab.locator("main ul.seats > li")
    found: list[int] = rows.evaluate_all("all => all.map(row => row.querySelectorAll('svg').length)")
    return found


def declare(town: Town, chief: Visit, election: str, folder: Path) -> None:
    town.on(2027, 3, 16)
    chief.go(f"{election}/minutes/write")
    chief.fill(held_at="Savivaldybė", begun_at="2027-03-14T20:15", ended_at="2027-03-14T23:10", present="Komisija")
    chief.press("/minutes/write")
    minutes = text_of(opened(chief, chief.tab.locator('a[href$="/minutes.pdf"]'), "**/minutes.pdf"), folder)
    assert "Savivaldybė" in minutes
    assert "700" in minutes
    chief.go(f"{election}/declare")
    chief.fill(sure=True)
    chief.press("/declare")
    assert chief.path == f"{election}/result"


# -- after the declaration
def recount(town: Town, chief: Visit, clerks: list[Visit], election: str, lists: list[str]) -> None:
    """A resident objects, Rukla is counted once more, and the last seat changes hands without a lot."""
    code = objection(town, chief, election)
    town.on(2027, 3, 23)
    chief.go(f"{election}/counts/recount")
    chief.fill(places="rukla", by="Rinkimų komisija", on=town.today, reason="Prieštaravimas patenkintas.")
    chief.press("/counts/recount")
    for clerk in clerks:
        enter_count(clerk, election, "rukla", dict(zip(lists, FOUND_BY_RECOUNT, strict=True)))
    chief.go(f"{election}/seats")
    chief.press(f"{election}/seats")
    assert seats_of(chief) == RECOUNTED
    chief.go(f"{election}/correct")
    chief.fill(reason="Perskaičiuota Ruklos apylinkė.")
    chief.press("/correct")
    assert seats_of(chief) == RECOUNTED
    resident = town.visitor("en")
    with_code(resident, code)
    assert "Trys biuleteniai" in resident.main
    for version, votes in ((1, 126), (2, 123)):
        resident.go(f"{election}/declaration?version={version}")
        assert f" {votes} " in resident.main


def objection(town: Town, chief: Visit, election: str) -> str:
    """The code with which the resident reads the decision."""
    town.on(2027, 3, 19)
    resident = town.visitor("ar")
    resident.go(f"{election}/result")
    resident.follow("/result/objections/new")
    resident.fill(objector="elector", objector_name="مثال خيالي", statement="عُدّت ثلاث أوراق في روكلا للقائمة الخطأ.")
    resident.press("/objections/new")
    code = resident.code()
    town.on(2027, 3, 22)
    chief.go(f"{election}/result/objections")
    chief.pick(f"{election}/result/objections/(?!new)")
    chief.fill(outcome="upheld", effect="recount", reason="Trys biuleteniai gulėjo ne tame pluošte.")
    chief.fill(decided_by="Rinkimų komisija", decided_on=town.today)
    chief.press(chief.path)
    return code


def sit(town: Town, officer: Visit, election: str) -> None:
    """Somebody accepts a seat; everybody sees the council on the first day of its term."""
    officer.go(f"{election}/members/seats")
    officer.follow("/members/seats/1/answer")
    officer.fill(event="accepted", on=town.today)
    officer.press("/members/seats/1/answer")
    town.on(2027, 4, 20)
    anybody = town.visitor("lt")
    anybody.go("/council/members")
    assert "Common Table" in anybody.main


def anybody_counts_again(town: Town, election: str, folder: Path) -> None:
    """The files that everybody can take give the declared seats without the server, and a changed one is noticed."""
    anybody = town.visitor("en")
    anybody.go(f"{election}/result")
    anybody.follow("/result/files")
    archive = folder / "result.zip"
    archive.write_bytes(taken(anybody, anybody.tab.locator('main a[href*="/result.zip"]')))
    again = rehearsal.replayed(archive)
    assert again.returncode == 0, again.stdout
    assert "same result (declared)" in again.stdout
    assert "9 persons elected" in again.stdout
    assert rehearsal.seats_in(archive) == RECOUNTED
    forged = rehearsal.replayed(rehearsal.with_another_vote(archive))
    assert forged.returncode == 1, forged.stdout
