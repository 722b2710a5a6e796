# SPDX-License-Identifier: EUPL-1.2
"""Other people's programs and published elections: run by `make test`, which installs them, not by `make check`."""

from __future__ import annotations

from pathlib import Path

import pytest

PEERS = ("test_ballot_ceremony", "test_ballot_client", "test_ballot_roles", "test_ballot_tamper", "test_verifying_page")
"""Modules that start `belenios-tool` or Node."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if item.path.stem.startswith(PEERS):
                item.add_marker(pytest.mark.peer)
