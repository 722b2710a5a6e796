# SPDX-License-Identifier: EUPL-1.2
"""The community map: entries, their history, contacts with them, imports under way."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_lang", sa.String(length=12), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("formality", sa.String(length=20), nullable=False),
        sa.Column("led_by", sa.String(length=24), nullable=False),
        sa.Column("organisation_type", sa.String(length=120), nullable=False),
        sa.Column("target_groups", sa.JSON(), nullable=False),
        sa.Column("websites", sa.JSON(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("main_functions", sa.Text(), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("contact_notes", sa.Text(), nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("imported", sa.JSON(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("formality IN ('formal', 'informal')", name=op.f("ck_organisation_formality")),
        sa.CheckConstraint("kind IN ('organisation', 'community')", name=op.f("ck_organisation_kind")),
        sa.CheckConstraint(
            "led_by IN ('migrant-led', 'migrant-represented', 'both', 'local-led', 'unknown')",
            name=op.f("ck_organisation_led_by"),
        ),
        sa.CheckConstraint("source IN ('hand', 'import')", name=op.f("ck_organisation_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("country", "name_key", name=op.f("uq_organisation_country_name_key")),
        sa.UniqueConstraint("once", name=op.f("uq_organisation_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organisation_public_id")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_public_archived_at_name_key"),
            ["public", "archived_at", "name_key"],
            unique=False,
        )

    op.create_table(
        "organisation_import",
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'withdrawn', 'expired')", name=op.f("ck_organisation_import_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organisation_import_public_id")),
    )
    with op.batch_alter_table("organisation_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_import_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "organisation_audience",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "audience IN ('everyone', 'newcomers', 'refugees', 'asylum_seekers', 'temporary_protection', 'ukrainians', 'belarusians', 'minorities', 'children_and_youth', 'students', 'adults', 'women', 'families', 'in_need')",
            name=op.f("ck_organisation_audience_audience"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_audience_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "audience", name=op.f("pk_organisation_audience")),
    )
    with op.batch_alter_table("organisation_audience", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_audience_audience"), ["audience"], unique=False)

    op.create_table(
        "organisation_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("roles", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "way IN ('meeting', 'phone', 'email', 'visit', 'other')", name=op.f("ck_organisation_contact_way")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_contact_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_contact")),
        sa.UniqueConstraint("once", name=op.f("uq_organisation_contact_once")),
    )
    with op.batch_alter_table("organisation_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_contact_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "organisation_language",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_language_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "language", name=op.f("pk_organisation_language")),
    )
    with op.batch_alter_table("organisation_language", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_language_language"), ["language"], unique=False)

    op.create_table(
        "organisation_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("roles", sa.String(length=200), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("batch", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "event IN ('added', 'imported', 'edited', 'archived', 'restored')",
            name=op.f("ck_organisation_revision_event"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_revision_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_revision")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_organisation_revision_organisation_id_number")),
    )


def downgrade() -> None:
    op.drop_table("organisation_revision")
    with op.batch_alter_table("organisation_language", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_language_language"))

    op.drop_table("organisation_language")
    with op.batch_alter_table("organisation_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_contact_organisation_id"))

    op.drop_table("organisation_contact")
    with op.batch_alter_table("organisation_audience", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_audience_audience"))

    op.drop_table("organisation_audience")
    with op.batch_alter_table("organisation_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_import_owner_id"))

    op.drop_table("organisation_import")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_public_archived_at_name_key"))

    op.drop_table("organisation")
