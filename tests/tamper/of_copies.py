# SPDX-License-Identifier: EUPL-1.2
"""Manipulations that no single archive shows: everything is consistent, and only an older copy tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from council.ballots.credentials.published import parse_credentials
from tests.tamper.case import Case, choices, count_again
from tests.tamper.model import BALLOT, SETUP, compact, name_anew


def open_copy(case: Case, ballots: int) -> bytes:
    """What somebody kept while the vote was open."""
    model = case.model.copy()
    model.links = [model.one(SETUP), *model.all(BALLOT)[:ballots]]
    return model.write()


@dataclass(frozen=True)
class Copies:
    """Two copies, the second of which is perfect on its own."""

    name: str
    what: str
    make: Callable[[Case], tuple[bytes, bytes]]


def _counted_again(case: Case, left_out: int) -> bytes:
    """The same ballots but one, with a tally, shares and a result of their own."""
    model = case.model.copy()
    model.remove(model.one(BALLOT, left_out))
    count_again(case.made, model, model.all(BALLOT))
    return model.write()


def _ballot_dropped(case: Case) -> tuple[bytes, bytes]:
    return open_copy(case, 3), _counted_again(case, left_out=2)


def _revote_dropped(case: Case) -> tuple[bytes, bytes]:
    return open_copy(case, 4), _counted_again(case, left_out=3)


def _shorter(case: Case) -> tuple[bytes, bytes]:
    return open_copy(case, 3), open_copy(case, 2)


def _elector_added(case: Case) -> tuple[bytes, bytes]:
    group = case.made.election.group
    model = case.model.copy()
    setup = model.one(SETUP)
    lines = [*parse_credentials(setup.bodies[2].decode(), group).entries, group.text(group.power(group.g, 999))]
    setup.bodies[2] = compact(lines)
    name_anew(setup)
    model.links = model.links[:3]
    return open_copy(case, 2), model.write()


COPIES = [
    Copies("ballot-dropped-while-open", "a ballot is taken out and everything after it made anew", _ballot_dropped),
    Copies("revote-dropped-while-open", "a second vote is taken out, so that the first counts", _revote_dropped),
    Copies("newer-copy-shorter", "the newer copy lacks the last ballot", _shorter),
    Copies("elector-added-while-open", "a credential is added to the list during the vote", _elector_added),
]


def both(copies: Copies) -> tuple[bytes, bytes]:
    return copies.make(choices())
