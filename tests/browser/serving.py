"""Run the real server in a process of its own, on a free port."""

from __future__ import annotations

import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(files: Path | None = None) -> Iterator[str]:
    """The address of a server that is ready, with the project's files or a copy of them."""
    command = [sys.executable, "-m", "aftalegraf", "serve", "--port", "0"]
    command += ["--files", str(files)] if files else []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr
        assert said is not None
        try:
            lines: list[str] = []
            for line in said:
                lines.append(line)
                if "http://" in line:
                    break
            else:
                raise AssertionError(f"the server did not start: {''.join(lines)}")
            drain = threading.Thread(target=said.read, daemon=True)
            drain.start()
            address = next(word for word in lines[-1].split() if word.startswith("http://")).rstrip("/")
            with urllib.request.urlopen(f"{address}/api/v1/validation", timeout=300) as made:  # the reviews, once
                made.read()
            yield address
        finally:
            process.terminate()
            process.wait(20)
