# SPDX-License-Identifier: EUPL-1.2
"""Plugs the demo into the application. Its routes answer 404 unless the program runs as a demo."""

from __future__ import annotations

from core.feature import Feature
from demo.load import demo_load
from demo.views import blueprint

FEATURE = Feature(blueprint=blueprint, commands=(demo_load,))
