"""The data are read anew without a request lost, and the server goes on whatever becomes of a process of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from aftalegraf import reloading
from aftalegraf.errors import NotReloadedError
from aftalegraf.reloading import meet
from tests.test_server import free_port
from tests.test_workers import becomes, children, state

ROOT: Final = Path(__file__).parents[1]
WHICH: Final = {"query": "SELECT ?n { <urn:data> <urn:version> ?n }", "format": "csv"}
# Rows without end for longer than any deadline here, though the data are one triple.
ENDLESS: Final = (
    "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?x{n} {{ 0 1 2 3 4 5 6 7 8 9 }}" for n in range(10)) + " }"
)
ENVIRONMENT: Final = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


class Served:
    """`aftalegraf serve --data` over a file that says which version of the data it is."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.path, self.port = folder / "data.ttl", free_port()
        self.write(0)
        command = ["serve", "--port", str(self.port), "--data", str(self.path), "--workers", "1", *options]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aftalegraf", *command], env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stderr
        self.said = self.process.stderr
        self.base = self.said.readline().split()[3]

    def end(self) -> None:
        """Kill the server."""
        self.process.kill()
        self.process.wait()
        self.said.close()

    def write(self, version: int) -> None:
        """Put another version of the data in the file, whole at once."""
        new = self.path.with_suffix(".new")
        new.write_text(f"<urn:data> <urn:version> {version} .\n", encoding="utf-8")
        new.replace(self.path)

    def reload(self) -> subprocess.CompletedProcess[str]:
        """What the command does and says."""
        command = [sys.executable, "-m", "aftalegraf", "reload", "--port", str(self.port)]
        return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False)

    def version(self) -> int:
        """The version of the data that a new client is answered with."""
        return number(httpx.get(f"{self.base}sparql", params=WHICH, timeout=20))

    def generation(self) -> int:
        """The process that answers: the only child of the one that keeps it."""
        assert becomes(lambda: len(children(self.process.pid)) == 1)
        return children(self.process.pid)[0]


def number(response: httpx.Response) -> int:
    """The version of the data in an answer."""
    assert response.status_code == 200, response.text
    return int(response.text.splitlines()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server that is ended after the test."""
    found = Served(tmp_path)
    yield found
    found.end()


def test_no_request_is_lost_through_three_reloads_and_each_shows_the_new_data(served: Served) -> None:
    """Clients that keep their connections ask all the time; each sees versions that only grow."""
    errors: list[str] = []
    seen: list[list[int]] = [[] for _ in range(4)]
    stop = threading.Event()

    def hammer(mine: list[int]) -> None:
        with httpx.Client(base_url=served.base, timeout=30) as client:
            while not stop.is_set():
                try:
                    mine.append(number(client.get("/sparql", params={**WHICH, "x": str(len(mine))})))
                except (httpx.HTTPError, AssertionError) as error:
                    errors.append(repr(error))

    threads = [threading.Thread(target=hammer, args=(mine,)) for mine in seen]
    for thread in threads:
        thread.start()
    for version in (1, 2, 3):
        served.write(version)
        assert served.reload().returncode == 0
        assert served.version() == version
    time.sleep(0.3)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert all(mine == sorted(mine) and set(mine) == {0, 1, 2, 3} for mine in seen)
    assert served.generation()  # those before have ended


def test_a_connection_of_the_old_data_ends_with_its_next_answer(served: Served) -> None:
    """It is answered and told to close; the client's next connection has the new data."""
    with httpx.Client(base_url=served.base, timeout=20) as client:
        assert "connection" not in client.get("/sparql", params=WHICH).headers
        served.write(1)
        assert served.reload().stdout == "serveren svarer nu med de nye data (data.ttl)\n"
        last = client.get("/sparql", params={**WHICH, "x": "1"})
        assert (number(last), last.headers["connection"]) == (0, "close")
        assert number(client.get("/sparql", params=WHICH)) == 1


def test_data_that_cannot_be_read_change_nothing_and_the_error_is_told(served: Served) -> None:
    """By the command with its exit code, and on the server's standard error; the next good data are taken."""
    served.path.write_text("<urn:data> <urn:version> .", encoding="utf-8")
    told = served.reload()
    assert told.returncode == 2
    assert "the server goes on with those it has" in told.stderr
    assert "data.ttl:1: does not parse" in told.stderr
    assert "Traceback" not in told.stderr
    assert served.version() == 0
    assert "data.ttl:1: does not parse" in served.said.readline()
    served.write(1)
    assert served.reload().returncode == 0
    assert served.version() == 1


def test_a_signal_reloads_too(served: Served) -> None:
    """SIGHUP, as for other servers."""
    served.write(1)
    served.process.send_signal(signal.SIGHUP)
    assert becomes(lambda: served.version() == 1, 20)


@pytest.mark.parametrize("which", ["the server", "what holds the store"])
def test_a_process_that_dies_is_replaced(served: Served, which: str) -> None:
    """The address is listened on all the time: who asks meanwhile waits for the answer."""
    generation = served.generation()
    (holder,) = children(generation)
    os.kill(generation if which == "the server" else holder, signal.SIGKILL)
    assert becomes(lambda: state(generation) == "-")
    assert served.version() == 0
    assert served.generation() != generation
    assert becomes(lambda: state(holder) in "Z-")


def test_stopping_answers_what_is_under_way_and_ends_well(tmp_path: Path) -> None:
    """SIGTERM: exit code 0, and no process is left."""
    served = Served(tmp_path, "--deadline", "2")
    generation = served.generation()
    came: list[int] = []
    asking = threading.Thread(
        target=lambda: came.append(httpx.get(f"{served.base}sparql", params={"query": ENDLESS}, timeout=20).status_code)
    )
    asking.start()
    time.sleep(0.5)
    served.process.terminate()
    assert served.process.wait(15) == 0
    asking.join()
    assert came == [503]
    assert state(generation) == "-"
    served.end()
    with pytest.raises(httpx.ConnectError):
        httpx.get(served.base)


def test_a_server_that_nobody_asked_stops_without_a_word(tmp_path: Path) -> None:
    """Its processes were never spoken to, and end as quietly as the others."""
    served = Served(tmp_path)
    served.process.terminate()
    assert served.process.wait(15) == 0
    assert served.said.read() == ""
    served.end()


def test_nothing_outlives_a_server_that_is_killed(served: Served) -> None:
    """The process that answers stops by itself."""
    generation = served.generation()
    everyone = [generation, *children(generation)]
    served.process.kill()
    served.process.wait()
    assert becomes(lambda: {state(pid) for pid in everyone} <= {"Z", "-"})


def test_the_first_data_must_be_readable(tmp_path: Path) -> None:
    """Else there is no server: exit code 2 and why."""
    path = tmp_path / "wrong.ttl"
    path.write_text("<urn:a>", encoding="utf-8")
    command = [sys.executable, "-m", "aftalegraf", "serve", "--port", "0", "--data", str(path)]
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "wrong.ttl:1: does not parse" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_where_no_server_runs_the_command_says_so() -> None:
    """With what to do."""
    with pytest.raises(NotReloadedError, match=r"no server of yours runs on port \d+ .* --port"):
        reloading.reload(free_port())


def test_another_users_meeting_place_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent to it, and nothing it says is shown."""
    port = free_port()
    place = meet(port)
    assert isinstance(place, socket.socket)
    assert meet(port) is None
    monkeypatch.setattr(reloading, "_is_ours", lambda _: False)
    with place, pytest.raises(NotReloadedError, match="another user's"):
        reloading.reload(port)
