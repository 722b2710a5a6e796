# SPDX-License-Identifier: EUPL-1.2
"""Polling cards: print runs with their files, the cards, their way by post, replacements, and messages sent.

A run, its files and what happened on the way can only be added. A card changes once: when it stops to count.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FROZEN = (
    "card_run",
    "card_file",
    "card_dispatch",
    "card_return",
    "card_remedy",
    "card_replacement",
    "card_notice",
)
CHANGED = "OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.entry_id <> OLD.entry_id"


def upgrade() -> None:
    op.create_table(
        "card_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=60), nullable=False),
        sa.CheckConstraint("kind IN ('card', 'reminder')", name=op.f("ck_card_notice_kind")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_card_notice_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_notice")),
        sa.UniqueConstraint("once", name=op.f("uq_card_notice_once")),
    )
    with op.batch_alter_table("card_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_notice_election_id"), ["election_id"], unique=False)

    op.create_table(
        "card_run",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("missing", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("repeats = 0 OR reason <> ''", name=op.f("ck_card_run_repeated_with_reason")),
        sa.CheckConstraint("number > 0 AND cards > 0", name=op.f("ck_card_run_not_empty")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_card_run_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_run")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_card_run_election_id_number")),
        sa.UniqueConstraint("once", name=op.f("uq_card_run_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_card_run_public_id")),
    )
    op.create_table(
        "card_dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(length=200), nullable=False),
        sa.Column("handed_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.CheckConstraint("cards > 0", name=op.f("ck_card_dispatch_some")),
        sa.ForeignKeyConstraint(["run_id"], ["card_run.id"], name=op.f("fk_card_dispatch_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_dispatch")),
        sa.UniqueConstraint("once", name=op.f("uq_card_dispatch_once")),
    )
    with op.batch_alter_table("card_dispatch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_dispatch_run_id"), ["run_id"], unique=False)

    op.create_table(
        "card_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("pages = cards AND last - first + 1 = cards", name=op.f("ck_card_file_adds_up")),
        sa.ForeignKeyConstraint(["run_id"], ["card_run.id"], name=op.f("fk_card_file_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_file")),
        sa.UniqueConstraint("run_id", "name", name=op.f("uq_card_file_run_id_name")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_card_file_run_id_number")),
    )
    op.create_table(
        "polling_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "ending IN ('reprinted', 'replaced', 'not_eligible', 'other_place')", name=op.f("ck_polling_card_ending")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_polling_card_ended_with_reason")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_polling_card_election_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_polling_card_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polling_card")),
        sa.UniqueConstraint(
            "election_id", "series", "sequence", name=op.f("uq_polling_card_election_id_series_sequence")
        ),
    )
    with op.batch_alter_table("polling_card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_polling_card_election_id_ending_place"), ["election_id", "ending", "place"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_polling_card_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(
            "uq_polling_card_one_counts",
            ["entry_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "card_replacement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(length=20), nullable=False),
        sa.Column("proof", sa.String(length=20), nullable=False),
        sa.Column("checked_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.CheckConstraint("checked_by <> ''", name=op.f("ck_card_replacement_checked_by_somebody")),
        sa.CheckConstraint(
            "need IN ('lost', 'never_came', 'damaged', 'data_changed', 'seen_by_others')",
            name=op.f("ck_card_replacement_need"),
        ),
        sa.CheckConstraint(
            "proof IN ('passport', 'identity_card', 'residence_permit', 'known_in_person')",
            name=op.f("ck_card_replacement_proof"),
        ),
        sa.ForeignKeyConstraint(["card_id"], ["polling_card.id"], name=op.f("fk_card_replacement_card_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_replacement")),
        sa.UniqueConstraint("card_id", name=op.f("uq_card_replacement_card_id")),
        sa.UniqueConstraint("once", name=op.f("uq_card_replacement_once")),
    )
    op.create_table(
        "card_return",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IN ('unknown_there', 'moved', 'address_incomplete', 'not_fetched', 'not_taken', 'died')",
            name=op.f("ck_card_return_reason"),
        ),
        sa.ForeignKeyConstraint(["card_id"], ["polling_card.id"], name=op.f("fk_card_return_card_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_return")),
        sa.UniqueConstraint("card_id", name=op.f("uq_card_return_card_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_card_return_public_id")),
    )
    op.create_table(
        "card_remedy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("remedy", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "remedy IN ('new_address', 'go_between', 'waits_at_desk', 'handed_over', 'nothing_more')",
            name=op.f("ck_card_remedy_remedy"),
        ),
        sa.ForeignKeyConstraint(["return_id"], ["card_return.id"], name=op.f("fk_card_remedy_return_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_remedy")),
    )
    with op.batch_alter_table("card_remedy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_remedy_return_id"), ["return_id"], unique=False)

    freeze()


def downgrade() -> None:
    unfreeze()
    with op.batch_alter_table("card_remedy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_remedy_return_id"))

    op.drop_table("card_remedy")
    op.drop_table("card_return")
    op.drop_table("card_replacement")
    with op.batch_alter_table("polling_card", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_polling_card_one_counts",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_polling_card_entry_id"))
        batch_op.drop_index(batch_op.f("ix_polling_card_election_id_ending_place"))

    op.drop_table("polling_card")
    op.drop_table("card_file")
    with op.batch_alter_table("card_dispatch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_dispatch_run_id"))

    op.drop_table("card_dispatch")
    op.drop_table("card_run")
    with op.batch_alter_table("card_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_notice_election_id"))

    op.drop_table("card_notice")


def freeze() -> None:
    """What was printed, sent or came back stays written down; a card ends once and is never taken away."""
    if op.get_bind().dialect.name == "sqlite":
        for table in FROZEN:
            _abort(table, "UPDATE")
        for table in (*FROZEN, "polling_card"):
            _abort(table, "DELETE")
        _abort("polling_card", "UPDATE", f"WHEN {CHANGED} ")
        return
    op.execute(
        "CREATE FUNCTION card_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'what became of a card stays as it is'; END $$"
    )
    for table in FROZEN:
        _refuse(table, "no_change", "UPDATE OR DELETE")
    _refuse("polling_card", "no_delete", "DELETE")
    _refuse("polling_card", "no_update", "UPDATE", f"WHEN ({CHANGED}) ")


def unfreeze() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in (*FROZEN, "polling_card"):
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    for table in FROZEN:
        op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
    for verb in ("delete", "update"):
        op.execute(f"DROP TRIGGER polling_card_no_{verb} ON polling_card")
    op.execute("DROP FUNCTION card_fact_refuse()")


def _abort(table: str, verb: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, 'what became of a card stays as it is'); END"
    )


def _refuse(table: str, name: str, verbs: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE {verbs} ON {table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION card_fact_refuse()"
    )
