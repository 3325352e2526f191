"""Write a made-up nation with its measurements to one file of N-Quads, as large as asked for and the same each time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count, islice, product
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.nation import MUNICIPALITIES, SEED, default_lines, iri
from benchmarks.stated import A, ref, text

from aftalegraf.namespaces import AFT, PREFIXES, QB, SKOS, XSD

OBSERVATIONS: Final = 162  # of 1,000 triples; each has five: what, where, when, how much, and that it is one
CLUSTERS: Final = 22
YEARS: Final = range(2014, 2026)


def written(path: Path, triples: int) -> int:
    """Write the file; how many observations it holds."""
    measured = triples * OBSERVATIONS // 1000
    with path.open("w", encoding="utf-8") as file:
        file.writelines(default_lines(triples - 5 * measured))
        file.writelines(_places())
        for lines in islice(_observations(), measured):
            file.writelines(lines)
    return measured


def _line(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> <{predicate}> {value} .\n"


def _places() -> Iterator[str]:
    """The clusters with their municipalities, and the years."""
    for number in range(CLUSTERS):
        me = iri("Sundhedsklynge", f"landet-{number}")
        yield _line(me, A, ref(f"{AFT}Sundhedsklynge"))
        yield _line(me, f"{SKOS}prefLabel", text(f"klynge {number}"))
        for one in range(number, MUNICIPALITIES, CLUSTERS):
            yield _line(me, f"{AFT}omfatterKommune", ref(iri("Kommune", one)))
    for year in YEARS:
        me = iri("Periode", year)
        yield _line(me, A, ref(f"{AFT}Periode"))
        yield _line(me, f"{PREFIXES['dcat']}startDate", f'"{year}-01-01"^^<{XSD}date>')


def _observations() -> Iterator[tuple[str, ...]]:
    """Observation upon observation: each indicator in each municipality in each year."""
    chance = Random(SEED)  # noqa: S311 (no secret: the same each time is what is wanted)
    for indicator in count():
        for area, year in product(range(MUNICIPALITIES), YEARS):
            me = iri("Observation", f"{indicator}.{area}.{year}")
            yield (
                _line(me, A, ref(f"{QB}Observation")),
                _line(me, f"{AFT}maaltIndikator", ref(iri("Maaleindikator", indicator))),
                _line(me, f"{AFT}maaltOmraade", ref(iri("Kommune", area))),
                _line(me, f"{AFT}maaltPeriode", ref(iri("Periode", year))),
                _line(me, f"{AFT}maalingsvaerdi", f'"{chance.randrange(1000) / 10}"^^<{XSD}decimal>'),
            )


if __name__ == "__main__":
    print(written(Path(sys.argv[1]), int(sys.argv[2])), "observations")
