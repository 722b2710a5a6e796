# SPDX-License-Identifier: EUPL-1.2
"""Who may open which route. A route without a declared policy stops the program from starting.

A policy is attached to the view function (``@access(...)``) or, for routes of a library, declared by name
(``declare``). Decisions on a thing's state stay with the domain; things are loaded through their parent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from core.domain.actor import RESIDENT, Actor, Role

View = TypeVar("View", bound=Callable[..., Any])


class AccessNotDeclared(RuntimeError):
    """A route has no access policy."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Which actors may open a route.

    ``roles`` empty means anyone (``public``) or any signed-in staff (``staff``). ``opened`` names the kind of
    thing that a printed code must have opened. A role held for one scope opens the route; the service checks
    the scope of the thing itself.
    """

    name: str
    public: bool = False
    roles: frozenset[Role] = frozenset()
    opened: str = ""
    demo_only: bool = False

    def allows(self, actor: Actor) -> bool:
        if self.public:
            return True
        if self.opened:
            return any(kind == self.opened for kind, _ in actor.opened)
        if not self.roles:
            return actor.is_staff
        return actor.has_anywhere(*self.roles)


PUBLIC = Policy("public", public=True)
STAFF = Policy("staff")
DEMO = Policy("demo", public=True, demo_only=True)


def roles(*wanted: Role) -> Policy:
    """The policy "one of these roles"."""
    return Policy("roles:" + ",".join(sorted(r.value for r in wanted)), roles=frozenset(wanted))


def opened(kind: str) -> Policy:
    """The policy "a printed code for this kind of thing was entered in this visit"."""
    return Policy("opened:" + kind, opened=kind)


def access(policy: Policy) -> Callable[[View], View]:
    """Declare who may open a view."""

    def declare_on(view: View) -> View:
        view.access_policy = policy  # type: ignore[attr-defined]  # an attribute on a function
        return view

    return declare_on


def declare(app: Flask, endpoint: str, policy: Policy) -> None:
    """Declare the policy of a route whose view we did not write."""
    app.extensions.setdefault("talka.access", {})[endpoint] = policy


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    declared: dict[str, Policy] = app.extensions.get("talka.access", {})
    found = declared.get(endpoint) or getattr(app.view_functions[endpoint], "access_policy", None)
    return found if isinstance(found, Policy) else None


def refuse_undeclared(app: Flask) -> None:
    """Stop the start when any route lacks a policy.

    :raises AccessNotDeclared: naming every such endpoint.
    """
    missing = sorted({r.endpoint for r in app.url_map.iter_rules() if policy_of(app, r.endpoint) is None})
    if missing:
        raise AccessNotDeclared("No access policy: " + ", ".join(missing))


def current_actor() -> Actor:
    """Who makes this request; a resident until the accounts say otherwise."""
    actor = g.get("actor")
    if actor is None:
        load: Callable[[], Actor] = current_app.extensions.get("talka.actor", lambda: RESIDENT)
        actor = g.actor = load()
    assert isinstance(actor, Actor)
    return actor


def enforce() -> Response | None:
    """Before each request: apply the route's policy."""
    if request.endpoint is None:
        return None
    policy = policy_of(current_app, request.endpoint)
    if policy is None:
        abort(404)
    if policy.demo_only and not current_app.config["TALKA"].demo:
        abort(404)
    actor = current_actor()
    if policy.allows(actor):
        return None
    if policy.opened:
        return redirect(url_for("core.enter_code"))
    if not actor.is_staff:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("security.login", next=back))
    abort(403)


def init_app(app: Flask) -> None:
    app.before_request(enforce)
