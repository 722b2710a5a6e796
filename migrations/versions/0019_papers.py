# SPDX-License-Identifier: EUPL-1.2
"""Ballot papers entered one by one in batches, and the record of the seats of lists beside that of persons.

Papers can only be added: triggers refuse the rest, as with every fact of the count.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

FROZEN = ("paper_batch", "paper_part")


def upgrade() -> None:
    # Not by copying the table, which would lose its triggers on SQLite.
    op.add_column("seat_count", sa.Column("lists_text", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "paper_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("round > 0 AND number > 0", name=op.f("ck_paper_batch_number")),
        sa.CheckConstraint("papers BETWEEN 1 AND 50", name=op.f("ck_paper_batch_size")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_paper_batch_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
        sa.UniqueConstraint(
            "election_id", "place", "round", "number", name=op.f("uq_paper_batch_election_id_place_round_number")
        ),
    )
    with op.batch_alter_table("paper_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_batch_election_id"), ["election_id"], unique=False)
    op.create_table(
        "paper_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind IN ('first', 'second', 'decision')", name=op.f("ck_paper_part_kind")),
        sa.CheckConstraint("number > 0", name=op.f("ck_paper_part_number")),
        sa.CheckConstraint("kind <> 'decision' OR reason <> ''", name=op.f("ck_paper_part_decided_with_reason")),
        sa.ForeignKeyConstraint(["batch_id"], ["paper_batch.id"], name=op.f("fk_paper_part_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_part")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_paper_part_batch_id_number")),
    )
    with op.batch_alter_table("paper_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_part_batch_id"), ["batch_id"], unique=False)
    for table in FROZEN:
        _freeze(table)


def downgrade() -> None:
    for table in reversed(FROZEN):
        _unfreeze(table)
    with op.batch_alter_table("paper_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_part_batch_id"))
    op.drop_table("paper_part")
    with op.batch_alter_table("paper_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_batch_election_id"))
    op.drop_table("paper_batch")
    op.drop_column("seat_count", "lists_text")


def _freeze(table: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION count_fact_refuse()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'a fact of the count stays as it is'); END"
        )


def _unfreeze(table: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{verb}")
