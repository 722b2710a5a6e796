# SPDX-License-Identifier: EUPL-1.2
"""Citizenship forums: a mandated topic, prepared questions, moderated contributions, recommendations, answers."""
