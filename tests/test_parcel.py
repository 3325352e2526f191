"""A form with files is taken apart in memory, and refused as soon as it is too much or is none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from aftalegraf.parcel import File, Parcel, ParcelError, base_name, take_apart

TYPE = "multipart/form-data; boundary=grænse".replace("æ", "ae")
FORM = (
    b'--graense\r\nContent-Disposition: form-data; name="dato"\r\n\r\n 2024-01-31 \r\n'
    b'--graense\r\nContent-Disposition: form-data; name="fil"; filename="%s"\r\n'
    b"Content-Type: application/octet-stream\r\n\r\n%s\r\n--graense--\r\n"
)


def parcel(body: bytes, kind: str = TYPE, most: int = 1000, piece: int = 7) -> Parcel:
    """A form that comes in small pieces."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), piece):
            yield body[start : start + piece]

    return asyncio.run(take_apart(kind, pieces(), most))


def test_fields_and_files_come_out_as_they_were_sent() -> None:
    """Whatever bytes there are, and wherever the pieces are cut."""
    content = bytes(range(256)) + b"\r\n--graens\r\n"
    for piece in (1, 7, 4096):
        found = parcel(FORM % ("Aftale, rød.ttl".encode(), content), piece=piece)
        assert found == Parcel({"dato": "2024-01-31"}, (File("Aftale, rød.ttl", content),))


def test_a_file_field_that_was_left_empty_is_no_file() -> None:
    """A browser sends it without a name and content."""
    assert parcel(FORM % (b"", b"")).files == ()


def test_a_form_that_is_too_large_is_refused_while_it_comes() -> None:
    """The rest of it is never asked for."""
    asked = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            asked.append(1)
            yield b"x" * 100

    with pytest.raises(ParcelError) as found:
        asyncio.run(take_apart(TYPE, endless(), 1000))
    assert found.value.reason in ("size", "form")

    async def file() -> AsyncIterator[bytes]:
        yield FORM.partition(b"%s\r\n--")[0].replace(b"%s", b"a.ttl")
        async for piece in endless():
            yield piece

    asked.clear()
    with pytest.raises(ParcelError) as found:
        asyncio.run(take_apart(TYPE, file(), 1000))
    assert found.value.reason == "size"
    assert len(asked) < 11


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("application/x-www-form-urlencoded", b"a=1", "kind"),
        ("multipart/form-data", b"", "kind"),
        (f"multipart/form-data; boundary={'x' * 71}", b"", "kind"),
        (TYPE, b"", "form"),
        (TYPE, b"no form at all", "form"),
        (TYPE, (FORM % (b"a.ttl", b"x"))[:-15], "form"),
        (TYPE, (FORM % (b"a.ttl", b"x")).replace(b" 2024-01-31 ", b"1" * 1001), "form"),
        (TYPE, (FORM % (b"a.ttl", b"x")).replace(b"dato", b"\xff"), "form"),
        (TYPE, b"--graense\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n" * 41 + b"--graense--", "form"),
    ],
)
def test_what_is_no_form_with_files_is_refused(kind: str, body: bytes, reason: str) -> None:
    """With the reason why."""
    with pytest.raises(ParcelError) as found:
        parcel(body, kind, most=10_000)
    assert found.value.reason == reason


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\nogen\\Min aftale.xlsx", "Min aftale.xlsx"),
        ("/", "fil"),
        ("..", "fil"),
        ("", "fil"),
        ("a\x00b\u202ex.ttl", "abx.ttl"),
        ("<script>alert(1)</script>.ttl", "script>.ttl"),
        ("x" * 200 + ".ttl", "x" * 70 + ".ttl"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_name_is_never_a_path(given: str, kept: str) -> None:
    """Only its last part, on one line, and of a length to show."""
    assert base_name(given) == kept
