"""Read the rules: each SHACL shape that enforces a provision, with the provision's own texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import EngineError
from aftalegraf.graph import ALL, EVIDENCE, SHAPES
from aftalegraf.namespaces import AFT, RDF, RDFS, SH, SKOS
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple
from aftalegraf.world import LANGUAGES, World

LEVELS: Final = ("skal", "boer", "kan")
_LEVEL_OF: Final = {"skal": "skal", "boer": "boer", "anbefales": "boer", "kan": "kan"}
_LEVEL_OF_SEVERITY: Final = {"Violation": "skal", "Warning": "boer", "Info": "kan"}

_ENFORCED: Final = f"GRAPH <{SHAPES}> {{ ?shape aft:haandhaever ?x }}"
_PROVISIONS: Final = f"CONSTRUCT {{ ?x ?p ?o }} WHERE {{ {_ENFORCED} GRAPH <{ALL}> {{ ?x ?p ?o }} }}"
_LABEL_SOURCES: Final = f"""SELECT ?x ?passage WHERE {{ {_ENFORCED} GRAPH <{EVIDENCE}> {{
  ?u rdf:subject ?x ; rdf:predicate skos:prefLabel ; aft:kildehenvisning ?passage }} }} ORDER BY ?u"""


@dataclass(frozen=True, slots=True)
class Part:
    """A property shape or constraint of a rule.

    `path` is its property path as SPARQL, "" for a SPARQL constraint; `only` the class that the values must have to
    count, or ""; `predicates` those in the path; `decided_by` as in Rule.
    """

    shape: str
    path: str
    only: str
    predicates: tuple[str, ...]
    message: Mapping[str, str]
    decided_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision and the shape that tests it.

    Texts map a language to the text. `also` holds the ids of provisions that say the same and count as one with it;
    `modality` is the provision's own; `level` weighs a finding: skal, boer or kan, and kan where the parties may depart
    from a default (`defeasible`) or where the shape says so of a definition or a piece of information. `about` is what
    a finding is about (omAftalen, omForummet …); `binds` the agreements that a commitment binds, none for all;
    `approximate` tells that the shape tests only part of the provision. `addressees` and `basis` hold the labels of
    those it is addressed to and of the law cited; `source` is the IRI of the passage; `decided_by` the properties that
    must have been read completely before an absence counts; `needs` the parts that must hold before the rule can be
    decided; `valid_from` is a date or "".
    """

    id: str
    iri: str
    shape: str
    target: str
    title: Mapping[str, str]
    why: Mapping[str, str]
    message: Mapping[str, str]
    advice: Mapping[str, str]
    meets: Mapping[str, str]
    fails: Mapping[str, str]
    also: tuple[str, ...]
    modality: str
    level: str
    severity: str
    force: str
    about: str
    binds: tuple[str, ...]
    approximate: bool
    defeasible: bool
    chapter: str
    addressees: tuple[str, ...]
    basis: tuple[str, ...]
    source: str
    valid_from: str
    decided_by: tuple[str, ...]
    parts: tuple[Part, ...]
    needs: tuple[Part, ...]


def rules(world: World) -> tuple[Rule, ...]:
    """The rules in the order of chapters. Raises EngineError, with all of them, for texts that a rule lacks."""
    shapes = _Index(world.store.graph(SHAPES))
    provisions = _Index(world.store.triples(_PROVISIONS))
    sources = {x.value: passage.value for x, passage in world.store.select(_LABEL_SOURCES).rows if x and passage}
    shapes_of = dict.fromkeys(shape for shape, _ in shapes.pairs(f"{AFT}haandhaever"))
    found = [_rule(world, shapes, provisions, sources, shape) for shape in shapes_of]
    if lacking := [text for rule in found for text in _lacking(rule)]:
        raise EngineError(f"the rules cannot be used: {'; '.join(lacking)}; write each text in both languages")
    return tuple(sorted(found, key=lambda rule: reading_order(rule.id)))


def _lacking(rule: Rule) -> Iterator[str]:
    """The texts that a rule or one of its parts lacks in a language."""
    texts = {
        "skos:prefLabel": rule.title, "rdfs:comment": rule.why, "sh:message": rule.message, "aft:raad": rule.advice,
        "aft:eksempelOpfyldt": rule.meets, "aft:eksempelIkkeOpfyldt": rule.fails,
    }  # fmt: skip
    told = [(rule.shape, name, text) for name, text in texts.items()]
    told += [(part.shape, "sh:message", part.message) for part in (*rule.parts, *rule.needs)]
    for shape, name, text in told:
        for language in LANGUAGES:
            if not text.get(language):
                yield f"{shape.rpartition('#')[2]} has no {name} in {language}"


def of_guidance(provisions: Iterable[str]) -> bool:
    """Whether one of some provisions, by id or IRI, is of the guidance: the others are commitments of agreements."""
    return any(name.rpartition("/")[2].startswith("V") for name in provisions)


def reading_order(provision_id: str) -> tuple[bool, tuple[int, ...], int, str]:
    """The guidance before the commitments; V3-1 before V3.2-1, V5.1-6a before V5.1-6b."""
    chapter, _, number = provision_id[1:].partition("-")
    digits = "".join(c for c in number if c.isdigit())
    return provision_id[:1] != "V", tuple(int(part) for part in chapter.split(".")), int(digits), number


def _rule(world: World, shapes: _Index, provisions: _Index, sources: Mapping[str, str], shape: str) -> Rule:
    """The rule that a shape makes. Raises EngineError when it enforces no provision of its own name."""
    enforced = {provisions.one(iri, f"{SKOS}notation"): iri for iri in shapes.values(shape, f"{AFT}haandhaever")}
    name = shape.rpartition("#")[2]
    if name not in enforced:
        raise EngineError(f"shape {name} enforces no provision of that name; name it after one that it enforces")
    provision = enforced.pop(name)
    modality = provisions.one(provision, f"{AFT}modalitet").removeprefix(AFT)
    severity = shapes.one(shape, f"{SH}severity").removeprefix(SH)
    return Rule(
        id=name,
        iri=provision,
        shape=shape,
        target=shapes.one(shape, f"{SH}targetClass"),
        title=shapes.texts(shape, f"{SKOS}prefLabel"),
        why=shapes.texts(shape, f"{RDFS}comment"),
        message=shapes.texts(shape, f"{SH}message"),
        advice=shapes.texts(shape, f"{AFT}raad"),
        meets=shapes.texts(shape, f"{AFT}eksempelOpfyldt"),
        fails=shapes.texts(shape, f"{AFT}eksempelIkkeOpfyldt"),
        also=tuple(sorted(enforced, key=reading_order)),
        modality=modality,
        level=_level(modality, severity),
        severity=severity,
        force=provisions.one(provision, f"{AFT}retskraft").removeprefix(AFT),
        about=provisions.one(provision, f"{AFT}bemaerkningOm").removeprefix(AFT),
        binds=provisions.values(provision, f"{AFT}binder"),
        approximate=shapes.one(shape, f"{AFT}tilnaermelse") == "true",
        defeasible=provisions.one(provision, f"{AFT}fravigelig") == "true",
        chapter=provisions.one(provision, f"{AFT}kapitel"),
        addressees=tuple(sorted(world.label(iri) for iri in provisions.values(provision, f"{AFT}adressat"))),
        basis=tuple(sorted(world.label(iri) for iri in provisions.values(provision, f"{AFT}hjemmel"))),
        source=sources.get(provision, ""),
        valid_from=provisions.one(provision, f"{AFT}gyldigFra"),
        decided_by=shapes.values(shape, f"{AFT}afgoeresAf"),
        parts=_parts(shapes, shape),
        needs=tuple(part for need in shapes.values(shape, f"{AFT}forudsaetter") for part in _parts(shapes, need)),
    )


def _level(modality: str, severity: str) -> str:
    by_severity = _LEVEL_OF_SEVERITY[severity]
    return by_severity if by_severity == "kan" else _LEVEL_OF.get(modality, by_severity)


def _parts(shapes: _Index, shape: str) -> tuple[Part, ...]:
    found = (*shapes.values(shape, f"{SH}property"), *shapes.values(shape, f"{SH}sparql"))
    return tuple(_part(shapes, part) for part in found)


def _part(shapes: _Index, part: str) -> Part:
    path = shapes.one(part, f"{SH}path")
    qualified = shapes.one(part, f"{SH}qualifiedValueShape")
    return Part(
        shape=part,
        path=_sparql_path(shapes, path) if path else "",
        only=shapes.one(qualified, f"{SH}class"),
        predicates=tuple(sorted(_predicates(shapes, path))) if path else (),
        message=shapes.texts(part, f"{SH}message"),
        decided_by=shapes.values(part, f"{AFT}afgoeresAf"),
    )


def _sparql_path(shapes: _Index, node: str) -> str:
    """A SHACL property path in SPARQL. Raises ValueError for a kind of path that SHACL does not know."""
    if not shapes.is_blank(node):
        return f"<{node}>"
    for kind, before, after in (
        ("inversePath", "^", ""), ("zeroOrOnePath", "", "?"), ("zeroOrMorePath", "", "*"), ("oneOrMorePath", "", "+"),
    ):  # fmt: skip
        inner = shapes.one(node, SH + kind)
        if inner:
            return f"{before}({_sparql_path(shapes, inner)}){after}"
    choice = shapes.one(node, f"{SH}alternativePath")
    if choice:
        return "(" + "|".join(_sparql_path(shapes, step) for step in shapes.listed(choice)) + ")"
    steps = shapes.listed(node)
    if not steps:
        raise ValueError(f"no property path at {node}")
    return "(" + "/".join(_sparql_path(shapes, step) for step in steps) + ")"


def _predicates(shapes: _Index, node: str) -> set[str]:
    if not shapes.is_blank(node):
        return {node}
    inner = [value for value in shapes.everything(node) if value != f"{RDF}nil"]
    return set().union(*(_predicates(shapes, value) for value in inner))


class _Index:
    """Triples by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[str, dict[str, list[NamedNode | BlankNode | Literal | Triple]]] = {}
        for t in triples:
            self._said.setdefault(_key(t.subject), {}).setdefault(t.predicate.value, []).append(t.object)

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(_key(o) for o in self._said.get(subject, {}).get(predicate, [])))

    def one(self, subject: str, predicate: str) -> str:
        return next(iter(self.values(subject, predicate)), "")

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        found = self._said.get(subject, {}).get(predicate, [])
        return {o.language or "": o.value for o in found if isinstance(o, Literal)}

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        return [(s, _key(o)) for s, said in self._said.items() for o in said.get(predicate, [])]

    def everything(self, subject: str) -> list[str]:
        return [_key(o) for objects in self._said.get(subject, {}).values() for o in objects]

    def listed(self, node: str) -> list[str]:
        found: list[str] = []
        while node and node != f"{RDF}nil":
            found.append(self.one(node, f"{RDF}first"))
            node = self.one(node, f"{RDF}rest")
        return found

    def is_blank(self, node: str) -> bool:
        return node.startswith("_:")


def _key(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
