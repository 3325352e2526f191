"""Measure what a user waits for: commands and a server, when the graph is built and when it is kept, and their memory.

With the folder of other files as its argument it measures with those.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

RUNS = 7
COMMAND = [sys.executable, "-m", "aftalegraf"]
FILES = ["--files", sys.argv[1]] if len(sys.argv) > 1 else []
BOUNDS = {
    "build from the files, nothing kept (s)": 5.0,
    "first command, keeps the graph (s)": 5.0,
    "export, N-Quads (s)": 5.0,
    "export, TriG (s)": 5.0,
    "ask, cold (s)": 1.0,
    "validate, cold (s)": 10.0,
    "server ready (s)": 2.0,
    "largest server process (MB)": 150.0,
}


def cold(*arguments: str, store: str | None = None) -> float:
    """The seconds that one command takes from start to end; a graph is kept in `store`."""
    environment = {**os.environ, "AFTALEGRAF_STORE": store} if store else None
    started = time.perf_counter()
    subprocess.run(
        [*COMMAND, *arguments, *FILES],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    return time.perf_counter() - started


def first(*arguments: str) -> float:
    """The seconds that a command takes where no graph is kept yet."""
    with tempfile.TemporaryDirectory() as store:
        return cold(*arguments, store=store)


def first_server() -> tuple[float, float, float]:
    """As `server`, where no graph is kept yet."""
    with tempfile.TemporaryDirectory() as store:
        return server(store)


def server(store: str | None = None) -> tuple[float, float, float]:
    """Seconds until /ready answers, the largest process in MB, and milliseconds of a light SPARQL query."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.perf_counter()
    environment = {**os.environ, "AFTALEGRAF_STORE": store} if store else None
    command = [*COMMAND, "serve", "--port", str(port), *FILES]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment)
    try:
        base = f"http://127.0.0.1:{port}"
        while not answers(f"{base}/ready"):
            if time.perf_counter() - started > 20 or process.poll() is not None:
                raise SystemExit("the server did not become ready")
            time.sleep(0.01)
        ready = time.perf_counter() - started
        answers(f"{base}/")
        query = f"{base}/sparql?query=ASK%7B%7D"
        times = [timed(lambda: answers(query)) for _ in range(50)]
        return ready, largest(process.pid), statistics.median(times) * 1000
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def answers(url: str) -> bool:
    """Whether a URL answers with 200."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 (our own server)
            response.read()
            return bool(response.status == 200)
    except OSError:
        return False


def timed(action: Callable[[], object]) -> float:
    """The seconds that an action takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def median(action: Callable[[], float]) -> float:
    """The middle one of what some runs measure."""
    return statistics.median(action() for _ in range(RUNS))


def largest(pid: int) -> float:
    """The peak resident memory in MB of the largest of a process and its descendants."""
    family, found = [pid], 0.0
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in path.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        if int(fields["Pid"]) in family or int(fields["PPid"]) in family:
            family.append(int(fields["Pid"]))
            found = max(found, int(fields.get("VmHWM", "0 kB").split()[0]) / 1024)
    return found


def measure() -> dict[str, float]:
    """Each measure by its name."""
    question = "indikatorer-for-nationalt-maal"
    flagship = ("ask", question, "--param", "maal=ng-leveaar", "--param", "grundlag=redaktionel")
    firsts = [first_server() for _ in range(RUNS)]
    runs = [server() for _ in range(RUNS)]
    return {
        "build from the files, nothing kept (s)": median(lambda: cold("build", store="none")),
        "first command, keeps the graph (s)": median(lambda: first("build")),
        "later build, from the kept graph (s)": median(lambda: cold("build")),
        "ask, cold (s)": median(lambda: cold(*flagship)),
        "validate, cold (s)": median(lambda: cold("validate")),
        "export, N-Quads (s)": median(lambda: cold("export", "--format", "nquads")),
        "export, TriG (s)": median(lambda: cold("export", "--format", "trig")),
        "first server ready, keeps the graph (s)": statistics.median(run[0] for run in firsts),
        "server ready (s)": statistics.median(run[0] for run in runs),
        "largest server process (MB)": max(run[1] for run in (*firsts, *runs)),
        "light SPARQL query over HTTP (ms)": statistics.median(run[2] for run in runs),
    }


def main() -> None:
    """Print a table of medians against their bounds; end with 1 if one is over."""
    with tempfile.TemporaryDirectory() as store:
        os.environ["AFTALEGRAF_STORE"] = store
        cold("build")
        measured = measure()
    print(f"median of {RUNS} runs, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print("| what | measured | bound |\n|---|---|---|")
    for what, value in measured.items():
        print(f"| {what} | {value:.2f} | {BOUNDS.get(what, '')} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nlargest command, building included: {peak:.0f} MB")
    sys.exit(any(value > BOUNDS.get(what, value) for what, value in measured.items()))


if __name__ == "__main__":
    main()
