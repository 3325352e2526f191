"""Tell values apart by kind, and say which kinds the engines compare alike.

SPARQL has an error where kinds cannot be compared; rdflib has an answer for some of them. So a shape is asked of the
store only where every value that it compares is of a kind that both take alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from aftalegraf.holder import Holder
from aftalegraf.namespaces import RDF, XSD, shorten
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple

IRI, BLANK, OTHER = "IRI", "blank", "other"
INTEGER, DECIMAL, DOUBLE, TRUTH = "integer", "decimal", "double", "boolean"
DATE, TIME, ZONED, YEAR, MONTH = "date", "dateTime", "dateTime with a zone", "gYear", "gYearMonth"
STRING, TEXT, LINED = "string", "text in a language", "text with a last line end"
NODES: Final = frozenset({IRI, BLANK})

_CLOCK: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
# Each kind: the datatype and how the store spells it. What else there is of a datatype is of an other kind.
_SPELT: Final = (
    (INTEGER, f"{XSD}integer", "^-?[0-9]{1,15}$"),
    (DECIMAL, f"{XSD}decimal", r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$"),
    (DOUBLE, f"{XSD}double", r"^[-+0-9.eE]+$"),
    (TRUTH, f"{XSD}boolean", "^(true|false)$"),
    (DATE, f"{XSD}date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    (TIME, f"{XSD}dateTime", f"^{_CLOCK}$"),
    (ZONED, f"{XSD}dateTime", f"^{_CLOCK}(Z|[-+][0-9]{{2}}:[0-9]{{2}})$"),
    (YEAR, f"{XSD}gYear", "^[0-9]{4}$"),
    (MONTH, f"{XSD}gYearMonth", "^[0-9]{4}-[0-9]{2}$"),
)
_PLAIN: Final = {f"{XSD}string": STRING, f"{RDF}langString": TEXT}
_DATATYPES: Final = {kind: datatype for kind, datatype, _ in _SPELT} | {kind: iri for iri, kind in _PLAIN.items()}
_ORDERED: Final = frozenset(
    {(one, one) for one in (INTEGER, DECIMAL, DOUBLE, DATE, TIME, ZONED, STRING)}
    | {(INTEGER, DECIMAL), (DECIMAL, INTEGER), (INTEGER, DOUBLE), (DOUBLE, INTEGER)}
)
_ALIKE: Final = _ORDERED | {(TRUTH, TRUTH), (TEXT, TEXT)}
_WORDS: Final = frozenset({IRI, STRING, TEXT})
_MEASURES: Final = frozenset({INTEGER, DECIMAL, DOUBLE, DATE, TIME, ZONED})


@dataclass(frozen=True, slots=True)
class Source:
    """Where values come from: kinds that are known, and properties whose values they may be; `only` of a datatype."""

    kinds: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    only: str = ""

    def __or__(self, other: Source) -> Source:
        only = self.only if self.only == other.only else ""
        return Source(self.kinds | other.kinds, self.properties | other.properties, only)

    def holds(self, kind: str) -> bool:
        """Whether values of a kind are among those of its datatype."""
        return not self.only or self.only in (_DATATYPES.get(kind), kind.removeprefix(f"{OTHER} "))


@dataclass(frozen=True, slots=True)
class Demand:
    """That values are of kinds that the engines take alike: by themselves, or each with each of others."""

    what: str
    values: Source
    others: Source = Source()

    @property
    def properties(self) -> frozenset[str]:
        """The properties whose values decide."""
        return self.values.properties | self.others.properties


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of the values of properties, each with one of them."""

    of: Mapping[str, Mapping[str, str]]

    def broken(self, demand: Demand) -> str:
        """Why a demand is not met, in words; "" where it is."""
        others = self.all(demand.others) if demand.what in _PAIRS else {"": ""}
        for kind, shown in self.all(demand.values).items():
            for other, beside in others.items():
                if not alike(demand.what, kind, other):
                    return f"{shown} ({kind}) is compared" + (f" with {beside} ({other})" if other else "")
        return ""

    def all(self, source: Source) -> dict[str, str]:
        """The kinds of values, each with one of them in words."""
        found = dict.fromkeys(sorted(source.kinds), "a value of the shape")
        for iri in sorted(source.properties):
            for kind, one in self.of.get(iri, {}).items():
                found[kind] = f"the value {one} of {shorten(iri)}"
        return {kind: one for kind, one in found.items() if source.holds(kind)}


def always(demand: Demand) -> bool:
    """Whether a demand is met whatever the data are."""
    sides = [side.kinds for side in (demand.values, demand.others) if not side.properties]
    if demand.what in ("equal", "among") and any(side and side <= NODES for side in sides):
        return True
    return not demand.properties and not Kinds({}).broken(demand)


def alike(what: str, kind: str, other: str = "") -> bool:
    """Whether the engines take values of a kind alike, or of two kinds."""
    return _TESTS[what](kind, other)


def kind_of(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """The kind of a term."""
    if not isinstance(term, Literal):
        return IRI if isinstance(term, NamedNode) else BLANK if isinstance(term, BlankNode) else OTHER
    return TEXT if term.language else kind_of_text(term.value, term.datatype.value)


def kind_of_text(text: str, datatype: str) -> str:
    """The kind of a literal, by its text and datatype."""
    if datatype in _PLAIN:
        return LINED if text.endswith("\n") else _PLAIN[datatype]
    other = f"{OTHER} {datatype}"
    found = next((kind for kind, own, spelt in _SPELT if own == datatype and re.search(spelt, text)), other)
    try:
        if found == DATE:
            date.fromisoformat(text)
        elif found in (TIME, ZONED):
            datetime.fromisoformat(text)
    except ValueError:
        return other
    return found


def kinds(store: Holder, properties: Iterable[str]) -> Kinds:
    """The kinds of the values that properties have in the default graph of a store."""
    named = " ".join(f"<{iri}>" for iri in sorted(set(properties)))
    found: dict[str, dict[str, str]] = {}
    where = f"VALUES ?p {{ {named} }} ?s ?p ?o {kind_in('?o', '?kind')}"
    query = f"SELECT ?p ?kind (SAMPLE(?o) AS ?one) WHERE {{ {where} }} GROUP BY ?p ?kind"
    for p, kind, one in store.select(query).rows if named else ():
        if p and kind and one:
            found.setdefault(p.value, {})[kind.value] = one.value
    return Kinds(found)


def kind_in(value: str, name: str) -> str:
    """The kind of the value of a variable, bound to a name, as SPARQL."""
    return _KIND.replace("?o", value) + f" AS {name})"


def _kind() -> str:
    told = f'IF(isIRI(?o), "{IRI}", IF(isBlank(?o), "{BLANK}", CONCAT("{OTHER} ", STR(DATATYPE(?o)))))'
    for datatype, kind in _PLAIN.items():
        plain = f'IF(STRENDS(STR(?o), "\\n"), "{LINED}", "{kind}")'
        told = f"IF(isLiteral(?o) && DATATYPE(?o) = <{datatype}>, {plain}, {told})"
    for kind, datatype, spelt in _SPELT:
        well = f"REGEX(STR(?o), {Literal(spelt)}) && sameTerm(<{datatype}>(?o), ?o)"
        told = f'IF(COALESCE(DATATYPE(?o) = <{datatype}> && {well}, false), "{kind}", {told})'
    return f"BIND({told}"


_KIND: Final = _kind()


def _one_of(*allowed: str) -> Callable[[str, str], bool]:
    return lambda kind, _: kind in allowed


def _paired(one: str, two: str) -> bool:
    """Whether sh:lessThan takes two kinds alike: a word and a measure are never in order."""
    return (one, two) in _ORDERED or bool({one, two} & _WORDS and {one, two} & _MEASURES)


_PAIRS: Final = frozenset({"order", "equal", "among", "bound", "lessThan", "lessThanOrEquals"})
_TESTS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "order": lambda one, two: (one, two) in _ORDERED,
    "equal": lambda one, two: one in NODES or two in NODES or (one, two) in _ALIKE,
    "among": lambda one, two: one in NODES or two in NODES or (one, two) in ((STRING, STRING), (INTEGER, INTEGER)),
    "bound": lambda one, bound: (one, bound) in _ORDERED or one in {*_WORDS, BLANK},
    "lessThan": lambda one, two: _paired(one, two) or (one == two and one in (YEAR, MONTH)),
    "lessThanOrEquals": _paired,
    "truth": _one_of(TRUTH),
    "integer": _one_of(INTEGER),
    "date": _one_of(DATE, TIME, ZONED),
    "text": _one_of(STRING, TEXT),
    "string": _one_of(STRING),
    "digits": _one_of(INTEGER, YEAR),
    "spelt": lambda kind, _: kind not in (BLANK, LINED),
    "node": _one_of(IRI, BLANK),
    "literal": lambda kind, _: kind not in NODES,
}
