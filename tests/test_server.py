"""The server listens before the world is open: who comes early waits and is not refused."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def test_a_request_that_comes_before_the_data_waits_for_its_answer(tmp_path: Path) -> None:
    """With an empty store the graph is built first, which takes seconds; the connection is taken at once."""
    port = free_port()
    command = [sys.executable, "-m", "aftalegraf", "serve", "--port", str(port)]
    environment = {
        "PATH": "/usr/bin:/bin",
        "AFTALEGRAF_STORE": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
        "PYTHONUTF8": "1",
    }
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        try:
            _wait_for(port)
            assert not list(tmp_path.rglob("CURRENT"))  # the graph is not there yet
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=120) as answer:
                assert answer.status == 200
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    """Until somebody listens, looking every few milliseconds."""
    for _ in range(2000):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except ConnectionRefusedError:
            time.sleep(0.02)
    raise AssertionError("nobody listens")
