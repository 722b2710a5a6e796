# SPDX-License-Identifier: EUPL-1.2
"""Candidate lists, drawn lots, counts of polling places, allocated seats and declarations.

What is a fact of the count (lots, entries, allocations, declarations) can only be added: triggers refuse the rest.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FROZEN = ("lot_draw", "count_entry", "seat_count", "provisional_result", "declaration", "candidate_list_fact")


def upgrade() -> None:
    op.create_table(
        "candidate_list",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("agent_name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "number IS NULL OR (number > 0 AND state = 'admitted')",
            name=op.f("ck_candidate_list_numbered_when_admitted"),
        ),
        sa.CheckConstraint("state IN ('submitted', 'admitted', 'rejected')", name=op.f("ck_candidate_list_state")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_candidate_list_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_list")),
        sa.UniqueConstraint("election_id", "name_key", name=op.f("uq_candidate_list_election_id_name_key")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_candidate_list_election_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_candidate_list_public_id")),
    )
    with op.batch_alter_table("candidate_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_list_election_id"), ["election_id"], unique=False)

    op.create_table(
        "count_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("figures_text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind <> 'decision' OR reason <> ''", name=op.f("ck_count_entry_decided_with_reason")),
        sa.CheckConstraint("kind IN ('first', 'second', 'decision')", name=op.f("ck_count_entry_kind")),
        sa.CheckConstraint("number > 0", name=op.f("ck_count_entry_number")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_count_entry_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_entry")),
        sa.UniqueConstraint("election_id", "place", "number", name=op.f("uq_count_entry_election_id_place_number")),
    )
    with op.batch_alter_table("count_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_count_entry_election_id"), ["election_id"], unique=False)

    op.create_table(
        "lot_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("order_text", sa.Text(), nullable=False),
        sa.Column("drawn_by", sa.String(length=200), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_lot_draw_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_draw")),
        sa.UniqueConstraint("election_id", "inputs", "turn", name=op.f("uq_lot_draw_election_id_inputs_turn")),
    )
    with op.batch_alter_table("lot_draw", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lot_draw_election_id"), ["election_id"], unique=False)

    op.create_table(
        "seat_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("record_text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("state IN ('decided', 'lots_needed')", name=op.f("ck_seat_count_state")),
        sa.CheckConstraint("number > 0", name=op.f("ck_seat_count_number")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_seat_count_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_count")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_seat_count_election_id_number")),
    )
    with op.batch_alter_table("seat_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_count_election_id"), ["election_id"], unique=False)

    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("given_names", sa.String(length=200), nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("original_lang", sa.String(length=12), nullable=False),
        sa.Column("register_number", sa.String(length=40), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=20), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(length=40), nullable=False),
        sa.Column("leaving", sa.String(length=20), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(evidence = 'none') = (checked_on IS NULL)", name=op.f("ck_candidate_checked_on_a_day")),
        sa.CheckConstraint("evidence IN ('none', 'register', 'paper')", name=op.f("ck_candidate_evidence")),
        sa.CheckConstraint("leaving IN ('withdrew', 'died')", name=op.f("ck_candidate_leaving")),
        sa.CheckConstraint("(leaving IS NULL) = (left_on IS NULL)", name=op.f("ck_candidate_left_on_a_day")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_candidate_election_id")),
        sa.ForeignKeyConstraint(["list_id"], ["candidate_list.id"], name=op.f("fk_candidate_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("election_id", "register_number", name=op.f("uq_candidate_election_id_register_number")),
        sa.UniqueConstraint("list_id", "position", name=op.f("uq_candidate_list_id_position")),
    )
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_election_id"), ["election_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_candidate_list_id"), ["list_id"], unique=False)

    op.create_table(
        "candidate_list_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=30), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "event IN ('submitted', 'changed', 'admitted', 'rejected', 'numbered', 'published', 'candidate_withdrew', 'candidate_died')",
            name=op.f("ck_candidate_list_fact_event"),
        ),
        sa.ForeignKeyConstraint(["list_id"], ["candidate_list.id"], name=op.f("fk_candidate_list_fact_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_list_fact")),
    )
    with op.batch_alter_table("candidate_list_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_list_fact_list_id"), ["list_id"], unique=False)

    op.create_table(
        "declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat_count_id", sa.Integer(), nullable=False),
        sa.Column("result_text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("number = 1 OR reason <> ''", name=op.f("ck_declaration_corrected_with_reason")),
        sa.CheckConstraint("number > 0", name=op.f("ck_declaration_number")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_declaration_election_id")),
        sa.ForeignKeyConstraint(["seat_count_id"], ["seat_count.id"], name=op.f("fk_declaration_seat_count_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_declaration_election_id_number")),
    )
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_declaration_election_id"), ["election_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_declaration_seat_count_id"), ["seat_count_id"], unique=False)

    op.create_table(
        "provisional_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("seat_count_id", sa.Integer(), nullable=False),
        sa.Column("result_text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_provisional_result_election_id")),
        sa.ForeignKeyConstraint(["seat_count_id"], ["seat_count.id"], name=op.f("fk_provisional_result_seat_count_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisional_result")),
        sa.UniqueConstraint(
            "election_id", "seat_count_id", name=op.f("uq_provisional_result_election_id_seat_count_id")
        ),
    )
    with op.batch_alter_table("provisional_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provisional_result_election_id"), ["election_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_provisional_result_seat_count_id"), ["seat_count_id"], unique=False)

    freeze()


def downgrade() -> None:
    unfreeze()
    with op.batch_alter_table("provisional_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provisional_result_seat_count_id"))
        batch_op.drop_index(batch_op.f("ix_provisional_result_election_id"))

    op.drop_table("provisional_result")
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_seat_count_id"))
        batch_op.drop_index(batch_op.f("ix_declaration_election_id"))

    op.drop_table("declaration")
    with op.batch_alter_table("candidate_list_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_list_fact_list_id"))

    op.drop_table("candidate_list_fact")
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_list_id"))
        batch_op.drop_index(batch_op.f("ix_candidate_election_id"))

    op.drop_table("candidate")
    with op.batch_alter_table("seat_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_count_election_id"))

    op.drop_table("seat_count")
    with op.batch_alter_table("lot_draw", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lot_draw_election_id"))

    op.drop_table("lot_draw")
    with op.batch_alter_table("count_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_count_entry_election_id"))

    op.drop_table("count_entry")
    with op.batch_alter_table("candidate_list", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_list_election_id"))

    op.drop_table("candidate_list")


def freeze() -> None:
    """A fact of the count can neither be changed nor deleted."""
    if op.get_bind().dialect.name == "sqlite":
        for table in FROZEN:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'a fact of the count stays as it is'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION count_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a fact of the count stays as it is'; END $$"
    )
    for table in FROZEN:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION count_fact_refuse()"
        )


def unfreeze() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in FROZEN:
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    for table in FROZEN:
        op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
    op.execute("DROP FUNCTION count_fact_refuse()")
