# SPDX-License-Identifier: EUPL-1.2
"""House rules of the templates: each compiles, has a title, stays small; components see only their arguments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes

from core.app import Talka
from core.config import ROOT

FOLDER = ROOT / "templates"
ALL = sorted(FOLDER.rglob("*.html"))
LONGEST = 150
ALLOWED = {"_", "gettext", "ngettext", "url_for"}

environment = Environment(loader=FileSystemLoader(FOLDER), extensions=["jinja2.ext.i18n"], autoescape=True)


def name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def parsed(path: Path) -> nodes.Template:
    return environment.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("path", ALL, ids=name)
def test_compiles_and_is_licensed(path: Path, app: Talka) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("{# SPDX-License-Identifier: EUPL-1.2 #}")
    assert len(text.splitlines()) <= LONGEST
    app.jinja_env.compile(text)


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_page_has_a_title(path: Path) -> None:
    text = path.read_text("utf-8")
    if "{% extends" in text and not name(path).startswith("layouts/"):
        assert "{% block title %}" in text or "block title" in text, "no title"


@pytest.mark.parametrize("path", sorted((FOLDER / "components").glob("*.html")), ids=name)
def test_a_component_sees_only_its_arguments(path: Path) -> None:
    assert meta.find_undeclared_variables(parsed(path)) - ALLOWED == set()
    macros = [m.name for m in parsed(path).find_all(nodes.Macro) if not m.name.startswith("_")]
    assert path.stem in macros, "the macro is named like its file"


@pytest.mark.parametrize("path", ALL, ids=name)
def test_no_unused_import(path: Path) -> None:
    body = re.sub(r"\{% from .*? %\}|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    for node in parsed(path).find_all(nodes.FromImport):
        for imported in node.names:
            called = imported[1] if isinstance(imported, tuple) else imported
            assert re.search(rf"\b{called}\b", body), f"{called} unused"


@pytest.mark.parametrize("path", [p for p in ALL if p.parent.name != "components"], ids=name)
def test_no_state_is_compared_as_text(path: Path) -> None:
    """Components take plain words as arguments; pages decide in Python."""
    for node in parsed(path).find_all(nodes.Compare):
        words = ast_words(node)
        assert not ({"state", "status", "outcome"} & words), f"line {node.lineno}: decide this in Python"


def ast_words(node: nodes.Compare) -> set[str]:
    """Last parts of the names on the left of a comparison with a text."""
    texts = [o for o in node.ops if isinstance(o.expr, nodes.Const) and isinstance(o.expr.value, str)]
    left = node.expr
    if not texts:
        return set()
    return {left.attr} if isinstance(left, nodes.Getattr) else {left.name} if isinstance(left, nodes.Name) else set()


@pytest.mark.parametrize("path", ALL, ids=name)
def test_nothing_is_marked_safe_or_styled_inline(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b", text)
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son\w+=\"", text)


def test_the_sheet_knows_no_left_or_right() -> None:
    sheets = "\n".join(p.read_text("utf-8") for p in (ROOT / "static/css").glob("*.css"))
    physical = re.findall(
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)\b",
        sheets,
    )
    assert physical == []
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", sheets)
