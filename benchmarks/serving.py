"""Measure what the server takes of the processor for each request, side by side with others; needs wrk."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks import nation

SECONDS: Final = int(os.environ.get("SECONDS_EACH", "4"))
TRIPLES: Final = 1_000_000
HELLO: Final = """
import socket, sys
from aftalegraf.listening import Serving, listen, run
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})
pair = socket.socketpair()
run(app, Serving(listen("127.0.0.1", int(sys.argv[1])), pair[0]))
"""
POINT: Final = "SELECT ?p ?o { <%s> ?p ?o }"
# The request of every thread: a path, where %d is a number that is new each time.
LUA: Final = """
local path = "%s"
local count = 0
request = function()
  count = count + 1
  return wrk.format("GET", (string.gsub(path, "NUMBER", tostring(count))), {["Accept"] = "application/json"})
end
"""


def port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def served(command: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """A server that answers: its address and its process."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            base = f"http://127.0.0.1:{at}"
            for _ in range(1200):
                try:
                    with socket.create_connection(("127.0.0.1", at), timeout=1):
                        break
                except OSError:
                    time.sleep(0.1)
            urlopen(f"{base}/sparql?query=ASK%20%7B%7D", timeout=120).close()  # noqa: S310 - our own server
            settle(server.pid)
            yield base, server.pid
        finally:
            server.terminate()


def tree(pid: int) -> Iterator[int]:
    """A process and those below it."""
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from tree(int(child))


def settle(pid: int) -> None:
    """Wait until a server has done what it does ahead of the first who asks."""
    before = -1.0
    while (now := cpu(pid)) - before > 0.05:
        before = now
        time.sleep(2)


def cpu(pid: int) -> float:
    """The seconds of processor that a process and those below it took, in user and system."""
    total = 0
    for one in tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))  # with those of its children that have ended
    return total / os.sysconf("SC_CLK_TCK")


def measured(base: str, pid: int, path: str) -> tuple[float, int]:
    """The milliseconds of processor for each request to a path, and the requests a second."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % path)
        script.flush()
        before = cpu(pid)
        command = [shutil.which("wrk") or "wrk", "-t1", "-c8", f"-d{SECONDS}s", "-s", script.name, base]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        took = cpu(pid) - before
    if "Non-2xx" in said:
        raise SystemExit(f"{path}: {said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    return took * 1000 / requests, requests // SECONDS


def paths(subject: str) -> dict[str, str]:
    """What is asked: the same query always, a query that is new each time, and a point query likewise."""
    new = f"/sparql?query={quote('ASK {} #')}NUMBER"
    point = f"/sparql?query={quote(POINT % subject + ' #')}NUMBER"
    return {"the same query": f"/sparql?query={quote('ASK {}')}", "ASK {}, new": new, "a point query, new": point}


def million(folder: Path) -> tuple[Path, str]:
    """A made-up nation as a file, and a subject of it."""
    path = folder / "million.nt"
    with path.open("w", encoding="utf-8") as file:
        for triple in nation.default_graph(TRIPLES):
            file.write(f"{triple} .\n")
    with path.open(encoding="utf-8") as file:
        return path, file.readline().split()[0].strip("<>")


def main() -> int:
    """Measure each server after the other, twice around."""
    with tempfile.TemporaryDirectory() as folder:
        made, subject = million(Path(folder))
        here, there, other, real = port(), port(), port(), port()
        servers = {
            "hello": ([sys.executable, "-c", HELLO, str(here)], here, ""),
            "real data": (
                [sys.executable, "-m", "aftalegraf", "serve", "--port", str(real), "--query-time", "1e6"],
                real,
                "https://w3id.org/aftalegraf/id/aftale/rm-2019",
            ),
            "1M": (
                [
                    sys.executable,
                    "-m",
                    "aftalegraf",
                    "serve",
                    "--query-time",
                    "1e6",
                    "--port",
                    str(there),
                    "--data",
                    str(made),
                ],
                there,
                subject,
            ),
        }
        if oxigraph := shutil.which("oxigraph"):
            stored = str(Path(folder) / "oxigraph")
            subprocess.run([oxigraph, "load", "--location", stored, "--file", str(made)], check=True)
            command = [oxigraph, "serve-read-only", "--location", stored, "--bind", f"127.0.0.1:{other}"]
            servers["oxigraph, 1M"] = (command, other, subject)
        print("| server | request | CPU ms | requests/s |\n|---|---|---|---|")
        for name, (command, at, about) in servers.items():
            with served(command, at) as (base, pid):
                for what, path in (paths(about) if about else {"hello": "/"}).items():
                    took, rate = measured(base, pid, path)
                    print(f"| {name} | {what} | {took:.3f} | {rate} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
