# SPDX-License-Identifier: EUPL-1.2
"""How a command ends, and the reading of files and lots that all commands share."""

import argparse
from pathlib import Path

from council.tally.errors import TallyError, TallyErrorCode
from council.tally.ties import Draw

DONE, DIFFERS, REFUSED = 0, 1, 2
"""A count that waits for lots is done: a tie is a result. Different is what was published or stored otherwise."""

MOST_BYTES = 200_000_000
"""A larger file is refused unread."""


def add_lots(parser: argparse.ArgumentParser) -> None:
    """The option with which lots drawn by people are handed over."""
    parser.add_argument(
        "--lots",
        action="append",
        default=[],
        metavar="7,2",
        help="list numbers in the order drawn; may be given more than once",
    )


def draws_of(asked: argparse.Namespace) -> tuple[Draw, ...]:
    """The lots as the tally takes them."""
    try:
        return tuple(Draw(tuple(int(number) for number in text.split(","))) for text in asked.lots)
    except ValueError:
        raise TallyError(TallyErrorCode.LOTS_MALFORMED) from None


def text_of(path: Path) -> str:
    """The text of a file of bounded size, without a byte-order mark."""
    if path.stat().st_size > MOST_BYTES:
        raise TallyError(TallyErrorCode.TOO_LARGE, what="file", largest=MOST_BYTES)
    return path.read_text("utf-8-sig")
