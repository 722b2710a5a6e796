# SPDX-License-Identifier: EUPL-1.2
"""The two forms of SHA-256 that the protocol uses (protocol, section 1).

The hexadecimal form names records and seeds; the Base64 form, without its last sign, is what people see:
fingerprints and trackers.
"""

import base64
import hashlib


def hexadecimal(text: str) -> str:
    """H256: SHA-256 of the UTF-8 bytes as 64 lower-case digits (protocol, section 1)."""
    return hashlib.sha256(text.encode()).hexdigest()


def base64_short(text: str) -> str:
    """B64: SHA-256 of the UTF-8 bytes as 43 signs of standard Base64, without the final `=` (protocol, section 1)."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest())[:-1].decode()


def integer(text: str) -> int:
    """SHA-256 of the UTF-8 bytes read as a big-endian number (protocol, section 2.4)."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest())
