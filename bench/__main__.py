# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench [AREA ...] [--full]` measures, prints, and writes docs/reports/bench-AREA.md.

`--full` adds the sizes that take minutes. An area is a module here with a TITLE and `rows(full=...)`.
"""

from __future__ import annotations

import argparse
import importlib
import logging

from bench.rows import report
from core.config import ROOT

AREAS = ("pages", "tally_lists", "tally_stv", "ballot_client", "ballots", "register", "cards", "result")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("area", nargs="*", choices=[*AREAS, []], help="which areas; all when none is named")
    parser.add_argument("--full", action="store_true", help="the sizes that take minutes, too")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)  # a line for each request would hide the figures
    folder = ROOT / "docs/reports"
    folder.mkdir(exist_ok=True)
    for area in asked.area or AREAS:
        module = importlib.import_module(f"bench.{area}")
        command = f"python -m bench {area}" + (" --full" if asked.full else "")
        text = report(module.TITLE, command, module.rows(full=asked.full))
        (folder / f"bench-{area}.md").write_text(text, "utf-8")
        print(text)


if __name__ == "__main__":
    main()
