"""Hold where a store on another machine is asked, and by whom; what is secret is never shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from aftalegraf.errors import RemoteError, UsageError

SECONDS: Final = 60.0
_NEAR: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Access:
    """An address with what it takes to be let in, and how many seconds an answer may take."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    digest: bool = False
    seconds: float = SECONDS

    def failure(self, what: str) -> RemoteError:
        """An error that begins with the address."""
        return RemoteError(f"{self.url} {what}")

    def refused(self, code: int, said: str) -> RemoteError:
        """What an HTTP status tells, with what to do about it."""
        words = " ".join(said.split())[:300]
        if code in (401, 403):
            return self.failure(
                f"does not let us in ({code}); set AFTALEGRAF_STORE_USER and AFTALEGRAF_STORE_PASSWORD or "
                "AFTALEGRAF_STORE_TOKEN, and AFTALEGRAF_STORE_AUTH=digest where it asks for that"
            )
        if code in (404, 405):
            return self.failure(f"is not what was asked for ({code}); check the address: docs/motorer.md has examples")
        return self.failure(f"answered {code}: {words or 'without a word'}")

    def unreached(self, why: object) -> RemoteError:
        """That no answer came."""
        if isinstance(why, TimeoutError):
            advice = "ask for less or raise AFTALEGRAF_STORE_TIMEOUT"
            return self.failure(f"did not answer within {self.seconds:g} s; {advice}")
        return self.failure(f"cannot be reached: {why}; check the address and that the server runs")


def access(url: str, environment: Mapping[str, str]) -> Access:
    """Access to an address, by what the environment holds of secrets. Raises UsageError where they do not fit."""
    _usable(url)
    user, password, token = (environment.get(f"AFTALEGRAF_STORE_{name}", "") for name in ("USER", "PASSWORD", "TOKEN"))
    if (user or token) and urlsplit(url).scheme == "http" and urlsplit(url).hostname not in _NEAR:
        raise UsageError(f"{url} would get a password that others on the way can read; use https")
    way = environment.get("AFTALEGRAF_STORE_AUTH", "basic")
    if way not in ("basic", "digest"):
        raise UsageError(f"AFTALEGRAF_STORE_AUTH is '{way}'; use basic or digest")
    return Access(url, user, password, token, way == "digest", _seconds(environment))


def _usable(url: str) -> None:
    """Raises UsageError for what is no address of a server, without saying a password that it holds."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError("the address of the store cannot be read; write https://host/path") from None
    if parts.username is not None or "@" in parts.netloc:
        raise UsageError(
            "the address of the store holds a user; set AFTALEGRAF_STORE_USER and AFTALEGRAF_STORE_PASSWORD instead"
        )
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"the store '{url}' is no address of a server; write https://host/path")
    if parts.query or parts.fragment:
        raise UsageError("the address of the store holds ? or #; give the address that queries are sent to")


def _seconds(environment: Mapping[str, str]) -> float:
    text = environment.get("AFTALEGRAF_STORE_TIMEOUT", "") or str(SECONDS)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(f"AFTALEGRAF_STORE_TIMEOUT is '{text}'; write a number of seconds")
    return seconds
