# SPDX-License-Identifier: EUPL-1.2
"""Decisions about the electoral register: reading a line, judging it, finding likely duplicates."""
