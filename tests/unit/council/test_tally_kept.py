# SPDX-License-Identifier: EUPL-1.2
"""Records stay what they are: small drawn elections of every kind lead to the same bytes as when they were kept.

A published record must replay for ever. A change of the tally that is meant to change records needs a new schema and
`python -m tests.builders.tally_kept`. The last column is what the plain checker says when a number is forged.
"""

import pytest

from tests.builders.tally_families import FAMILIES
from tests.builders.tally_kept import KEPT, kept_line

pytestmark = [pytest.mark.requirement("R050"), pytest.mark.slow]

LINES = KEPT.read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(line.split(";")[:2]))
def test_the_record_is_the_one_that_was_kept(line: str) -> None:
    family, number, *_ = line.split(";")
    assert kept_line(family, int(number)) == line


def test_every_family_is_kept() -> None:
    assert len(LINES) == sum(size for _make, size in FAMILIES.values())
