# SPDX-License-Identifier: EUPL-1.2
"""Shared ground of every feature: configuration, database, access, audit, languages, papers. Knows no feature."""
