# SPDX-License-Identifier: EUPL-1.2
"""The demo city: seeded stories, one-click roles, an on-screen outbox. Impossible over real data."""
