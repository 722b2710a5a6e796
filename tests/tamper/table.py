# SPDX-License-Identifier: EUPL-1.2
"""The table of manipulations: what Debian's tool says of each, and what our verifier says first."""

from __future__ import annotations

import io
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from council.ballots.verify import words
from council.ballots.verify.diff import verify_diff
from council.ballots.verify.fault import Fault
from council.ballots.verify.run import verify_stream
from council.ballots.verify.setup import Published
from tests.tamper import of_ballots, of_count, of_events, of_setup
from tests.tamper.case import KINDS, Kind
from tests.tamper.of_copies import COPIES, Copies, both

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/ballots/tamper.md"
TOOL = "belenios-tool"
PASSES, REFUSES = "**passes**", "refuses"
SECTIONS = {
    "The file and the order of events": of_events,
    "Election, trustees, credentials": of_setup,
    "Ballots": of_ballots,
    "Tally, shuffles, decryption, result": of_count,
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    what: str
    tool: str
    ours: str

    def line(self) -> str:
        return f"| `{self.name}` | {self.what} | {self.tool} | {self.ours} |"


def our_fault(kind: Kind) -> Fault | None:
    """What we say, knowing the published number of electors."""
    published = Published(electors=len(kind.base().made.papers.letters))
    return verify_stream(io.BytesIO(kind.archive()), published=published, complete=True).fault


def tool_on(content: bytes) -> str:
    """What the tool's `verify` says."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "8b1Ji4t9q46N5N.bel").write_bytes(content)
        return _tool("verify", "--dir", folder)


def tool_on_copies(old: bytes, new: bytes) -> str:
    """What the tool's `verify-diff` says."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        Path(one, "8b1Ji4t9q46N5N.bel").write_bytes(old)
        Path(two, "8b1Ji4t9q46N5N.bel").write_bytes(new)
        return _tool("verify-diff", "--dir1", one, "--dir2", two)


def _tool(*arguments: str) -> str:
    done = subprocess.run([TOOL, "election", *arguments], capture_output=True, check=False, timeout=120)
    return REFUSES if done.returncode else PASSES


def our_fault_in_copies(copies: Copies) -> Fault | None:
    old, new = both(copies)
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "old.bel"), Path(folder, "new.bel")
        before.write_bytes(old)
        after.write_bytes(new)
        return verify_diff(before, after).fault


def told(fault: Fault | None) -> str:
    """Our words for it, as the page has them."""
    return PASSES if fault is None else f"{words.place(fault)}: {words.sentence(fault)}"


def row_of(kind: Kind) -> Row:
    return Row(kind.name, kind.what, tool_on(kind.archive()), told(our_fault(kind)))


def row_of_copies(copies: Copies) -> Row:
    return Row(copies.name, copies.what, tool_on_copies(*both(copies)), told(our_fault_in_copies(copies)))


def sections() -> dict[str, list[Kind]]:
    """The kinds under the headings of the page."""
    return {
        title: [kind for kind in KINDS.values() if kind.change.__module__ == module.__name__]
        for title, module in SECTIONS.items()
    }


def page() -> str:
    """The whole page."""
    rows = {title: [row_of(kind) for kind in kinds] for title, kinds in sections().items()}
    copies = [row_of_copies(one) for one in COPIES]
    every = [row for found in rows.values() for row in found]
    missed = sum(row.tool == PASSES for row in every)
    parts = [HEAD.format(kinds=len(every), missed=missed, copies=len(copies))]
    for title, found in [*rows.items(), ("Two copies", copies)]:
        parts += [f"\n## {title}\n\n{COLUMNS}\n", *(f"{row.line()}\n" for row in found)]
    return "".join(parts)


COLUMNS = "| kind | what was done | belenios-tool 2.0 | our verifier |\n|---|---|---|---|"
HEAD = """# Manipulated archives

Written by `python -m tests.tamper`; a test compares every line. Each archive is made from a good election by changing
one thing. Then all records are hashed and chained again, and signed again where the manipulator could sign, so that
only the meaning is wrong.

Our verifier refuses all {kinds} kinds and names the record with the first fault. Debian's
`belenios-tool election verify` (2.0) passes {missed} of them; most of those are the gaps that its later versions close
in part. The number of electors is known to our verifier (`--voters`), since no archive can show a credential of
nobody. The last {copies} kinds are perfect archives that only an older copy gives away (`verify-diff`).
"""
