# SPDX-License-Identifier: EUPL-1.2
"""Recounts, boxes counted together, places left out and doubtful papers; entries know which count they belong to.

Like the entries themselves these facts can only be added: triggers refuse the rest.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FROZEN = ("recount_order", "pooled_box", "omitted_place", "doubtful_paper")


def upgrade() -> None:
    # Not by copying the table, which would lose its triggers on SQLite.
    op.add_column("count_entry", sa.Column("round", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "recount_order",
        *_beginning("recount_order"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("ordered_by", sa.String(length=200), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        *_ending("recount_order"),
        sa.CheckConstraint("number > 0", name=op.f("ck_recount_order_number")),
        sa.CheckConstraint("ordered_by <> '' AND reason <> ''", name=op.f("ck_recount_order_ordered_with_reason")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_recount_order_election_id_number")),
    )
    op.create_table(
        "pooled_box",
        *_beginning("pooled_box"),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("box", sa.String(length=40), nullable=False),
        *_ending("pooled_box"),
        sa.CheckConstraint("place <> box", name=op.f("ck_pooled_box_another_place")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_pooled_box_with_reason")),
        sa.UniqueConstraint("election_id", "place", name=op.f("uq_pooled_box_election_id_place")),
    )
    op.create_table(
        "omitted_place",
        *_beginning("omitted_place"),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        *_ending("omitted_place"),
        sa.CheckConstraint("decided_by <> '' AND reason <> ''", name=op.f("ck_omitted_place_decided_with_reason")),
        sa.UniqueConstraint("election_id", "place", name=op.f("uq_omitted_place_election_id_place")),
    )
    op.create_table(
        "doubtful_paper",
        *_beginning("doubtful_paper"),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=30), nullable=True),
        sa.Column("counted_for", sa.String(length=200), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("board", sa.Text(), nullable=False),
        *_ending("doubtful_paper"),
        *_judged(),
        sa.UniqueConstraint("election_id", "place", "number", name=op.f("uq_doubtful_paper_election_id_place_number")),
    )
    for table in FROZEN:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_election_id"), ["election_id"], unique=False)
    _freeze()


def _beginning(table: str) -> list[sa.Column | sa.Constraint]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f(f"fk_{table}_election_id")),
    ]


def _ending(table: str) -> list[sa.Column | sa.Constraint]:
    return [
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _judged() -> list[sa.Constraint]:
    grounds = (
        "'not_marked', 'several_lists', 'across_lists', 'too_many_votes', 'too_many_on_one', 'wish_unclear', "
        "'identifies_elector', 'addition', 'not_official', 'other'"
    )
    checks = {
        "outcome": "outcome IN ('valid', 'rejected')",
        "ground": f"ground IN ({grounds})",
        "number": "number > 0",
        "rejected_on_a_ground": "(outcome = 'rejected') = (ground IS NOT NULL)",
        "valid_for_something": "(outcome = 'valid') = (counted_for <> '')",
        "decided_with_reason": "reason <> '' AND board <> ''",
        "carried": "in_favour > against AND against >= 0",
    }
    return [sa.CheckConstraint(text, name=op.f(f"ck_doubtful_paper_{name}")) for name, text in checks.items()]


def downgrade() -> None:
    _unfreeze()
    for table in reversed(FROZEN):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_election_id"))
        op.drop_table(table)
    op.drop_column("count_entry", "round")


def _freeze() -> None:
    """A decision around the count can neither be changed nor deleted."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in FROZEN:
        if not sqlite:
            op.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION count_fact_refuse()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'a fact of the count stays as it is'); END"
            )


def _unfreeze() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in FROZEN:
        if not sqlite:
            op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
            continue
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")
