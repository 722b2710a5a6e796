# SPDX-License-Identifier: EUPL-1.2
"""House rules of the source: budgets, names, docstrings, one clock, no floats where seats are counted."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.config import ROOT

PACKAGES = ("core", "consult", "forums", "council", "demo")
EXCEPTIONS = tomllib.loads((ROOT / "tests/house/exceptions.toml").read_text("utf-8"))
FILE, TEST_FILE, FUNCTION, VIEW, ROUTES = 300, 500, 40, 25, 10


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sources(*folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py"))


CODE = sources(*PACKAGES)
TESTS = sources("tests", "bench")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.stmt) -> int:
    """Lines of a function without its docstring."""
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    lines = (node.end_lineno or 0) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", [*CODE, *TESTS, ROOT / "wsgi.py"], ids=name)
def test_licence_and_purpose_come_first(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# SPDX-License-Identifier: EUPL-1.2\n"), "no licence line"
    assert ast.get_docstring(ast.parse(text)), "no docstring that says what this module is"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= FILE or name(path) in EXCEPTIONS["lines"], f"{lines} lines"
    for node in functions(path):
        allowed = VIEW if is_view(node) else FUNCTION
        key = f"{name(path)}:{node.name}"
        assert length(node) <= allowed or key in EXCEPTIONS["functions"], f"{node.name}: {length(node)} lines"


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= TEST_FILE


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("access(" in ast.unparse(d) for d in node.decorator_list)


@pytest.mark.parametrize("path", [p for p in CODE if "views" in p.as_posix()], ids=name)
def test_a_file_has_few_routes(path: Path) -> None:
    assert sum(is_view(node) for node in functions(path)) <= ROUTES


def test_no_junk_drawers() -> None:
    bad = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common)($|_)")
    assert [name(p) for p in CODE if bad.search(p.stem)] == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_the_clock_knows_the_time(path: Path) -> None:
    if name(path) == "core/clock.py":
        return
    asked = re.findall(r"datetime\.now\(|utcnow\(|date\.today\(|time\.time\(", path.read_text("utf-8"))
    assert asked == [], "ask core.clock"


@pytest.mark.parametrize("path", sources("council/tally", "council/domain"), ids=name)
def test_no_float_where_seats_are_counted(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"line {node.lineno}"
        assert not (isinstance(node, ast.Name) and node.id == "float"), f"line {node.lineno}"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_nothing_is_left_half_done(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError", text)
    for line in text.splitlines():
        if "# noqa" in line or "type: ignore" in line:
            assert re.search(r"(# noqa: \S+ - \w|type: ignore\[[\w-]+\]\s+# \w)", line), f"no reason: {line}"


def banned_words() -> list[str]:
    """The words of the glossary's last table that no reader should meet."""
    section = (ROOT / "docs/glossary.md").read_text("utf-8").split("## Words we do not use")[1]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("|")]
    return [row.strip("`* ") for row in rows if row and not row.startswith(("banned", "-", ":"))]


def test_banned_words_are_absent_from_what_people_read() -> None:
    """Looks at the extracted sentences: they are all that a reader meets."""
    words = banned_words()
    assert len(words) > 10
    template = (ROOT / "translations/messages.pot").read_text("utf-8")
    sentences = re.findall(r'^msgid(?:_plural)? "(.*)"$', template, re.MULTILINE)
    pattern = re.compile(r"\b(" + "|".join(re.escape(w) for w in words) + r")s?\b", re.IGNORECASE)
    found = [(m.group(0), s) for s in sentences if (m := pattern.search(s))]
    assert found == []


def test_no_path_or_host_of_a_machine_is_committed() -> None:
    bad = re.compile(r"/wor[k]/|/roo[t]/|pypi\.or[g]|npmjs\.or[g]")
    tracked = [*CODE, *TESTS, *ROOT.glob("[!.]*.*"), *(ROOT / "docs").rglob("*.md")]
    assert [name(p) for p in tracked if p.suffix != ".db" and bad.search(p.read_text("utf-8"))] == []


def test_the_demo_and_docs_are_indexed() -> None:
    """Every decision record is in the index."""
    index = (ROOT / "docs/adr/README.md").read_text("utf-8")
    missing = [p.name for p in (ROOT / "docs/adr").glob("0*.md") if p.name not in index]
    assert missing == []
