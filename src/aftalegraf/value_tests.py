"""Test one value by itself, in SPARQL: expressions that are true or false and never an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from aftalegraf.errors import ShapeRefusedError
from aftalegraf.namespaces import RDF, SH, XSD, shorten
from aftalegraf.rdf import Literal, NamedNode
from aftalegraf.shape_model import Constraint, Term

_CAST: Final = frozenset(f"{XSD}{n}" for n in ("boolean", "integer", "decimal", "double", "float", "date", "dateTime"))
_PLAIN: Final = frozenset({f"{XSD}string", f"{RDF}langString"})
_ORDERED: Final = _CAST - {f"{XSD}boolean"}
_COMPARED: Final = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_KINDS: Final = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
}
# What Python's and the store's regular expressions mean alike.
_PATTERN: Final = re.compile(
    r"(?:[^\\\[\]()]|\\[dDsSwWntr.\[\](){}*+?|^$/\\-]|\[\^?(?:[^\\\[\]&~]|\\[dDsSwWntr\]\\^.-])+\]|\((?!\?)|\))*"
)


def test(constraint: Constraint, value: str) -> str:
    """Whether the value of a variable keeps a constraint. Raises ShapeRefusedError, without a name, where unknown."""
    kind, terms = constraint.kind, constraint.terms
    if kind in ("minLength", "maxLength"):
        return _length(value, kind, constraint.number)
    if kind in _COMPARED:
        return _compared(value, _COMPARED[kind], terms[0])
    if kind not in _TESTS:
        raise ShapeRefusedError("", f"sh:{kind} is not known")
    return _TESTS[kind](value, terms)


def readable(pattern: str) -> bool:
    """Whether a regular expression is known to mean the same in Python and in the store."""
    return _PATTERN.fullmatch(pattern) is not None


def _length(value: str, kind: str, number: int) -> str:
    if kind == "minLength" and number == 0:
        raise ShapeRefusedError("", "whether a node without a name has a length of 0 is answered differently")
    return f"(!isBlank({value}) && STRLEN(STR({value})) {'>=' if kind == 'minLength' else '<='} {number})"


def _among(value: str, terms: tuple[Term, ...]) -> str:
    return " || ".join(f"sameTerm({value}, {term})" for term in terms) or "false"


def _datatype(value: str, terms: tuple[Term, ...]) -> str:
    (kind,) = terms
    if not isinstance(kind, NamedNode):
        raise ShapeRefusedError("", "it asks for a datatype without a name")
    told = f"isLiteral({value}) && DATATYPE({value}) = {kind}"
    if kind.value in _CAST:
        return f"{told} && COALESCE(sameTerm({kind}({value}), {value}), false)"
    if kind.value.startswith(XSD) and kind.value not in _PLAIN:
        raise ShapeRefusedError("", f"the spelling of {shorten(kind.value)} is not known")
    return told


def _node_kind(value: str, terms: tuple[Term, ...]) -> str:
    name = str(terms[0])[1:-1].removeprefix(SH)
    if name not in _KINDS:
        raise ShapeRefusedError("", f"sh:nodeKind {name} is not known")
    return _KINDS[name].format(value)


def _compared(value: str, sign: str, bound: Term) -> str:
    if not isinstance(bound, Literal) or bound.datatype.value not in _ORDERED:
        raise ShapeRefusedError("", f"{bound} is no number or date to compare with")
    return f"COALESCE({value} {sign} {bound}, false)"


def _pattern(value: str, terms: tuple[Term, ...]) -> str:
    pattern, *flags = (term.value for term in terms if isinstance(term, Literal))
    if flags not in ([], ["i"]) or not readable(pattern):
        raise ShapeRefusedError("", f"the pattern {pattern} is not known to mean the same everywhere")
    end = re.sub(r"(?<!\\)((?:\\\\)*)\$", r"\1\\n?$", pattern)  # as in Python and Java: also before a last line end
    told = ", ".join(str(Literal(text)) for text in (end, *flags))
    return f"(!isBlank({value}) && COALESCE(REGEX(STR({value}), {told}), false))"


def _languages(value: str, terms: tuple[Term, ...]) -> str:
    ranges = [term for term in terms if isinstance(term, Literal)]
    told = " || ".join(f"LANGMATCHES(LANG({value}), {Literal(one.value)})" for one in ranges) or "false"
    return f'(isLiteral({value}) && LANG({value}) != "" && COALESCE({told}, false))'


_TESTS: Final[dict[str, Callable[[str, tuple[Term, ...]], str]]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "in": _among,
    "languageIn": _languages,
}
