# SPDX-License-Identifier: EUPL-1.2
"""The demo's mapping."""

from __future__ import annotations


def seed() -> None:
    """Nothing yet."""
