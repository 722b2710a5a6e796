# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/requirements.md: which pages serve a requirement and which tests prove it.

``python -m tests.requirements`` runs the marked tests and keeps only those that passed. Loaded as a pytest plugin it
notes what passed. A page without a passing test is listed as "claimed, not proven".
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import pytest

from core.app import create_app
from core.config import ROOT, Config
from core.requirements import served_by

LIST = ROOT / "docs/requirements.csv"
TARGET = ROOT / "docs/requirements.md"
REPORT = "REQUIREMENTS_REPORT"

passed: dict[str, set[str]] = defaultdict(set)
failed: set[str] = set()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("requirement"):
            item.user_properties += [("requirement", wanted) for wanted in mark.args]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    name = report.nodeid.split("[")[0]
    for key, wanted in report.user_properties:
        if key == "requirement" and report.when == "call" and report.passed:
            passed[str(wanted)].add(name)
    if report.failed:
        failed.add(name)


def pytest_sessionfinish(session: pytest.Session) -> None:
    target = os.environ.get(REPORT)
    if target and not hasattr(session.config, "workerinput"):
        kept = {wanted: sorted(names - failed) for wanted, names in passed.items()}
        Path(target).write_text(json.dumps(kept), "utf-8")


def known() -> dict[str, dict[str, str]]:
    """The list of requirements: id to its row."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def pages() -> dict[str, set[str]]:
    """Which routes say that they serve which requirement."""
    app = create_app(Config(secret_key="only to look at the routes, " * 2, database_url="sqlite://"))
    found: dict[str, set[str]] = defaultdict(set)
    for rule in app.url_map.iter_rules():
        for wanted in served_by(app.view_functions[rule.endpoint]):
            found[wanted].add(rule.rule)
    return found


def proofs() -> dict[str, list[str]]:
    """Run the marked tests; id to the names of the tests that passed."""
    with tempfile.NamedTemporaryFile(suffix=".json") as target:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "2",
            "-p",
            "tests.requirements",
            "-m",
            "requirement",
            "tests",
        ]
        subprocess.run(command, cwd=ROOT, env={**os.environ, REPORT: target.name}, check=False)
        found: dict[str, list[str]] = json.loads(Path(target.name).read_text("utf-8"))
    return found


def table(rows: dict[str, dict[str, str]], served: dict[str, set[str]], proven: dict[str, list[str]]) -> str:
    done = [i for i in rows if served.get(i) and proven.get(i)]
    tested = [i for i in rows if not served.get(i) and proven.get(i)]
    claimed = [i for i in rows if served.get(i) and not proven.get(i)]
    open_ = [i for i in rows if not served.get(i) and not proven.get(i)]
    lines = [
        "# Requirements",
        "",
        "Written by `make requirements`; do not edit. The list is `docs/requirements.csv`. A page counts only together",
        "with a test that names the same id and has passed. A requirement with an entry here is begun, not finished:",
        "the tests say what already holds.",
        "",
        f"{len(done)} with pages and passing tests, {len(tested)} with passing tests only, "
        f"{len(claimed)} claimed without a passing test, {len(open_)} that nothing serves yet, {len(rows)} in all.",
        "",
        "| Id | Requirement | Pages | Proven by |",
        "|---|---|---|---|",
    ]
    for i in [*done, *tested]:
        shown = "<br>".join(f"`{p}`" for p in sorted(served.get(i, ())))
        tests = "<br>".join(f"`{t}`" for t in proven[i])
        lines.append(f"| {i} | {rows[i]['wording']} | {shown} | {tests} |")
    for title, ids in (("Claimed, not proven", claimed), ("Nothing serves these yet", open_)):
        lines += ["", f"## {title}", ""]
        lines += [f"- {i}: {rows[i]['wording']}" for i in ids] or ["None."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(known(), pages(), proofs()), "utf-8")
