# SPDX-License-Identifier: EUPL-1.2
"""Consent by code, supporters, statements, mending, withdrawal, and appeals.

A candidate with a day of consent has consented on paper. Appeals and their decisions can only be added.
The table of lists is not made anew: its rows are held by others.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

FROZEN = ("list_appeal", "list_appeal_decision")
LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
EVENTS = (
    "'submitted', 'changed', 'admitted', 'rejected', 'numbered', 'published', 'candidate_withdrew', 'candidate_died'"
)
NEW_EVENTS = (
    "'returned', 'resubmitted', 'withdrawn', 'consent_slip', 'consented', 'declined', 'consent_taken_back', "
    "'support_sent', 'support_checked', 'statement_changed', 'appealed', 'appeal_upheld', 'appeal_dismissed'"
)
FACT_EVENT = "ck_candidate_list_fact_event"


def upgrade() -> None:
    op.add_column("candidate_list", sa.Column("single", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("candidate_list", sa.Column("mend_until", sa.Date(), nullable=True))
    op.add_column("candidate_list", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    _candidates()
    _facts(f"{EVENTS}, {NEW_EVENTS}")
    _supporters()
    _statements()
    _appeals()
    _freeze()


def downgrade() -> None:
    _unfreeze()
    op.drop_table("list_appeal_decision")
    with op.batch_alter_table("list_appeal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_appeal_list_id"))
    op.drop_table("list_appeal")
    op.drop_table("candidate_statement")
    with op.batch_alter_table("list_supporter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_supporter_list_id"))
    op.drop_table("list_supporter")
    _old_facts()
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        for name in ("ck_candidate_consent", "ck_candidate_consented_on_a_day"):
            batch_op.drop_constraint(batch_op.f(name), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_candidate_public_id"), type_="unique")
        for column in ("public_id", "distinction", "consent"):
            batch_op.drop_column(column)
    for column in ("withdrawn_on", "mend_until", "single"):
        op.drop_column("candidate_list", column)


def _candidates() -> None:
    """Everybody gets a name for addresses; a day of consent that is there was written on paper."""
    op.add_column("candidate", sa.Column("public_id", sa.String(length=10), nullable=True))
    op.add_column("candidate", sa.Column("distinction", sa.String(length=100), nullable=True))
    op.add_column("candidate", sa.Column("consent", sa.String(length=20), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id, consent_on FROM candidate")).all():
        connection.execute(
            sa.text("UPDATE candidate SET public_id = :name, distinction = '', consent = :consent WHERE id = :id"),
            {
                "name": "".join(secrets.choice(LETTERS) for _ in range(10)),
                "consent": "none" if row.consent_on is None else "paper",
                "id": row.id,
            },
        )
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.alter_column("public_id", existing_type=sa.String(length=10), nullable=False)
        batch_op.alter_column("distinction", existing_type=sa.String(length=100), nullable=False)
        batch_op.alter_column("consent", existing_type=sa.String(length=20), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_candidate_public_id"), ["public_id"])
        batch_op.create_check_constraint(
            batch_op.f("ck_candidate_consent"), "consent IN ('none', 'paper', 'code', 'declined', 'taken_back')"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_candidate_consented_on_a_day"),
            "(consent IN ('paper', 'code')) = (consent_on IS NOT NULL)",
        )


def _facts(allowed: str) -> None:
    """Other events may be kept. SQLite makes the table anew, and with it the triggers go."""
    _thaw("candidate_list_fact")
    with op.batch_alter_table("candidate_list_fact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("candidate", sa.String(length=10), nullable=False, server_default=""))
        batch_op.drop_constraint(batch_op.f(FACT_EVENT), type_="check")
        batch_op.create_check_constraint(batch_op.f(FACT_EVENT), f"event IN ({allowed})")
    _hold("candidate_list_fact", "count_fact_refuse", "a fact of the count stays as it is")


def _old_facts() -> None:
    _thaw("candidate_list_fact")
    op.execute(f"DELETE FROM candidate_list_fact WHERE event IN ({NEW_EVENTS})")
    with op.batch_alter_table("candidate_list_fact", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(FACT_EVENT), type_="check")
        batch_op.create_check_constraint(batch_op.f(FACT_EVENT), f"event IN ({EVENTS})")
        batch_op.drop_column("candidate")
    _hold("candidate_list_fact", "count_fact_refuse", "a fact of the count stays as it is")


def _supporters() -> None:
    op.create_table(
        "list_supporter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("date_of_birth", sa.String(length=10), nullable=False),
        sa.Column("register_number", sa.String(length=40), nullable=False),
        sa.Column("elector", sa.String(length=64), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("way IN ('paper', 'code')", name=op.f("ck_list_supporter_way")),
        sa.CheckConstraint(
            "state IN ('noted', 'sent', 'accepted', 'not_accepted')", name=op.f("ck_list_supporter_state")
        ),
        sa.CheckConstraint(
            "ground IN ('not_found', 'not_an_elector', 'other_birth', 'other_name', 'another_list', 'twice')",
            name=op.f("ck_list_supporter_ground"),
        ),
        sa.CheckConstraint(
            "(state = 'not_accepted') = (ground IS NOT NULL)", name=op.f("ck_list_supporter_ground_when_not_accepted")
        ),
        sa.CheckConstraint(
            "elector IS NULL OR state = 'accepted'", name=op.f("ck_list_supporter_counts_when_accepted")
        ),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_list_supporter_election_id")),
        sa.ForeignKeyConstraint(["list_id"], ["candidate_list.id"], name=op.f("fk_list_supporter_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_supporter")),
        sa.UniqueConstraint("election_id", "elector", name=op.f("uq_list_supporter_election_id_elector")),
    )
    with op.batch_alter_table("list_supporter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_supporter_list_id"), ["list_id"], unique=False)


def _statements() -> None:
    op.create_table(
        "candidate_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("origin IN ('own', 'official')", name=op.f("ck_candidate_statement_origin")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_candidate_statement_says_something")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_candidate_statement_candidate_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_statement")),
        sa.UniqueConstraint("candidate_id", "lang", name=op.f("uq_candidate_statement_candidate_id_lang")),
    )


def _appeals() -> None:
    op.create_table(
        "list_appeal",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("against", sa.String(length=20), nullable=False),
        sa.Column("appellant", sa.String(length=20), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("appellant IN ('list', 'candidate', 'elector')", name=op.f("ck_list_appeal_appellant")),
        sa.CheckConstraint("against IN ('admitted', 'rejected')", name=op.f("ck_list_appeal_against_a_decision")),
        sa.CheckConstraint("grounds <> ''", name=op.f("ck_list_appeal_says_something")),
        sa.ForeignKeyConstraint(["list_id"], ["candidate_list.id"], name=op.f("fk_list_appeal_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_appeal")),
        sa.UniqueConstraint("once", name=op.f("uq_list_appeal_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_list_appeal_public_id")),
    )
    with op.batch_alter_table("list_appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_appeal_list_id"), ["list_id"], unique=False)
    op.create_table(
        "list_appeal_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "reason <> '' AND decided_by <> ''", name=op.f("ck_list_appeal_decision_decided_with_reason")
        ),
        sa.ForeignKeyConstraint(["appeal_id"], ["list_appeal.id"], name=op.f("fk_list_appeal_decision_appeal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_appeal_decision")),
        sa.UniqueConstraint("appeal_id", name=op.f("uq_list_appeal_decision_appeal_id")),
    )


def _freeze() -> None:
    """What was appealed and decided can neither be changed nor deleted."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            "CREATE FUNCTION nomination_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was decided stays as it is'; END $$"
        )
    for table in FROZEN:
        _hold(table, "nomination_fact_refuse", "what was decided stays as it is")


def _unfreeze() -> None:
    for table in FROZEN:
        _thaw(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION nomination_fact_refuse()")


def _hold(table: str, function: str, says: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    )


def _thaw(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
