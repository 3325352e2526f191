"""Make up the measurements of a whole nation: the same each time, of the form of the real ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.nation import SEED, iri
from benchmarks.stated import A, Said, lines, ref, text

from aftalegraf.assets import assets
from aftalegraf.graph import MEASURED
from aftalegraf.namespaces import AFT, ID, PREFIXES, QB, SKOS, XSD
from aftalegraf.questions import read_questions
from aftalegraf.store import Lines, Store
from aftalegraf.world import World

MUNICIPALITIES, CLUSTERS, YEARS, DATA_SETS, CAVEATS = 98, 22, 20, 14, 9
A_YEAR: Final = MUNICIPALITIES * YEARS  # figures of one indicator
_PLACE: Final = f"{ID}kildehenvisning/maal-l1"


def world(indicators: int, folder: Path) -> tuple[World, int]:
    """A store in memory with so many measured indicators, and how many figures there are; the folder is for lines."""
    (folder / "blank.nq").touch()
    with (folder / "named.nq").open("w", encoding="utf-8") as file:
        for said in _things(indicators):
            default, named = lines(said)
            file.writelines(default + named)
        for line in _figures(indicators):
            file.write(f"{line} .\n{line} <{MEASURED}> .\n")
    store = Store.load(Lines(folder / "named.nq", folder / "blank.nq"))
    questions = {question.id: question for question in read_questions(assets())}
    return World(assets(), store, questions, None, "opdigtet"), indicators * A_YEAR


def _things(indicators: int) -> Iterator[Said]:
    """Municipalities in clusters, indicators, years, data sets and caveats, each stated at a place."""
    kinds = (
        ("Kommune", "Kommune", MUNICIPALITIES), ("Sundhedsklynge", "Sundhedsklynge", CLUSTERS),
        ("Maaleindikator", "Maaleindikator", indicators), ("Forbehold", "Forbehold", CAVEATS),
    )  # fmt: skip
    for kind, class_name, number in kinds:
        for n in range(number):
            yield Said(iri(kind, n), A, ref(AFT + class_name), "fremgaar", _PLACE)
            yield Said(iri(kind, n), f"{SKOS}prefLabel", text(f"{kind.lower()} {n}"), "fremgaar", _PLACE)
    for n in range(CAVEATS):
        yield Said(iri("Forbehold", n), f"{AFT}forbeholdsart", ref(f"{AFT}brudISerien"), "fremgaar", _PLACE)
        yield Said(iri("Forbehold", n), f"{AFT}forbeholdstekst", text(f"opdigtet {n}"), "fremgaar", _PLACE)
    for n in range(MUNICIPALITIES):
        cluster = iri("Sundhedsklynge", n % CLUSTERS)
        yield Said(cluster, f"{AFT}omfatterKommune", ref(iri("Kommune", n)), "fremgaar", _PLACE)
    for n in range(DATA_SETS):
        ground = "udledt" if n % 7 == 6 else "fremgaar"
        document = ref(iri("Dokument", n))
        yield Said(iri("datasaet", n), A, ref(f"{QB}DataSet"), ground, _PLACE)
        yield Said(iri("datasaet", n), f"{PREFIXES['prov']}wasDerivedFrom", document, ground, _PLACE)


def _figures(indicators: int) -> Iterator[str]:
    """The lines of the observations and their periods, without a graph."""
    chance = Random(SEED)  # noqa: S311 (no secret: the same each time is what is wanted)
    for year in range(YEARS):
        for name, day in (("startDate", "01-01"), ("endDate", "12-31")):
            date = f'"{2007 + year}-{day}"^^<{XSD}date>'
            yield f"<{iri('periode', 2007 + year)}> <{PREFIXES['dcat']}{name}> {date}"
        yield f"<{iri('periode', 2007 + year)}> <{A}> <{AFT}Periode>"
    for number in range(indicators * A_YEAR):
        year, place = divmod(number % A_YEAR, MUNICIPALITIES)
        source = chance.randrange(DATA_SETS)
        me = f"<{ID}observation/{number}>"
        yield f"{me} <{A}> <{QB}Observation>"
        yield f"{me} <{QB}dataSet> <{iri('datasaet', source)}>"
        yield f"{me} <{AFT}maaltIndikator> <{iri('Maaleindikator', number // A_YEAR)}>"
        yield f"{me} <{AFT}maaltOmraade> <{iri('Kommune', place)}>"
        yield f"{me} <{AFT}maaltPeriode> <{iri('periode', 2007 + year)}>"
        yield f'{me} <{AFT}maalingsvaerdi> "{chance.randrange(1000) / 10}"^^<{XSD}decimal>'
        yield f"{me} <{AFT}enhed> <{AFT}procent>"
        yield f"{me} <{AFT}grundlag> <{AFT}{'udledt' if source % 7 == 6 else 'fremgaar'}>"
        yield f"{me} <{AFT}kildehenvisning> <{_PLACE}>"
        if chance.random() < 0.02:
            yield f"{me} <{AFT}forbehold> <{iri('Forbehold', chance.randrange(CAVEATS))}>"
