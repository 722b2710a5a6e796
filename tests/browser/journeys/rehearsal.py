# SPDX-License-Identifier: EUPL-1.2
"""What a rehearsal of one whole election needs: a server whose clock the test sets, people at browsers, bulk work.

The pages and the services called from the test read the same clock, so that every step stands in its time.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Locator, Route

from core import clock
from core.accounts.models import Account
from core.config import ROOT
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.domain.election import LocalText
from council.domain.electoral_register import Verdict
from council.queries import duplicates as pairs
from council.queries.election import election_by
from council.services import admission, duplicates, nomination
from council.services.nomination import CandidatePlan, ListPlan
from tests.browser.conftest import Server, in_one_piece
from tests.browser.journeys.visit import CODE, Visit
from tests.builders.accounts import PASSWORD, staff_account

CONSENT = dt.date(2027, 2, 1)


class Hands:
    """The hands of the server's clock. ``over`` is what ``serve`` puts around the application."""

    def __init__(self) -> None:
        self.moment = dt.datetime(2026, 9, 10, 10, tzinfo=clock.ZONE)

    def over(self, app: Callable[..., Any]) -> Callable[..., list[bytes]]:
        plain = in_one_piece(app)

        def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
            with clock.standing_at(self.moment):
                return plain(environ, start_response)

        return call


@dataclass
class Town:
    """The server, its clock and the browser at which people of several languages sit down."""

    server: Server
    hands: Hands
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    emails: dict[str, str] = field(default_factory=dict)

    def on(self, year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> None:
        """From now on it is this moment, for the pages and for what the test does itself."""
        self.hands.moment = dt.datetime(year, month, day, hour, minute, tzinfo=clock.ZONE)

    @property
    def today(self) -> str:
        return self.hands.moment.date().isoformat()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """One unit of work in the application, at the moment of the clock."""
        with clock.standing_at(self.hands.moment), self.server.app.app_context(), unit_of_work():
            yield

    def visitor(self, lang: str) -> Visit:
        """Somebody without an account, in their language."""
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 800},
            reduced_motion="reduce",
            locale=lang,
            service_workers="block",
            accept_downloads=True,
        )
        self.contexts.append(context)
        context.add_cookies([{"name": "lang", "value": lang, "url": self.server.url}])
        tab = context.new_page()
        tab.goto(self.server.url)
        return Visit(tab, lang)

    def staff(self, name: str, role: Role, lang: str) -> Visit:
        """Somebody with one role, who signs in with a password."""
        with clock.standing_at(self.hands.moment), self.server.app.app_context():
            self.emails[name] = staff_account(role)
        visit = self.visitor(lang)
        visit.go("/sign-in")
        visit.fill(email=self.emails[name], password=PASSWORD)
        visit.press("/sign-in")
        return visit

    def actor(self, name: str) -> Actor:
        """The same person, for bulk work through the services; needs ``inside``."""
        return db.session.scalars(sa.select(Account).where(Account.email == self.emails[name])).one().as_actor()

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def with_code(visit: Visit, code: str) -> None:
    """Type a code from paper and land on what it opens."""
    visit.go("/code")
    visit.fill(code=code)
    visit.press("/code")


def taken(visit: Visit, pressed: Locator) -> bytes:
    """The file that a button or link brings."""
    with visit.tab.expect_download() as arrival:
        pressed.click()
    return Path(arrival.value.path()).read_bytes()


def opened(visit: Visit, pressed: Locator, address: str) -> bytes:
    """A file that the browser would show in its own viewer; here it is saved, as a person would do next."""

    def saved(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-disposition": "attachment"})

    visit.tab.route(address, saved)
    found = taken(visit, pressed)
    visit.tab.unroute(address)
    return found


def texts_of(archive: bytes, folder: Path) -> list[str]:
    """The words of every PDF in an archive, as a reader of paper sees them."""
    words = []
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        for name in sorted(each for each in files.namelist() if each.endswith(".pdf")):
            words.append(text_of(files.read(name), folder))
    return words


def text_of(pdf: bytes, folder: Path) -> str:
    assert pdf.startswith(b"%PDF-")
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    return done.stdout


def codes_in(texts: Sequence[str]) -> list[str]:
    return [code for text in texts for code in CODE.findall(re.sub(r" ?- ?", "-", text))]


def replayed(archive: Path) -> subprocess.CompletedProcess[str]:
    """What the offline command says about published files; it opens no database and needs no server."""
    command = [sys.executable, "-m", "council.tally", "replay", str(archive)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def with_another_vote(archive: Path) -> Path:
    """The same files, but for one vote in the table of votes."""
    forged = archive.with_name("forged.zip")
    with zipfile.ZipFile(archive) as files, zipfile.ZipFile(forged, "w") as changed:
        for name in files.namelist():
            data = files.read(name)
            changed.writestr(name, data.replace(b"200", b"201") if name == "votes.csv" else data)
    return forged


def seats_in(archive: Path) -> list[int]:
    """The seats of each list as the published outcome has them."""
    with zipfile.ZipFile(archive) as files:
        outcome = json.loads(files.read("outcome.json"))
    return [each["seats"] for each in outcome["lists"]]


# -- bulk work, as the same people would do it by hand
def settle_duplicates(town: Town, election: str, chief: str) -> None:
    with town.inside():
        found = election_by(election)
        assert found is not None
        for other in pairs.pairs_of(found, pairs.Shown.OPEN, 1, 500).rows:
            ruling = duplicates.Ruling(Verdict.SAME, "Dokumentai palyginti.")
            duplicates.decide_duplicate(town.actor(chief), other.public_id, ruling)


def stand(town: Town, one: str, agent: str, family: str, positions: Iterable[int]) -> None:
    """Candidates of a list with their consent on paper."""
    with town.inside():
        for position in positions:
            plan = CandidatePlan(given_names=f"Pavyzdys{position}", family_name=family, consent_on=CONSENT)
            nomination.put_candidate(town.actor(agent), one, plan, position=position)


def check(town: Town, one: str, chief: str, positions: Iterable[int]) -> None:
    with town.inside():
        nomination.check_candidates(town.actor(chief), one, list(positions))


def admitted_lists(town: Town, election: str, sizes: Mapping[str, int], chief: str) -> list[str]:
    """Lists that came in on paper, complete, checked and admitted."""
    made = []
    with town.inside():
        for name in sizes:
            plan = ListPlan(name=LocalText(name), agent_name="Atstovas")
            made.append(nomination.submit_list(town.actor(chief), election, plan).public_id)
    for one, (name, size) in zip(made, sizes.items(), strict=True):
        positions = range(1, size + 1)
        stand(town, one, chief, name, positions)
        check(town, one, chief, positions)
        with town.inside():
            admission.decide_list(town.actor(chief), one, admit=True)
    return made
