"""Hold the endpoint to the W3C's tests of SPARQL 1.1 and write docs/conformance.md: `python -m tests.conformity`.

It needs the runner and the tests beside the checkout (../shared/conform, ../shared/w3c). It ends with 1 when a test
fails or is left out that docs/conformance.md gives no cause for, or when one that it gives a cause for passes.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aftalegraf.store import ENGINE

ROOT: Final = Path(__file__).parents[1]
SHARED: Final = ROOT.parent / "shared"
PAGE: Final = ROOT / "docs" / "conformance.md"
GROUPS: Final[Mapping[str, str]] = {
    "query11": "SPARQL 1.1 Query",
    "results": "Result formats (CSV, TSV, JSON)",
    "fed-syntax": "Federated query",
    "protocol": "Protocol, W3C",
    "own-protocol": "Protocol, the runner's own",
    "service-description": "Service Description",
}
_LENGTH_ZERO: Final = "engine: a path of length zero from a constant that is not in the data is not found"
_LANGUAGE: Final = "engine: GROUP_CONCAT keeps the language that all its texts have; the test wants none"
_NUMBERS: Final = "engine: numbers are written in their shortest form (1.0E6 as 1000000)"
_NO_SERVICE: Final = "ours: SERVICE is refused, since the service asks no other servers"
_NO_UPDATE: Final = "ours: the service is read only and has no update endpoint"
FAILS: Final[Mapping[str, str]] = {
    "query11 agg-groupconcat-04": _LANGUAGE,
    "query11 agg-groupconcat-06": _LANGUAGE,
    "query11 agg-empty-group-count-graph": "engine: a count in GRAPH ?g gives no row for a graph where nothing fits",
    "query11 graph": "engine: VALUES that binds the name of its own GRAPH gives too few rows",
    "query11 bnode01": "engine: BNODE of the same text is the same blank node in every row",
    "query11 graph-minus": "engine: the variable of an outer GRAPH counts as shared in MINUS",
    "query11 zero_or_more_set_start": _LENGTH_ZERO,
    "query11 zero_or_more_set_end": _LENGTH_ZERO,
    "query11 zero_or_one_set_start": _LENGTH_ZERO,
    "query11 zero_or_one_set_end": _LENGTH_ZERO,
    "query11 test_4": "engine: a function that it does not have is refused when the query is planned",
    "results csv03": _NUMBERS,
    "results tsv03": _NUMBERS,
    "fed-syntax service7": _NO_SERVICE,
}
LEFT_OUT: Final[Mapping[str, str]] = {
    "query11 test_42": "ours: FROM with a graph that is not there is refused; here it names a file",
    **dict.fromkeys((f"fed-syntax test_{number}" for number in (1, 2, 3)), _NO_SERVICE),
    **dict.fromkeys((f"fed-syntax service{number}" for number in ("1", "2", "3", "4a", "5", "6")), _NO_SERVICE),
    **dict.fromkeys(
        (
            *(
                f"protocol update_dataset_{name}"
                for name in ("default_graph", "default_graphs", "named_graphs", "full")
            ),
            *(f"protocol update_{name}" for name in ("post_form", "post_direct", "base_uri")),
            *(f"protocol bad_update_{name}" for name in ("get", "wrong_media_type", "missing_form_type", "non_utf8")),
            *(f"protocol bad_{name}" for name in ("update_syntax", "update_dataset_conflict", "multiple_updates")),
            *(f"own-protocol update_{name}" for name in ("by_get", "atomic", "syntax_atomic")),
            *(f"own-protocol {name}" for name in ("query_as_update", "read_your_write")),
        ),
        _NO_UPDATE,
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: how many tests passed, failed and were left out in each group, and which by name."""

    counts: Mapping[str, tuple[int, int, int]]
    failed: frozenset[str]
    left_out: frozenset[str]

    def surprises(self) -> tuple[str, ...]:
        """What is not as the page says, in words."""
        kinds = (("fails", self.failed, FAILS), ("is left out", self.left_out, LEFT_OUT))
        new = [f"{name} {what}, and no cause is given" for what, found, known in kinds for name in found - set(known)]
        old = [f"{name} {what} no longer" for what, found, known in kinds for name in set(known) - found]
        return tuple(sorted(new) + sorted(old))


def run() -> Outcome:
    """Run the tests against `aftalegraf serve --data`. Raises SystemExit where they are not beside the checkout."""
    runner = SHARED / "conform/run.py"
    if not runner.is_file() or not (SHARED / "w3c/rdf-tests").is_dir():
        raise SystemExit("the W3C tests are not beside the checkout (../shared); nothing was run")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = f"{sys.executable} -m aftalegraf serve --port {{port}} --data {{data}}"
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "outcome.json"
        command = [
            *(sys.executable, str(runner), "--port", str(port), "--query", f"http://127.0.0.1:{port}/sparql"),
            *("--no-gsp", "--no-update", "--load-mode", "file", "--server-cmd", server),
            *("--groups", ",".join(GROUPS), "--json", str(found)),
        ]
        subprocess.run(command, check=False, env={**os.environ, "PYTHONUTF8": "1"}, stdout=sys.stderr)
        return read(found.read_text(encoding="utf-8"))


def read(text: str) -> Outcome:
    """The outcome that the runner wrote as JSON."""
    tests = json.loads(text)["tests"]
    by_state: dict[str, list[str]] = {"pass": [], "fail": [], "error": [], "skip": []}
    for test in tests:
        by_state[test["status"]].append(f"{test['group']} {test['name'].partition(' ')[0]}")
    failed = [*by_state["fail"], *by_state["error"]]

    def count(group: str, names: list[str]) -> int:
        return sum(name.startswith(f"{group} ") for name in names)

    counts = {
        group: (count(group, by_state["pass"]), count(group, failed), count(group, by_state["skip"]))
        for group in GROUPS
    }
    return Outcome(counts, frozenset(failed), frozenset(by_state["skip"]))


def page(counts: Mapping[str, tuple[int, int, int]]) -> str:
    """The page: a table of the groups, then what fails and what is left out, each with its cause."""
    rows = [
        f"| {GROUPS[group]} | {passed} | {failed} | {left} | {100 * passed / max(1, passed + failed):.1f} % |"
        for group, (passed, failed, left) in counts.items()
    ]
    return "\n".join(
        (
            "# What the endpoint passes of the W3C's tests",
            "",
            "`make conform` runs them against `aftalegraf serve --data` and writes this page; it fails when a test",
            f"fails or is left out that has no cause here. The engine is {ENGINE}; `oxigraph serve` of that version",
            "fails those that are the engine's too, and passes 317 of 328 queries.",
            "",
            "| tests | pass | fail | left out | of those run |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "## Fail",
            *_listed(FAILS),
            "",
            "## Left out",
            *_listed(LEFT_OUT),
            "",
            "The graphs are given by the Graph Store Protocol for reading (`/data`); the W3C's tests of it all write.",
            "A graph that a protocol parameter names and that is not there is empty, as the W3C's tests have it.",
            "",
        )
    )


def _listed(known: Mapping[str, str]) -> list[str]:
    """One line for each cause, with the tests that have it."""
    causes = dict.fromkeys(known.values())
    return [f"- {cause}: {', '.join(f'`{name}`' for name in known if known[name] == cause)}" for cause in causes]


def main() -> int:
    """Run, write the page, and say what is not as it says."""
    outcome = run()
    PAGE.write_text(page(outcome.counts), encoding="utf-8")
    for line in outcome.surprises():
        sys.stderr.write(f"{line}\n")
    return 1 if outcome.surprises() else 0


if __name__ == "__main__":
    sys.exit(main())
