# SPDX-License-Identifier: EUPL-1.2
"""Says of every small fault planted in `council/tally` whether a test noticed; writes docs/reports/mutants.md.

mutmut plants the faults and runs the tests (`make mutants`, settings in pyproject.toml). A fault that no test noticed
needs a reason in bench/survivors.toml; what has neither is listed as open.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

from core.config import ROOT

FOLDER = ROOT / "mutants"
REPORT = ROOT / "docs/reports/mutants.md"
REASONS = ROOT / "bench/survivors.toml"
GOAL = 95
SURVIVED, NO_TEST, UNCHECKED = 0, (5, 33), (None, 2, 34)


def main() -> int:
    """Write the report. Ends with 1 when fewer than the goal were noticed or a survivor has no reason."""
    found = {key: code for file in sorted(FOLDER.rglob("*.meta")) for key, code in _codes(file).items()}
    checked = {key: code for key, code in found.items() if code not in UNCHECKED}
    missed = [key for key, code in checked.items() if code == SURVIVED or code in NO_TEST]
    if not checked:
        print("No result: run `make mutants` first.")
        return 1
    reasons: dict[str, str] = tomllib.loads(REASONS.read_text("utf-8")) if REASONS.exists() else {}
    score = 100 * (len(checked) - len(missed)) / len(checked)
    REPORT.write_text(_report(found, checked, missed, reasons, score), "utf-8")
    print(f"{score:.1f} % of {len(checked)} noticed, {len(missed)} missed; {REPORT.relative_to(ROOT)}")
    return 0 if score >= GOAL and all(_reason(key, reasons) for key in missed) else 1


def _codes(file: Path) -> dict[str, int | None]:
    codes: dict[str, int | None] = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return codes


def _reason(key: str, reasons: dict[str, str]) -> str:
    """The reason given for this mutant, or for all of its function."""
    return reasons.get(key) or reasons.get(key.rsplit("__mutmut_", 1)[0], "")


def _report(
    found: dict[str, int | None],
    checked: dict[str, int | None],
    missed: list[str],
    reasons: dict[str, str],
    score: float,
) -> str:
    modules = Counter(_module(key) for key in checked)
    left = Counter(_module(key) for key in missed)
    lines = [
        "# Planted faults in the tally",
        "",
        "Written by `make mutants` (mutmut). Each fault is one small change of the code, for example `<` for `<=`;",
        "the tests of `council/tally` run on it and must fail.",
        "",
        f"**{score:.1f} %** of {len(checked)} faults were noticed (goal: {GOAL} %).",
        f"{len(found) - len(checked)} were not run.",
        "",
        "| Module | Faults | Noticed | Missed |",
        "|---|---:|---:|---:|",
    ]
    for name, number in sorted(modules.items()):
        lines.append(f"| {name} | {number} | {100 * (number - left[name]) / number:.0f} % | {left[name]} |")
    lines += ["", "## Missed", "", "| Fault | Reason |", "|---|---|"]
    lines += [f"| `{key}` | {_reason(key, reasons) or 'open'} |" for key in missed]
    return "\n".join(lines) + "\n"


def _module(key: str) -> str:
    return key.split(".x", 1)[0].removeprefix("council.tally.")


if __name__ == "__main__":
    sys.exit(main())
