# SPDX-License-Identifier: EUPL-1.2
"""How a feature is plugged in: one frozen value per feature (its ``wiring.py``), joined in ``core.app``.

So the shared ground lists what is due on the desk or new on the home page without knowing any feature.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click
from flask import Blueprint, Flask, current_app

from core.domain.actor import Actor, Grant, Role


@dataclass(frozen=True, slots=True)
class Nav:
    """One entry of the navigation. No roles: everybody sees it."""

    label: Any
    endpoint: str
    order: int
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """One thing on somebody's desk."""

    title: str
    href: str
    on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """One thing on the home page. ``kind`` is "forum", "election" or "answer"."""

    kind: str
    title: str
    href: str
    on: dt.date | None = None
    state: str = ""
    lang: str = ""


def _nothing_due(_actor: Actor) -> Sequence[Due]:
    return ()


def _no_news() -> Sequence[News]:
    return ()


def _no_scopes() -> Sequence[tuple[str, str]]:
    return ()


def _no_objection(_account_id: str, _wanted: Grant) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature brings.

    ``openers`` maps the kind of thing a printed code opens to the endpoint that shows it (argument ``public_id``).
    ``retain`` runs on every tick and deletes what is past its time. ``scopes`` are the things a role can be
    limited to, as ``(scope, label)``, for example ``("election:7k3m", "Council election 2027")``. ``opposes`` raises a
    refusal when somebody may not be given a role because of what they do in the feature.
    """

    blueprint: Blueprint
    refusals: Mapping[Any, Any] = field(default_factory=dict)
    nav: tuple[Nav, ...] = ()
    openers: Mapping[str, str] = field(default_factory=dict)
    due: Callable[[Actor], Sequence[Due]] = _nothing_due
    news: Callable[[], Sequence[News]] = _no_news
    commands: tuple[click.Command, ...] = ()
    retain: Callable[[], object] | None = None
    scopes: Callable[[], Sequence[tuple[str, str]]] = _no_scopes
    opposes: Callable[[str, Grant], object] = _no_objection


def features_of(app: Flask) -> tuple[Feature, ...]:
    found: tuple[Feature, ...] = app.extensions["talka.features"]
    return found


def oppose_grant(account_id: str, wanted: Grant) -> None:
    """Ask every feature whether this account may be given this role.

    :raises Refusal: of the first feature that objects.
    """
    for feature in features_of(current_app):
        feature.opposes(account_id, wanted)
