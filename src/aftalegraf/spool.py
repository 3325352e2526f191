"""Take an answer piece by piece: a small one as bytes, a large one in a file without a name that is handed on whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from typing import Final

SMALL: Final = 1 << 20  # bytes that are kept as they are
PIECE: Final = 256 << 10
TAG_BYTES: Final = 16


class Spooled:
    """A large answer in a file: its size and the tag of its bytes. The file is gone with the last who has it open."""

    __slots__ = ("_file", "size", "tag")

    def __init__(self, file: int, size: int, tag: str) -> None:
        self._file, self.size, self.tag = file, size, tag

    def __del__(self) -> None:
        os.close(self._file)

    def piece(self, start: int, size: int = PIECE) -> bytes:
        """Some bytes of it, fewer only at its end."""
        return os.pread(self._file, size, start)


class Spool:
    """What an answer is written to: at most `most` bytes go to the file, which is not touched by a small one."""

    def __init__(self, file: int, most: int) -> None:
        self._file, self.most = file, most
        self._small = bytearray()
        self._hash: hashlib.blake2b | None = None
        self.size = 0
        self.full = False

    def write(self, piece: bytes) -> int:
        """Take the next bytes. Raises OSError where they are too many, or the file has no room."""
        self.size += len(piece)
        self._small += piece
        if self.size > SMALL:
            self._put()
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back: what writes here wants to say so."""

    def small(self) -> bytes | None:
        """The whole answer where it is small, None where it is in the file."""
        return bytes(self._small) if self.size <= SMALL else None

    def tag(self) -> str:
        """The tag of a large answer's bytes, "" of a small one."""
        return self._hash.hexdigest() if self._hash else ""

    def _put(self) -> None:
        self.full = self.size > self.most
        if self.full:
            raise OSError
        self._hash = self._hash or hashlib.blake2b(digest_size=TAG_BYTES)
        self._hash.update(self._small)
        rest = memoryview(bytes(self._small))
        self._small.clear()
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError:
            self.full = True
            raise


def tag_of(body: bytes) -> str:
    """The tag of an answer's bytes, the same as that of a spooled one."""
    return hashlib.blake2b(body, digest_size=TAG_BYTES).hexdigest()


def nameless() -> int:
    """A new file that no folder knows, where the system has its temporary ones."""
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
