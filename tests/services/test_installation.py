# SPDX-License-Identifier: EUPL-1.2
"""The demo never runs over real data, and real work never over a demo; configuration is checked at the start."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import sqlalchemy as sa

from core import audit, installation
from core import config as configuration
from core.app import Talka, create_app
from core.config import Config, ConfigError, from_environment
from core.db import db, unit_of_work
from core.domain.actor import SYSTEM
from core.installation import Purpose, WrongPurpose
from demo import load
from tests.page import PageClient


def decide(purpose: Purpose) -> None:
    with unit_of_work():
        installation.decide(purpose)


def test_demo_over_real_data_does_not_start(app: Talka, config: Config) -> None:
    decide(Purpose.REAL)
    with pytest.raises(WrongPurpose, match="holds real data"):
        create_app(dataclasses.replace(config, demo=True))


def test_real_work_over_a_demo_does_not_start(app: Talka, config: Config) -> None:
    decide(Purpose.DEMO)
    with pytest.raises(WrongPurpose, match="holds demo data"):
        create_app(config)


def test_the_demo_is_not_loaded_outside_the_demo(app: Talka) -> None:
    with pytest.raises(WrongPurpose):
        load.load()
    assert installation.purpose() is None


def test_the_demo_is_not_loaded_over_accounts_of_real_people(app: Talka, config: Config, person: object) -> None:
    """A database in which people already work is real, even when nobody wrote that down."""
    assert callable(person)
    person()
    demo = create_app(dataclasses.replace(config, demo=True))
    with demo.app_context(), pytest.raises(WrongPurpose):
        load.load()
    with demo.app_context():
        db.session.rollback()
        db.engine.dispose()


def test_the_demo_is_not_loaded_over_what_a_command_brought_in(app: Talka, config: Config) -> None:
    with unit_of_work():
        audit.record(SYSTEM, "mapping.import_confirmed", ("organisation_import", "a"))
    demo = create_app(dataclasses.replace(config, demo=True))
    with demo.app_context(), pytest.raises(WrongPurpose):
        load.load()
    with demo.app_context():
        db.session.rollback()
        db.engine.dispose()


@pytest.mark.parametrize("command", ["tick", "worker --once", "audit-verify", "register check --election x"])
def test_commands_on_an_empty_database_say_what_to_do(config: Config, tmp_path: Path, command: str) -> None:
    empty = create_app(dataclasses.replace(config, database_url=f"sqlite:///{tmp_path / 'empty.db'}"))
    with empty.app_context():
        done = empty.test_cli_runner().invoke(args=command.split())
        db.session.remove()
        db.engine.dispose()
    assert (done.exit_code, done.stderr) == (1, "Error: The database is not prepared. Run: flask db upgrade\n")


@pytest.mark.parametrize("path", ["/demo/outbox", "/style-guide"])
def test_pages_of_the_demo_do_not_exist_elsewhere(page: PageClient, path: str) -> None:
    assert page.client.get(path).status_code == 404


def test_nobody_enters_without_a_password_outside_the_demo(page: PageClient) -> None:
    page.post("demo.enter", {"role": "operator"}, expect=404)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TALKA_SECRET_KEY", "short", "32 characters"),
        ("TALKA_BASE_URL", "ftp://town.example", "http"),
        ("TALKA_LANGUAGES", "lt,ar", "en"),
        ("TALKA_MAIL_PORT", "twenty", "MAIL_PORT"),
        ("TALKA_MIAL_SERVER", "x", "TALKA_MIAL_SERVER"),
    ],
)
def test_a_bad_setting_stops_the_start(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv("TALKA_SECRET_KEY", "x" * 40)
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=said):
        from_environment()


def test_a_language_without_a_catalogue_stops_the_start(config: Config) -> None:
    with pytest.raises(ConfigError, match="uk has no compiled catalogue"):
        create_app(dataclasses.replace(config, languages=("en", "uk")))


def test_the_secret_of_the_embedded_default_is_made_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: configuration.Path
) -> None:
    monkeypatch.setattr(configuration, "ROOT", tmp_path)
    monkeypatch.delenv("TALKA_SECRET_KEY", raising=False)
    first = from_environment().secret_key
    assert from_environment().secret_key == first
    assert (tmp_path / "instance" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_fresh_database_has_decided_nothing(app: Talka) -> None:
    assert db.session.scalar(sa.text("SELECT count(*) FROM installation")) == 0
