# SPDX-License-Identifier: EUPL-1.2
"""The use cases of the council: each takes who acts and plain values, and records what it did."""
