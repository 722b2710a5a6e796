# SPDX-License-Identifier: EUPL-1.2
"""Objections to a result with their decisions, what happens to the seats of a council, the minutes of a count.

Decisions, facts about seats and minutes can only be added: triggers refuse the rest.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FROZEN = ("result_objection_decision", "seat_fact", "count_minutes")


def upgrade() -> None:
    op.create_table(
        "count_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.String(length=200), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("incidents", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("present <> ''", name=op.f("ck_count_minutes_somebody_present")),
        sa.CheckConstraint("ended_at >= begun_at", name=op.f("ck_count_minutes_ended_after_it_began")),
        sa.CheckConstraint("number > 0", name=op.f("ck_count_minutes_number")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_count_minutes_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_minutes")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_count_minutes_election_id_number")),
    )
    with op.batch_alter_table("count_minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_count_minutes_election_id"), ["election_id"], unique=False)

    op.create_table(
        "result_objection",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("declaration_number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("objector", sa.String(length=20), nullable=False),
        sa.Column("objector_name", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "objector IN ('elector', 'candidate', 'list_agent', 'observer', 'other')",
            name=op.f("ck_result_objection_objector"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'upheld', 'rejected', 'inadmissible', 'withdrawn')",
            name=op.f("ck_result_objection_state"),
        ),
        sa.CheckConstraint("statement <> ''", name=op.f("ck_result_objection_says_something")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_result_objection_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_objection")),
        sa.UniqueConstraint("once", name=op.f("uq_result_objection_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_result_objection_public_id")),
    )
    with op.batch_alter_table("result_objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_objection_election_id"), ["election_id"], unique=False)

    op.create_table(
        "seat_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("step_text", sa.Text(), nullable=False),
        sa.Column("lots_text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("event = 'unfilled' OR person <> ''", name=op.f("ck_seat_fact_about_somebody")),
        sa.CheckConstraint(
            "event IN ('accepted', 'refused', 'resigned', 'died', 'lost_right', 'called', 'unfilled', 'corrected')",
            name=op.f("ck_seat_fact_event"),
        ),
        sa.CheckConstraint("number > 0 AND seat > 0", name=op.f("ck_seat_fact_numbers")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_seat_fact_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_fact")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_seat_fact_election_id_number")),
    )
    with op.batch_alter_table("seat_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_fact_election_id"), ["election_id"], unique=False)

    op.create_table(
        "result_objection_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("effect", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "effect = 'none' OR outcome = 'upheld'", name=op.f("ck_result_objection_decision_effect_when_upheld")
        ),
        sa.CheckConstraint(
            "effect IN ('none', 'recount', 'correction', 'repeat')", name=op.f("ck_result_objection_decision_effect")
        ),
        sa.CheckConstraint(
            "outcome <> 'open' AND reason <> ''", name=op.f("ck_result_objection_decision_decided_with_reason")
        ),
        sa.CheckConstraint(
            "outcome IN ('open', 'upheld', 'rejected', 'inadmissible', 'withdrawn')",
            name=op.f("ck_result_objection_decision_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["result_objection.id"], name=op.f("fk_result_objection_decision_objection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_objection_decision")),
        sa.UniqueConstraint("objection_id", name=op.f("uq_result_objection_decision_objection_id")),
    )
    _freeze()


def downgrade() -> None:
    _unfreeze()
    op.drop_table("result_objection_decision")
    with op.batch_alter_table("seat_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_fact_election_id"))

    op.drop_table("seat_fact")
    with op.batch_alter_table("result_objection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_objection_election_id"))

    op.drop_table("result_objection")
    with op.batch_alter_table("count_minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_count_minutes_election_id"))

    op.drop_table("count_minutes")


def _freeze() -> None:
    """What was decided, what happened and what minutes say can neither be changed nor deleted."""
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
                f"BEGIN SELECT RAISE(ABORT, 'a fact of the result stays as it is'); END"
            )


def _unfreeze() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in FROZEN:
        if not sqlite:
            op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
            continue
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")
