# SPDX-License-Identifier: EUPL-1.2
"""Polling cards: print runs with their files, the cards, what the post did with them, and replacements.

No code stands here, readable or not: codes are hashes in ``core.codes`` under the public id of the entry. A run, its
files and everything about the post can only be added; a card changes once, when it stops to count.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core import clock
from core.db import Identified, Model, UtcDateTime, one_of
from core.outbox import Channel
from council.domain.cards import Ending, ManifestLine, Need, NoticeKind, Proof, Remedy, ReturnReason, card_number
from council.domain.disclosure import shown_total
from council.models.register import RegisterEntry


class CardRun(Identified, Model):
    """One print run. ``version`` is the closed version of the register it was printed from."""

    __tablename__ = "card_run"

    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    number: Mapped[int]
    version: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    places: Mapped[list[Any]] = mapped_column(sa.JSON)
    missing: Mapped[bool]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    cards: Mapped[int]
    repeats: Mapped[int]
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    files: Mapped[list[CardFile]] = relationship(order_by="CardFile.number", lazy="raise_on_sql")
    dispatches: Mapped[list[CardDispatch]] = relationship(order_by="CardDispatch.id", lazy="raise_on_sql")

    __table_args__ = (
        sa.UniqueConstraint("election_id", "number"),
        sa.CheckConstraint("number > 0 AND cards > 0", name="not_empty"),
        sa.CheckConstraint("repeats = 0 OR reason <> ''", name="repeated_with_reason"),
    )


class CardFile(Model):
    """One file of a run: what was in it and its SHA-256. The file itself was given out and is not kept."""

    __tablename__ = "card_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("card_run.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(120))
    place: Mapped[str] = mapped_column(sa.String(40))
    lang: Mapped[str] = mapped_column(sa.String(12))
    cards: Mapped[int]
    pages: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))

    __table_args__ = (
        sa.UniqueConstraint("run_id", "number"),
        sa.UniqueConstraint("run_id", "name"),
        sa.CheckConstraint("pages = cards AND last - first + 1 = cards", name="adds_up"),
    )

    @property
    def line(self) -> ManifestLine:
        """The file as the manifest names it."""
        return ManifestLine(**{name: getattr(self, name) for name in ManifestLine.__slots__})


class PollingCard(Model):
    """One card. ``series`` is the number of its run, 0 for a replacement. One card of an entry counts at a time."""

    __tablename__ = "polling_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"))
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("register_entry.id"))
    series: Mapped[int]
    sequence: Mapped[int]
    place: Mapped[str] = mapped_column(sa.String(40))
    lang: Mapped[str] = mapped_column(sa.String(12))
    issued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    ending: Mapped[str | None] = mapped_column(sa.String(20))

    entry: Mapped[RegisterEntry] = relationship(lazy="raise_on_sql")
    returned: Mapped[CardReturn | None] = relationship(back_populates="card", lazy="raise_on_sql")

    __table_args__ = (
        sa.UniqueConstraint("election_id", "series", "sequence"),
        sa.Index(
            "uq_polling_card_one_counts",
            "entry_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index(None, "entry_id"),
        sa.Index(None, "election_id", "ending", "place"),
        one_of("ending", Ending, "ending"),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended_with_reason"),
    )

    @property
    def number(self) -> str:
        return card_number(self.series, self.sequence)

    @property
    def why_ended(self) -> Ending | None:
        return Ending(self.ending) if self.ending else None


class CardReplacement(Model):
    """Why one card was made for one person, whose identity was checked how and by whom."""

    __tablename__ = "card_replacement"

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(sa.ForeignKey("polling_card.id"), unique=True)
    need: Mapped[str] = mapped_column(sa.String(20))
    proof: Mapped[str] = mapped_column(sa.String(20))
    checked_by: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    __table_args__ = (
        one_of("need", Need, "need"),
        one_of("proof", Proof, "proof"),
        sa.CheckConstraint("checked_by <> ''", name="checked_by_somebody"),
    )


class CardDispatch(Model):
    """Cards of a run that were handed to the post, or to whoever carries them."""

    __tablename__ = "card_dispatch"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("card_run.id"), index=True)
    handed_on: Mapped[dt.date]
    cards: Mapped[int]
    carrier: Mapped[str] = mapped_column(sa.String(200))
    handed_by: Mapped[str] = mapped_column(sa.String(200))
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(40), unique=True)

    __table_args__ = (sa.CheckConstraint("cards > 0", name="some"),)


class CardReturn(Identified, Model):
    """A card that came back."""

    __tablename__ = "card_return"

    card_id: Mapped[int] = mapped_column(sa.ForeignKey("polling_card.id"), unique=True)
    returned_on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(sa.String(20))
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    card: Mapped[PollingCard] = relationship(back_populates="returned", lazy="raise_on_sql")
    remedies: Mapped[list[CardRemedy]] = relationship(order_by="CardRemedy.id", lazy="raise_on_sql")

    __table_args__ = (one_of("reason", ReturnReason, "reason"),)

    @property
    def why(self) -> ReturnReason:
        return ReturnReason(self.reason)


class CardRemedy(Model):
    """What was done about a returned card, step by step."""

    __tablename__ = "card_remedy"

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(sa.ForeignKey("card_return.id"), index=True)
    remedy: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))

    __table_args__ = (one_of("remedy", Remedy, "remedy"),)

    @property
    def what(self) -> Remedy:
        return Remedy(self.remedy)


class CardNotice(Model):
    """One sending of messages to the electors whose address the register has: how many, on which channel.

    ``kind`` is "card" for the notice of the election, "reminder" for one to those not marked on the roll yet.
    Who got one is nowhere written down: for reminders that would be a list of those who have not voted.
    """

    __tablename__ = "card_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(sa.ForeignKey("election.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    channel: Mapped[str] = mapped_column(sa.String(10))
    messages: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=lambda: clock.now())
    actor_id: Mapped[str] = mapped_column(sa.String(40))
    once: Mapped[str] = mapped_column(sa.String(60), unique=True)

    __table_args__ = (one_of("kind", NoticeKind, "kind"),)

    @property
    def about(self) -> NoticeKind:
        return NoticeKind(self.kind)

    @property
    def shown(self) -> int | None:
        """How many; of reminders only where that points at nobody who has not voted."""
        return self.messages if self.about is NoticeKind.CARD else shown_total(self.messages)

    @property
    def way(self) -> Channel:
        return Channel(self.channel)
