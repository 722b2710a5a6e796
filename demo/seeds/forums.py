# SPDX-License-Identifier: EUPL-1.2
"""The demo's forums."""

from __future__ import annotations


def seed() -> None:
    """Nothing yet."""
