"""Write tests/cases/rules/mutations.csv: what each change of the good agreement does to the review.

`python -m tests.mutations` makes it anew: every statement is dropped, and every value and link is changed once. With
`--check` it only compares.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from aftalegraf.namespaces import AFT, RDF, SKOS, XSD, shorten
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple
from aftalegraf.review import MET, NOT_MET, review
from aftalegraf.world import World, open_world
from tests.conftest import CASES
from tests.test_review import changed

TABLE = CASES / "rules" / "mutations.csv"
COLUMNS = ("subject", "predicate", "object", "changed to", "not met", "undecided")
_FICTION = "https://example.org/fiktion/"
_OTHER = NamedNode(f"{_FICTION}noget-andet")
_YEAR = timedelta(days=366)
_FOR_PEOPLE = {f"{SKOS}prefLabel", f"{AFT}forklaring"}  # words that no rule looks at


@dataclass(frozen=True, slots=True)
class Mutation:
    """A statement of the good agreement that is dropped, or whose object becomes another."""

    triple: Triple
    becomes: NamedNode | Literal | None


def mutations(good: Iterable[Triple]) -> tuple[Mutation, ...]:
    """Every statement dropped, and changed where it has a value or a link; in order."""
    found = []
    for triple in sorted(good, key=str):
        if triple.predicate.value in _FOR_PEOPLE:
            continue
        found.append(Mutation(triple, None))
        found += [Mutation(triple, other) for other in _others(triple)]
    return tuple(found)


def _others(triple: Triple) -> Iterator[NamedNode | Literal]:
    """What a value could be instead: a year before and after, one less and one more, the other truth, another thing."""
    value = triple.object
    if isinstance(value, NamedNode) and triple.predicate.value != f"{RDF}type":
        yield _OTHER
    elif isinstance(value, Literal) and value.datatype.value == f"{XSD}date":
        day = date.fromisoformat(value.value)
        yield from (Literal((day + step).isoformat(), datatype=value.datatype) for step in (-_YEAR, _YEAR))
    elif isinstance(value, Literal) and value.datatype.value == f"{XSD}integer":
        yield from (Literal(str(int(value.value) + step), datatype=value.datatype) for step in (-1, 1))
    elif isinstance(value, Literal) and value.datatype.value == f"{XSD}boolean":
        yield Literal("false" if value.value == "true" else "true", datatype=value.datatype)


def row(mutation: Mutation) -> tuple[str, ...]:
    """One line of the table: the mutation and the rules that then say something else than that they are met."""
    triple = mutation.triple
    spoilt = {*_good(), Triple(triple.subject, triple.predicate, mutation.becomes)} if mutation.becomes else {*_good()}
    reports = review(_world(), tuple(sorted(spoilt - {triple}, key=str)))
    results = [result for report in reports for result in report.results if result.outcome != MET]
    told = [
        " ".join(dict.fromkeys(one.rule.id for one in results if (one.outcome == NOT_MET) is missing))
        for missing in (True, False)
    ]
    return (*map(_short, triple), _short(mutation.becomes) if mutation.becomes else "", *told)


def _short(term: NamedNode | BlankNode | Literal | Triple) -> str:
    if isinstance(term, NamedNode):
        return shorten(term.value).replace(_FICTION, "ex:")
    return term.value if isinstance(term, Literal) else str(term)


@cache
def _world() -> World:
    return open_world()


@cache
def _good() -> tuple[Triple, ...]:
    return changed(None)


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """The rows as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue()


def rows() -> list[tuple[str, ...]]:
    """All lines, worked out on all cores."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(row, mutations(_good()), chunksize=8))


if __name__ == "__main__":
    made = table(rows())
    if sys.argv[1:] != ["--check"]:
        TABLE.write_text(made, encoding="utf-8")
    elif made != TABLE.read_text(encoding="utf-8"):
        sys.exit("the rules no longer give this table; run python -m tests.mutations and read the difference")
