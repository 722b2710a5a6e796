# SPDX-License-Identifier: EUPL-1.2
"""Keeps the catalogues in step with the program: ``python -m tests.catalogues update`` or ``check``.

Files come out the same on every machine: sorted, no dates, no places, no wrapping. Plural rules are those that
translation platforms use; Babel's own differ for Arabic (docs/translating.md).
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message

from core.config import ROOT

FOLDER = ROOT / "translations"
LANGUAGES = ("lt", "ar")
PLURALS = {
    "lt": "nplurals=3; plural=(n % 10 == 1 && (n % 100 < 11 || n % 100 > 19)) ? 0 : "
    "((n % 10 >= 2 && n % 10 <= 9 && (n % 100 < 11 || n % 100 > 19)) ? 1 : 2);",
    "ar": "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : "
    "n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5);",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def extract() -> bytes:
    """Every sentence of the program, as the text of a template."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as target:
        command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml"]
        options = ["--omit-header", "--no-location", "--no-wrap", "--sort-output", "-k", "_l", "-k", "_n:1,2"]
        subprocess.run([*command, *options, "-o", target.name, "."], cwd=ROOT, check=True)
        return Path(target.name).read_bytes()


def of_rule_sheet(file: IO[bytes], *_keywords: object, options: object) -> Iterator[tuple[int, None, str, list[str]]]:
    """The sentences of a rule sheet, for Babel: what it is, what each parameter says, and a title that is ours."""
    sheet = json.load(file)
    texts = [sheet["about"], *(each["says"] for each in sheet["parameters"])]
    for text in [*texts, sheet["title"]] if sheet["lang"] == "en" else texts:
        yield 1, None, text, []


def read(path: Path, lang: str) -> Catalog:
    with path.open("rb") as file:
        return pofile.read_po(file, locale=lang)


def updated(template: bytes, lang: str) -> bytes:
    """The catalogue of a language with today's sentences; what was translated stays."""
    path = FOLDER / lang / "LC_MESSAGES" / "messages.po"
    catalogue = read(path, lang) if path.exists() else Catalog(locale=lang)
    catalogue.mime_headers = [("Plural-Forms", PLURALS[lang])]
    catalogue.update(pofile.read_po(io.BytesIO(template)), no_fuzzy_matching=True)
    for message in catalogue:
        _widen(message, catalogue.num_plurals)
    body = io.BytesIO()
    pofile.write_po(
        body, catalogue, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True, width=0
    )
    head = (
        "# SPDX-License-Identifier: EUPL-1.2\n"
        'msgid ""\nmsgstr ""\n'
        f'"Project-Id-Version: Talka\\n"\n"Language: {lang}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[lang]}\\n"\n\n'
    )
    return head.encode() + body.getvalue().lstrip()


def _widen(message: Message, plurals: int) -> None:
    """An untranslated plural has as many empty boxes as the language has forms."""
    if message.pluralizable and message.id:
        given = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        message.string = tuple((list(given) + [""] * plurals)[:plurals])


def faults(lang: str) -> list[str]:
    """What a reader of this language would stumble over."""
    found = []
    for message in read(FOLDER / lang / "LC_MESSAGES" / "messages.po", lang):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(given):
            found.append(f"{lang}: not translated: {sources[0]!r}")
            continue
        wanted = set(PLACEHOLDER.findall(sources[-1]))
        for text in given:
            extra = set(PLACEHOLDER.findall(text)) - wanted
            lost = wanted - set(PLACEHOLDER.findall(text))
            if extra or (lost and not message.pluralizable) or lost - {"num", "count", "n"}:
                found.append(f"{lang}: placeholders differ: {text!r}")
    return found


def update() -> None:
    template = extract()
    (FOLDER / "messages.pot").write_bytes(template)
    for lang in LANGUAGES:
        path = FOLDER / lang / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(template, lang))


def check() -> list[str]:
    """Every reason why the catalogues are not ready; empty when they are."""
    template = extract()
    found = []
    if (FOLDER / "messages.pot").read_bytes() != template:
        found.append("translations/messages.pot lags behind the program. Run: make strings")
    for lang in LANGUAGES:
        if (FOLDER / lang / "LC_MESSAGES" / "messages.po").read_bytes() != updated(template, lang):
            found.append(f"{lang}: the catalogue lags behind the program. Run: make strings")
        found += faults(lang)
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    problems = check() if sys.argv[1:] == ["check"] else []
    print("\n".join(problems[:40]), file=sys.stderr)
    sys.exit(1 if problems else 0)
