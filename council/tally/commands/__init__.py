# SPDX-License-Identifier: EUPL-1.2
"""The commands of `talka tally`, one module each, with an `add` that declares its arguments."""
