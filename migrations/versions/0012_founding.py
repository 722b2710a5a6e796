# SPDX-License-Identifier: EUPL-1.2
"""Founding a council: stakeholders, working group, legal bases, budget, the authority's instruction, marks on steps.

An accepted instruction and the marks stay as they are: triggers refuse what would change them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STEPS = (
    "'I.1', 'I.2', 'I.3', 'II.1', 'II.2', 'II.3', 'II.4', 'III.1', 'IV.1', 'IV.1.a', 'IV.1.b', 'IV.1.c', 'IV.1.d', "
    "'IV.2', 'IV.2.a', 'IV.2.b', 'IV.2.c', 'IV.2.d'"
)
FROZEN = {"founding_mark": "", "authority_instruction": "WHEN (OLD.accepted_at IS NOT NULL) "}
"""Tables whose rows stay, and from when on."""


def upgrade() -> None:
    op.create_table(
        "budget_line",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=40), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cents >= 0", name=op.f("ck_budget_line_not_negative")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2200", name=op.f("ck_budget_line_year")),
        sa.ForeignKeyConstraint(["replaces_id"], ["budget_line.id"], name=op.f("fk_budget_line_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("once", name=op.f("uq_budget_line_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_budget_line_public_id")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_budget_line_replaces_id")),
    )
    op.create_table(
        "founding_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.CheckConstraint("settled IS NULL OR reason <> ''", name=op.f("ck_founding_mark_settled_with_reason")),
        sa.CheckConstraint(f"step IN ({STEPS})", name=op.f("ck_founding_mark_step")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_founding_mark")),
        sa.UniqueConstraint("once", name=op.f("uq_founding_mark_once")),
    )
    with op.batch_alter_table("founding_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_founding_mark_step"), ["step"], unique=False)

    op.create_table(
        "legal_basis",
        sa.Column("citation", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("allows", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(length=40), nullable=False),
        sa.Column("grants_right", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("answered_on IS NULL OR answer <> ''", name=op.f("ck_legal_basis_answered_in_words")),
        sa.CheckConstraint("ended_on IS NULL OR end_reason <> ''", name=op.f("ck_legal_basis_ended_with_reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_basis")),
        sa.UniqueConstraint("once", name=op.f("uq_legal_basis_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_legal_basis_public_id")),
    )
    op.create_table(
        "stakeholder",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.String(length=10), nullable=True),
        sa.Column("belongs_to", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=200), nullable=False),
        sa.Column("reached_by", sa.String(length=200), nullable=False),
        sa.Column("readiness", sa.String(length=20), nullable=False),
        sa.Column("position", sa.String(length=20), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "belongs_to IN ('migrants', 'associations', 'ngos', 'politicians', 'other')",
            name=op.f("ck_stakeholder_belongs_to"),
        ),
        sa.CheckConstraint("kind IN ('person', 'organisation')", name=op.f("ck_stakeholder_kind")),
        sa.CheckConstraint("name <> '' OR organisation_id IS NOT NULL", name=op.f("ck_stakeholder_named")),
        sa.CheckConstraint(
            "position IN ('unknown', 'supports', 'undecided', 'opposes')", name=op.f("ck_stakeholder_position")
        ),
        sa.CheckConstraint(
            "readiness IN ('unknown', 'listening', 'willing', 'active', 'declined')",
            name=op.f("ck_stakeholder_readiness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder")),
        sa.UniqueConstraint("once", name=op.f("uq_stakeholder_once")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_stakeholder_organisation_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stakeholder_public_id")),
    )
    op.create_table(
        "working_group_meeting",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group_meeting")),
        sa.UniqueConstraint("once", name=op.f("uq_working_group_meeting_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_working_group_meeting_public_id")),
    )
    op.create_table(
        "stakeholder_commitment",
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by", sa.String(length=40), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (settled_on IS NULL)", name=op.f("ck_stakeholder_commitment_settled_with_day")
        ),
        sa.CheckConstraint("state IN ('open', 'kept', 'not_kept')", name=op.f("ck_stakeholder_commitment_state")),
        sa.CheckConstraint(
            "due_on IS NULL OR given_on <= due_on", name=op.f("ck_stakeholder_commitment_due_after_given")
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_commitment_stakeholder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_commitment")),
        sa.UniqueConstraint("once", name=op.f("uq_stakeholder_commitment_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_stakeholder_commitment_public_id")),
    )
    with op.batch_alter_table("stakeholder_commitment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stakeholder_commitment_stakeholder_id"), ["stakeholder_id"], unique=False)

    op.create_table(
        "stakeholder_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("readiness", sa.String(length=20), nullable=False),
        sa.Column("position", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "position IN ('unknown', 'supports', 'undecided', 'opposes')", name=op.f("ck_stakeholder_contact_position")
        ),
        sa.CheckConstraint(
            "readiness IN ('unknown', 'listening', 'willing', 'active', 'declined')",
            name=op.f("ck_stakeholder_contact_readiness"),
        ),
        sa.CheckConstraint(
            "way IN ('meeting', 'phone', 'email', 'visit', 'other')", name=op.f("ck_stakeholder_contact_way")
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_contact_stakeholder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_contact")),
        sa.UniqueConstraint("once", name=op.f("uq_stakeholder_contact_once")),
    )
    with op.batch_alter_table("stakeholder_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stakeholder_contact_stakeholder_id"), ["stakeholder_id"], unique=False)

    op.create_table(
        "working_group_member",
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("belongs_to", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.Column("ended_by", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("belongs_to <> 'other'", name=op.f("ck_working_group_member_of_a_group")),
        sa.CheckConstraint(
            "belongs_to IN ('migrants', 'associations', 'ngos', 'politicians', 'other')",
            name=op.f("ck_working_group_member_belongs_to"),
        ),
        sa.CheckConstraint("to_on IS NULL OR from_on <= to_on", name=op.f("ck_working_group_member_in_order")),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_working_group_member_stakeholder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group_member")),
        sa.UniqueConstraint("once", name=op.f("uq_working_group_member_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_working_group_member_public_id")),
    )
    with op.batch_alter_table("working_group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_group_member_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_working_group_member_stakeholder_id"), ["stakeholder_id"], unique=False)

    op.create_table(
        "authority_instruction",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("tasks", sa.JSON(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("written_by", sa.String(length=40), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.String(length=40), nullable=False),
        sa.Column("accepted_for", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "accepted_at IS NULL OR (accepted_by <> '' AND accepted_for <> '' AND accepted_by <> written_by)",
            name=op.f("ck_authority_instruction_accepted_by_somebody_else"),
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_authority_instruction_election_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_instruction")),
        sa.UniqueConstraint("election_id", name=op.f("uq_authority_instruction_election_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_authority_instruction_public_id")),
    )
    op.create_table(
        "working_group_task",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=40), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["working_group_member.id"], name=op.f("fk_working_group_task_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group_task")),
        sa.UniqueConstraint("once", name=op.f("uq_working_group_task_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_working_group_task_public_id")),
    )
    with op.batch_alter_table("working_group_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_group_task_member_id"), ["member_id"], unique=False)
    freeze()


def downgrade() -> None:
    unfreeze()
    with op.batch_alter_table("working_group_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_group_task_member_id"))

    op.drop_table("working_group_task")
    op.drop_table("authority_instruction")
    with op.batch_alter_table("working_group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_group_member_stakeholder_id"))
        batch_op.drop_index(batch_op.f("ix_working_group_member_account_id"))

    op.drop_table("working_group_member")
    with op.batch_alter_table("stakeholder_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stakeholder_contact_stakeholder_id"))

    op.drop_table("stakeholder_contact")
    with op.batch_alter_table("stakeholder_commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stakeholder_commitment_stakeholder_id"))

    op.drop_table("stakeholder_commitment")
    op.drop_table("working_group_meeting")
    op.drop_table("stakeholder")
    op.drop_table("legal_basis")
    with op.batch_alter_table("founding_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_founding_mark_step"))

    op.drop_table("founding_mark")
    op.drop_table("budget_line")


def freeze() -> None:
    for table, when in FROZEN.items():
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}"
                    f"BEGIN SELECT RAISE(ABORT, 'what was decided stays as it is'); END"
                )
            continue
        op.execute(
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was decided stays as it is'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {when}EXECUTE FUNCTION {table}_refuse()"
        )


def unfreeze() -> None:
    for table in FROZEN:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
            continue
        op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
        op.execute(f"DROP FUNCTION {table}_refuse()")
