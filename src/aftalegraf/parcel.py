"""Take a form with files apart as it comes in, all in memory: the door to python-multipart."""

from __future__ import annotations

import re
from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from aftalegraf.errors import AftalegrafError

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_PARTS: Final = 40
MOST_HEADER: Final = 8192
MOST_FIELD: Final = 1000
LONGEST_NAME: Final = 80
# Control characters, and those that turn the direction of text.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BOUNDARY: Final = 70


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent: the last part of its name, never a path, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a form sent: its fields, and its files in the order they came. A file field left empty gives none."""

    fields: dict[str, str]
    files: tuple[File, ...]


class ParcelError(AftalegrafError):
    """A form that is not taken in. `reason` is size, kind, form, slow or nothing."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the form was not taken in: {reason}")


async def take_apart(content_type: str, body: AsyncIterable[bytes], most: int) -> Parcel:
    """A form as it comes in. Raises ParcelError as soon as it is more than `most` bytes, or is no form with files."""
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= _BOUNDARY:
        raise ParcelError("kind")
    parts = _Parts()
    parser = MultipartParser(boundary, parts.callbacks())
    size = 0
    try:
        async for piece in body:
            size += len(piece)
            if size > most:
                raise ParcelError("size")
            parser.write(piece)
        parser.finalize()
    except (FormParserError, UnicodeDecodeError):
        raise ParcelError("form") from None
    if not parts.ended:
        raise ParcelError("form")
    return parts.parcel()


def base_name(name: str) -> str:
    """The last part of a file's name, without folders of any system, control characters and overlength."""
    last = _CONTROL.sub("", name.replace("\\", "/").rstrip("/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = last.rpartition(".")
    kept = f"{stem[: LONGEST_NAME - 10]}{dot}{ending[:9]}" if dot else last[:LONGEST_NAME]
    return kept or "fil"


class _Parts:
    """The parts of a form as its parser meets them."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.files: list[File] = []
        self.ended = False
        self.count = 0
        self.header: list[bytes] = [b"", b""]
        self.options: dict[bytes, bytes] = {}
        self.content = bytearray()

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_part_begin": self.begin,
            "on_header_field": lambda data, start, end: self.head(0, data[start:end]),
            "on_header_value": lambda data, start, end: self.head(1, data[start:end]),
            "on_header_end": self.headed,
            "on_part_data": self.more,
            "on_part_end": self.close,
            "on_end": self.finish,
        }

    def begin(self) -> None:
        self.count += 1
        if self.count > MOST_PARTS:
            raise ParcelError("form")
        self.header, self.options, self.content = [b"", b""], {}, bytearray()

    def head(self, which: int, data: bytes) -> None:
        self.header[which] += data
        if len(self.header[which]) > MOST_HEADER:
            raise ParcelError("form")

    def headed(self) -> None:
        name, value = self.header
        if name.lower() == b"content-disposition":
            self.options = parse_options_header(value)[1]
        self.header = [b"", b""]

    def more(self, data: bytes, start: int, end: int) -> None:
        self.content += data[start:end]

    def close(self) -> None:
        name = self.options.get(b"name", b"").decode("utf-8")
        if b"filename" not in self.options:
            if len(self.content) > MOST_FIELD:
                raise ParcelError("form")
            self.fields[name] = self.content.decode("utf-8").strip()
        elif self.options[b"filename"] or self.content:
            told = self.options[b"filename"].decode("utf-8", "replace")
            self.files.append(File(base_name(told), bytes(self.content)))

    def finish(self) -> None:
        self.ended = True

    def parcel(self) -> Parcel:
        return Parcel(self.fields, tuple(self.files))
