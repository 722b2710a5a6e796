# SPDX-License-Identifier: EUPL-1.2
"""Fixtures of every suite: one migrated database per worker, emptied for each test; pages; people.

TEST_DATABASE=postgres runs the same tests on PostgreSQL; TEST_POSTGRES names the server.
Unit and property tests cannot reach a database: their own conftest.py takes it away.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from babel.messages import mofile, pofile
from hypothesis import settings

from core.accounts.models import Account, RoleGrant
from core.app import Talka, create_app
from core.config import ROOT, Config
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from tests.page import PageClient
from tests.postgres import server_url

# No deadline: a shared machine is slow at times. In CI the examples are the same each time, so that a red run is
# the change's fault; on a developer's machine they differ.
settings.register_profile("talka", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("talka")

POSTGRES = os.environ.get("TEST_DATABASE") == "postgres"


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    """Compile the catalogues that are older than their source, as `make setup` does."""
    for source in (ROOT / "translations").glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as file:
                catalogue = pofile.read_po(file, locale=source.parts[-3])
            fresh = target.with_suffix(f".{os.getpid()}")
            with fresh.open("wb") as file:
                mofile.write_mo(file, catalogue)
            fresh.replace(target)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of this worker's own database."""
    if not POSTGRES:
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'talka.db'}"
        return
    name = f"talka_test_{secrets.token_hex(6)}"
    server = sa.create_engine(server_url(), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")  # no test pulls the plug
    yield server_url().set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture(scope="session")
def config(database_url: str) -> Config:
    return Config(
        secret_key="a secret that only the tests know, long enough",
        database_url=database_url,
        municipality="Jonava",
        hash_cost=(8, 1),
        testing=True,
    )


@pytest.fixture(scope="session")
def _migrated(config: Config) -> Iterator[Talka]:
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        db.session.remove()
        if not POSTGRES:
            db.engine.dispose()  # the last connection to close writes the log into the file
            file = _file(config)
            shutil.copy(file, file.with_suffix(".empty"))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(_migrated: Talka, config: Config) -> Iterator[Talka]:
    """The application over an empty, migrated database."""
    with _migrated.app_context():
        _empty(config)
    context = _migrated.app_context()
    context.push()
    yield _migrated
    db.session.remove()
    context.pop()


@pytest.fixture
def page(app: Talka) -> PageClient:
    """Opens pages as a visitor and checks every page it opens."""
    return PageClient(app)


@pytest.fixture
def person(app: Talka) -> Callable[..., Actor]:
    """Makes a staff account with roles; ``person(Role.OFFICER)`` returns its actor."""

    def make(*roles: Role, scope: str = "") -> Actor:
        with unit_of_work():
            token = secrets.token_hex(8)
            account = Account(email=f"{token}@staff.example", name=f"Staff {token[:4]}", fs_uniquifier=token)
            db.session.add(account)
            db.session.flush()
            for role in roles:
                db.session.add(RoleGrant(account_id=account.id, role=role.value, scope=scope, granted_by="system"))
        actor = account.as_actor()
        db.session.rollback()  # a test must not sit on the database while its pages want to write
        return actor

    return make


@pytest.fixture
def staff(page: PageClient, person: Callable[..., Actor]) -> Callable[..., PageClient]:
    """A page client signed in with roles: ``staff(Role.OFFICER).get("mapping.list_organisations")``."""

    def sign_in(*roles: Role, scope: str = "") -> PageClient:
        page.sign_in(person(*roles, scope=scope))
        return page

    return sign_in


@pytest.fixture
def counted_queries(app: Talka) -> Iterator[list[str]]:
    """Every statement the test sends from now on; clear() it before the part to count."""
    seen: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "SAVEPOINT", "RELEASE", "BEGIN")):
            seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(db.engine, "before_cursor_execute", note)


def _file(config: Config) -> Path:
    return Path(config.database_url.removeprefix("sqlite:///"))


def _empty(config: Config) -> None:
    """Back to the freshly migrated state."""
    db.session.remove()
    if not POSTGRES:
        db.engine.dispose()
        file = _file(config)
        for leftover in (f"{file}-wal", f"{file}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.copy(file.with_suffix(".empty"), file)
        return
    names = [table.name for table in db.metadata.sorted_tables]
    filled = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in names)
    with db.engine.begin() as connection:
        # Rows are deleted where there are any: emptying every table anew costs the server a file for each of them.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name in connection.exec_driver_sql(filled).scalars().all():
            connection.exec_driver_sql(f"DELETE FROM {name}")
        connection.exec_driver_sql("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
        connection.exec_driver_sql(f"INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '{'0' * 64}')")


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program and return what it said."""
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
