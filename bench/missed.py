# SPDX-License-Identifier: EUPL-1.2
"""The report on planted faults: how many were noticed, and every missed one with its change and a reason.

Reasons are in bench/survivors.toml: for one fault, for a function, or for a change that is the same everywhere. A
fault that no test noticed and that has no reason is listed as open.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import unified_diff
from functools import cached_property
from pathlib import Path
from typing import Any

from mutmut.mutation.data import MutantLineSpans

from core.config import ROOT

REASONS = ROOT / "bench/survivors.toml"
LONGEST = 160


class Tried:
    """Faults that were tried, by how they ended."""

    def __init__(
        self, found: Mapping[str, int | None], *, unchecked: Sequence[Any], missed: Sequence[int], noticed: int
    ) -> None:
        self.planted = len(found)
        self.codes = {fault: code for fault, code in found.items() if code not in unchecked}
        self.missed = [fault for fault, code in self.codes.items() if code in missed]
        self.hung = sum(code not in (noticed, *missed) for code in self.codes.values())
        self.changes = {fault: change_of(fault) for fault in self.missed}

    @property
    def score(self) -> float:
        return 100 * (len(self.codes) - len(self.missed)) / len(self.codes)

    @cached_property
    def reasons(self) -> dict[str, Any]:
        return tomllib.loads(REASONS.read_text("utf-8")) if REASONS.exists() else {}

    def reason(self, fault: str) -> str:
        """Why no test can tell this fault from the code as written; nothing when that has not been said."""
        faults: Mapping[str, str] = self.reasons.get("faults", {})
        known = faults.get(fault) or faults.get(fault.rpartition("__mutmut_")[0])
        before, after = self.changes[fault]
        same = (each["reason"] for each in self.reasons.get("same", ()) if _is_same(before, after, each))
        return known or next(same, "")

    def report(self, *, goal: int, longest: float, tests: Sequence[str], left_out: Sequence[str]) -> str:
        modules = Counter(map(module_of, self.codes))
        left = Counter(map(module_of, self.missed))
        without = sum(not self.reason(fault) for fault in self.missed)
        failed = len(self.codes) - len(self.missed) - self.hung
        lines = [
            "# Planted faults in the tally",
            "",
            "Written by `make mutants` (mutmut plants, `bench/planted.py` tries). Each fault is one small change",
            "of the code, for example `<` for `<=`; at least one test of the tally must fail on it.",
            "",
            f"**{self.score:.1f} %** of {len(self.codes)} faults were noticed (goal: {goal} %): {failed} by a failing",
            f"test, {self.hung} because a test ran without end, out of memory or into a crash. {len(self.missed)} were",
            f"missed, {without} of them without a reason so far.",
            f"{self.planted - len(self.codes)} of {self.planted} were not tried yet; the order of trying is drawn, so",
            "those tried are a fair sample of all.",
            "",
            f"A fault gets the tests that run its line, the quickest first, up to {longest} seconds of them, from",
            f"{len(tests)} files of tests ({', '.join(sorted({each.rpartition('/')[0] for each in tests}))}).",
            "A fault in a line that no test runs counts as missed. Between the faults the same tests run without",
            "one, and have to pass.",
            f"Not planted in: {', '.join(f'`{each}`' for each in left_out)} (the wording of a terminal) and in",
            "functions with a decorator such as `@property`, which mutmut leaves out.",
            "",
            "| Module | Faults | Noticed | Missed |",
            "|---|---:|---:|---:|",
        ]
        for name, number in sorted(modules.items()):
            lines.append(f"| {name} | {number} | {100 * (number - left[name]) / number:.0f} % | {left[name]} |")
        lines += ["", "## Missed", "", "| Fault | Change | Reason |", "|---|---|---|"]
        for fault in self.missed:
            before, after = (each.replace("|", "\\|")[:LONGEST] for each in self.changes[fault])
            lines.append(
                f"| {fault.removeprefix('council.tally.')} | `{before}` to `{after}` | {self.reason(fault) or 'open'} |"
            )
        return "\n".join(lines) + "\n"


def change_of(fault: str) -> tuple[str, str]:
    """The changed lines of the code, before and after."""
    module, _, short = fault.rpartition(".")
    path = Path(*module.split(".")).with_suffix(".py")
    index = MutantLineSpans.load(path if path.exists() else path.with_suffix("") / "__init__.py")
    assert index is not None
    original = f"{short.partition('__mutmut_')[0]}__mutmut_orig"
    before, after = index.read_function_sources([original, short])
    lines = [*unified_diff(before.replace(original, short).splitlines(), after.splitlines(), lineterm="", n=0)][2:]
    old, new = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return old, new


def _is_same(before: str, after: str, kind: Mapping[str, Any]) -> bool:
    """True when the only difference is that one word of this kind became another."""
    of, at = kind["of"], before.find(kind["of"])
    while at >= 0:
        if any(before[:at] + into + before[at + len(of) :] == after for into in kind["into"]):
            return True
        at = before.find(of, at + 1)
    return False


def module_of(fault: str) -> str:
    """The module a fault is in, without the package."""
    return fault.split(".x", 1)[0].removeprefix("council.tally.")
