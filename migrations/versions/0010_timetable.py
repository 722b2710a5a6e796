# SPDX-License-Identifier: EUPL-1.2
"""Decisions that give steps of an election another time. They can only be added: triggers refuse the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STEPS = (
    "'notice', 'nominations', 'inspection', 'claims', 'claim_decisions', 'register_closing', 'cards', 'publication', "
    "'qualifying', 'polling', 'count', 'declaration', 'result_objections', 'term'"
)


def upgrade() -> None:
    op.create_table(
        "timetable_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=30), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "begins_on IS NULL OR ends_on IS NULL OR begins_on <= ends_on",
            name=op.f("ck_timetable_exception_in_order"),
        ),
        sa.CheckConstraint(
            "decided_by <> '' AND reason <> ''", name=op.f("ck_timetable_exception_decided_with_reason")
        ),
        sa.CheckConstraint(f"step IN ({STEPS})", name=op.f("ck_timetable_exception_step")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_timetable_exception_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable_exception")),
        sa.UniqueConstraint("once", "step", name=op.f("uq_timetable_exception_once_step")),
    )
    with op.batch_alter_table("timetable_exception", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timetable_exception_election_id"), ["election_id"], unique=False)
    freeze()


def downgrade() -> None:
    unfreeze()
    with op.batch_alter_table("timetable_exception", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timetable_exception_election_id"))

    op.drop_table("timetable_exception")


def freeze() -> None:
    """A decision can neither be changed nor deleted; a newer one goes before it."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER timetable_exception_no_{verb.lower()} BEFORE {verb} ON timetable_exception "
                f"BEGIN SELECT RAISE(ABORT, 'a decision stays as it is'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION timetable_exception_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a decision stays as it is'; END $$"
    )
    op.execute(
        "CREATE TRIGGER timetable_exception_no_change BEFORE UPDATE OR DELETE ON timetable_exception "
        "FOR EACH ROW EXECUTE FUNCTION timetable_exception_refuse()"
    )


def unfreeze() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER timetable_exception_no_{verb}")
        return
    op.execute("DROP TRIGGER timetable_exception_no_change ON timetable_exception")
    op.execute("DROP FUNCTION timetable_exception_refuse()")
