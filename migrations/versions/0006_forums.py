# SPDX-License-Identifier: EUPL-1.2
"""Forums: topics with mandates, questions and words, contributions with decisions, recommendations with their trace."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FACTS = ("forum_topic_fact", "forum_decision", "forum_translation", "forum_trace", "forum_recommendation_fact")


def upgrade() -> None:
    op.create_table(
        "forum_mandate",
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("answer_by > signed_on", name=op.f("ck_forum_mandate_promise_after_signature")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_mandate")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_mandate_public_id")),
    )
    op.create_table(
        "forum_topic",
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("source_group", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("suitability", sa.Text(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "mandate_id IS NOT NULL OR state IN ('closed', 'draft')",
            name=op.f("ck_forum_topic_nothing_without_mandate"),
        ),
        sa.CheckConstraint(
            "source_group IN ('officials', 'communities', 'organisations', 'residents')",
            name=op.f("ck_forum_topic_source_group"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'mandated', 'open', 'weighing', 'recommended', 'answered', 'closed')",
            name=op.f("ck_forum_topic_state"),
        ),
        sa.CheckConstraint(
            "(opened_on IS NULL) = (closes_on IS NULL)", name=op.f("ck_forum_topic_opened_with_last_day")
        ),
        sa.CheckConstraint(
            "mandate_id IS NOT NULL OR opened_on IS NULL", name=op.f("ck_forum_topic_opened_with_mandate")
        ),
        sa.ForeignKeyConstraint(["mandate_id"], ["forum_mandate.id"], name=op.f("fk_forum_topic_mandate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_topic")),
        sa.UniqueConstraint("mandate_id", name=op.f("uq_forum_topic_mandate_id")),
        sa.UniqueConstraint("once", name=op.f("uq_forum_topic_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_topic_public_id")),
    )
    with op.batch_alter_table("forum_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_topic_state"), ["state"], unique=False)

    op.create_table(
        "forum_question",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("phase IN ('assess', 'propose')", name=op.f("ck_forum_question_phase")),
        sa.ForeignKeyConstraint(["topic_id"], ["forum_topic.id"], name=op.f("fk_forum_question_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_question")),
        sa.UniqueConstraint("once", name=op.f("uq_forum_question_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_question_public_id")),
        sa.UniqueConstraint("topic_id", "position", name="uq_forum_question_position"),
    )
    with op.batch_alter_table("forum_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_question_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "forum_recommendation",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("by_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'adopted', 'presented', 'answered')", name=op.f("ck_forum_recommendation_state")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["forum_topic.id"], name=op.f("fk_forum_recommendation_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_recommendation")),
        sa.UniqueConstraint("once", name=op.f("uq_forum_recommendation_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_recommendation_public_id")),
    )
    with op.batch_alter_table("forum_recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_recommendation_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "forum_topic_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_lang", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "event <> 'declined' OR reason <> ''", name=op.f("ck_forum_topic_fact_declined_with_reason")
        ),
        sa.CheckConstraint(
            "event IN ('suggested', 'declined', 'mandate_given', 'opened', 'stopped', 'reopened', 'recommendation_adopted', 'all_answered', 'closed')",
            name=op.f("ck_forum_topic_fact_event"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'mandated', 'open', 'weighing', 'recommended', 'answered', 'closed')",
            name=op.f("ck_forum_topic_fact_state"),
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["forum_topic.id"], name=op.f("fk_forum_topic_fact_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_topic_fact")),
        sa.UniqueConstraint("topic_id", "number", name="uq_forum_topic_fact_number"),
    )
    with op.batch_alter_table("forum_topic_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_topic_fact_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "forum_topic_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("about_id", sa.String(length=10), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "about IN ('topic', 'mandate', 'question', 'recommendation', 'presentation', 'answer', 'measure')",
            name=op.f("ck_forum_topic_text_about"),
        ),
        sa.CheckConstraint("origin IN ('original', 'human')", name=op.f("ck_forum_topic_text_origin")),
        sa.CheckConstraint(
            "part IN ('title', 'description', 'signatory', 'body', 'scope', 'promise', 'question', 'hint', 'what', 'addressee', 'reason', 'department')",
            name=op.f("ck_forum_topic_text_part"),
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["forum_topic.id"], name=op.f("fk_forum_topic_text_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_topic_text")),
        sa.UniqueConstraint("about_id", "part", "lang", name="uq_forum_topic_text_part"),
    )
    with op.batch_alter_table("forum_topic_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_topic_text_topic_id"), ["topic_id"], unique=False)
        batch_op.create_index(
            "uq_forum_topic_text_original",
            ["about_id", "part"],
            unique=True,
            sqlite_where=sa.text("origin = 'original'"),
            postgresql_where=sa.text("origin = 'original'"),
        )

    op.create_table(
        "forum_answer",
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome IN ('accepted', 'in_part', 'rejected')", name=op.f("ck_forum_answer_outcome")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["forum_recommendation.id"], name=op.f("fk_forum_answer_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_answer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_answer_public_id")),
        sa.UniqueConstraint("recommendation_id", name=op.f("uq_forum_answer_recommendation_id")),
    )
    op.create_table(
        "forum_contribution",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("suspicion", sa.String(length=20), nullable=False),
        sa.Column("input_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('held', 'published', 'rejected', 'withdrawn')", name=op.f("ck_forum_contribution_state")
        ),
        sa.CheckConstraint("suspicion IN ('none', 'flood', 'trap')", name=op.f("ck_forum_contribution_suspicion")),
        sa.ForeignKeyConstraint(["question_id"], ["forum_question.id"], name=op.f("fk_forum_contribution_question_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["forum_topic.id"], name=op.f("fk_forum_contribution_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_contribution")),
        sa.UniqueConstraint("input_id", name=op.f("uq_forum_contribution_input_id")),
        sa.UniqueConstraint("once", name=op.f("uq_forum_contribution_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_contribution_public_id")),
    )
    with op.batch_alter_table("forum_contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_contribution_question_id"), ["question_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_forum_contribution_state_created_at"), ["state", "created_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_forum_contribution_topic_id_state"), ["topic_id", "state"], unique=False)

    op.create_table(
        "forum_presentation",
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("presented_on", sa.Date(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["forum_recommendation.id"], name=op.f("fk_forum_presentation_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_presentation")),
        sa.UniqueConstraint("once", name=op.f("uq_forum_presentation_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_presentation_public_id")),
    )
    with op.batch_alter_table("forum_presentation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_forum_presentation_recommendation_id"), ["recommendation_id"], unique=False
        )

    op.create_table(
        "forum_recommendation_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.CheckConstraint("event IN ('adopt', 'present', 'answer')", name=op.f("ck_forum_recommendation_fact_event")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["forum_recommendation.id"],
            name=op.f("fk_forum_recommendation_fact_recommendation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_recommendation_fact")),
    )
    with op.batch_alter_table("forum_recommendation_fact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_forum_recommendation_fact_recommendation_id"), ["recommendation_id"], unique=False
        )

    op.create_table(
        "forum_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_lang", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'reject') = (ground IS NOT NULL)", name=op.f("ck_forum_decision_rejected_on_ground")
        ),
        sa.CheckConstraint(
            "ground IN ('insult', 'hatred', 'threat', 'personal_data', 'off_question', 'advertising', 'duplicate')",
            name=op.f("ck_forum_decision_ground"),
        ),
        sa.CheckConstraint("outcome IN ('publish', 'reject')", name=op.f("ck_forum_decision_outcome")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["forum_contribution.id"], name=op.f("fk_forum_decision_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_decision")),
        sa.UniqueConstraint("contribution_id", "number", name="uq_forum_decision_number"),
    )
    with op.batch_alter_table("forum_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_decision_contribution_id"), ["contribution_id"], unique=False)

    op.create_table(
        "forum_measure",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["forum_answer.id"], name=op.f("fk_forum_measure_answer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_measure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_forum_measure_public_id")),
    )
    with op.batch_alter_table("forum_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_measure_answer_id"), ["answer_id"], unique=False)

    op.create_table(
        "forum_trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["forum_contribution.id"], name=op.f("fk_forum_trace_contribution_id")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["forum_recommendation.id"], name=op.f("fk_forum_trace_recommendation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_trace")),
        sa.UniqueConstraint("recommendation_id", "contribution_id", name="uq_forum_trace_recommendation_id"),
    )
    with op.batch_alter_table("forum_trace", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_trace_contribution_id"), ["contribution_id"], unique=False)

    op.create_table(
        "forum_translation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["forum_contribution.id"], name=op.f("fk_forum_translation_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_translation")),
    )
    with op.batch_alter_table("forum_translation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_translation_contribution_id"), ["contribution_id"], unique=False)

    forbid_changes()


def downgrade() -> None:
    allow_changes()
    with op.batch_alter_table("forum_translation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_translation_contribution_id"))

    op.drop_table("forum_translation")
    with op.batch_alter_table("forum_trace", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_trace_contribution_id"))

    op.drop_table("forum_trace")
    with op.batch_alter_table("forum_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_measure_answer_id"))

    op.drop_table("forum_measure")
    with op.batch_alter_table("forum_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_decision_contribution_id"))

    op.drop_table("forum_decision")
    with op.batch_alter_table("forum_recommendation_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_recommendation_fact_recommendation_id"))

    op.drop_table("forum_recommendation_fact")
    with op.batch_alter_table("forum_presentation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_presentation_recommendation_id"))

    op.drop_table("forum_presentation")
    with op.batch_alter_table("forum_contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_contribution_topic_id_state"))
        batch_op.drop_index(batch_op.f("ix_forum_contribution_state_created_at"))
        batch_op.drop_index(batch_op.f("ix_forum_contribution_question_id"))

    op.drop_table("forum_contribution")
    op.drop_table("forum_answer")
    with op.batch_alter_table("forum_topic_text", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_forum_topic_text_original",
            sqlite_where=sa.text("origin = 'original'"),
            postgresql_where=sa.text("origin = 'original'"),
        )
        batch_op.drop_index(batch_op.f("ix_forum_topic_text_topic_id"))

    op.drop_table("forum_topic_text")
    with op.batch_alter_table("forum_topic_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_topic_fact_topic_id"))

    op.drop_table("forum_topic_fact")
    with op.batch_alter_table("forum_recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_recommendation_topic_id"))

    op.drop_table("forum_recommendation")
    with op.batch_alter_table("forum_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_question_topic_id"))

    op.drop_table("forum_question")
    with op.batch_alter_table("forum_topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_topic_state"))

    op.drop_table("forum_topic")
    op.drop_table("forum_mandate")


def forbid_changes() -> None:
    """What happened, happened: the database itself refuses to rewrite a fact. Deleting is for retention."""
    if op.get_bind().dialect.name == "sqlite":
        for table in FACTS:
            op.execute(
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'facts are only added'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION forum_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'facts are only added'; END $$"
    )
    for table in FACTS:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION forum_fact_refuse()"
        )


def allow_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in FACTS:
            op.execute(f"DROP TRIGGER {table}_no_update")
        return
    for table in FACTS:
        op.execute(f"DROP TRIGGER {table}_no_update ON {table}")
    op.execute("DROP FUNCTION forum_fact_refuse()")
