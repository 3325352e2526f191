"""Write statements as lines of N-Quads: each triple in the graphs that the build puts it in, its evidence beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from aftalegraf.graph import ALL, EVIDENCE, SHAPES, SOURCES, STATED
from aftalegraf.namespaces import AFT, RDF, mint_hashed

A: Final = f"{RDF}type"
_UDSAGN: Final = f"<{A}> <{AFT}Udsagn>"
_PART: Final = tuple(f"<{RDF}{name}>" for name in ("subject", "predicate", "object"))
_SUPERS: Final = {f"<{AFT}Sundhedsklynge>": f"<{AFT}Forum>", f"<{AFT}KvalitativOpfoelgning>": f"<{AFT}Opfoelgning>"}
_END: Final = {graph: f" <{graph}> .\n" for graph in (ALL, EVIDENCE, SHAPES, SOURCES, STATED)}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: a triple, its value as N-Triples have it, with ground, place and the place that contests it.

    What is told of a source or a shape has no ground; it stands in the graph of sources or of shapes.
    """

    subject: str
    predicate: str
    value: str
    ground: str = ""
    place: str = ""
    contested: str = ""
    graph: str = SOURCES


def text(words: str, language: str = "da") -> str:
    """A text as a value."""
    return f'"{words}"@{language}' if language else f'"{words}"'


def ref(iri: str) -> str:
    """A thing as a value."""
    return f"<{iri}>"


def lines(one: Said) -> tuple[list[str], list[str]]:
    """The lines of a statement in the default graph, and those in the named ones."""
    triple = f"<{one.subject}> <{one.predicate}> {one.value}"
    if not one.ground:
        return [f"{triple} .\n"] if one.graph != SHAPES else [], [triple + _END[one.graph]]
    plain = [] if one.contested else [triple]
    if plain and one.predicate == A and one.value in _SUPERS:
        plain.append(f"<{one.subject}> <{A}> {_SUPERS[one.value]}")
    me = f"<{mint_hashed('udsagn', triple, one.place)}>"
    evidence = [
        f"{me} {_UDSAGN}", f"{me} {_PART[0]} <{one.subject}>", f"{me} {_PART[1]} <{one.predicate}>",
        f"{me} {_PART[2]} {one.value}", f"{me} <{AFT}grundlag> <{AFT}{one.ground}>",
    ]  # fmt: skip
    if one.ground == "redaktionel":
        evidence.append(f"{me} <{AFT}begrundelseForLaesning> {text('opdigtet')}")
    else:
        evidence.append(f"{me} <{AFT}kildehenvisning> <{one.place}>")
    if one.contested:
        evidence.append(f"{me} <{AFT}modsigesAf> <{one.contested}>")
    graphs = (STATED, ALL) if one.ground == "fremgaar" else (ALL,)
    named = [each + _END[graph] for graph in graphs for each in plain] + [each + _END[EVIDENCE] for each in evidence]
    default = evidence if one.ground == "redaktionel" else plain + evidence
    return [f"{each} .\n" for each in default], named


def other(said: Iterable[Said], every: int) -> Iterator[Said]:
    """The same with one statement of so many another one: another value, another ground, gone, or a second one."""
    for number, one in enumerate(said):
        turn, rest = divmod(number, every)
        if rest or not one.ground or one.predicate == A:
            yield one
        elif turn % 4 == 0:
            yield replace(one, ground="udledt" if one.ground == "fremgaar" else "fremgaar")
        elif turn % 4 == 1:
            yield from (one, replace(one, predicate=f"{AFT}vilIndarbejde", value=text("opdigtet")))
        elif turn % 4 == 2:
            yield replace(one, value=text("ændret")) if one.value.startswith('"') else replace(one, contested=one.place)
