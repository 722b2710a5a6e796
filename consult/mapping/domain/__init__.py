# SPDX-License-Identifier: EUPL-1.2
"""What the community map decides: pure, without database or web."""
