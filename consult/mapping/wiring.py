# SPDX-License-Identifier: EUPL-1.2
"""Plugs the feature into the application."""

from __future__ import annotations

from flask import Blueprint

from core.feature import Feature

FEATURE = Feature(blueprint=Blueprint("mapping", __name__))
