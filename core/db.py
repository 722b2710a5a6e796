# SPDX-License-Identifier: EUPL-1.2
"""The database: base class, engine set-up, and the one unit of work of a request.

One request is one transaction, committed in exactly one place (``UnitOfWork.finish``). A safe request
(GET, HEAD, OPTIONS) cannot change data: the ORM refuses it, and so does the database itself.
Lost updates: SQLite writers begin with BEGIN IMMEDIATE; on PostgreSQL the row that decides is read with
``locked()``. Anything that must happen once also has a UNIQUE constraint.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, ORMExecuteState, Session, SessionTransaction, mapped_column
from sqlalchemy.orm import registry as orm_registry
from sqlalchemy.pool import ConnectionPoolEntry

from core import clock

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

write_intent: ContextVar[bool] = ContextVar("write_intent", default=True)
"""False while a safe request runs. Commands, workers and tests write unless told otherwise."""


class WriteInSafeRequest(RuntimeError):
    """A GET tried to change data. This is a defect of the program, never of the person."""


class UtcDateTime(sa.TypeDecorator[dt.datetime]):
    """An aware moment in UTC on both databases; a naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its time zone")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    registry = orm_registry(
        metadata=sa.MetaData(naming_convention=NAMING),
        type_annotation_map={dt.datetime: UtcDateTime, dict[str, Any]: sa.JSON},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

if TYPE_CHECKING:

    class Model(Base):
        """The base class of every table, typed."""

        __abstract__ = True
else:
    Model = db.Model


PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


_LETTERS = (PUBLIC_ID_ALPHABET * 9)[:256].encode()
_UNEVEN = bytes(range(256 - 256 % len(PUBLIC_ID_ALPHABET), 256))
"""Octets that would make some letters likelier than others."""


def new_public_id() -> str:
    """The name of a thing in addresses: short, random, never a running number."""
    return new_public_ids(1)[0]


def new_public_ids(number: int) -> list[str]:
    """Many at once, for thousands of rows that arrive together."""
    letters = ""
    while len(letters) < 10 * number:
        letters += secrets.token_bytes(12 * number).translate(_LETTERS, _UNEVEN).decode()
    return [letters[10 * place : 10 * place + 10] for place in range(number)]


class Identified:
    """Columns of every thing with an address of its own."""

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(sa.String(10), unique=True, default=new_public_id)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())


def one_of(column: str, enum: type[Any], name: str) -> sa.CheckConstraint:
    """A named CHECK that keeps a text column to the values of a StrEnum."""
    values = ", ".join(f"'{member.value}'" for member in enum)
    return sa.CheckConstraint(f"{column} IN ({values})", name=name)


S = TypeVar("S", bound="sa.Select[Any]")
P = ParamSpec("P")
R = TypeVar("R")

_answers: WeakKeyDictionary[SessionTransaction, dict[Any, Any]] = WeakKeyDictionary()


def locked(statement: S) -> S:
    """The same read, holding its rows until the end of the transaction (PostgreSQL; SQLite holds all)."""
    return statement.with_for_update().execution_options(populate_existing=True)


def once_per_reading(ask: Callable[P, R]) -> Callable[P, R]:
    """A query whose answer is kept while a safe request reads: nothing can change it, and parts of a page share it.

    Its arguments must be hashable, and nobody may alter what it gives. A request that may write asks each time.
    """

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        transaction = None if write_intent.get() else db.session().get_transaction()
        if transaction is None:
            return ask(*args, **kwargs)
        kept = _answers.setdefault(transaction, {})
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = ask(*args, **kwargs)
        found: R = kept[key]
        return found

    return answer


@contextmanager
def attempt() -> Iterator[None]:
    """A savepoint: what a refused action has changed so far is undone, the rest of the request goes on."""
    with db.session.begin_nested():
        yield


@contextmanager
def safe_reading() -> Iterator[None]:
    """A transaction of a command that only reads; whatever was open before is given up."""
    db.session.rollback()
    token = write_intent.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        write_intent.reset(token)


class UnitOfWork:
    """Commits or rolls back, once. Effects wait in the outbox and leave after the commit (``core.outbox``)."""

    def __init__(self) -> None:
        self.failed = False

    def finish(self) -> None:
        """End the transaction: a safe or failed one is rolled back, any other is committed or raises."""
        if self.failed or not write_intent.get():
            db.session.rollback()
            return
        try:
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def unit_of_work() -> Iterator[UnitOfWork]:
    """One transaction for a command, a worker's step or a test that writes."""
    work = UnitOfWork()
    try:
        yield work
    except BaseException:
        work.failed = True
        work.finish()
        raise
    work.finish()


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: sa.Engine) -> None:
    """Install the hooks that make read-check-write safe on SQLite and safe requests read-only on both."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _sqlite_connect)
        sa.event.listen(engine, "begin", _sqlite_begin)
    else:
        sa.event.listen(engine, "begin", _postgres_begin)


def _sqlite_connect(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin transactions behind our back
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=10000",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute("PRAGMA " + pragma)


def _sqlite_begin(connection: Connection) -> None:
    writing = write_intent.get()
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN DEFERRED")


def _postgres_begin(connection: Connection) -> None:
    if not write_intent.get():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


@sa.event.listens_for(Session, "before_flush")
def _refuse_flush(session: Session, _context: object, _instances: object) -> None:
    changed = session.new or session.deleted or any(session.is_modified(o) for o in session.dirty)
    if changed and not write_intent.get():
        raise WriteInSafeRequest


@sa.event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if (state.is_insert or state.is_update or state.is_delete) and not write_intent.get():
        raise WriteInSafeRequest
