# SPDX-License-Identifier: EUPL-1.2
"""The versions of the statute. Once adopted a version never changes: the database itself refuses it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import MISSING, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Identified, Model
from council.domain.statute import StatuteParameters
from council.tally import BallotType, RuleSheet, from_json, to_json
from council.tally.codec import to_plain

_CAME_LATER: dict[str, Any] = {
    item.name: to_plain(item.default) for item in fields(StatuteParameters) if item.default is not MISSING
}
"""Parameters that versions adopted earlier do not name; their text is never rewritten."""


class StatuteVersion(Identified, Model):
    """One version: a draft until ``adopted_on`` is filled. Parameters and rule sheet are canonical text."""

    __tablename__ = "statute_version"

    number: Mapped[int] = mapped_column(unique=True)
    parameters_text: Mapped[str] = mapped_column(sa.Text)
    rule_text: Mapped[str] = mapped_column(sa.Text)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    drafted_by: Mapped[str] = mapped_column(sa.String(40))
    adopted_on: Mapped[dt.date | None]
    adopted_by: Mapped[str] = mapped_column(sa.String(200), default="")
    reference: Mapped[str] = mapped_column(sa.String(200), default="")
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    recorded_by: Mapped[str] = mapped_column(sa.String(40), default="")

    __table_args__ = (
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("adopted_on IS NULL OR adopted_by <> ''", name="adopted_by_somebody"),
    )

    @property
    def parameters(self) -> StatuteParameters:
        known = {**_CAME_LATER, **json.loads(self.parameters_text)}
        known["timetable"] = {**_CAME_LATER["timetable"], **known["timetable"]}
        return from_json(StatuteParameters, json.dumps(known))

    @property
    def rule(self) -> RuleSheet:
        """How votes become seats: for lists, persons, votes across lists or ranked papers, as ``rule_kind`` says."""
        return from_json(RuleSheet, self.rule_text)

    @property
    def rule_kind(self) -> BallotType:
        """What an elector marks, which tells the kinds of rules apart; a text that names none is one of lists."""
        return self.rule.ballot

    @property
    def adopted(self) -> bool:
        return self.adopted_on is not None

    def fix(self, parameters: StatuteParameters, rule: RuleSheet) -> None:
        """Write the values as canonical text with the hash over both."""
        self.parameters_text, self.rule_text = to_json(parameters), to_json(rule)
        self.fingerprint = self.computed_fingerprint()

    def computed_fingerprint(self, articles: str = "") -> str:
        """The hash over parameters and rule, and over the articles of a version that has some."""
        text = "\n".join(filter(None, (self.parameters_text, self.rule_text, articles)))
        return hashlib.sha256(text.encode()).hexdigest()
