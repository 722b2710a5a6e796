# SPDX-License-Identifier: EUPL-1.2
"""Structured logs: one JSON line per request, with a request id and the route's name; no personal data.

Only the keys in ``ALLOWED`` leave the program; everything else is dropped, whoever logged it. Addresses,
names, texts, codes and query strings are never among them: the route's name stands for the path.
"""

from __future__ import annotations

import logging
import secrets
import sys
import time
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

ALLOWED = frozenset(
    {
        "actor",
        "count",
        "duration_ms",
        "endpoint",
        "error",
        "event",
        "level",
        "method",
        "reference",
        "status",
        "timestamp",
        "where",
    }
)

log = structlog.get_logger("talka")


def keep_allowed(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def configure() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_allowed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def where(error: BaseException) -> str:
    """The innermost place of an error as file:line, without its text: the text may hold personal data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}"


def init_app(app: Flask) -> None:
    configure()

    @app.before_request
    def begin() -> None:
        g.reference = secrets.token_hex(6)
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        if request.endpoint not in ("static", "core.health"):
            actor = g.get("actor")
            log.info(
                "request",
                reference=g.get("reference", ""),
                endpoint=request.endpoint or "",
                method=request.method,
                status=response.status_code,
                actor=actor.id if actor else "",
                duration_ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000),
            )
        return response
