# SPDX-License-Identifier: EUPL-1.2
"""Plants small faults in `council/tally` and says of each whether a test noticed; writes docs/reports/mutants.md.

mutmut writes the faults (settings in pyproject.toml), `bench.planted` tries them. A fault that no test noticed needs a
reason in bench/survivors.toml (see `bench.missed`). `--missed` tries again what was missed last time,
`--report` only writes; a word limits the trying to modules whose name holds it.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
from mutmut.utils.file_utils import copy_src_dir, walk_mutatable_files

from bench.missed import Tried, module_of
from core.config import ROOT

FOLDER = ROOT / "mutants"
REPORT = ROOT / "docs/reports/mutants.md"
HOW = FOLDER / "how.json"
MEASURED = FOLDER / "tests.json"
GOAL = 95
NOTICED, NO_TEST, UNCHECKED = 1, (5, 33), (None, 2, 34)
SURVIVED = (0, *NO_TEST)
SHORT, LONG = 0.5, 20.0
"""Seconds of tests that reach a fault: a first try, and a second for what the first missed."""
PATIENCE, MORE_PATIENCE = 2.0, 10.0
"""Seconds of processor time a test may take beyond ten times as long as usual, and when tried again alone."""
CONTROL_EVERY = 400


class Results:
    """What is known of every fault, kept in mutmut's own files."""

    def __init__(self) -> None:
        self.files = {path: SourceFileMutationData(path=path) for path in walk_mutatable_files()}
        self.file_of: dict[str, SourceFileMutationData] = {}
        for data in self.files.values():
            data.load()
            self.file_of |= dict.fromkeys(data.exit_code_by_key, data)

    def code(self, fault: str) -> int | None:
        return self.file_of[fault].exit_code_by_key[fault]

    def put(self, fault: str, code: int | None, seconds: float = 0) -> None:
        self.file_of[fault].exit_code_by_key[fault] = code
        self.file_of[fault].durations_by_key[fault] = seconds

    def save(self) -> None:
        for data in self.files.values():
            data.save()


def plant(children: int) -> None:
    """Let mutmut write its tree; functions that did not change keep their results."""
    unfinished = FOLDER / "unfinished"
    if unfinished.exists():
        shutil.rmtree(FOLDER)
    FOLDER.mkdir(exist_ok=True)
    unfinished.touch()
    copy_src_dir()
    for path in filter(Path.exists, config().also_copy):
        if path.is_dir():
            shutil.copytree(path, FOLDER / path, dirs_exist_ok=True, ignore=_planted)
        else:
            shutil.copy2(path, FOLDER / path)
    create_mutants(children)
    unfinished.unlink()


def _planted(folder: str, names: list[str]) -> list[str]:
    """What mutmut writes itself: were it copied, every fault would be written anew."""
    own = any(Path(folder).is_relative_to(path) for path in config().source_paths)
    return [name for name in names if name == "__pycache__" or (own and name.endswith(".py"))]


class Trying:
    """Hands faults to `bench.planted` and keeps how each ended."""

    def __init__(self, results: Results, children: int, tests: list[str]) -> None:
        self.results, self.children, self.tests = results, children, tests
        self.reach: tuple[list[Any], dict[str, Any]] = ([], {})
        """Tests with their seconds, and which of them run which line, as the first run found them."""

    def run(self, faults: list[str], *, cap: float, patience: float, children: int = 0) -> None:
        if not faults:
            return
        work = {
            "faults": list(chain.from_iterable(_with_controls(faults))),
            "tests": self.tests,
            "children": children or self.children,
            "cap": cap,
            "patience": patience,
            "reach": self.reach,
            "places": places(faults),
        }
        command = [sys.executable, "-m", "bench.planted"]
        with subprocess.Popen(command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdin
            assert program.stdout
            json.dump(work, program.stdin)
            program.stdin.close()
            try:
                for number, line in enumerate(program.stdout, start=1):
                    self._hear(json.loads(line))
                    if number % 100 == 0:
                        self.results.save()
                        print(f"  {number} of {len(faults)}", flush=True)
            finally:
                self.results.save()
        if program.returncode:
            raise SystemExit("the tests do not run without a fault, or the trying broke off")

    def _hear(self, answer: dict[str, Any]) -> None:
        if "lines" in answer:
            self.reach = answer["tests"], answer["lines"]
            MEASURED.write_text(json.dumps([_planted_tree(), *self.reach]), "utf-8")
        elif not answer["fault"].startswith("control"):
            self.results.put(answer["fault"], answer["code"], answer["seconds"])
        elif answer["code"]:
            raise SystemExit(f"without a fault this fails, too: {answer['test']}")


def places(faults: Iterable[str]) -> dict[str, tuple[str, int, int, int, int]]:
    """Of each fault its file, and the lines of the statement it changes and of its function, as written by mutmut."""
    found = {}
    for module, own in _by_module(faults).items():
        path = Path(*module.split(".")).with_suffix(".py")
        path = path if path.exists() else path.with_suffix("") / "__init__.py"
        index = MutantLineSpans.load(path)
        assert index is not None
        for fault in own:
            short = fault.rpartition(".")[2]
            original = f"{short.partition('__mutmut_')[0]}__mutmut_orig"
            top = index.span_by_function_name[original].start
            before, after = index.read_function_sources([original, short])
            first, last = _changed_statement(before.replace(original, short), after)
            found[fault] = (str(path), top + first, top + last, top, top + before.count("\n"))
    return found


def _by_module(faults: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.rpartition(".")[0], []).append(fault)
    return found


def _changed_statement(before: str, after: str) -> tuple[int, int]:
    """The lines, from 0, of the smallest statement in which both differ; all of them where the head does."""
    lines = zip(before.splitlines(), after.splitlines(), strict=False)
    changed = next((number for number, (one, two) in enumerate(lines) if one != two), 0)
    best = (0, before.count("\n"))
    for node in ast.walk(ast.parse(textwrap.dedent(before))):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef):
            body = getattr(node, "body", None)
            end = body[0].lineno - 2 if body else (node.end_lineno or 0) - 1
            if node.lineno - 1 <= changed <= end and end - node.lineno + 1 <= best[1] - best[0]:
                best = (node.lineno - 1, end)
    return best


def _planted_tree() -> str:
    """A mark of the tree of faults: with another one, lines lie elsewhere."""
    mark = hashlib.sha256()
    for path in sorted(FOLDER.glob("council/tally/**/*.py")):
        mark.update(path.read_bytes())
    return mark.hexdigest()


def _named_tests() -> list[str]:
    patterns = config().pytest_add_cli_args_test_selection
    return [str(file.relative_to(ROOT)) for pattern in patterns for file in sorted(ROOT.glob(pattern))]


def _drawn(faults: Iterable[str]) -> list[str]:
    """In an order that has nothing to do with the code: a run that is broken off has tried a fair sample."""
    return sorted(faults, key=lambda fault: hashlib.sha256(fault.encode()).digest())


def _with_controls(faults: list[str]) -> Iterator[list[str]]:
    """The faults, and before every so many a run of the tests without any: it has to pass."""
    for start in range(0, len(faults), CONTROL_EVERY):
        yield [f"control-{start}", *faults[start : start + CONTROL_EVERY]]


def main() -> int:
    """Try and write the report. Ends with 1 when fewer than the goal were noticed or a survivor has no reason."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutants", description=__doc__)
    parser.add_argument("word", nargs="?", default="", help="only modules whose name holds this")
    parser.add_argument("--missed", action="store_true", help="try again what was missed or not tried")
    parser.add_argument("--report", action="store_true", help="try nothing, write the report")
    parser.add_argument("--quick", action="store_true", help="the first, short try only")
    parser.add_argument("--tests", nargs="*", help="only these files of tests, instead of those pyproject.toml names")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 2)
    asked = parser.parse_args()
    if not asked.report:
        plant(asked.children)
    results = Results()
    if not asked.report:
        try_all(results, asked)
    return report(results)


def try_all(results: Results, asked: argparse.Namespace) -> None:
    """Every fault quickly, then what was missed with all its tests, then what hung alone and with more patience."""
    HOW.write_text(json.dumps({"longest": SHORT if asked.quick else LONG, "tests": asked.tests or _named_tests()}))
    trying = Trying(results, asked.children, asked.tests or _named_tests())
    if asked.missed and MEASURED.exists():
        tree, *reach = json.loads(MEASURED.read_text("utf-8"))
        trying.reach = tuple(reach) if tree == _planted_tree() else trying.reach
    faults = _drawn(fault for fault in results.file_of if asked.word in module_of(fault))
    if asked.missed:
        faults = [fault for fault in faults if results.code(fault) in (*SURVIVED, *UNCHECKED)]
    trying.run(faults, cap=SHORT, patience=PATIENCE)
    if asked.quick:
        return
    trying.run([fault for fault in faults if results.code(fault) == 0], cap=LONG, patience=PATIENCE)
    hung = [fault for fault in faults if results.code(fault) not in (NOTICED, *SURVIVED)]
    trying.run(hung, cap=LONG, patience=MORE_PATIENCE, children=1)


def report(results: Results) -> int:
    """Write docs/reports/mutants.md."""
    found = {fault: results.code(fault) for fault in results.file_of}
    if set(found.values()) <= {*UNCHECKED}:
        print("No result: run `make mutants` first.")
        return 1
    tried = Tried(found, unchecked=UNCHECKED, missed=SURVIVED, noticed=NOTICED)
    REPORT.write_text(
        tried.report(goal=GOAL, **json.loads(HOW.read_text("utf-8")), left_out=config().do_not_mutate), "utf-8"
    )
    print(f"{tried.score:.1f} % of {len(tried.codes)} noticed, {len(tried.missed)} missed; {REPORT.relative_to(ROOT)}")
    return 0 if tried.score >= GOAL and all(map(tried.reason, tried.missed)) else 1


if __name__ == "__main__":
    sys.exit(main())
