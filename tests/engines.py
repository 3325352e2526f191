"""Start other makers' SPARQL servers on 127.0.0.1 with a dataset in them, and stop them again.

Fuseki, the oxigraph server and rdflib-endpoint are looked for in the folder that `make peers` fills (.peers, or that
of AFTALEGRAF_PEERS), Virtuoso where the system has it. `python -m tests.engines` says which there are here.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aftalegraf.namespaces import graph

_PR_SET_PDEATHSIG: Final = 1
_LIBC: Final = ctypes.CDLL(None)
ROOT: Final = Path(__file__).parents[1]
PATIENCE: Final = 900.0  # seconds that a server has to begin and to load
NQUADS: Final = "application/n-quads"
_ASK: Final = "?query=ASK%7B%7D"
_VIRTUOSO_INI: Final = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
LiteMode = 0
DirsAllowed = {allowed}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ServerThreads = 20
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 600
"""


class AbsentError(Exception):
    """A kind of server that cannot be had here, with the reason."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A server that runs: where it is asked, where its graphs are written, and by whom.

    `process` leads a process group that holds the whole server; `graph_store` is "" where it has none. `default_graph`
    is the graph that got what stands in no graph in the file; "" where the server has a default graph for it.
    """

    kind: str
    version: str
    query: str
    graph_store: str
    process: int
    default_graph: str = ""
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of server is found, started (in an empty folder, with data and port) and filled."""

    version: Callable[[], str]
    command: Callable[[Path, Path | None, int], Sequence[str]]
    query: str
    graph_store: str
    fill: Callable[[Engine, Path, int], None]
    default_graph: str = ""
    user: str = ""
    password: str = ""


@contextmanager
def running(kind: str, dataset: Path | None = None, port: int = 0) -> Iterator[Engine]:
    """A server of a kind with the quads of an N-Quads file, or empty, until the block ends.

    Raises AbsentError where the kind cannot be had here, RuntimeError where it does not begin or does not load.
    """
    made = KINDS[kind]
    version = made.version()
    port = port or _free_port()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix=f"aftalegraf-{kind}-") as name:
        folder = Path(name)
        log = folder / "output.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                made.command(folder, dataset, port),
                cwd=folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 (tests that start servers have no threads yet)
            )
        names = (base + made.query, made.graph_store and base + made.graph_store)
        engine = Engine(kind, version, *names, process.pid, made.default_graph, made.user, made.password)
        try:
            _wait(process, engine.query + _ASK, log)
            if dataset:
                made.fill(engine, dataset.resolve(), port)
            yield engine
        finally:
            _stop(process)


def versions() -> Mapping[str, str]:
    """The version of each kind that there is here, or `absent: ` and why."""

    def said(kind: str) -> str:
        try:
            return KINDS[kind].version()
        except AbsentError as error:
            return f"absent: {error}"

    return {kind: said(kind) for kind in KINDS}


def peers() -> Path:
    """The folder that `make peers` fills."""
    return Path(os.environ.get("AFTALEGRAF_PEERS") or ROOT / ".peers")


def _found(path: Path | str | None, advice: str) -> str:
    if path is None or not Path(path).exists():
        raise AbsentError(advice)
    return str(path)


def _said(*command: str) -> str:
    """What a program says of its version, on either stream."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


def _after(word: str, text: str) -> str:
    """The word that follows another in a text."""
    words = text.split()
    return words[words.index(word) + 1] if word in words[:-1] else "of unknown version"


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Until an address is answered with 200. Raises RuntimeError with the server's last words where it never is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    last = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"the server did not answer {address}; it said: {last}")


def _end_with_parent() -> None:
    """Have the kernel end the server when whoever started it is killed and cannot."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and all that it started."""
    for way in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, way)
            process.wait(timeout=10)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _post(engine: Engine, dataset: Path, _: int) -> None:
    """Fill a server by its graph store with one request."""
    with dataset.open("rb") as file:
        size = str(dataset.stat().st_size)
        headers = {"Content-Type": NQUADS, "Content-Length": size}
        request = urllib.request.Request(engine.graph_store, data=file, method="POST", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{engine.kind} did not load {dataset}: {error.read()[:1000]!r}") from None


def _loaded_at_start(_: Engine, __: Path, ___: int) -> None:
    """The command has the file already."""


def _fuseki_jar() -> str:
    return _found(peers() / "jena-fuseki-server.jar", "there is no Fuseki; run `make peers` (it needs Maven)")


def _fuseki_version() -> str:
    jar, java = _fuseki_jar(), _found(shutil.which("java"), "there is no Java; Fuseki 5 needs Java 17")
    return _after("version", _said(java, "-jar", jar, "--version"))


def _fuseki(folder: Path, _: Path | None, port: int) -> Sequence[str]:
    options = ("--mem", "--update", "--localhost", "--port", str(port), "/ds")
    return ("java", f"-Djava.io.tmpdir={folder}", "-jar", _fuseki_jar(), *options)


def _oxigraph_program() -> str:
    return _found(peers() / "bin/oxigraph", "there is no oxigraph program; run `make peers`")


def _oxigraph(_: Path, __: Path | None, port: int) -> Sequence[str]:
    return (_oxigraph_program(), "serve", "--bind", f"127.0.0.1:{port}")


def _rdflib_program() -> str:
    return _found(peers() / "bin/rdflib-endpoint", "there is no rdflib-endpoint; run `make peers`")


def _rdflib_version() -> str:
    _rdflib_program()
    asked = "import importlib.metadata as m; print(m.version('rdflib-endpoint'))"
    return _said(str(peers() / "bin/python"), "-c", asked).strip()


def _rdflib(folder: Path, dataset: Path | None, port: int) -> Sequence[str]:
    empty = folder / "empty.nq"
    empty.touch()
    file = str(dataset.resolve() if dataset else empty)
    return (_rdflib_program(), "serve", "--host", "127.0.0.1", "--port", str(port), file)


def _virtuoso_version() -> str:
    program = _found(shutil.which("virtuoso-t"), "there is no virtuoso-t; Debian has it in virtuoso-opensource-7-bin")
    _found(shutil.which("isql-vt"), "there is no isql-vt beside virtuoso-t")
    return _after("Version", _said(program, "-?"))


def _virtuoso(folder: Path, dataset: Path | None, port: int) -> Sequence[str]:
    allowed = ", ".join({str(folder), str(dataset.resolve().parent) if dataset else str(folder)})
    size = dataset.stat().st_size if dataset else 0
    buffers = min(170_000, 10_000 + size // 8000)  # 8 kB each: as large as the file, 1.4 GB at most
    text = _VIRTUOSO_INI.format(sql_port=port + 1, port=port, allowed=allowed, buffers=buffers, dirty=buffers * 3 // 4)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    return ("virtuoso-t", "+foreground", "+wait", "+configfile", "virtuoso.ini")


def _fill_virtuoso(engine: Engine, dataset: Path, port: int) -> None:
    """Load by its own bulk loader, which takes one file from a folder that DirsAllowed holds."""
    _isql(
        port,
        f"ld_dir('{dataset.parent}', '{dataset.name}', '{engine.default_graph}')",
        "rdf_loader_run()",
        "checkpoint",
    )
    failed = _isql(port, "SELECT ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL")
    if "0 Rows" not in failed:
        raise RuntimeError(f"Virtuoso did not load {dataset}: {failed[-1000:]}")


def _isql(port: int, *commands: str) -> str:
    text = ";\n".join(commands) + ";\n"
    connect = ("isql-vt", f"127.0.0.1:{port + 1}", "dba", "dba", "VERBOSE=ON", "ERRORS=STDOUT")
    done = subprocess.run(connect, input=text, capture_output=True, text=True, check=True, timeout=600)
    if "*** Error" in done.stdout:
        raise RuntimeError(f"Virtuoso refused {commands}: {done.stdout[-1000:]}")
    return done.stdout


KINDS: Final[Mapping[str, _Kind]] = {
    "fuseki": _Kind(_fuseki_version, _fuseki, "/ds/sparql", "/ds/data", _post),
    "virtuoso": _Kind(
        _virtuoso_version,
        _virtuoso,
        "/sparql",
        "/sparql-graph-crud-auth",
        _fill_virtuoso,
        graph("standard"),
        "dba",
        "dba",
    ),
    "oxigraph": _Kind(
        lambda: _after("oxigraph", _said(_oxigraph_program(), "--version")), _oxigraph, "/query", "/store", _post
    ),
    "rdflib-endpoint": _Kind(_rdflib_version, _rdflib, "/", "", _loaded_at_start),
}


def main() -> None:
    """Say which kinds there are here."""
    for kind, version in versions().items():
        print(f"{kind}\t{version}")  # noqa: T201 (the program's answer)


if __name__ == "__main__":
    main()
