# SPDX-License-Identifier: EUPL-1.2
"""Manipulated archives: `python -m tests.tamper` writes docs/ballots/tamper.md."""
