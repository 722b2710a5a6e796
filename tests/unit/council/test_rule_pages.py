# SPDX-License-Identifier: EUPL-1.2
"""The pages of docs/rules: every example is run, every function and test named is there, every page is in the index."""

from __future__ import annotations

import ast
import doctest
import re
from functools import cache
from pathlib import Path

import pytest

from core.config import ROOT
from council.tally.named_rules import NAMED_RULES

FOLDER = ROOT / "docs/rules"
PAGES = sorted(FOLDER.glob("*.md"))
WITH_EXAMPLES = [page for page in PAGES if "```pycon" in page.read_text("utf-8")]
PLACE = re.compile(r"`((?:council|tests)/[\w/]+\.py)(?:::(\w+))?`")
ON_THE_COMMAND_LINE = re.compile(r"talka tally list --rule ((?:`?[\w]+`?(?:,\s+)?)+)")


def name(page: Path) -> str:
    return page.stem


@cache
def names_in(path: str) -> frozenset[str]:
    """Everything a file defines at its top."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


@pytest.mark.requirement("R050")
@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name)
def test_the_examples_of_a_page_are_what_the_program_does(page: Path) -> None:
    found = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert found.attempted > 3
    assert found.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_functions_and_tests_a_page_names_are_there(page: Path) -> None:
    for path, wanted in PLACE.findall(page.read_text("utf-8")):
        assert (ROOT / path).is_file(), path
        assert not wanted or wanted in names_in(path), f"{path}::{wanted}"


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name)
def test_a_page_has_the_parts_of_a_rule(page: Path) -> None:
    text = page.read_text("utf-8")
    assert all(f"\n## {part}\n" in text for part in ("Clauses and notation", "Worked example", "Where it is"))


def test_the_rules_a_page_names_for_the_command_line_are_known() -> None:
    known = {rule.name for rule in NAMED_RULES}
    named = {
        word.strip("`, \n")
        for page in PAGES
        for words in ON_THE_COMMAND_LINE.findall(page.read_text("utf-8"))
        for word in words.split(",")
    }
    assert {"dhondt", "hare", "sainte_lague", "nl_kieswet"} <= named <= known


def test_every_page_is_in_the_index() -> None:
    index = (FOLDER / "README.md").read_text("utf-8")
    assert [page.name for page in PAGES if f"({page.name})" not in index and page.name != "README.md"] == []
