# SPDX-License-Identifier: EUPL-1.2
"""The demo city as the tests walk through it: every address that people can reach, found by following links.

The list of routes comes from the application. A page that no link, button or code leads to is a page that
nobody can reach: ``every_address`` fails on it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import flask_migrate
import sqlalchemy as sa
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError

from core.app import Talka, create_app
from core.config import ROOT, Config
from core.db import db, unit_of_work
from core.demo_roles import DEMO_ROLES
from demo import load
from demo.models import DemoCode
from tests.page import Visitor

NOT_PAGES = frozenset({"static", "core.health", "core.ready"})
"""Routes that answer without a page of their own."""

BY_HAND = frozenset(
    {
        # Reached only in the middle of a sign-in or of a passkey ceremony; tests/browser/test_passkeys.py and
        # tests/views/test_accounts*.py open them there.
        "security.two_factor_token_validation",
        "security.two_factor_rescue",
        "security.tf_select",
        "security.mf_recovery",
        "security.wan_signin",
        "security.wan_verify",
        "security.wan_delete",
        "security.verify",
        # Opened by a set-up code, which an operator prints; tests/views/test_accounts.py.
        "accounts.choose_password",
        # Shown once, right after something was written; the journeys and tests/views open them there.
        "followup.show_slip",
        "corners.show_slips",
        # Redirects to the right page of a list.
        "forums.find_contribution",
        # Exists only while a count waits for lots; tests/views/test_council_count*.py make a tie.
        "council.record_lots",
        # Exist only while a place is not counted; tests/views/test_council_count_acts.py.
        "council.pool_boxes",
        "council.leave_out_place",
        # Exist only where persons are marked or ranked; tests/views/test_council_papers.py.
        "council.show_papers",
        "council.enter_papers",
        "council.decide_papers",
        "council.set_batch_aside",
        # Linked where the rule knows groups; tests/views/test_council_papers.py.
        "council.record_groups",
    }
)

RESIDENT = "resident"
SAMPLES = 4
"""How many things of a kind a reader looks at: enough to meet several states."""


@dataclass(frozen=True, slots=True)
class Address:
    """One page as one reader reaches it. ``role`` is "resident" or a role of the demo."""

    endpoint: str
    path: str
    role: str
    html: bool = True


def demo_config(config: Config, database_url: str) -> Config:
    return dataclasses.replace(config, database_url=database_url, demo=True)


def build(config: Config, folder: Path) -> Config:
    """A demo database, loaded once for all workers of this run; returns the configuration of a private copy."""
    shared = folder / "demo-city.db"
    with once(folder / "demo-city.lock", shared) as mine:
        if mine:
            _load(demo_config(config, f"sqlite:///{folder / 'loading.db'}"))
            (folder / "loading.db").rename(shared)
    private = folder / f"demo-{os.getpid()}.db"
    shutil.copy(shared, private)
    return demo_config(config, f"sqlite:///{private}")


def _load(config: Config) -> None:
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        with unit_of_work():
            load.load()
        db.session.remove()
        db.engine.dispose()


def enter(client: Visitor, role: str) -> None:
    """Become a role of the demo with its button, or a resident who has typed every code of the demo."""
    token = _token(client.get("/code").get_data(as_text=True))
    headers = {"Origin": "http://localhost"}
    if role != RESIDENT:
        client.post("/demo/enter", data={"role": role, "csrf_token": token}, headers=headers)
        return
    for code in codes():
        client.post("/code", data={"code": code, "csrf_token": token}, headers=headers)


def codes() -> list[str]:
    found = list(db.session.scalars(sa.select(DemoCode.code).order_by(DemoCode.id)))
    db.session.rollback()
    return found


def _token(source: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', source)
    assert found
    return found.group(1)


def pages_of(app: Talka) -> set[str]:
    """Every endpoint that shows a page on GET."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and rule.endpoint not in NOT_PAGES
    }


@dataclass
class Walk:
    """What one reader found: a path for each endpoint, whether it is a page, and the ids met on the way."""

    client: Visitor
    found: dict[str, tuple[str, bool]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def try_(self, endpoint: str, path: str) -> str:
        """Open a path; its source when it is a page."""
        answer = self.client.get(path)
        if answer.status_code != 200:
            return ""
        self.found.setdefault(endpoint, (path, answer.mimetype == "text/html"))
        return answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""


def walk(app: Talka, role: str) -> Walk:
    """Follow every link this reader sees, up to ``SAMPLES`` things of a kind."""
    app.test_client_class = Visitor
    walked = Walk(app.test_client())
    enter(walked.client, role)
    matcher = app.url_map.bind("localhost")
    start = ["/"] if role == RESIDENT else ["/", "/desk", "/demo/outbox", "/style-guide"]
    waiting, seen = deque([*start, *_opened(walked.client, role)]), set(start)
    visits: Counter[str] = Counter()
    while waiting:
        path = waiting.popleft()
        try:
            endpoint, values = matcher.match(urlsplit(path).path)
        except HTTPException:
            continue
        for name, value in values.items():
            walked.ids.setdefault(name, set()).add(str(value))
        if visits[endpoint] >= SAMPLES:
            continue
        visits[endpoint] += 1
        for link in re.findall(r'href="(/[^"#]*)', walked.try_(endpoint, path)):
            link = link.replace("&amp;", "&")
            if link not in seen and not link.startswith("/static"):
                seen.add(link)
                waiting.append(link)
    return walked


def _opened(client: Visitor, role: str) -> list[str]:
    """The pages that the typed codes opened."""
    if role != RESIDENT:
        return []
    with client.session_transaction() as session:
        things = list(session.get("opened", []))
    features = client.application.extensions["talka.features"]
    openers = {kind: endpoint for feature in features for kind, endpoint in feature.openers.items()}
    with client.application.test_request_context():
        from flask import url_for

        return [url_for(openers[kind], public_id=public_id) for kind, public_id in things]


def addresses_of(app: Talka, folder: Path) -> list[Address]:
    """``every_address``, found once for all workers of this run: their demo cities are copies of one."""
    shared = folder / "addresses.json"
    with once(folder / "addresses.lock", shared) as mine:
        if mine:
            found = [dataclasses.asdict(a) for a in every_address(app)]
            fresh = shared.with_suffix(".new")
            fresh.write_text(json.dumps(found), "utf-8")
            fresh.rename(shared)
    return [Address(**row) for row in json.loads(shared.read_text("utf-8"))]


@contextmanager
def once(lock: Path, result: Path) -> Iterator[bool]:
    """True for the first worker, which makes the result; the others wait for it."""
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        for _ in range(6000):
            if result.exists():
                break
            time.sleep(0.1)
        yield False
        return
    try:
        yield True
    except BaseException:
        lock.unlink()
        raise


def every_address(app: Talka) -> list[Address]:
    """Every page of the application with a reader who may open it.

    First by links; then, for pages that exist only while something is in another state than in the demo, with the
    ids that were met.

    :raises AssertionError: naming the pages that nobody can reach.
    """
    walks = {role: walk(app, role) for role in (RESIDENT, *(r.value for r in DEMO_ROLES))}
    found = {
        endpoint: Address(endpoint, path, role, html)
        for role, walked in reversed(walks.items())
        for endpoint, (path, html) in walked.found.items()
    }
    for endpoint in sorted(pages_of(app) - set(found) - BY_HAND):
        address = _by_ids(app, endpoint, walks)
        if address:
            found[endpoint] = address
    lost = pages_of(app) - set(found) - BY_HAND
    assert not lost, f"pages that no link leads to: {sorted(lost)}"
    return sorted(found.values(), key=lambda a: (a.role, a.endpoint))


def _by_ids(app: Talka, endpoint: str, walks: dict[str, Walk]) -> Address | None:
    rule = next(r for r in app.url_map.iter_rules() if r.endpoint == endpoint and "GET" in (r.methods or set()))
    for role, walked in walks.items():
        choices = [[(name, value) for value in sorted(walked.ids.get(name, ()))] for name in sorted(rule.arguments)]
        for values in product(*choices):
            try:
                path = app.url_map.bind("localhost").build(endpoint, dict(values))
            except BuildError:
                continue
            walked.try_(endpoint, path)
            if endpoint in walked.found:
                path, html = walked.found[endpoint]
                return Address(endpoint, path, role, html)
    return None
