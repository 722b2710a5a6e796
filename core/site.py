# SPDX-License-Identifier: EUPL-1.2
"""The site around every page: navigation, languages, who is signed in. Only layouts see it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext as _

from core.access import current_actor
from core.config import Config
from core.domain.actor import Actor
from core.feature import Nav, features_of
from core.i18n import Language, current_language, direction, offered, tag
from core.messages import called
from core.pages import Link
from core.security import nonce


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a layout may show."""

    municipality: str
    lang: str
    dir: str
    languages: tuple[Language, ...]
    nav: tuple[Link, ...]
    staff_nav: tuple[Link, ...]
    actor_name: str | None
    opened: bool
    sign_in_href: str
    sign_out_href: str
    demo: bool
    demo_href: str
    next: str
    reference: str
    footer: tuple[Link, ...]


def site() -> Site:
    config: Config = current_app.config["TALKA"]
    actor = current_actor()
    lang = current_language()
    entries = sorted((n for f in features_of(current_app) for n in f.nav), key=lambda n: n.order)
    public = [n for n in entries if not n.roles]
    staff = [n for n in entries if n.roles and actor.has_anywhere(*n.roles)]
    return Site(
        municipality=config.municipality,
        lang=tag(lang),
        dir=direction(lang),
        languages=tuple(offered(config)),
        nav=tuple(_link(n) for n in public),
        staff_nav=_staff_links(actor, staff),
        actor_name=called(actor) or None,
        opened=bool(actor.opened),
        sign_in_href=url_for("security.login"),
        sign_out_href=url_for("security.logout"),
        demo=config.demo,
        demo_href=url_for("core.show_home", _anchor="demo"),
        next=_shown_here(),
        reference=str(g.get("reference", "")),
        footer=_footer(config),
    )


def _shown_here() -> str:
    """The address under which this page can be opened again, in another language."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    if request.url_rule and "GET" not in (request.url_rule.methods or ()):
        return request.path.rpartition("/")[0] or "/"  # what is only ever sent stands below the page it is sent from
    return request.path


def _link(entry: Nav) -> Link:
    endpoint = request.endpoint or ""
    return Link(str(entry.label), url_for(entry.endpoint), endpoint == entry.endpoint)


def _staff_links(actor: Actor, entries: list[Nav]) -> tuple[Link, ...]:
    if not actor.is_staff:
        return ()
    desk = Link(_("My desk"), url_for("core.show_desk"), request.endpoint == "core.show_desk")
    return (desk, *(_link(n) for n in entries))


def _footer(config: Config) -> tuple[Link, ...]:
    links = [Link(_("Enter a code"), url_for("core.enter_code")), Link(_("Staff"), url_for("security.login"))]
    if config.demo:
        links.append(Link(_("Messages of the demo"), url_for("demo.show_outbox")))
    return tuple(links)


def context() -> dict[str, Any]:
    return {"site": site(), "csp_nonce": nonce()}


def versioned(endpoint: str, values: dict[str, Any]) -> None:
    """The address of a file of ours changes when the file does, so that browsers may keep it for ever.

    Fonts keep plain addresses: the style sheet names them too, and under two addresses they would be loaded twice.
    """
    if endpoint == "static" and not values.get("filename", "fonts/").startswith("fonts/"):
        values.setdefault("v", _fingerprint(str(current_app.static_folder), values["filename"]))


@cache
def _fingerprint(folder: str, name: str) -> str:
    file = Path(folder) / name
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8] if file.is_file() else ""


def init_app(app: Flask) -> None:
    app.url_defaults(versioned)
    app.context_processor(context)
