# SPDX-License-Identifier: EUPL-1.2
"""Ballots that anyone can verify: the cryptographic protocol as a library, without a web application or a database.

Standard library, gmpy2, PyNaCl and `cryptography` only, and nothing of ours, so that it can be lifted out and read
alone. It keeps no state, knows no elector and words nothing for people: a refusal carries a code.
"""
