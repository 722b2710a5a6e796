# SPDX-License-Identifier: EUPL-1.2
"""The demo's corners."""

from __future__ import annotations


def seed() -> None:
    """Nothing yet."""
