# SPDX-License-Identifier: EUPL-1.2
"""Polling places of an election, who works there, what they report; the roll with its marks and envelopes; turnout.

Facts can only be added: triggers refuse the rest. Nothing of the roll has a running number or a time of day.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

FROZEN = (
    "place_version",
    "poll_report",
    "turnout_report",
    "roll_print",
    "roll_line",
    "roll_mark",
    "roll_conflict",
    "postal_fact",
    "tendered_ballot",
    "tendered_decision",
)


def upgrade() -> None:
    op.create_table(
        "place_duty",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("duty", sa.String(length=20), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_by", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("duty IN ('chair', 'clerk', 'interpreter', 'assistant')", name=op.f("ck_place_duty_duty")),
        sa.CheckConstraint("begins < ends", name=op.f("ck_place_duty_begins_first")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_place_duty_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_duty")),
        sa.UniqueConstraint("once", name=op.f("uq_place_duty_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_place_duty_public_id")),
    )
    with op.batch_alter_table("place_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_duty_election_id"), ["election_id"], unique=False)

    op.create_table(
        "place_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("details_text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind IN ('fixed', 'mobile', 'post')", name=op.f("ck_place_version_kind")),
        sa.CheckConstraint("number = 1 OR reason <> ''", name=op.f("ck_place_version_changed_with_reason")),
        sa.CheckConstraint("number > 0", name=op.f("ck_place_version_number")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_place_version_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_version")),
        sa.UniqueConstraint("election_id", "key", "number", name=op.f("uq_place_version_election_id_key_number")),
    )
    with op.batch_alter_table("place_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_version_election_id"), ["election_id"], unique=False)

    op.create_table(
        "poll_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind <> 'silent' OR note <> ''", name=op.f("ck_poll_report_silent_with_reason")),
        sa.CheckConstraint(
            "kind IN ('opened', 'offline', 'online', 'closed', 'reopened', 'silent')", name=op.f("ck_poll_report_kind")
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_poll_report_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_report")),
        sa.UniqueConstraint("election_id", "place", "number", name=op.f("uq_poll_report_election_id_place_number")),
    )
    with op.batch_alter_table("poll_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_report_election_id"), ["election_id"], unique=False)

    op.create_table(
        "roll_conflict",
        sa.Column("election_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "kind IN ('also_on_screen', 'also_by_post', 'line_unknown', 'not_an_elector')",
            name=op.f("ck_roll_conflict_kind"),
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_roll_conflict_election_id")),
        sa.PrimaryKeyConstraint("election_id", "place", "line", "kind", name=op.f("pk_roll_conflict")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roll_print",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_roll_print_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_print")),
        sa.UniqueConstraint("election_id", "place", "number", name=op.f("uq_roll_print_election_id_place_number")),
    )
    with op.batch_alter_table("roll_print", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_print_election_id"), ["election_id"], unique=False)

    op.create_table(
        "turnout_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report_text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_turnout_report_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turnout_report")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_turnout_report_election_id_number")),
    )
    with op.batch_alter_table("turnout_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turnout_report_election_id"), ["election_id"], unique=False)

    op.create_table(
        "postal_fact",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("event <> 'cancel' OR reason <> ''", name=op.f("ck_postal_fact_cancelled_with_reason")),
        sa.CheckConstraint(
            "event IN ('apply', 'issue', 'return', 'return_late', 'return_unsigned', 'return_void', 'cancel', 'accept')",
            name=op.f("ck_postal_fact_event"),
        ),
        sa.CheckConstraint("turn > 0", name=op.f("ck_postal_fact_turn")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_postal_fact_election_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_postal_fact_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "turn", name=op.f("pk_postal_fact")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("postal_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_postal_fact_election_id"), ["election_id"], unique=False)

    op.create_table(
        "roll_line",
        sa.Column("election_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("line > 0", name=op.f("ck_roll_line_line")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_roll_line_election_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_roll_line_entry_id")),
        sa.PrimaryKeyConstraint("election_id", "place", "line", name=op.f("pk_roll_line")),
        sa.UniqueConstraint("election_id", "place", "entry_id", name=op.f("uq_roll_line_election_id_place_entry_id")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("roll_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_line_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "roll_mark",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind = 'marked' OR reason <> ''", name=op.f("ck_roll_mark_taken_back_with_reason")),
        sa.CheckConstraint("kind IN ('marked', 'taken_back')", name=op.f("ck_roll_mark_kind")),
        sa.CheckConstraint("turn > 0 AND (turn % 2 = 1) = (kind = 'marked')", name=op.f("ck_roll_mark_turns")),
        sa.CheckConstraint("way IN ('desk', 'paper_roll', 'post')", name=op.f("ck_roll_mark_way")),
        sa.CheckConstraint(
            "(turn = 1 AND previous IS NULL) OR (turn > 1 AND previous IS NOT NULL AND previous = turn - 1)",
            name=op.f("ck_roll_mark_follows_the_one_before"),
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_roll_mark_election_id")),
        sa.ForeignKeyConstraint(
            ["entry_id", "previous"],
            ["roll_mark.entry_id", "roll_mark.turn"],
            name=op.f("fk_roll_mark_entry_id_previous"),
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_roll_mark_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "turn", name=op.f("pk_roll_mark")),
        sa.UniqueConstraint("once", name=op.f("uq_roll_mark_once")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("roll_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roll_mark_election_id_place"), ["election_id", "place"], unique=False)

    op.create_table(
        "tendered_ballot",
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("statement <> ''", name=op.f("ck_tendered_ballot_says_something")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_tendered_ballot_election_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_tendered_ballot_entry_id")),
        sa.PrimaryKeyConstraint("public_id", name=op.f("pk_tendered_ballot")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_tendered_ballot_entry_id")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("tendered_ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tendered_ballot_election_id"), ["election_id"], unique=False)

    op.create_table(
        "tendered_decision",
        sa.Column("tendered_id", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("outcome IN ('counted', 'rejected')", name=op.f("ck_tendered_decision_outcome")),
        sa.CheckConstraint("reason <> '' AND decided_by <> ''", name=op.f("ck_tendered_decision_decided_with_reason")),
        sa.ForeignKeyConstraint(
            ["tendered_id"], ["tendered_ballot.public_id"], name=op.f("fk_tendered_decision_tendered_id")
        ),
        sa.PrimaryKeyConstraint("tendered_id", name=op.f("pk_tendered_decision")),
    )
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_entry_election_id_date_of_birth"), ["election_id", "date_of_birth"], unique=False
        )

    freeze()


def downgrade() -> None:
    unfreeze()
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_entry_election_id_date_of_birth"))

    op.drop_table("tendered_decision")
    with op.batch_alter_table("tendered_ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tendered_ballot_election_id"))

    op.drop_table("tendered_ballot")
    with op.batch_alter_table("roll_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roll_mark_election_id_place"))

    op.drop_table("roll_mark")
    with op.batch_alter_table("roll_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roll_line_entry_id"))

    op.drop_table("roll_line")
    with op.batch_alter_table("postal_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postal_fact_election_id"))

    op.drop_table("postal_fact")
    with op.batch_alter_table("turnout_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turnout_report_election_id"))

    op.drop_table("turnout_report")
    with op.batch_alter_table("roll_print", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roll_print_election_id"))

    op.drop_table("roll_print")
    op.drop_table("roll_conflict")
    with op.batch_alter_table("poll_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_report_election_id"))

    op.drop_table("poll_report")
    with op.batch_alter_table("place_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_version_election_id"))

    op.drop_table("place_version")
    with op.batch_alter_table("place_duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_duty_election_id"))

    op.drop_table("place_duty")


def freeze() -> None:
    """A fact of polling can neither be changed nor deleted."""
    if op.get_bind().dialect.name == "sqlite":
        for table in FROZEN:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'a fact of polling stays as it is'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION polling_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a fact of polling stays as it is'; END $$"
    )
    for table in FROZEN:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION polling_fact_refuse()"
        )


def unfreeze() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in FROZEN:
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    for table in FROZEN:
        op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
    op.execute("DROP FUNCTION polling_fact_refuse()")
