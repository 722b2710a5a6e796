# SPDX-License-Identifier: EUPL-1.2
"""One measured line and the report made of many. Ratios are what to compare: absolute times depend on the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured: ours and the peer's in one unit and one run. A goal is a ratio to reach or a bound."""

    name: str
    ours: float
    unit: str = "s"
    peer: str = ""
    theirs: float | None = None
    goal: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as long the peer takes."""
        return None if self.theirs is None or not self.ours else self.theirs / self.ours


def report(title: str, command: str, rows: Iterable[Row]) -> str:
    """A page for docs/reports: what was run, on what kind of machine, and the lines."""
    lines = [
        f"# {title}",
        "",
        f"Written by `{command}`. Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.",
        "Read the ratios: both sides ran in the same run. Above 1 means that ours is faster.",
        "",
        "| What | Ours | Peer | Peer's | Ratio | Goal | Note |",
        "|---|---:|---|---:|---:|---|---|",
    ]
    lines += [_line(row) for row in rows]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    theirs = "" if row.theirs is None else f"{row.theirs:.4g} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    cells = (row.name, f"{row.ours:.4g} {row.unit}", row.peer, theirs, ratio, row.goal, row.note)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
