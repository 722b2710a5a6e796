# SPDX-License-Identifier: EUPL-1.2
"""The frame of a record: a header of the oldest tar form and zeros up to the next block (protocol, section 12).

Only what an archive needs: plain files, one time for all, no names of people or machines.
"""

BLOCK = 512
LARGEST_SIZE = 8**11 - 1
_CHECKSUM = slice(148, 156)


def header(name: str, *, size: int, timestamp: int) -> bytes:
    """The one header that a record of this name and size may have."""
    if not 0 <= size <= LARGEST_SIZE or not 0 <= timestamp <= LARGEST_SIZE:
        raise ValueError("size or time does not fit into eleven octal digits")
    block = bytearray(BLOCK)
    encoded = name.encode("ascii")
    block[0 : len(encoded)] = encoded
    block[100:107] = b"0000644"
    block[108:115] = b"0000000"
    block[116:123] = b"0000000"
    block[124:135] = b"%011o" % size
    block[136:147] = b"%011o" % timestamp
    block[156] = ord("0")
    block[_CHECKSUM] = b" " * 8
    block[_CHECKSUM] = b"%06o\0 " % sum(block)
    return bytes(block)


def padding(size: int) -> int:
    """How many zeros follow a body of this size."""
    return -size % BLOCK


def frame(name: str, body: bytes, *, timestamp: int) -> bytes:
    """A whole record: header, body, zeros."""
    return header(name, size=len(body), timestamp=timestamp) + body + bytes(padding(len(body)))
