# SPDX-License-Identifier: EUPL-1.2
"""Orders of ballot papers: they can only be added."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_order",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contents_text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_paper_order_number")),
        sa.CheckConstraint("number = 1 OR reason <> ''", name=op.f("ck_paper_order_later_has_a_reason")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_paper_order_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_order")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_paper_order_election_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_order_public_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER paper_order_no_{verb.lower()} BEFORE {verb} ON paper_order "
                f"BEGIN SELECT RAISE(ABORT, 'an order stays as it is'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION paper_order_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'an order stays as it is'; END $$"
    )
    op.execute(
        "CREATE TRIGGER paper_order_no_change BEFORE UPDATE OR DELETE ON paper_order "
        "FOR EACH ROW EXECUTE FUNCTION paper_order_refuse()"
    )


def downgrade() -> None:
    op.drop_table("paper_order")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION paper_order_refuse()")
