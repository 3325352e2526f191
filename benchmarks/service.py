"""Measure what a SPARQL query costs our server and those of other makers: milliseconds of processor for each request.

All run side by side over one file of a million triples (or as many as the first argument says), asked in turn in
rounds, so that a noisy machine is the same for all. Each of the connections asks a text of its own over and over, so
that none is given another's answer; our server is also asked texts that are new each time. `--write` puts the table
into RESULTS.md.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any, Final

from benchmarks.asking import CLIENTS, NoAnswerError, Target, ask, cost
from benchmarks.compared import CACHED, HELLO, NEW, NOT_CACHED, Running, all_of
from benchmarks.cube import written
from benchmarks.same import ACCEPT_ROWS, ACCEPT_TRIPLES, content
from benchmarks.ten import TEN

TRIPLES: Final = 1_000_000
ROUNDS: Final = 5
ROUND_MS: Final = 150.0  # of the server's processor that a round may take, once it has one request for each client
MOST_TIMES: Final = 4000
SLOW_MS: Final = 2000.0  # a query that takes longer is asked in one round only
RESULTS: Final = Path(__file__).with_name("RESULTS.md")
HEADING: Final = "## SPARQL over HTTP, beside other servers"
OXIGRAPH, VIRTUOSO, AGGREGATE = "oxigraph", "virtuoso", "q06 mean"
OTHERS: Final = ("fuseki", VIRTUOSO, "rdflib-endpoint")
Costs = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Case:
    """A query as one server is asked it, and how often in a round."""

    target: Target
    query: str
    times: int
    rounds: int

    def cost(self) -> float:
        """What it costs now."""
        return cost(self.target, texts(self.target, self.query, self.times), self.times)


_NUMBERS: Final = count()


def accept(query: str) -> str:
    """The one media type that a query is asked in."""
    return ACCEPT_TRIPLES if "CONSTRUCT" in TEN[query] else ACCEPT_ROWS


def texts(target: Target, query: str, times: int = CLIENTS) -> list[bytes]:
    """The requests for a query: one for each connection, or as many as are asked where each is to be new."""
    if target.name == HELLO:
        return [target.request("", "*/*")]
    numbers = islice(_NUMBERS, times) if target.name == NEW else range(CLIENTS)
    return [target.request(f"{TEN[query]}\n# {number}", accept(query)) for number in numbers]


def case(target: Target, query: str) -> Case:
    """Warm a server up for a query, and see how often it can be asked in a round."""
    first = Case(target, query, 2, ROUNDS).cost()
    each = Case(target, query, 40, ROUNDS).cost() if first < SLOW_MS / 100 else first
    times = max(2, min(MOST_TIMES, round(ROUND_MS / max(each, 0.001))))
    made = Case(target, query, times, ROUNDS if each < SLOW_MS else 1)
    if times > 2 * CLIENTS:
        made.cost()  # once more, for those that learn while they run
    return made


def compared(running: Running) -> tuple[list[tuple[Target, str]], list[str]]:
    """Which server is asked which query, and what any of them answers otherwise than ours without its cache."""
    asked, differing = [], []
    for query in TEN:
        expected = answer(running.targets[NOT_CACHED], query)
        if not expected:
            differing.append(f"{query}: there is nothing in the answer")
        for name, target in running.targets.items():
            try:
                same = name == HELLO or answer(target, query) == expected
            except NoAnswerError as error:
                differing.append(f"{query}: {error}")
                continue
            asked.append((target, query))
            if not same:
                differing.append(f"{query}: {name} has another answer than ours")
    return asked, differing


def answer(target: Target, query: str) -> Counter[Any]:
    """What a server answers to one of the queries."""
    return content(ask(target, texts(target, query), 1), accept(query))


def measured(asked: Sequence[tuple[Target, str]]) -> Costs:
    """The median cost of each query at each server, asked in turn."""
    cases = [case(target, query) for target, query in asked]
    costs: dict[tuple[str, str], list[float]] = {}
    for turn in range(ROUNDS):
        for one in cases:
            if turn < one.rounds:
                costs.setdefault((one.target.name, one.query), []).append(one.cost())
    return {key: statistics.median(found) for key, found in costs.items()}


def broken(costs: Costs) -> list[str]:
    """Each bound that does not hold, for the servers that are there."""
    found = []
    for query in TEN:
        cached, plain, hello = (costs[name, query] for name in (CACHED, NOT_CACHED, HELLO))
        oxigraph = costs.get((OXIGRAPH, query), float("inf"))
        most = oxigraph + 0.15 if oxigraph < 1 else oxigraph * 1.25
        checks = [
            (cached <= 2 * hello, f"cached {cached:.3f} ms is over twice a hello of {hello:.3f}"),
            (cached < oxigraph, f"cached {cached:.3f} ms is not below oxigraph's {oxigraph:.3f}"),
            (plain <= most, f"not cached {plain:.3f} ms is over {most:.3f}, from oxigraph's {oxigraph:.3f}"),
        ]
        for other in OTHERS:
            theirs = costs.get((other, query), float("inf"))
            if (other, query) != (VIRTUOSO, AGGREGATE):  # the columns answer that one, see benchmarks of them
                checks.append((plain < theirs, f"not cached {plain:.3f} ms is not below {other}'s {theirs:.3f}"))
        found += [f"{query}: {what}" for holds, what in checks if not holds]
    return found


def table(costs: Costs, names: list[str]) -> str:
    """The costs, a row for each server."""
    head = "| ms of processor | " + " | ".join(query for query in TEN) + " |\n|---|" + "---|" * len(TEN)
    rows = [f"| {name} | " + " | ".join(_short(costs.get((name, query))) for query in TEN) + " |" for name in names]
    return "\n".join([head, *rows])


def _short(value: float | None) -> str:
    if value is None:
        return "refused"
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def section(costs: Costs, running: Running, triples: int, load: tuple[float, float]) -> str:
    """What RESULTS.md says of it."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    there = ", ".join(f"{kind} {said}" for kind, said in running.versions.items() if not said.startswith("absent"))
    absent = [f"{kind} is {said}" for kind, said in running.versions.items() if said.startswith("absent")]
    failed = broken(costs)
    return "\n\n".join(
        [
            HEADING,
            f"`python -m benchmarks.service --write`, {triples:,} triples, medians of {ROUNDS} rounds. {machine}; load"
            f" average {load[0]:.1f} before and {load[1]:.1f} after.\n"
            f"Beside ours: {there or 'none'}; hello is a bare uvicorn with httptools and uvloop.\n"
            f"{CLIENTS} connections at once, each with a text of its own that it asks over and over; of"
            f" '{NEW}' none is asked twice, so that the guard reads each." + "".join(f"\n{each}." for each in absent),
            table(costs, list(running.targets)),
            "Every bound holds." if not failed else "Bounds that are broken:\n" + "\n".join(f"- {e}" for e in failed),
            "",
        ]
    )


def put(text: str) -> None:
    """Put the section in the place of the one that RESULTS.md has, or at its end."""
    before, found, rest = RESULTS.read_text(encoding="utf-8").partition(HEADING)
    after = rest.partition("\n## ")[2]
    separator = "" if found else "\n"
    RESULTS.write_text(before + separator + text + (f"## {after}" if after else ""), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Measure and print; 1 when an answer differs or a bound is broken, each named."""
    triples = int(next((word for word in arguments if word.isdecimal()), TRIPLES))
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "nation.nq"
        written(data, triples)
        with all_of(data) as running:
            asked, failed = compared(running)
            before = os.getloadavg()[0]
            costs = measured(asked)
    told = section(costs, running, triples, (before, os.getloadavg()[0]))
    print(told)
    if "--write" in arguments:
        put(told)
    failed += broken(costs)
    sys.stderr.writelines(f"broken: {what}\n" for what in failed)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
