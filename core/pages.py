# SPDX-License-Identifier: EUPL-1.2
"""What layouts and lists need: the site around a page, and the pages of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import current_app, request, url_for

T = TypeVar("T")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list, as a query returns it."""

    rows: Sequence[T]
    total: int
    number: int = 1
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, slots=True)
class Pages:
    """The pager of a list, for the component."""

    number: int
    last: int
    total: int
    items: tuple[PageLink, ...]
    previous_href: str | None
    next_href: str | None


def page_number() -> int:
    """Which page of a list is asked for; anything unusable is the first."""
    return max(1, min(request.args.get("page", 1, type=int), 1_000_000))


def kept_arguments() -> dict[str, Any]:
    """The filters of the present address, to be carried along; what ``url_for`` would take as an order is left out."""
    return {
        name: values
        for name, values in request.args.lists()
        if name not in ("page", "endpoint") and not name.startswith("_")
    }


def pages_of(part: Slice[T]) -> Pages:
    """The pager for the current address, keeping its other arguments."""

    def href(number: int) -> str:
        assert request.endpoint is not None
        values: dict[str, Any] = {**kept_arguments(), **(request.view_args or {}), "page": number}
        return url_for(request.endpoint, **values)

    near = [n for n in range(part.number - 2, part.number + 3) if 1 <= n <= part.last]
    numbers = sorted({1, *near, part.last})
    return Pages(
        number=part.number,
        last=part.last,
        total=part.total,
        items=tuple(PageLink(n, href(n), n == part.number) for n in numbers),
        previous_href=href(part.number - 1) if part.number > 1 else None,
        next_href=href(part.number + 1) if part.number < part.last else None,
    )


def path_of(endpoint: str, **values: Any) -> str:
    """An absolute address of this installation, for papers and letters; commands have no request and need them too."""
    return str(current_app.config["TALKA"].base_url) + current_app.url_map.bind("localhost").build(endpoint, values)
