"""Measure what a user waits for: cold commands, and a server until it is ready, with the memory of its processes."""

from __future__ import annotations

import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

RUNS = 7
COMMAND = [sys.executable, "-m", "aftalegraf"]
BOUNDS = {
    "ask, cold (s)": 1.0,
    "validate, cold (s)": 3.0,
    "server ready (s)": 2.0,
    "largest server process (MB)": 150.0,
}


def cold(*arguments: str) -> float:
    """The seconds that one command takes from start to end."""
    started = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def server() -> tuple[float, float, float]:
    """Seconds until /ready answers, the largest process in MB, and milliseconds of a light SPARQL query."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], stderr=subprocess.DEVNULL)
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


def main() -> None:
    """Print a table of medians against their bounds; end with 1 if one is over."""
    flagship = (
        "ask",
        "indikatorer-for-nationalt-maal",
        "--param",
        "maal=ng-leveaar",
        "--param",
        "grundlag=redaktionel",
    )
    runs = [server() for _ in range(RUNS)]
    measured = {
        "ask, cold (s)": statistics.median(cold(*flagship) for _ in range(RUNS)),
        "validate, cold (s)": statistics.median(cold("validate") for _ in range(RUNS)),
        "server ready (s)": statistics.median(run[0] for run in runs),
        "largest server process (MB)": max(run[1] for run in runs),
        "light SPARQL query over HTTP (ms)": statistics.median(run[2] for run in runs),
    }
    print(f"median of {RUNS} runs, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print("| what | measured | bound |\n|---|---|---|")
    for what, value in measured.items():
        print(f"| {what} | {value:.2f} | {BOUNDS.get(what, '')} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nlargest command: {peak:.0f} MB")
    sys.exit(any(value > BOUNDS.get(what, value) for what, value in measured.items()))


if __name__ == "__main__":
    main()
