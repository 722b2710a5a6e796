# SPDX-License-Identifier: EUPL-1.2
"""Outreach of an election: plan, events with counts, volunteers; people who are interested, and who wants to meet."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidacy_interest",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("may_be_found", sa.Boolean(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "wish IN ('form_list', 'join_list', 'stand_alone', 'help')", name=op.f("ck_candidacy_interest_wish")
        ),
        sa.CheckConstraint(
            "may_be_found = (consented_at IS NOT NULL)", name=op.f("ck_candidacy_interest_found_with_consent")
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_candidacy_interest_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidacy_interest")),
        sa.UniqueConstraint("once", name=op.f("uq_candidacy_interest_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_candidacy_interest_public_id")),
    )
    with op.batch_alter_table("candidacy_interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidacy_interest_election_id"), ["election_id"], unique=False)

    op.create_table(
        "outreach_plan",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("community", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=200), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("task IN ('inform', 'lists', 'voting', 'standing')", name=op.f("ck_outreach_plan_task")),
        sa.CheckConstraint("people > 0", name=op.f("ck_outreach_plan_people")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_outreach_plan_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_plan")),
        sa.UniqueConstraint("once", name=op.f("uq_outreach_plan_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outreach_plan_public_id")),
    )
    with op.batch_alter_table("outreach_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_plan_election_id"), ["election_id"], unique=False)

    op.create_table(
        "outreach_share",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("volunteer", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("stairwells", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_outreach_share_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_share")),
        sa.UniqueConstraint("once", name=op.f("uq_outreach_share_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outreach_share_public_id")),
    )
    with op.batch_alter_table("outreach_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_share_election_id"), ["election_id"], unique=False)

    op.create_table(
        "interest_meeting",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('asked', 'agreed', 'refused')", name=op.f("ck_interest_meeting_state")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_interest_meeting_two_people")),
        sa.ForeignKeyConstraint(
            ["from_id"], ["candidacy_interest.id"], name=op.f("fk_interest_meeting_from_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["candidacy_interest.id"], name=op.f("fk_interest_meeting_to_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest_meeting")),
        sa.UniqueConstraint("from_id", "to_id", name=op.f("uq_interest_meeting_from_id_to_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_interest_meeting_public_id")),
    )
    with op.batch_alter_table("interest_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interest_meeting_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interest_meeting_to_id"), ["to_id"], unique=False)

    op.create_table(
        "outreach_event",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.Column("counted_by", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reached IS NULL OR (reached >= 0 AND counted_by <> '')", name=op.f("ck_outreach_event_counted_by_somebody")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["outreach_plan.id"], name=op.f("fk_outreach_event_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_event")),
        sa.UniqueConstraint("once", name=op.f("uq_outreach_event_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_outreach_event_public_id")),
    )
    with op.batch_alter_table("outreach_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_event_plan_id"), ["plan_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("outreach_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outreach_event_plan_id"))

    op.drop_table("outreach_event")
    with op.batch_alter_table("interest_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interest_meeting_to_id"))
        batch_op.drop_index(batch_op.f("ix_interest_meeting_from_id"))

    op.drop_table("interest_meeting")
    with op.batch_alter_table("outreach_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outreach_share_election_id"))

    op.drop_table("outreach_share")
    with op.batch_alter_table("outreach_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outreach_plan_election_id"))

    op.drop_table("outreach_plan")
    with op.batch_alter_table("candidacy_interest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidacy_interest_election_id"))

    op.drop_table("candidacy_interest")
