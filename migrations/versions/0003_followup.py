# SPDX-License-Identifier: EUPL-1.2
"""Follow-up: inputs, what happened to them, and the words of that in further languages. Facts cannot be changed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "input",
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("source_ref", sa.String(length=40), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome IN ('in_whole', 'in_part', 'not')", name=op.f("ck_input_outcome")),
        sa.CheckConstraint(
            "source IN ('corner_statement', 'contribution', 'meeting_point', 'letter')",
            name=op.f("ck_input_source"),
        ),
        sa.CheckConstraint(
            "state IN ('heard', 'published', 'not_published', 'grouped', 'presented', 'considered', 'answered', 'not_used', 'done', 'withdrawn')",
            name=op.f("ck_input_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('answered', 'not_used', 'done') OR outcome IS NOT NULL",
            name=op.f("ck_input_closed_with_answer"),
        ),
        sa.CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name=op.f("ck_input_answer_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input")),
        sa.UniqueConstraint("public_id", name=op.f("uq_input_public_id")),
        sa.UniqueConstraint("source", "source_ref", name="uq_input_source_ref"),
    )
    with op.batch_alter_table("input", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_input_answered_on"), ["answered_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_input_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_input_state"), ["state"], unique=False)

    op.create_table(
        "input_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("input_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'answered' OR (outcome IS NOT NULL AND reason <> '')",
            name=op.f("ck_input_fact_answer_has_outcome_and_reason"),
        ),
        sa.CheckConstraint(
            "kind IN ('heard', 'published', 'not_published', 'grouped', 'presented', 'assigned', 'progress', 'answered', 'done', 'reopened', 'withdrawn')",
            name=op.f("ck_input_fact_kind"),
        ),
        sa.CheckConstraint("outcome IN ('in_whole', 'in_part', 'not')", name=op.f("ck_input_fact_outcome")),
        sa.ForeignKeyConstraint(["input_id"], ["input.id"], name=op.f("fk_input_fact_input_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_fact")),
        sa.UniqueConstraint("input_id", "number", name="uq_input_fact_number"),
    )
    with op.batch_alter_table("input_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_input_fact_input_id"), ["input_id"], unique=False)

    op.create_table(
        "input_fact_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["input_fact.id"], name=op.f("fk_input_fact_text_fact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_input_fact_text")),
        sa.UniqueConstraint("fact_id", "lang", name="uq_input_fact_text_lang"),
    )
    with op.batch_alter_table("input_fact_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_input_fact_text_fact_id"), ["fact_id"], unique=False)
    forbid_changes()


def downgrade() -> None:
    allow_changes()
    with op.batch_alter_table("input_fact_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_input_fact_text_fact_id"))

    op.drop_table("input_fact_text")
    with op.batch_alter_table("input_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_input_fact_input_id"))

    op.drop_table("input_fact")
    with op.batch_alter_table("input", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_input_state"))
        batch_op.drop_index(batch_op.f("ix_input_due_on"))
        batch_op.drop_index(batch_op.f("ix_input_answered_on"))

    op.drop_table("input")


def forbid_changes() -> None:
    """What happened, happened: the database itself refuses to rewrite a fact. Deleting is for retention."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER input_fact_no_update BEFORE UPDATE ON input_fact "
            "BEGIN SELECT RAISE(ABORT, 'facts are only added'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION input_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'facts are only added'; END $$"
    )
    op.execute(
        "CREATE TRIGGER input_fact_no_update BEFORE UPDATE ON input_fact "
        "FOR EACH ROW EXECUTE FUNCTION input_fact_refuse()"
    )


def allow_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER input_fact_no_update")
        return
    op.execute("DROP TRIGGER input_fact_no_update ON input_fact")
    op.execute("DROP FUNCTION input_fact_refuse()")
