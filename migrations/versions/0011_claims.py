# SPDX-License-Identifier: EUPL-1.2
"""Claims and objections with their decisions, applications, an index of words, and two more reasons against an entry.

The words of entries that are there already are put into the index. Decisions can only be added.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

REASONS = (
    "'invalid_register_number', 'invalid_given_names', 'invalid_family_name', 'invalid_date_of_birth', "
    "'invalid_citizenship', 'invalid_residence_status', 'invalid_declared_since', 'duplicate', "
    "'citizenship_lithuanian', 'other_municipality', 'status_temporary_residence_permit', "
    "'status_permanent_residence', 'status_eu_right_of_residence', 'status_temporary_protection', "
    "'status_refugee_status', 'status_subsidiary_protection', 'status_asylum_seeker', "
    "'status_lithuanian_citizen', 'status_national_visa', 'status_departed', 'under_age', "
    "'residence_too_short', 'eu_citizen_has_local_vote', 'permanent_resident_has_local_vote'"
)
NEW = "'struck_by_decision', 'not_applied'"
LONGEST_WORD, CHUNK = 60, 20_000


def upgrade() -> None:
    _claims()
    _applications()
    op.create_table(
        "register_word",
        sa.Column("election_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("word", sa.LargeBinary(), nullable=False),
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_register_word_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("election_id", "word", "entry_id", name=op.f("pk_register_word")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("register_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_word_entry_id"), ["entry_id"], unique=False)
    _fill_words()
    _reasons(f"{REASONS}, {NEW}")
    _freeze()


def downgrade() -> None:
    _unfreeze()
    op.execute(f"DELETE FROM register_refusal WHERE reason IN ({NEW})")
    _reasons(REASONS)
    for table, columns in (
        ("register_word", ("entry_id",)),
        ("register_application", ("election_id",)),
        ("register_claim_decision", ()),
        ("register_claim", ("election_id_state", "entry_id")),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_index(batch_op.f(f"ix_{table}_{column}"))
        op.drop_table(table)


def _claims() -> None:
    op.create_table(
        "register_claim",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("claimant", sa.String(length=20), nullable=False),
        sa.Column("claimant_name", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=12), nullable=False),
        sa.Column("person_values", sa.JSON(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('add', 'correct', 'object')", name=op.f("ck_register_claim_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'rejected', 'withdrawn')", name=op.f("ck_register_claim_state")
        ),
        sa.CheckConstraint(
            "claimant IN ('person', 'representative', 'elector')", name=op.f("ck_register_claim_claimant")
        ),
        sa.CheckConstraint("statement <> ''", name=op.f("ck_register_claim_says_something")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_register_claim_election_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_register_claim_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_claim")),
        sa.UniqueConstraint("once", name=op.f("uq_register_claim_once")),
        sa.UniqueConstraint("public_id", name=op.f("uq_register_claim_public_id")),
    )
    with op.batch_alter_table("register_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_claim_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_claim_election_id_state"), ["election_id", "state"], unique=False)

    op.create_table(
        "register_claim_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('open', 'accepted', 'rejected', 'withdrawn')", name=op.f("ck_register_claim_decision_outcome")
        ),
        sa.CheckConstraint(
            "outcome <> 'open' AND reason <> ''", name=op.f("ck_register_claim_decision_decided_with_reason")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["register_claim.id"], name=op.f("fk_register_claim_decision_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_claim_decision")),
        sa.UniqueConstraint("claim_id", name=op.f("uq_register_claim_decision_claim_id")),
    )


def _applications() -> None:
    op.create_table(
        "register_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("way IN ('code', 'paper')", name=op.f("ck_register_application_way")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_register_application_election_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["register_entry.id"], name=op.f("fk_register_application_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_application")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_register_application_entry_id")),
    )
    with op.batch_alter_table("register_application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_application_election_id"), ["election_id"], unique=False)


def _fill_words() -> None:
    """Entries that are there get their words: a migration that left them out would make people unfindable."""
    connection, last = op.get_bind(), 0
    read = sa.text("SELECT id, election_id, search FROM register_entry WHERE id > :last ORDER BY id LIMIT :most")
    write = sa.text("INSERT INTO register_word (election_id, word, entry_id) VALUES (:election, :word, :entry)")
    while rows := connection.execute(read, {"last": last, "most": CHUNK}).all():
        last = rows[-1].id
        words = [
            {"election": row.election_id, "word": word, "entry": row.id}
            for row in rows
            for word in {each[:LONGEST_WORD].encode() for each in row.search.split()}
        ]
        if words:
            connection.execute(write, words)


def _reasons(allowed: str) -> None:
    """Other reasons may be written down. SQLite makes the table anew, without the old condition."""
    name = op.f("ck_register_refusal_reason")
    with op.batch_alter_table("register_refusal", schema=None) as batch_op:
        if op.get_bind().dialect.name != "sqlite":
            batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"reason IN ({allowed})")


def _freeze() -> None:
    """A decision can neither be changed nor deleted."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER register_claim_decision_no_{verb.lower()} BEFORE {verb} ON register_claim_decision "
                f"BEGIN SELECT RAISE(ABORT, 'a decision stays as it is'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION register_claim_decision_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a decision stays as it is'; END $$"
    )
    op.execute(
        "CREATE TRIGGER register_claim_decision_no_change BEFORE UPDATE OR DELETE ON register_claim_decision "
        "FOR EACH ROW EXECUTE FUNCTION register_claim_decision_refuse()"
    )


def _unfreeze() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER register_claim_decision_no_{verb}")
        return
    op.execute("DROP TRIGGER register_claim_decision_no_change ON register_claim_decision")
    op.execute("DROP FUNCTION register_claim_decision_refuse()")
