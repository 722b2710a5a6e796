# SPDX-License-Identifier: EUPL-1.2
"""The rules that everything leans on, each proven by breaking it in a small application of its own.

1 a route without an access policy stops the start; 2 one transaction per request, committed in one place;
3 a GET that changes data is refused. (4, the import contracts, is broken in tests/house/test_imports.py.)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Blueprint, abort

from core import access, outbox
from core import app as composition
from core.access import PUBLIC, AccessNotDeclared
from core.app import Talka, create_app
from core.config import Config
from core.db import db
from core.domain.refusal import CoreRefusal, Refusal
from core.feature import Feature
from core.outbox import Channel, Letter, Message
from tests.page import PageClient


def letter(key: str) -> Letter:
    return Letter(key, Channel.EMAIL, "resident@mail.example", "en", "Hello", "Text")


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch, app: Talka, config: Config) -> Iterator[tuple[PageClient, Blueprint]]:
    """A second application over the same database with routes that misbehave."""
    routes = Blueprint("probe", __name__)

    @routes.post("/probe/write")
    @access.access(PUBLIC)
    def write() -> str:
        outbox.put(letter("write"))
        return "written"

    @routes.post("/probe/crash")
    @access.access(PUBLIC)
    def crash() -> str:
        outbox.put(letter("crash"))
        raise RuntimeError("a secret detail of the program")

    @routes.post("/probe/abort")
    @access.access(PUBLIC)
    def give_up() -> str:
        outbox.put(letter("abort"))
        abort(404)

    @routes.post("/probe/refuse")
    @access.access(PUBLIC)
    def refuse() -> str:
        outbox.put(letter("refuse"))
        raise Refusal(CoreRefusal.MOVE_NOT_ALLOWED)

    @routes.post("/probe/broken-commit")
    @access.access(PUBLIC)
    def broken_commit() -> str:
        outbox.put(letter("broken"))
        db.session.add(Message(key="broken", channel="email", recipient="", lang="en", body="", due_at=None))
        db.session.autoflush = False
        return "promised"

    @routes.get("/probe/orm")
    @access.access(PUBLIC)
    def get_orm() -> str:
        db.session.execute(sa.update(Message).values(lang="xx"))
        return "changed"

    @routes.get("/probe/flush")
    @access.access(PUBLIC)
    def get_flush() -> str:
        from core.installation import Installation

        db.session.add(Installation(id=1, purpose="real"))
        db.session.flush()
        return "changed"

    @routes.get("/probe/raw")
    @access.access(PUBLIC)
    def get_raw() -> str:
        db.session.execute(sa.text("UPDATE audit_head SET number = 99"))
        return "changed"

    monkeypatch.setattr(composition, "_plug_in", _with(routes, composition._plug_in))
    other = create_app(config)
    other.config["PROPAGATE_EXCEPTIONS"] = False
    other.testing = False
    yield PageClient(other), routes
    with other.app_context():
        db.engine.dispose()


def _with(routes: Blueprint, plug_in: object) -> object:
    def plug(app: Talka, name: str) -> Feature:
        feature = plug_in(app, name)
        if name == composition.FEATURES[-1]:
            app.register_blueprint(routes)
        return feature

    return plug


def keys() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(Message.key).order_by(Message.key)))


def send(page: PageClient, path: str) -> int:
    token = next(e.get("value", "") for e in page.get("core.enter_code").all("input") if e.get("name") == "csrf_token")
    with page.app.app_context():
        answer = page.client.post(path, data={"csrf_token": token}, headers={"Origin": "http://localhost"})
        assert "secret detail" not in answer.get_data(as_text=True)
        return answer.status_code


def test_route_without_a_policy_stops_the_start(monkeypatch: pytest.MonkeyPatch, config: Config) -> None:
    naked = Blueprint("naked", __name__)
    naked.add_url_rule("/naked", "page", lambda: "open to everybody")
    monkeypatch.setattr(composition, "_plug_in", _with(naked, composition._plug_in))
    with pytest.raises(AccessNotDeclared, match=r"naked\.page"):
        create_app(config)


def test_a_request_commits_once(probe: tuple[PageClient, Blueprint]) -> None:
    commits: list[object] = []
    with probe[0].app.app_context():
        sa.event.listen(db.engine, "commit", commits.append)
    assert send(probe[0], "/probe/write") == 200
    assert keys() == ["write"]
    assert len(commits) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [("/probe/crash", 500), ("/probe/abort", 404), ("/probe/refuse", 409), ("/probe/broken-commit", 500)],
)
def test_a_request_that_fails_changes_nothing_and_sends_nothing(
    probe: tuple[PageClient, Blueprint], path: str, status: int
) -> None:
    assert send(probe[0], path) == status
    assert keys() == []


@pytest.mark.parametrize("path", ["/probe/orm", "/probe/flush", "/probe/raw"])
def test_a_get_that_changes_data_is_refused(probe: tuple[PageClient, Blueprint], path: str) -> None:
    with probe[0].app.app_context():
        assert probe[0].client.get(path).status_code == 500
    db.session.rollback()
    assert db.session.scalar(sa.text("SELECT number FROM audit_head")) == 0
    assert db.session.scalar(sa.text("SELECT count(*) FROM installation")) == 0


def test_only_one_place_commits() -> None:
    """The word commit appears once as a call, in the unit of work."""
    import re

    from core.config import ROOT

    calls = [
        f"{path.relative_to(ROOT)}"
        for folder in ("core", "consult", "forums", "council", "demo")
        for path in (ROOT / folder).rglob("*.py")
        for _ in re.findall(r"\bsession\.commit\(|\bconnection\.commit\(|\.begin\(\)", path.read_text("utf-8"))
    ]
    assert calls == ["core/db.py"]
