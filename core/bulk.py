# SPDX-License-Identifier: EUPL-1.2
"""Writes very many rows at once: COPY on PostgreSQL, one prepared statement on SQLite.

For tables of which hundreds of thousands of rows arrive together. Nothing is filled in: every column that has no
default in the database is given, in the order of ``columns``. It belongs to the transaction of the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from core.db import WriteInSafeRequest, db, write_intent

CHUNK = 5_000
Cell = Any


def insert_rows(
    model: type[Any],
    columns: Sequence[str],
    rows: Iterable[tuple[Cell, ...]],
    *,
    alike: Mapping[str, Cell] | None = None,
) -> int:
    """Insert the rows and return how many there were.

    :param alike: further columns in which every row has the same value.
    :raises WriteInSafeRequest: within a request that must not write.
    """
    if not write_intent.get():
        raise WriteInSafeRequest
    table: sa.Table = model.__table__
    connection = db.session.connection()
    columns = (*columns, *(alike or {}))
    prepared = _prepared(table, columns, connection.dialect, rows, alike or {})
    if connection.dialect.name == "postgresql":
        return _copied(connection, table, columns, prepared)
    # Rows that go to places all over a large table: with the small cache that is usual each is read again and again.
    connection.exec_driver_sql("PRAGMA cache_size=-65536")
    names = ", ".join(_quoted(columns, connection.dialect))
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 - names of the model  # nosec B608
    number = 0
    while chunk := list(islice(prepared, CHUNK)):
        connection.exec_driver_sql(statement, chunk)
        number += len(chunk)
    return number


def _copied(connection: sa.Connection, table: sa.Table, columns: Sequence[str], rows: Iterator[Sequence[Cell]]) -> int:
    names = ", ".join(_quoted(columns, connection.dialect))
    driver: Any = connection.connection.driver_connection
    number = 0
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
            number += 1
    return number


def _quoted(columns: Sequence[str], dialect: sa.Dialect) -> list[str]:
    return [dialect.identifier_preparer.quote(name) for name in columns]


def _prepared(
    table: sa.Table,
    columns: Sequence[str],
    dialect: sa.Dialect,
    rows: Iterable[tuple[Cell, ...]],
    alike: Mapping[str, Cell],
) -> Iterator[tuple[Cell, ...]]:
    """The rows as the driver wants them; only columns whose type needs it are touched."""
    bound = {name: bind for name in columns if (bind := _binder(table.c[name].type, dialect)) is not None}
    end = tuple(bound[name](value) if name in bound else value for name, value in alike.items())
    places = [(place, bound[name]) for place, name in enumerate(columns) if name in bound and name not in alike]
    for row in rows:
        if not places:
            yield row + end
            continue
        cells = list(row)
        for place, bind in places:
            cells[place] = bind(cells[place])
        yield (*cells, *end)


def _binder(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, sa.LargeBinary):
        return None  # octets are what every driver takes
    return kind.dialect_impl(dialect).bind_processor(dialect)
