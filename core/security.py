# SPDX-License-Identifier: EUPL-1.2
"""What protects every response and every form: headers with a nonce policy, cookies, origin check, CSRF.

Nothing is loaded from another host and no ``unsafe-`` word is in the policy. A worker, which computes with an elector's
credential, may load our own modules and talk to nobody. Residents' pages are never stored by a shared computer's cache.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from core.config import Config

csrf = CSRFProtect()

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WORKER_POLICY = "default-src 'none'; script-src 'self'"
LARGEST_UPLOAD = 64 * 1024 * 1024


def cookie_name(config: Config, name: str) -> str:
    """Over https a cookie is bound to this very host."""
    return f"__Host-{name}" if config.https else name


def nonce() -> str:
    """The nonce of this response's inline-free scripts and styles."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def policy() -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'nonce-{nonce()}'",
            "worker-src 'self'",
            f"style-src 'self' 'nonce-{nonce()}'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def set_headers(response: Response) -> Response:
    headers = response.headers
    script = request.endpoint == "static" and request.path.endswith(".js")
    headers["Content-Security-Policy"] = WORKER_POLICY if script else policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # A page may ask for more by setting its own, such as the camera that reads the code of a card.
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()")
    if request.endpoint == "static":
        # A module names the modules it needs without a version: each is asked for again, so that all are of one age.
        kept = 31536000 if "v" in request.args else 0 if script else 3600
        headers["Cache-Control"] = f"public, max-age={kept}" + (", immutable" if kept > 3600 else "")
    elif g.get("page_tagged"):
        headers["Cache-Control"] = "private, no-cache"
        if response.status_code == 304:
            # The kept page has its own nonce; a new policy would forbid its scripts and styles.
            del headers["Content-Security-Policy"]
    else:
        headers["Cache-Control"] = "no-store"
    return response


def refuse_foreign_origin() -> None:
    """A form posted from another site is refused before anything else looks at it."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(403)
    if origin == "null":
        abort(403)


def init_app(app: Flask, config: Config) -> None:
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME=cookie_name(config, "session"),
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=60 * 60 * 12,
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    app.before_request(refuse_foreign_origin)
    csrf.init_app(app)
    app.after_request(set_headers)
    if config.https:
        app.after_request(_strict_transport)


def _strict_transport(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=63072000"
    return response
