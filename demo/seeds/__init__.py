# SPDX-License-Identifier: EUPL-1.2
"""The seeds of the demo, one module per feature, each through the services that people use."""
