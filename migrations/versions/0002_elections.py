# SPDX-License-Identifier: EUPL-1.2
"""Versions of the statute, which stay as adopted, and elections with the facts that moved them on."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statute_version",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parameters_text", sa.Text(), nullable=False),
        sa.Column("rule_text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("drafted_by", sa.String(length=40), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("adopted_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "adopted_on IS NULL OR adopted_by <> ''", name=op.f("ck_statute_version_adopted_by_somebody")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_statute_version_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statute_version")),
        sa.UniqueConstraint("number", name=op.f("uq_statute_version_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_statute_version_public_id")),
    )
    op.create_table(
        "election",
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("statute_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("register_closes_on", sa.Date(), nullable=False),
        sa.Column("nominations_close_on", sa.Date(), nullable=False),
        sa.Column("polling_day", sa.Date(), nullable=False),
        sa.Column("declare_by", sa.Date(), nullable=False),
        sa.Column("qualifying_date", sa.Date(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'called', 'register_open', 'register_closed', 'nominations_closed', 'polling', 'counting', 'declared')",
            name=op.f("ck_election_state"),
        ),
        sa.CheckConstraint("nominations_close_on <= polling_day", name=op.f("ck_election_nominations_before_polling")),
        sa.CheckConstraint("polling_day <= declare_by", name=op.f("ck_election_declared_after_polling")),
        sa.CheckConstraint("qualifying_date <= polling_day", name=op.f("ck_election_qualifying_before_polling")),
        sa.CheckConstraint("register_closes_on <= nominations_close_on", name=op.f("ck_election_register_first")),
        sa.ForeignKeyConstraint(["statute_id"], ["statute_version.id"], name=op.f("fk_election_statute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
        sa.UniqueConstraint("once", name=op.f("uq_election_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_election_public_id")),
    )
    with op.batch_alter_table("election", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_statute_id"), ["statute_id"], unique=False)

    op.create_table(
        "election_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "event IN ('call', 'open_register', 'close_register', 'close_nominations', 'open_polling', 'begin_count', 'declare')",
            name=op.f("ck_election_fact_event"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'called', 'register_open', 'register_closed', 'nominations_closed', 'polling', 'counting', 'declared')",
            name=op.f("ck_election_fact_state"),
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_election_fact_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_fact")),
        sa.UniqueConstraint("election_id", "event", name=op.f("uq_election_fact_election_id_event")),
    )
    with op.batch_alter_table("election_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_fact_election_id"), ["election_id"], unique=False)

    freeze_adopted()


def downgrade() -> None:
    unfreeze_adopted()
    with op.batch_alter_table("election_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_election_fact_election_id"))

    op.drop_table("election_fact")
    with op.batch_alter_table("election", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_election_statute_id"))

    op.drop_table("election")
    op.drop_table("statute_version")


def freeze_adopted() -> None:
    """An adopted version of the statute can neither be changed nor deleted."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER statute_version_no_{verb.lower()} BEFORE {verb} ON statute_version "
                "WHEN OLD.adopted_on IS NOT NULL "
                "BEGIN SELECT RAISE(ABORT, 'an adopted statute stays as it is'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION statute_version_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'an adopted statute stays as it is'; END $$"
    )
    op.execute(
        "CREATE TRIGGER statute_version_no_change BEFORE UPDATE OR DELETE ON statute_version "
        "FOR EACH ROW WHEN (OLD.adopted_on IS NOT NULL) EXECUTE FUNCTION statute_version_refuse()"
    )


def unfreeze_adopted() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER statute_version_no_{verb}")
        return
    op.execute("DROP TRIGGER statute_version_no_change ON statute_version")
    op.execute("DROP FUNCTION statute_version_refuse()")
