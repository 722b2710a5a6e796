# SPDX-License-Identifier: EUPL-1.2
"""Which requirement a page serves: a marker on the view, read by ``make requirements``.

A marker alone counts for nothing: docs/requirements.md lists an id as served only when a test that names the
same id has passed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def serves(*ids: str) -> Callable[[View], View]:
    """Name the requirements (ids of docs/requirements.csv) that a page serves."""

    def mark(view: View) -> View:
        view.serves = ids  # type: ignore[attr-defined]  # an attribute on a function
        return view

    return mark


def served_by(view: object) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(view, "serves", ())
    return found
