"""Ask an app without a server in between."""

from __future__ import annotations

import asyncio

import httpx
from fastapi import FastAPI

from aftalegraf.passing import Passing
from aftalegraf.world import World

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Client:
    """Sends requests to one app. A browser asks for HTML."""

    def __init__(self, app: FastAPI, accept: str = BROWSER) -> None:
        self.app, self.accept = app, accept

    def get(self, path: str, accept: str | None = None, method: str = "GET", **headers: str) -> httpx.Response:
        """The answer to one request; an error of the app is answered, not raised. `_` in a header stands for `-`."""
        named = {b"accept": (accept or self.accept).encode()}
        named |= {name.replace("_", "-").encode(): value.encode() for name, value in headers.items()}

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://aftalegraf.test") as client:
                return await client.request(method, path, headers=named)

        return asyncio.run(ask())


class Here(Passing):
    """Answers queries in this process, as the workers do in theirs."""

    def __init__(self, world: World) -> None:
        super().__init__(world.store, deadline=30.0)
