# SPDX-License-Identifier: EUPL-1.2
"""Shuffles of ranking ciphertexts: re-encrypt, permute, and prove that nothing was swapped (protocol, section 10.2)."""
