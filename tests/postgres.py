# SPDX-License-Identifier: EUPL-1.2
"""Says whether the PostgreSQL server of the tests can be used: ``python -m tests.postgres``; exit 1 when not."""

from __future__ import annotations

import os
import sys

import sqlalchemy as sa

DEFAULT = "postgresql+psycopg:///postgres?host=/var/run/postgresql"


def server_url() -> sa.URL:
    return sa.make_url(os.environ.get("TEST_POSTGRES", DEFAULT)).set(database="postgres")


if __name__ == "__main__":
    try:
        with sa.create_engine(server_url()).connect() as connection:
            may = connection.exec_driver_sql("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user").scalar()
    except sa.exc.SQLAlchemyError:
        sys.exit(1)
    sys.exit(0 if may else 1)
