"""Let `aftalegraf reload` find the server on a port and hear what came of it: a meeting place that leaves no file."""

from __future__ import annotations

import os
import socket
import struct
from contextlib import suppress
from typing import Final

from aftalegraf.errors import NotReloadedError

_PEER: Final = struct.Struct("3i")  # process id, user and group of who is at the other end
_DONE: Final = b"+"
_LONGEST: Final = 100_000


def meet(port: int) -> socket.socket | None:
    """The socket that those who want a reload of the server on a port come to; None where another program has it."""
    place = socket.socket(socket.AF_UNIX)
    try:
        place.bind(_name(port))
    except OSError:
        place.close()
        return None
    place.listen()
    return place


def came(place: socket.socket) -> socket.socket | None:
    """The one who came, if it is of our own user."""
    asker = place.accept()[0]
    if _is_ours(asker):
        asker.settimeout(1.0)
        return asker
    asker.close()
    return None


def tell(asker: socket.socket, done: str, wrong: str) -> None:
    """Tell what was done, or else what is wrong; nothing to one who has gone away."""
    with suppress(OSError), asker:
        asker.sendall(wrong.encode()[:_LONGEST] if wrong else _DONE + done.encode())


def reload(port: int) -> str:
    """Have the server on a port read its data anew, and wait until it answers with them; what is served then.

    Raises NotReloadedError when no server of this user runs there, or when the data cannot be read.
    """
    with socket.socket(socket.AF_UNIX) as asking:
        try:
            asking.connect(_name(port))
        except OSError:
            raise NotReloadedError(
                f"no server of yours runs on port {port} of this machine; name another with --port, or start one with "
                "'aftalegraf serve'"
            ) from None
        if not _is_ours(asking):
            raise NotReloadedError(f"what listens for reloads of port {port} is another user's; nothing was reloaded")
        heard = b"".join(iter(lambda: asking.recv(_LONGEST), b""))
    if not heard:
        raise NotReloadedError("the server ended before it had read its data; start it again")
    if not heard.startswith(_DONE):
        raise NotReloadedError(
            f"the data were not reloaded, and the server goes on with those it has: {heard.decode()}"
        )
    return heard.removeprefix(_DONE).decode()


def _name(port: int) -> str:
    """A name in the kernel's own table, which is gone with the process that has it."""
    return f"\0aftalegraf/{os.getuid()}/{port}"


def _is_ours(other: socket.socket) -> bool:
    _, user, _ = _PEER.unpack(other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return user in (0, os.getuid())
