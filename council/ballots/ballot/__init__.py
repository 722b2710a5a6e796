# SPDX-License-Identifier: EUPL-1.2
"""A ballot: encrypted answers, proofs that they are allowed, and a signature (protocol, section 8)."""
