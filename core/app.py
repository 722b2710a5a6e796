# SPDX-License-Identifier: EUPL-1.2
"""The only composition root: joins configuration, database, languages, security, accounts and features."""

from __future__ import annotations

from importlib import import_module

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from flask_migrate import Migrate
from jinja2 import StrictUndefined

from core import (
    access,
    cli,
    db,
    errors,
    i18n,
    installation,
    logs,
    messages,
    security,
    sentences,
    site,
)
from core.accounts import sign_in
from core.config import ROOT, Config, from_environment
from core.db import UnitOfWork, write_intent
from core.feature import Feature

FEATURES = (
    "core.wiring",
    "core.accounts.wiring",
    "consult.mapping.wiring",
    "consult.followup.wiring",
    "consult.corners.wiring",
    "forums.wiring",
    "council.wiring",
    "demo.wiring",
)
"""Every feature, in the order of the navigation. Named as text: the shared ground imports none of them."""


class Talka(Flask):
    """Flask with one unit of work around each request."""

    def full_dispatch_request(self) -> Response:
        """Answer, then commit in the one place where requests commit.

        The commit comes after every view and hook and before the response leaves; when it fails, the person
        gets the page of an unexpected error and nothing was promised.
        """
        intent = write_intent.set(request.method not in security.SAFE)
        work = g.work = UnitOfWork()
        try:
            response = super().full_dispatch_request()
            work.finish()
            return response
        except BaseException:
            work.failed = True
            work.finish()
            raise
        finally:
            write_intent.reset(intent)

    def handle_user_exception(self, error: Exception) -> ResponseReturnValue:
        """An exception that becomes a page (refusal, not found) still undoes what the request changed."""
        g.work.failed = True
        return super().handle_user_exception(error)

    def handle_exception(self, error: Exception) -> Response:
        """The last resort: shows a page that needs nothing, and never the text of the exception."""
        if self.testing:
            raise error
        return self.finalize_request(errors.failsafe_page(error), from_error_handler=True)


def create_app(config: Config | None = None) -> Talka:
    """Build the application.

    :raises ConfigError: unusable environment.
    :raises AccessNotDeclared: a route without a policy.
    :raises WrongPurpose: demo mode over real data, or the other way round.
    """
    config = config or from_environment()
    app = Talka("talka", root_path=str(ROOT))
    app.config.update(TALKA=config, TESTING=config.testing, SQLALCHEMY_DATABASE_URI=config.database_url)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    logs.init_app(app)
    db.init_app(app)
    Migrate(app, db.db, directory=str(ROOT / "migrations"), compare_type=True, render_as_batch=True)
    i18n.init_app(app, config)
    security.init_app(app, config)
    sign_in.init_app(app, config)
    access.init_app(app)
    errors.init_app(app)
    site.init_app(app)
    sentences.register(app, messages.REFUSALS)
    app.extensions["talka.features"] = tuple(_plug_in(app, name) for name in FEATURES)
    cli.init_app(app)
    access.declare(app, "static", access.PUBLIC)
    access.refuse_undeclared(app)
    installation.refuse_wrong_purpose(app)
    return app


def _plug_in(app: Flask, name: str) -> Feature:
    feature: Feature = import_module(name).FEATURE
    app.register_blueprint(feature.blueprint)
    sentences.register(app, feature.refusals)
    for command in feature.commands:
        app.cli.add_command(command)
    return feature
