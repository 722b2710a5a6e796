# SPDX-License-Identifier: EUPL-1.2
"""What the commands for ranked papers share: the file, its format, the rule and the lots."""

import argparse
from pathlib import Path

from council.tally.formats import source
from council.tally.formats.blt import read_blt
from council.tally.formats.ranked_csv import read_ranked_csv
from council.tally.formats.source import Broken, RankedFile
from council.tally.stv.known import KNOWN, known_rule
from council.tally.stv.rule import StvRule

LOTS = "the candidates a lot was drawn between, first the one it fell on; may be given more than once"


def add_ranked_source(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what is counted, and how."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--rule", choices=sorted(KNOWN), default="scottish")
    parser.add_argument("--seats", type=int, help="seats, where the file says another number or none")
    parser.add_argument("--lots", action="append", default=[], metavar="7,2", help=LOTS)
    parser.add_argument(
        "--broken",
        choices=[each.value for each in Broken],
        default=Broken.REFUSE.value,
        help="what a paper with an equal or skipped preference comes to",
    )
    parser.add_argument("--json", action="store_true", help="print the record")


def papers_of(asked: argparse.Namespace) -> RankedFile:
    """The papers of a BLT file, or of a table when its name ends with .csv."""
    text, broken = text_of_path(asked.file), Broken(asked.broken)
    return read_ranked_csv(text, broken) if asked.file.suffix.casefold() == ".csv" else read_blt(text, broken)


def text_of_path(path: Path) -> str:
    """The text of a file, of which no more is read than the bound allows."""
    with path.open("rb") as raw:
        return source.text_of_file(raw.read(source.MOST_BYTES + 1))


def rule_asked(asked: argparse.Namespace, papers: RankedFile) -> StvRule:
    """The rule by its name, for the seats asked for or those of the file."""
    return known_rule(asked.rule, asked.seats if asked.seats is not None else papers.seats)
