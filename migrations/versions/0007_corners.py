# SPDX-License-Identifier: EUPL-1.2
"""Cosy corners: series, contacts, meetings as counts, statements with consent; and the demo's codes to try."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corner_series",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("safety", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("women_only", sa.Boolean(), nullable=False),
        sa.Column("children_welcome", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "rhythm IN ('weekly', 'every_two_weeks', 'every_three_weeks', 'monthly', 'by_agreement')",
            name=op.f("ck_corner_series_rhythm"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corner_series")),
        sa.UniqueConstraint("once", name=op.f("uq_corner_series_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_corner_series_public_id")),
    )
    op.create_table(
        "demo_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_code")),
        sa.UniqueConstraint("code", name=op.f("uq_demo_code_code")),
    )
    op.create_table(
        "corner_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("through", sa.String(length=200), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("logged_by", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "kind IN ('organisation', 'go_between', 'personal_invitation', 'participant', 'other')",
            name=op.f("ck_corner_contact_kind"),
        ),
        sa.CheckConstraint("asked >= 0", name=op.f("ck_corner_contact_asked")),
        sa.ForeignKeyConstraint(["series_id"], ["corner_series.id"], name=op.f("fk_corner_contact_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corner_contact")),
        sa.UniqueConstraint("once", name=op.f("uq_corner_contact_once")),
    )
    with op.batch_alter_table("corner_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corner_contact_series_id"), ["series_id"], unique=False)

    op.create_table(
        "corner_facilitator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["corner_series.id"], name=op.f("fk_corner_facilitator_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corner_facilitator")),
        sa.UniqueConstraint("series_id", "account", name="uq_corner_facilitator_account"),
    )
    with op.batch_alter_table("corner_facilitator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corner_facilitator_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_corner_facilitator_series_id"), ["series_id"], unique=False)

    op.create_table(
        "corner_meeting",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("men", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("interpreters", sa.String(length=200), nullable=False),
        sa.Column("topics", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("agreements", sa.Text(), nullable=False),
        sa.Column("safety", sa.Text(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("logged_by", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind <> 'trust' OR topics = ''", name=op.f("ck_corner_meeting_trust_has_no_topics")),
        sa.CheckConstraint("kind IN ('trust', 'topic')", name=op.f("ck_corner_meeting_kind")),
        sa.CheckConstraint(
            "women >= 0 AND men >= 0 AND other >= 0 AND children >= 0", name=op.f("ck_corner_meeting_counts")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["corner_series.id"], name=op.f("fk_corner_meeting_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corner_meeting")),
        sa.UniqueConstraint("once", name=op.f("uq_corner_meeting_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_corner_meeting_public_id")),
    )
    with op.batch_alter_table("corner_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corner_meeting_series_id"), ["series_id"], unique=False)

    op.create_table(
        "corner_statement",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("translation", sa.Text(), nullable=False),
        sa.Column("translation_lang", sa.String(length=12), nullable=False),
        sa.Column("hands", sa.Integer(), nullable=True),
        sa.Column("consent", sa.String(length=10), nullable=False),
        sa.Column("input_id", sa.String(length=10), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "consent = 'keep' OR input_id IS NOT NULL", name=op.f("ck_corner_statement_passed_on_as_input")
        ),
        sa.CheckConstraint("consent IN ('keep', 'pass_on', 'show')", name=op.f("ck_corner_statement_consent")),
        sa.CheckConstraint("hands IS NULL OR hands >= 0", name=op.f("ck_corner_statement_hands")),
        sa.ForeignKeyConstraint(["meeting_id"], ["corner_meeting.id"], name=op.f("fk_corner_statement_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corner_statement")),
        sa.UniqueConstraint("input_id", name=op.f("uq_corner_statement_input_id")),
        sa.UniqueConstraint("meeting_id", "number", name="uq_corner_statement_number"),
        sa.UniqueConstraint("public_id", name=op.f("uq_corner_statement_public_id")),
    )
    with op.batch_alter_table("corner_statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corner_statement_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "corner_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("consent", sa.String(length=10), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=40), nullable=False),
        sa.CheckConstraint("consent IN ('keep', 'pass_on', 'show')", name=op.f("ck_corner_consent_consent")),
        sa.ForeignKeyConstraint(["statement_id"], ["corner_statement.id"], name=op.f("fk_corner_consent_statement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corner_consent")),
    )
    with op.batch_alter_table("corner_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corner_consent_statement_id"), ["statement_id"], unique=False)
    forbid_changes()


def downgrade() -> None:
    allow_changes()
    with op.batch_alter_table("corner_consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corner_consent_statement_id"))

    op.drop_table("corner_consent")
    with op.batch_alter_table("corner_statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corner_statement_meeting_id"))

    op.drop_table("corner_statement")
    with op.batch_alter_table("corner_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corner_meeting_series_id"))

    op.drop_table("corner_meeting")
    with op.batch_alter_table("corner_facilitator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corner_facilitator_series_id"))
        batch_op.drop_index(batch_op.f("ix_corner_facilitator_account"))

    op.drop_table("corner_facilitator")
    with op.batch_alter_table("corner_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_corner_contact_series_id"))

    op.drop_table("corner_contact")
    op.drop_table("demo_code")
    op.drop_table("corner_series")


def forbid_changes() -> None:
    """What a speaker decided stays known: the database itself refuses to rewrite a decision."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER corner_consent_no_update BEFORE UPDATE ON corner_consent "
            "BEGIN SELECT RAISE(ABORT, 'facts are only added'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION corner_consent_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'facts are only added'; END $$"
    )
    op.execute(
        "CREATE TRIGGER corner_consent_no_update BEFORE UPDATE ON corner_consent "
        "FOR EACH ROW EXECUTE FUNCTION corner_consent_refuse()"
    )


def allow_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER corner_consent_no_update")
        return
    op.execute("DROP TRIGGER corner_consent_no_update ON corner_consent")
    op.execute("DROP FUNCTION corner_consent_refuse()")
