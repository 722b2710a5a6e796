# SPDX-License-Identifier: EUPL-1.2
"""Error pages. They say what to do next and never show the text of an exception.

The page of an unexpected error is rendered without the database, the actor or the navigation, so that it
cannot fail for the same reason as the page before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from core.config import SOURCE_LANGUAGE
from core.domain.refusal import Refusal
from core.i18n import current_language, direction, tag
from core.logs import log, where
from core.sentences import sentence

MOST_DRAINED = 256 * 1024 * 1024
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says."""

    title: str
    text: str
    reference: str = ""
    lang: str = SOURCE_LANGUAGE
    dir: str = "ltr"


def words(status: int) -> tuple[str, str]:
    """Title and advice for a status."""
    table = {
        400: (
            _("This form has expired"),
            _("Go back, reload the page and send it again. Your text is still there."),
        ),
        403: (
            _("You may not open this page"),
            _("Sign in with an account that has the right role, or go back."),
        ),
        404: (_("We did not find this page"), _("Check the address, or start again from the home page.")),
        405: (_("This page cannot be opened this way"), _("Go back and use the button on the page.")),
        409: (_("This can no longer be done"), _("Go back and reload the page to see how things stand.")),
        413: (
            _("This file is too large"),
            _("The largest file we take is 64 MB. Split it and send the parts."),
        ),
        429: (_("Too many attempts"), _("Please wait ten minutes, then try again.")),
    }
    unknown = (_("Something went wrong"), _("Please try again. Nothing that was confirmed to you is lost."))
    return table.get(status, unknown)


def error_page(status: int, text: str = "") -> Response:
    title, advice = words(status)
    page = ErrorPage(title, text or advice, str(g.get("reference", "")))
    return make_response(render_template("errors/error.html", page=page), status)


def failsafe_page(error: BaseException) -> Response:
    """The page of an unexpected error."""
    reference = str(g.get("reference", ""))
    original = getattr(error, "original_exception", None) or error
    log.error("unexpected", reference=reference, error=type(original).__name__, where=where(original))
    title, advice = words(500)
    lang = current_language()
    page = ErrorPage(title, advice, reference, tag(lang), direction(lang))
    return make_response(render_template("errors/failsafe.html", page=page), 500)


def drain() -> None:
    """Read on, up to a bound: a browser cut off while it still sends shows its own error in place of our page."""
    body, left = request.environ["wsgi.input"], MOST_DRAINED
    while left > 0 and (piece := body.read(PIECE)):
        left -= len(piece)


def init_app(app: Flask) -> None:
    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        return error_page(409, sentence(refusal))

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> Response:
        return error_page(400)

    @app.errorhandler(HTTPException)
    def expected(error: HTTPException) -> Response:
        if error.response is not None:
            return make_response(error.get_response())
        if (error.code or 500) >= 500:
            return failsafe_page(error)
        if error.code == 413:
            drain()
        return error_page(error.code or 404)
