# SPDX-License-Identifier: EUPL-1.2
"""Articles of a statute with comments and agreement, and amendments to the municipality's own rules.

Adoption closes a version: triggers refuse to add, change or delete its articles and what was said about them. Comments,
agreement and the facts of an amendment are never changed at all; an amendment that was decided stays as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SAID = ("article_comment", "article_stance")
ADOPTED = "(SELECT adopted_on FROM statute_version WHERE id = {id}) IS NOT NULL"
ADOPTED_OF = (
    "(SELECT v.adopted_on FROM statute_version v JOIN statute_article a ON a.statute_id = v.id WHERE a.id = {id}) "
    "IS NOT NULL"
)
RULES: tuple[tuple[str, str, str], ...] = (
    ("statute_article", "INSERT", ADOPTED.format(id="NEW.statute_id")),
    ("statute_article", "UPDATE", ADOPTED.format(id="OLD.statute_id")),
    ("statute_article", "DELETE", ADOPTED.format(id="OLD.statute_id")),
    *((table, "INSERT", ADOPTED_OF.format(id="NEW.article_id")) for table in SAID),
    *((table, verb, "") for table in (*SAID, "bylaw_fact") for verb in ("UPDATE", "DELETE")),
    *(("bylaw_amendment", verb, "OLD.stage IN ('adopted', 'rejected')") for verb in ("UPDATE", "DELETE")),
)
"""Which change of which table is refused, and when: always, where nothing is said."""

WORDS = "what was adopted or said stays as it is"


def upgrade() -> None:
    op.create_table(
        "bylaw_amendment",
        sa.Column("changes", sa.String(length=200), nullable=False),
        sa.Column("original", sa.String(length=12), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("drafted_by", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "stage IN ('draft', 'submitted', 'read', 'adopted', 'rejected')", name=op.f("ck_bylaw_amendment_stage")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bylaw_amendment")),
        sa.UniqueConstraint("once", name=op.f("uq_bylaw_amendment_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bylaw_amendment_public_id")),
    )
    op.create_table(
        "bylaw_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("event IN ('submit', 'read', 'adopt', 'reject')", name=op.f("ck_bylaw_fact_event")),
        sa.CheckConstraint(
            "stage IN ('draft', 'submitted', 'read', 'adopted', 'rejected')", name=op.f("ck_bylaw_fact_stage")
        ),
        sa.CheckConstraint("taken_by <> ''", name=op.f("ck_bylaw_fact_by_somebody")),
        sa.ForeignKeyConstraint(["amendment_id"], ["bylaw_amendment.id"], name=op.f("fk_bylaw_fact_amendment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bylaw_fact")),
    )
    with op.batch_alter_table("bylaw_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bylaw_fact_amendment_id"), ["amendment_id"], unique=False)

    op.create_table(
        "statute_article",
        sa.Column("statute_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("original", sa.String(length=12), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("states", sa.JSON(), nullable=False),
        sa.Column("left_out_on", sa.Date(), nullable=True),
        sa.Column("left_out_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "left_out_on IS NULL OR left_out_reason <> ''", name=op.f("ck_statute_article_left_out_with_reason")
        ),
        sa.CheckConstraint("position > 0", name=op.f("ck_statute_article_position")),
        sa.ForeignKeyConstraint(["statute_id"], ["statute_version.id"], name=op.f("fk_statute_article_statute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statute_article")),
        sa.UniqueConstraint("public_id", name=op.f("uq_statute_article_public_id")),
        sa.UniqueConstraint("statute_id", "key", name=op.f("uq_statute_article_statute_id_key")),
    )
    with op.batch_alter_table("statute_article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statute_article_statute_id"), ["statute_id"], unique=False)

    op.create_table(
        "article_comment",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("capacity", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "capacity IN ('officer', 'returning_officer', 'member')", name=op.f("ck_article_comment_capacity")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_article_comment_says_something")),
        sa.ForeignKeyConstraint(["article_id"], ["statute_article.id"], name=op.f("fk_article_comment_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_comment")),
        sa.UniqueConstraint("once", name=op.f("uq_article_comment_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_article_comment_public_id")),
    )
    with op.batch_alter_table("article_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_comment_article_id"), ["article_id"], unique=False)

    op.create_table(
        "article_stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(length=64), nullable=False),
        sa.Column("capacity", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "capacity IN ('officer', 'returning_officer', 'member')", name=op.f("ck_article_stance_capacity")
        ),
        sa.CheckConstraint("stance = 'agree' OR remark <> ''", name=op.f("ck_article_stance_objects_with_reason")),
        sa.CheckConstraint("stance IN ('agree', 'remark', 'object')", name=op.f("ck_article_stance_stance")),
        sa.ForeignKeyConstraint(["article_id"], ["statute_article.id"], name=op.f("fk_article_stance_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_stance")),
    )
    with op.batch_alter_table("article_stance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_stance_article_id"), ["article_id"], unique=False)
    freeze()


def downgrade() -> None:
    unfreeze()
    with op.batch_alter_table("article_stance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_stance_article_id"))

    op.drop_table("article_stance")
    with op.batch_alter_table("article_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_comment_article_id"))

    op.drop_table("article_comment")
    with op.batch_alter_table("statute_article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statute_article_statute_id"))

    op.drop_table("statute_article")
    with op.batch_alter_table("bylaw_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bylaw_fact_amendment_id"))

    op.drop_table("bylaw_fact")
    op.drop_table("bylaw_amendment")


def freeze() -> None:
    """Each rule as a trigger of its own."""
    if op.get_bind().dialect.name == "sqlite":
        for table, verb, when in RULES:
            condition = f"WHEN {when} " if when else ""
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {condition}"
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )
        return
    for table, verb, when in RULES:
        # PostgreSQL allows no subquery in the condition of a trigger, so the function asks.
        done = "OLD" if verb == "DELETE" else "NEW"
        op.execute(
            f"CREATE FUNCTION {table}_refuse_{verb.lower()}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {when or 'true'} THEN RAISE EXCEPTION '{WORDS}'; END IF; RETURN {done}; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse_{verb.lower()}()"
        )


def unfreeze() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, verb, _when in RULES:
        op.execute(f"DROP TRIGGER {table}_no_{verb.lower()}" + ("" if sqlite else f" ON {table}"))
        if not sqlite:
            op.execute(f"DROP FUNCTION {table}_refuse_{verb.lower()}()")
