# SPDX-License-Identifier: EUPL-1.2
"""The electoral register: entries and reasons, imports that wait, duplicates, corrections, closed versions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_batch",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("exported_on", sa.Date(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("vanished", sa.Integer(), nullable=False),
        sa.Column("unreadable", sa.Integer(), nullable=False),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('read', 'confirmed', 'set_aside')", name=op.f("ck_register_batch_state")),
        sa.ForeignKeyConstraint(["base_id"], ["register_batch.id"], name=op.f("fk_register_batch_base_id")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_register_batch_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_batch")),
        sa.UniqueConstraint("public_id", name=op.f("uq_register_batch_public_id")),
    )
    with op.batch_alter_table("register_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_batch_base_id"), ["base_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_batch_election_id"), ["election_id"], unique=False)

    op.create_table(
        "register_entry",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("duplicate_of_id", sa.Integer(), nullable=True),
        sa.Column("register_number", sa.Text(), nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("date_of_birth", sa.Text(), nullable=False),
        sa.Column("citizenship", sa.Text(), nullable=False),
        sa.Column("residence_status", sa.Text(), nullable=False),
        sa.Column("declared_since", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("given_names_native", sa.Text(), nullable=False),
        sa.Column("family_name_native", sa.Text(), nullable=False),
        sa.Column("native_script", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("eldership", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "duplicate_of_id IS NULL OR NOT eligible", name=op.f("ck_register_entry_eligible_is_no_duplicate")
        ),
        sa.CheckConstraint("present OR NOT eligible", name=op.f("ck_register_entry_eligible_is_present")),
        sa.ForeignKeyConstraint(
            ["duplicate_of_id"], ["register_entry.id"], name=op.f("fk_register_entry_duplicate_of_id")
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_register_entry_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("election_id", "key", name=op.f("uq_register_entry_election_id_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_register_entry_public_id")),
    )
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_entry_duplicate_of_id"), ["duplicate_of_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_register_entry_election_id_eligible_place"),
            ["election_id", "eligible", "place"],
            unique=False,
        )

    op.create_table(
        "register_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("electors", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number = 1 OR decided_by <> ''", name=op.f("ck_register_version_later_is_decided")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_register_version_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_version")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_register_version_election_id_number")),
    )
    with op.batch_alter_table("register_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_version_election_id"), ["election_id"], unique=False)

    op.create_table(
        "duplicate_pair",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(length=300), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("confidence IN ('certain', 'likely')", name=op.f("ck_duplicate_pair_confidence")),
        sa.CheckConstraint("verdict IN ('same', 'different')", name=op.f("ck_duplicate_pair_verdict")),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_duplicate_pair_in_order")),
        sa.CheckConstraint("kept_id IN (first_id, second_id)", name=op.f("ck_duplicate_pair_keeps_one_of_them")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_duplicate_pair_election_id")),
        sa.ForeignKeyConstraint(["first_id"], ["register_entry.id"], name=op.f("fk_duplicate_pair_first_id")),
        sa.ForeignKeyConstraint(["kept_id"], ["register_entry.id"], name=op.f("fk_duplicate_pair_kept_id")),
        sa.ForeignKeyConstraint(["second_id"], ["register_entry.id"], name=op.f("fk_duplicate_pair_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_duplicate_pair_first_id_second_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_duplicate_pair_public_id")),
    )
    with op.batch_alter_table("duplicate_pair", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duplicate_pair_election_id_verdict"), ["election_id", "verdict"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_duplicate_pair_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duplicate_pair_second_id"), ["second_id"], unique=False)

    op.create_table(
        "register_batch_row",
        sa.Column("batch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.CheckConstraint("change IN ('new', 'changed', 'vanished')", name=op.f("ck_register_batch_row_change")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["register_batch.id"], name=op.f("fk_register_batch_row_batch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch_id", "key", name=op.f("pk_register_batch_row")),
    )
    op.create_table(
        "register_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=40), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=False),
        sa.Column("new_value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_register_correction_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_correction")),
    )
    with op.batch_alter_table("register_correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_correction_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "register_problem",
        sa.Column("batch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind IN ('unreadable', 'defect', 'warning')", name=op.f("ck_register_problem_kind")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["register_batch.id"], name=op.f("fk_register_problem_batch_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch_id", "number", name=op.f("pk_register_problem")),
    )
    with op.batch_alter_table("register_problem", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_problem_batch_id_kind_line"), ["batch_id", "kind", "line"], unique=False
        )

    op.create_table(
        "register_refusal",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('invalid_register_number', 'invalid_given_names', 'invalid_family_name', 'invalid_date_of_birth', 'invalid_citizenship', 'invalid_residence_status', 'invalid_declared_since', 'duplicate', 'citizenship_lithuanian', 'other_municipality', 'status_temporary_residence_permit', 'status_permanent_residence', 'status_eu_right_of_residence', 'status_temporary_protection', 'status_refugee_status', 'status_subsidiary_protection', 'status_asylum_seeker', 'status_lithuanian_citizen', 'status_national_visa', 'status_departed', 'under_age', 'residence_too_short', 'eu_citizen_has_local_vote', 'permanent_resident_has_local_vote')",
            name=op.f("ck_register_refusal_reason"),
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_register_refusal_election_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_register_refusal_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "reason", name=op.f("pk_register_refusal")),
    )
    with op.batch_alter_table("register_refusal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_refusal_election_id_reason"), ["election_id", "reason"], unique=False
        )

    op.create_table(
        "duplicate_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict IN ('same', 'different')", name=op.f("ck_duplicate_decision_verdict")),
        sa.ForeignKeyConstraint(["kept_id"], ["register_entry.id"], name=op.f("fk_duplicate_decision_kept_id")),
        sa.ForeignKeyConstraint(["pair_id"], ["duplicate_pair.id"], name=op.f("fk_duplicate_decision_pair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_decision")),
    )
    with op.batch_alter_table("duplicate_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duplicate_decision_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duplicate_decision_pair_id"), ["pair_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("duplicate_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duplicate_decision_pair_id"))
        batch_op.drop_index(batch_op.f("ix_duplicate_decision_kept_id"))

    op.drop_table("duplicate_decision")
    with op.batch_alter_table("register_refusal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_refusal_election_id_reason"))

    op.drop_table("register_refusal")
    with op.batch_alter_table("register_problem", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_problem_batch_id_kind_line"))

    op.drop_table("register_problem")
    with op.batch_alter_table("register_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_correction_entry_id"))

    op.drop_table("register_correction")
    op.drop_table("register_batch_row")
    with op.batch_alter_table("duplicate_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duplicate_pair_second_id"))
        batch_op.drop_index(batch_op.f("ix_duplicate_pair_kept_id"))
        batch_op.drop_index(batch_op.f("ix_duplicate_pair_election_id_verdict"))

    op.drop_table("duplicate_pair")
    with op.batch_alter_table("register_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_version_election_id"))

    op.drop_table("register_version")
    with op.batch_alter_table("register_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_entry_election_id_eligible_place"))
        batch_op.drop_index(batch_op.f("ix_register_entry_duplicate_of_id"))

    op.drop_table("register_entry")
    with op.batch_alter_table("register_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_batch_election_id"))
        batch_op.drop_index(batch_op.f("ix_register_batch_base_id"))

    op.drop_table("register_batch")
