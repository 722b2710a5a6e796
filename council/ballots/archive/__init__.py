# SPDX-License-Identifier: EUPL-1.2
"""The archive of an election, one append-only file `UUID.bel` (protocol, section 12): read it, append to it."""
