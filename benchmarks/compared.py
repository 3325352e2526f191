"""Start the servers that are compared: ours with and without its cache, a bare uvicorn, and those of other makers."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks.asking import Target
from tests.engines import KINDS, AbsentError, running

CACHED, NOT_CACHED, NEW, HELLO = "ours, cached", "ours", "ours, new texts", "hello"
_APP: Final = """
import sys, uvicorn
async def app(scope, receive, send):
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"5")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"hello"})
uvicorn.run(app, port=int(sys.argv[1]), http="httptools", loop="uvloop", ws="none", lifespan="off", access_log=False,
    log_level="warning", server_header=False)
"""


@dataclass(frozen=True, slots=True)
class Running:
    """The servers that run, and the version of each kind of others, or why it is absent."""

    targets: dict[str, Target]
    versions: dict[str, str]


@contextmanager
def all_of(data: Path, kinds: Iterable[str] = KINDS) -> Iterator[Running]:
    """All servers over one file, until the block ends."""
    with ExitStack() as stack:
        started = (ours(data, CACHED), ours(data, NOT_CACHED, "--cache", "0"), _hello())
        targets, versions = [stack.enter_context(each) for each in started], {}
        targets.insert(2, replace(targets[1], name=NEW))
        for kind in kinds:
            try:
                engine = stack.enter_context(running(kind, data))
            except AbsentError as error:
                versions[kind] = f"absent: {error}"
                continue
            targets.append(Target(kind, engine.query, engine.process))
            versions[kind] = engine.version
        yield Running({target.name: target for target in targets}, versions)


@contextmanager
def ours(data: Path | None, name: str = NOT_CACHED, *options: str) -> Iterator[Target]:
    """`aftalegraf serve` of a file, or of the project's own data, when it answers; one client may ask all the time."""
    port = _free_port()
    command = ("-m", "aftalegraf", "serve", "--port", str(port), "--query-time", "100000")
    served = ("--data", str(data)) if data else ()
    with _started(f"http://127.0.0.1:{port}/ready", *command, *served, *options) as pid:
        yield Target(name, f"http://127.0.0.1:{port}/sparql", pid)


@contextmanager
def _hello() -> Iterator[Target]:
    port = _free_port()
    address = f"http://127.0.0.1:{port}/"
    with _started(address, "-c", _APP, str(port)) as pid:
        yield Target(HELLO, address, pid)


@contextmanager
def _started(address: str, *arguments: str) -> Iterator[int]:
    """A Python process that leads a group of its own, as soon as its address answers with 200; its id."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen([sys.executable, *arguments], stderr=log, start_new_session=True)
        try:
            while not _answers(address):
                if process.poll() is not None:
                    log.seek(0)
                    raise SystemExit(f"a server did not begin: {log.read()[-1000:]}")
                time.sleep(0.02)
            yield process.pid
        finally:
            process.terminate()
            process.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own server)
            return bool(answer.status == http.client.OK)
    except OSError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
