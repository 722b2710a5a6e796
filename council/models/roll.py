# SPDX-License-Identifier: EUPL-1.2
"""The roll: line numbers on paper, marks, postal envelopes, tendered ballots. All of it can only be added to.

No table here has a running number, a time of day, or a key of anything that is counted: the rows lie in the order of
the register. The hour of a mark is a whole number of hours, which has no room for a minute.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Model, UtcDateTime, new_public_id, one_of
from council.domain.postal import PostalEvent, TenderedOutcome
from council.domain.roll import Conflict, MarkKind, Way


class RollLine(Model):
    """The number under which an elector stands on the printed roll of a place, for good once it was printed."""

    __tablename__ = "roll_line"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), index=True)

    __table_args__ = (
        sa.UniqueConstraint("election_id", "place", "entry_id"),
        sa.CheckConstraint("line > 0", name="line"),
        {"sqlite_with_rowid": False},
    )


class RollPrint(Model):
    """A roll left for paper: of which place, how many lines, and the hash that stands on every page."""

    __tablename__ = "roll_print"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int]
    lines: Mapped[int]
    digest: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (sa.UniqueConstraint("election_id", "place", "number"),)


class RollMark(Model):
    """One fact about one elector, in turns. The keys alone keep it to one standing mark, whoever writes at once."""

    __tablename__ = "roll_mark"

    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    previous: Mapped[int | None]
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    place: Mapped[str] = mapped_column(sa.String(40))
    way: Mapped[str] = mapped_column(sa.String(20))
    hour: Mapped[int | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        sa.ForeignKeyConstraint(["entry_id", "previous"], ["roll_mark.entry_id", "roll_mark.turn"]),
        one_of("kind", MarkKind, "kind"),
        one_of("way", Way, "way"),
        sa.CheckConstraint("turn > 0 AND (turn % 2 = 1) = (kind = 'marked')", name="turns"),
        sa.CheckConstraint(
            "(turn = 1 AND previous IS NULL) OR (turn > 1 AND previous IS NOT NULL AND previous = turn - 1)",
            name="follows_the_one_before",
        ),
        sa.CheckConstraint("kind = 'marked' OR reason <> ''", name="taken_back_with_reason"),
        sa.Index(None, "election_id", "place"),
        {"sqlite_with_rowid": False},
    )


class PostalFact(Model):
    """One step of one elector's postal envelope, by the day."""

    __tablename__ = "postal_fact"

    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), primary_key=True, autoincrement=False)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    event: Mapped[str] = mapped_column(sa.String(20))
    on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        one_of("event", PostalEvent, "event"),
        sa.CheckConstraint("turn > 0", name="turn"),
        sa.CheckConstraint("event <> 'cancel' OR reason <> ''", name="cancelled_with_reason"),
        {"sqlite_with_rowid": False},
    )


class RollConflict(Model):
    """A line ticked on paper that was not taken over, and why; the same line is listed once."""

    __tablename__ = "roll_conflict"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (one_of("kind", Conflict, "kind"), {"sqlite_with_rowid": False})


class TenderedBallot(Model):
    """A paper in a closed envelope of somebody who insists; the envelope bears this public id, the paper nothing."""

    __tablename__ = "tendered_ballot"

    public_id: Mapped[str] = mapped_column(sa.String(10), primary_key=True, default=new_public_id)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(40))
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"), unique=True)
    statement: Mapped[str] = mapped_column(sa.Text)
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (sa.CheckConstraint("statement <> ''", name="says_something"), {"sqlite_with_rowid": False})


class TenderedDecision(Model):
    """What became of a tendered ballot: who decided, why, and when."""

    __tablename__ = "tendered_decision"

    tendered_id: Mapped[str] = mapped_column(sa.ForeignKey("tendered_ballot.public_id"), primary_key=True)
    outcome: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_by: Mapped[str] = mapped_column(sa.String(200))
    on: Mapped[dt.date]
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (
        one_of("outcome", TenderedOutcome, "outcome"),
        sa.CheckConstraint("reason <> '' AND decided_by <> ''", name="decided_with_reason"),
    )
