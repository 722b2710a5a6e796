# SPDX-License-Identifier: EUPL-1.2
"""Cosy corners: series of informal meetings, logged as counts and consented statements, never names."""
