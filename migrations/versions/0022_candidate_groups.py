# SPDX-License-Identifier: EUPL-1.2
"""To which groups of the statute candidates belong. Answers can only be added: triggers refuse the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("candidate", sa.String(length=10), nullable=False),
        sa.Column("trait", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("belongs_to", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_candidate_group_number")),
        sa.CheckConstraint("number = 1 OR reason <> ''", name=op.f("ck_candidate_group_changed_with_reason")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_candidate_group_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_group")),
        sa.UniqueConstraint(
            "election_id",
            "candidate",
            "trait",
            "number",
            name=op.f("uq_candidate_group_election_id_candidate_trait_number"),
        ),
    )
    with op.batch_alter_table("candidate_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_group_election_id"), ["election_id"], unique=False)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            "CREATE TRIGGER candidate_group_no_change BEFORE UPDATE OR DELETE ON candidate_group "
            "FOR EACH ROW EXECUTE FUNCTION count_fact_refuse()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER candidate_group_no_{verb.lower()} BEFORE {verb} ON candidate_group "
            f"BEGIN SELECT RAISE(ABORT, 'a fact of the count stays as it is'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER candidate_group_no_change ON candidate_group")
    else:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER candidate_group_no_{verb}")
    with op.batch_alter_table("candidate_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_group_election_id"))
    op.drop_table("candidate_group")
