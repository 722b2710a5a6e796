# SPDX-License-Identifier: EUPL-1.2
"""Pages that a reader's own browser may keep and ask for again: a short "not modified" instead of the whole page.

For residents' pages whose content is named by a hash. The page holds the visitor's own form token, so the tag changes
with the visit; it changes with the language and with every new version of the program's files, too. No shared cache
may keep it. A page with a message for this reader, or in a visit that a code has opened, is never tagged.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Response, current_app, g, make_response, request, session
from flask_wtf.csrf import generate_csrf

from core.access import current_actor
from core.config import ROOT
from core.i18n import current_language
from core.visit import OPENED


def page_tag(*parts: str) -> str:
    """The tag of this page for this reader, or nothing when it must not be kept."""
    if current_actor().is_staff or session.get("_flashes") or session.get(OPENED):
        return ""
    generate_csrf()  # the token that the page will hold; it belongs to the visit from now on
    visit = json.dumps({name: value for name, value in session.items() if value}, sort_keys=True, default=str)
    told = [request.full_path, current_language(), visit, _program(str(current_app.static_folder)), *parts]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def not_modified(tag: str) -> Response | None:
    """The short answer, when the reader has this very page already."""
    if not tag or tag not in request.if_none_match:
        return None
    return tagged(make_response("", 304), tag)


def tagged(response: Response, tag: str) -> Response:
    """The answer with its tag; ``core.security`` lets the reader's browser keep it."""
    if tag:
        g.page_tagged = True
        response.set_etag(tag)
    return response


@cache
def _program(static: str) -> str:
    """Changes with every page frame, style sheet and catalogue of this program."""
    found = hashlib.sha256()
    for folder, pattern in (("templates", "*.html"), ("translations", "*.mo")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            found.update(path.read_bytes())
    for path in sorted(Path(static).rglob("*.css")):
        found.update(path.read_bytes())
    return found.hexdigest()
