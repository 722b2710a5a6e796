# SPDX-License-Identifier: EUPL-1.2
"""The strict verifier: what the reference tool checks and what it leaves out (protocol, section 13)."""
