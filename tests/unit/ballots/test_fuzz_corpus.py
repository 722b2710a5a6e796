# SPDX-License-Identifier: EUPL-1.2
"""The inputs that the fuzzer kept, and the good ones it started from, once more: refused or accepted, never a crash."""

from __future__ import annotations

import pytest

from core.config import ROOT
from tests.fuzz import targets

CORPUS = sorted((ROOT / "tests/fuzz/corpus").iterdir())


def test_there_is_something_for_every_door() -> None:
    doors = {path.read_bytes()[0] % len(targets.TARGETS) for path in CORPUS}
    assert doors == set(range(len(targets.TARGETS)))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_kept_input_is_refused_or_accepted(path: object) -> None:
    targets.one_input(path.read_bytes())  # type: ignore[attr-defined]  # pytest hands over what the list holds


def test_the_good_inputs_are_good() -> None:
    """At least one per door gets through, so that the fuzzer does not start before closed doors."""
    through = set()
    for seed in targets.seeds():
        try:
            targets.TARGETS[seed[0]](seed[1:])
        except targets.REFUSALS:
            continue
        through.add(seed[0])
    assert through >= set(range(1, 13))
