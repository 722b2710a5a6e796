# SPDX-License-Identifier: EUPL-1.2
"""What must hold for every page and every role: access, well-formed pages, few queries, no hard-coded English."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import babel
import babel.localedata
import polib
import pytest
import sqlalchemy as sa
from babel.messages import mofile, pofile
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from core.access import policy_of
from core.app import Talka, create_app
from core.config import ROOT, Config
from core.db import db
from core.demo_roles import DEMO_ROLES
from core.domain.actor import RESIDENT, Role
from core.i18n import own_name
from council.models.nomination import Candidate, CandidateList
from council.tally import published
from demo.accounts import actor_of
from tests import site
from tests.page import Visitor, check_page
from tests.site import Address

pytestmark = pytest.mark.slow

ROLES = [site.RESIDENT, *(r.value for r in DEMO_ROLES)]
MOST_QUERIES = 25
PSEUDO = "en_150"
KEPT = re.compile(r"(%\(\w+\)[sd]|%%)")
ACCENTS = str.maketrans("aeiouycdglnrstzAEIOUYCDGLNRSTZ", "åéîöûýçðĝļñŕšţžÅÉÎÖÛÝÇÐĜĻÑŔŠŢŽ")
DATES = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|at|AM|PM)\b"
)


def visit(app: Talka, role: str) -> Visitor:
    app.test_client_class = Visitor
    client = app.test_client()
    if role != site.RESIDENT:
        site.enter(client, role)
    return client


@pytest.mark.requirement("D02")
@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_only_for_those_who_may(city: Talka, addresses: list[Address], role: str) -> None:
    """Role by route, from the application's own list: whoever the policy refuses gets no page."""
    actor = RESIDENT if role == site.RESIDENT else actor_of(Role(role))
    client = visit(city, role)
    for address in addresses:
        policy = policy_of(city, address.endpoint)
        assert policy is not None
        answer = client.get(address.path)
        if not policy.allows(actor):
            gone = answer.headers.get("Location", "")
            assert answer.status_code == 403 or gone.startswith(("/sign-in", "/code")), f"{role} opened {address}"
        else:
            assert answer.status_code in (200, 302, 403, 404), f"{role} at {address}: {answer.status_code}"


@pytest.mark.requirement("D02")
@pytest.mark.parametrize("role", ROLES)
def test_a_form_is_taken_only_from_those_who_may(city: Talka, role: str) -> None:
    """Role by POST route: the refusal comes before the view looks at anything."""
    actor = RESIDENT if role == site.RESIDENT else actor_of(Role(role))
    client = visit(city, role)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/code").get_data(as_text=True))
    assert token
    refused = 0
    for rule in city.url_map.iter_rules():
        policy = policy_of(city, rule.endpoint)
        assert policy is not None
        if "POST" not in (rule.methods or set()) or policy.allows(actor):
            continue
        path = city.url_map.bind("localhost").build(rule.endpoint, arguments_of(rule), method="POST")
        answer = client.post(path, data={"csrf_token": token.group(1)}, headers={"Origin": "http://localhost"})
        gone = answer.headers.get("Location", "")
        assert answer.status_code == 403 or gone.startswith(("/sign-in", "/code")), f"{role} sent {rule.rule}"
        refused += 1
    assert refused or role == Role.OPERATOR.value


def arguments_of(rule: Rule) -> dict[str, Any]:
    """Values that the address takes; the things they name do not exist."""
    found: dict[str, Any] = {}
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            found[name] = sorted(converter.items)[0]
        else:
            found[name] = 1 if isinstance(converter, IntegerConverter) else "1234567890"
    return found


@pytest.mark.parametrize("lang", ["en", "lt", "ar"])
def test_every_page_is_well_formed(city: Talka, addresses: list[Address], lang: str) -> None:
    clients: dict[str, Visitor] = {}
    for address in addresses:
        client = clients.get(address.role)
        if client is None:
            client = clients[address.role] = _reader(city, address.role)
        client.set_cookie("lang", lang)
        answer = client.get(address.path)
        assert answer.status_code == 200, address
        if answer.mimetype == "text/html":
            root = check_page(answer)
            assert root.get("lang") == lang, address


def _reader(app: Talka, role: str) -> Visitor:
    app.test_client_class = Visitor
    client = app.test_client()
    site.enter(client, role)
    return client


def test_no_page_asks_too_often(city: Talka, addresses: list[Address]) -> None:
    """A ceiling on the statements of every page at the demo's size; growth with rows is tested per feature."""
    seen: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    clients: dict[str, Visitor] = {}
    over = {}
    for address in addresses:
        client = clients.setdefault(address.role, _reader(city, address.role))
        seen.clear()
        client.get(address.path)
        if len(seen) > MOST_QUERIES:
            over[address.path] = len(seen)
    sa.event.remove(db.engine, "before_cursor_execute", note)
    assert not over


@pytest.fixture(scope="module")
def pseudo_city(demo_settings: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talka]:
    """The demo city in a language in which every translated sentence is marked."""
    folder = tmp_path_factory.mktemp("translations")
    build_pseudo(folder)
    app = create_app(dataclasses.replace(demo_settings, languages=("en", PSEUDO), translations=str(folder)))
    yield app
    with app.app_context():
        db.engine.dispose()


def build_pseudo(folder: Path) -> None:
    catalogue = polib.pofile(str(ROOT / "translations/messages.pot"))
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: marked(entry.msgid), 1: marked(entry.msgid_plural)}
        else:
            entry.msgstr = marked(entry.msgid)
        entry.flags = []
    target = folder / PSEUDO / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalogue.save(str(target / "messages.po"))
    with (target / "messages.po").open("rb") as source, (target / "messages.mo").open("wb") as compiled:
        mofile.write_mo(compiled, pofile.read_po(source, locale=PSEUDO))


def marked(text: str) -> str:
    parts = [p if KEPT.fullmatch(p) else p.translate(ACCENTS) for p in KEPT.split(text)]
    return "⟦" + "".join(parts) + "⟧"


def unmarked(element: ElementTree.Element, root: bool = True) -> list[str]:
    """Words on a page that no catalogue knows. What people wrote carries its own lang, bdi or code."""
    if not root and (
        element.tag in ("script", "style", "svg", "bdi", "code", "kbd", "time", "textarea")
        or element.get("lang")
        or element.get("translate") == "no"
    ):
        return []
    texts = [element.text or ""]
    for name in ("aria-label", "title", "alt", "placeholder", "data-label"):
        texts.append(element.get(name, ""))
    if element.tag == "input" and element.get("type") == "submit":
        texts.append(element.get("value", ""))
    found = [t for t in texts if has_english(t)]
    for child in element:
        found += unmarked(child, root=False)
        if has_english(child.tail or ""):
            found.append(child.tail or "")
    return found


BABEL_NAMES = sorted(
    {*babel.Locale.parse(PSEUDO).territories.values(), *babel.Locale.parse(PSEUDO).languages.values()},
    key=len,
    reverse=True,
)
"""Countries and languages are named by Babel in every language."""

OWN_NAMES = frozenset(own_name(str(code)) for code in babel.localedata.locale_identifiers() if "_" not in code)
"""Languages are named in themselves: those words belong to no catalogue."""


TITLES = {json.loads(published.case_text(case))["title"] for case in published.case_ids()}
"""Real councils keep the names they have."""


def content(app: Talka) -> set[str]:
    """Everything that people or offices wrote: it is shown as it is, in its own language."""
    found: set[str] = set()
    for table in db.metadata.sorted_tables:
        columns = [c for c in table.c if isinstance(c.type, sa.String | sa.JSON)]
        for row in db.session.execute(sa.select(*columns)).all() if columns else ():
            found |= {" ".join(text.split()) for value in row for text in texts_in(value)}
    found |= {candidate.name for candidate in db.session.scalars(sa.select(Candidate))}
    lists = db.session.scalars(sa.select(CandidateList).where(CandidateList.number.is_not(None)))
    return found | {f"{one.number}. {text}" for one in lists for text in one.name_texts.values()}


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        if not value.startswith(("{", "[")):
            return [value]
        with contextlib.suppress(json.JSONDecodeError):
            return [value, *texts_in(json.loads(value))]
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for item in inner for text in texts_in(item)]


def has_english(text: str) -> bool:
    while "⟦" in text:
        shorter = re.sub(r"⟦[^⟦⟧]*⟧", "", text)
        if shorter == text:
            break
        text = shorter
    if text.strip() in OWN_NAMES:
        return False
    for name in BABEL_NAMES if re.search(r"[A-Z]", text) else ():
        text = text.replace(name, "")
    return bool(re.search(r"[A-Za-z]{3,}", DATES.sub("", re.sub(r"\b(Talka|Jonava|Jonavos)\b", "", text))))


@pytest.mark.requirement("D01")
def test_no_page_shows_words_that_no_catalogue_knows(pseudo_city: Talka, addresses: list[Address]) -> None:
    found: dict[str, list[str]] = {}
    with pseudo_city.app_context():
        written, codes = content(pseudo_city) | TITLES, site.codes()
        clients: dict[str, Visitor] = {}
        for address in addresses:
            if address.endpoint == "core.show_style_guide":
                continue  # shows samples of data beside its sentences
            client = clients.setdefault(address.role, _reader(pseudo_city, address.role))
            client.set_cookie("lang", PSEUDO)
            answer = client.get(address.path)
            if answer.mimetype != "text/html":
                continue
            words = {" ".join(w.removesuffix("· Jonava · Talka").split()) for w in unmarked(check_page(answer))}
            words = {w for w in words if not set(w.split("; ")) <= written and not w.startswith(tuple(codes))}
            if words:
                found[address.endpoint] = sorted(words)[:6]
        db.session.remove()
    assert not found, "\n".join(f"{where}: {words}" for where, words in sorted(found.items()))
