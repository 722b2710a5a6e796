# SPDX-License-Identifier: EUPL-1.2
"""The page client: opens pages by the name of their endpoint and checks every page it opens.

What every page must satisfy is written here once, so that no test can forget it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import html5lib
from flask import url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.accounts.models import Account
from core.app import Talka
from core.db import db
from core.domain.actor import Actor

NO_LABEL_NEEDED = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Page:
    """One answer, parsed."""

    response: TestResponse
    root: ElementTree.Element = field(default_factory=lambda: ElementTree.Element("html"))

    @property
    def text(self) -> str:
        return " ".join("".join(_visible(self.root)).split())

    def all(self, tag: str) -> list[ElementTree.Element]:
        return list(self.root.iter(tag))

    def by_id(self, wanted: str) -> ElementTree.Element:
        return next(e for e in self.root.iter() if e.get("id") == wanted)

    def links(self) -> list[str]:
        return [e.get("href", "") for e in self.all("a")]

    def forms(self) -> list[ElementTree.Element]:
        return self.all("form")

    def main(self) -> str:
        return " ".join("".join(_visible(self.all("main")[0])).split())


def _visible(element: ElementTree.Element) -> list[str]:
    if element.tag in ("script", "style", "template", "svg"):
        return [element.tail or ""]
    parts = [element.text or ""]
    for child in element:
        parts += _visible(child)
    return [*parts, " ", element.tail or ""]


class Visitor(FlaskClient):
    """A test client whose every request has a context of its own, as in the running program."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.rollback()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
            assert not db.session.new, "a page left rows behind"
            assert not db.session.dirty, "a page left changes behind"
        return response


class PageClient:
    """A visitor: signed in or not, in one language."""

    def __init__(self, app: Talka) -> None:
        self.app = app
        app.test_client_class = Visitor
        self.client = app.test_client()
        self.last: Page | None = None

    # -- who and how
    def sign_in(self, actor: Actor) -> PageClient:
        account = db.session.query(Account).filter_by(public_id=actor.id).one()
        with self.client.session_transaction() as session:
            session["_user_id"] = account.fs_uniquifier
            session["_fresh"] = True
            session["fs_cc"] = "set"
            session["fs_paa"] = time.time()
            session["identity.id"] = account.fs_uniquifier
        db.session.rollback()
        return self

    def speak(self, lang: str) -> PageClient:
        self.client.set_cookie("lang", lang)
        return self

    # -- opening
    def address(self, endpoint: str, **values: Any) -> str:
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def get(self, endpoint: str, *, expect: int = 200, **values: Any) -> Page:
        return self._send("GET", self.address(endpoint, **values), expect)

    def follow(self, expect: int = 200) -> Page:
        """Go where the last answer redirects to."""
        assert self.last is not None
        location = self.last.response.headers["Location"]
        return self._send("GET", location, expect)

    def submit(
        self, data: dict[str, Any] | None = None, *, action: str = "", expect: int = 302, button: str = ""
    ) -> Page:
        """Fill in and send a form of the page opened last, as a browser would.

        :param action: part of the form's action, when the page has several forms beside the language switch.
        :param button: name=value of the pressed button.
        """
        assert self.last is not None
        form = self._form(action)
        values = _filled(form)
        for name, value in (data or {}).items():
            values[name] = value
        if button:
            name, _, value = button.partition("=")
            values[name] = value
        target = form.get("action") or self.last.response.request.path
        return self._send("POST", target, expect, data=values, content_type=form.get("enctype"))

    def post(self, endpoint: str, data: dict[str, Any] | None = None, *, expect: int = 302, **values: Any) -> Page:
        """Send a form that this page client has not opened; the token is taken from the page of codes."""
        token = next(
            e.get("value", "") for e in self.get("core.enter_code").all("input") if e.get("name") == "csrf_token"
        )
        sent = {**(data or {}), "csrf_token": token}
        return self._send("POST", self.address(endpoint, **values), expect, data=sent)

    def _form(self, action: str) -> ElementTree.Element:
        assert self.last is not None
        switch = self.address("core.choose_language")
        forms = [
            f
            for f in self.last.forms()
            if f.get("method", "").lower() == "post"
            and f.get("action") not in (switch, "/sign-out")
            and action in (f.get("action") or "")
        ]
        forms = [f for f in forms if f.get("action") == action] or forms
        assert len(forms) == 1, f"{len(forms)} forms match {action!r}: {[f.get('action') for f in forms]}"
        return forms[0]

    def _send(self, method: str, address: str, expect: int, **sent: Any) -> Page:
        if method == "POST":
            sent["headers"] = {"Origin": "http://localhost"}
        return self._opened(self.client.open(address, method=method, **sent), expect)

    def _opened(self, response: TestResponse, expect: int) -> Page:
        page = Page(response)
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303, 308):
            page.root = check_page(response)
        body = page.main()[:600] if page.all("main") else repr(response.get_data()[:300])
        assert response.status_code == expect, f"{response.status_code}, expected {expect}: {body}"
        self.last = page
        return page


def _filled(form: ElementTree.Element) -> dict[str, Any]:
    """What a browser would send if nobody typed anything."""
    values: dict[str, Any] = {}
    for e in form.iter():
        name = e.get("name")
        if not name or e.get("disabled") is not None:
            continue
        if e.tag == "input" and e.get("type") in ("checkbox", "radio"):
            if e.get("checked") is not None:
                values[name] = e.get("value", "on")
        elif e.tag == "input" and e.get("type") not in ("file", "submit"):
            values[name] = e.get("value", "")
        elif e.tag == "textarea":
            values[name] = (e.text or "").removeprefix("\n")
        elif e.tag == "select":
            options = [o for o in e.iter("option")]
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            values[name] = chosen[0].get("value", "") if chosen else ""
    return values


def check_page(response: TestResponse) -> ElementTree.Element:
    """The checks that every page must pass; returns the parsed page."""
    source = response.get_data(as_text=True)
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root: ElementTree.Element = parser.parse(source)
    problems = [f"{code} at {where}" for where, code, _data in parser.errors]
    assert not problems, f"not valid HTML5: {problems[:5]}"
    _check_frame(root)
    _check_ids(root)
    _check_forms(root)
    _check_inline(root, response)
    return root


def _check_frame(root: ElementTree.Element) -> None:
    assert root.get("lang"), "no lang"
    assert root.get("dir") in ("ltr", "rtl"), "no dir"
    heads = list(root.iter("h1"))
    assert len(heads) == 1, f"{len(heads)} h1"
    heading = " ".join("".join(_visible(heads[0])).split())
    title = " ".join("".join(next(root.iter("title")).itertext()).split())
    assert heading in title, f"title {title!r} does not repeat the heading {heading!r}"
    assert len(list(root.iter("main"))) == 1, "one main"


def _check_ids(root: ElementTree.Element) -> None:
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    twice = {i for i in ids if ids.count(i) > 1}
    assert not twice, f"ids used twice: {twice}"
    for e in root.iter():
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for wanted in (e.get(name) or "").split():
                assert wanted in ids, f"{name} points to {wanted}, which is not there"


def _check_forms(root: ElementTree.Element) -> None:
    labelled = {e.get("for") for e in root.iter("label")}
    inside = {id(c) for label in root.iter("label") for c in label.iter()}
    for e in root.iter():
        if e.tag not in ("input", "select", "textarea") or e.get("type") in NO_LABEL_NEEDED:
            continue
        named = e.get("id") in labelled or id(e) in inside or e.get("aria-label") or e.get("aria-labelledby")
        assert named, f"no label: {e.attrib}"
    for form in root.iter("form"):
        assert form.get("action"), f"a form without an action: {form.attrib}"
        if form.get("method", "get").lower() == "post":
            names = {e.get("name") for e in form.iter("input")}
            assert "csrf_token" in names, f"no CSRF token in {form.get('action')}"


def _check_inline(root: ElementTree.Element, response: TestResponse) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for e in root.iter():
        assert e.get("style") is None, f"an inline style on {e.tag}"
        assert not [a for a in e.attrib if a.startswith("on")], f"an inline handler on {e.tag}"
        if e.tag in ("script", "style"):
            assert f"'nonce-{e.get('nonce')}'" in policy, f"a {e.tag} without the nonce"
        address = e.get("src") or (e.get("href") if e.tag == "link" else None) or ""
        assert not address.startswith(("http:", "https:", "//")), f"something from elsewhere: {address}"
