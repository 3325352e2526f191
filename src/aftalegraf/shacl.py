"""Hold any data against any shapes, and tell what the shapes find."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aftalegraf.engines import DEFAULT, report_on
from aftalegraf.errors import EngineError, UsageError
from aftalegraf.incremental import Tell, unheard
from aftalegraf.intake import rdf, take_in
from aftalegraf.namespaces import OWL, RDF, RDFS, SH, shorten
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Triple, write
from aftalegraf.validation import Finding, findings_of
from aftalegraf.world import World

_WIDTH: Final = 100
_BEYOND: Final = frozenset(f"{SH}{name}" for name in ("target", "rule", "expression", "values"))
_TARGETS: Final = frozenset(f"{SH}{n}" for n in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"))
_TEXTS: Final = {
    "da": {
        "good": "Data opfylder formerne: ingen bemærkninger.",
        "bad": "Data opfylder ikke formerne: {}.",
        "path": "Sti",
        "value": "Fundet",
        "shape": "Form",
    },
    "en": {
        "good": "The data conform to the shapes: no findings.",
        "bad": "The data do not conform to the shapes: {}.",
        "path": "Path",
        "value": "Found",
        "shape": "Shape",
    },
}


@dataclass(frozen=True, slots=True)
class Held:
    """What shapes say of data: the findings, the report as triples, and the IRIs of imports that were not followed.

    places: for the things of a form, where each stands, by IRI.
    """

    findings: tuple[Finding, ...]
    triples: tuple[Triple, ...]
    left_out: tuple[str, ...]
    places: Mapping[str, str]

    @property
    def breach(self) -> bool:
        """Whether a finding is graver than a warning."""
        return any(finding.severity not in ("Warning", "Info") for finding in self.findings)


def hold(
    world: Callable[[], World],
    data: Sequence[Path],
    shapes: Sequence[Path],
    language: str = "da",
    engine: str = DEFAULT,
    tell: Tell = unheard,
) -> Held:
    """The findings of all the shapes on all the data. Nothing is inferred, run as a script or fetched.

    Raises SourceError for a file that cannot be read, EngineError for shapes that cannot be used.
    """
    if not data:
        raise UsageError("--shapes needs files to hold against them; give one or more after the options")
    known = tuple(t for number, path in enumerate(shapes, 1) for t in rdf(path, f"s{number}"))
    _usable(known)
    taken = take_in(world, data, language, typed=False)
    said = _settled(report_on(taken.triples, known, engine, tell))
    at_hand = {t.subject for t in known}
    left_out = {shorten(str(t.object)[1:-1]) for t in known if _is(t, f"{OWL}imports") and t.object not in at_hand}
    return Held(findings_of(said), said, tuple(sorted(left_out)), taken.places)


def shown(held: Held, form: str, language: str = "da") -> str:
    """The findings as text, json or turtle."""
    if form == "json":
        return json.dumps(as_data(held), ensure_ascii=False, indent=2) + "\n"
    return as_turtle(held).decode() if form == "turtle" else as_text(held, language)


def as_text(held: Held, language: str = "da") -> str:
    """The findings for a reader, by severity."""
    texts = _TEXTS[language]
    if not held.findings:
        return texts["good"] + "\n"
    counts = Counter(finding.severity for finding in held.findings)
    lines = [texts["bad"].format(", ".join(f"{number} {name}" for name, number in sorted(counts.items())))]
    for finding in sorted(held.findings, key=lambda found: _gravity(found.severity)):
        where = f" ({held.places[finding.focus]})" if finding.focus in held.places else ""
        lines += ["", f"{finding.severity}: {shorten(finding.focus)}{where}"]
        parts = (
            ("", finding.message),
            (f"{texts['path']}: ", shorten(finding.path)),
            (f"{texts['value']}: ", shorten(finding.value)),
            (f"{texts['shape']}: ", shorten(finding.shape)),
        )
        lines += [line for name, text in parts if text for line in _wrapped(name + text)]
    return "\n".join(lines) + "\n"


def as_data(held: Held) -> dict[str, Any]:
    """The findings as plain data."""
    return {
        "conforms": not held.findings,
        "findings": [
            {
                "severity": finding.severity,
                "focus": finding.focus,
                "place": held.places.get(finding.focus, ""),
                "path": finding.path,
                "value": finding.value,
                "message": finding.message,
                "shape": finding.shape,
            }
            for finding in held.findings
        ],
        "not_followed": list(held.left_out),
    }


def as_turtle(held: Held) -> bytes:
    """The validation report as SHACL has it, the same bytes every time."""
    return write(held.triples, "text/turtle")


def _usable(shapes: Sequence[Triple]) -> None:
    """Raises EngineError for shapes that would pass in silence: scripts, what goes beyond SHACL, no target at all."""
    for t in shapes:
        for term in (t.predicate, t.object):
            if isinstance(term, NamedNode) and term.value.removeprefix(SH)[:2].upper() == "JS" and SH in term.value:
                raise EngineError(f"the shapes use {shorten(term.value)}: scripts are never run; write it as sh:sparql")
        if t.predicate.value in _BEYOND:
            raise EngineError(
                f"the shapes use {shorten(t.predicate.value)} of SHACL Advanced Features, which is not tested here; "
                "write it with sh:targetClass, sh:property or sh:sparql"
            )
    classes = {t.subject for t in shapes if _is(t, f"{RDF}type") and t.object == NamedNode(f"{RDFS}Class")}
    classes |= {t.subject for t in shapes if _is(t, f"{RDF}type") and t.object == NamedNode(f"{OWL}Class")}
    shaped = {t.subject for t in shapes if _is(t, f"{RDF}type") and _shape(t.object)}
    if not classes & shaped and not any(t.predicate.value in _TARGETS for t in shapes):
        raise EngineError("no shape has a target, so nothing would be tested; give one sh:targetClass")


def _shape(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value in (f"{SH}NodeShape", f"{SH}PropertyShape")


def _is(t: Triple, predicate: str) -> bool:
    return t.predicate.value == predicate


def _settled(said: Sequence[Triple]) -> tuple[Triple, ...]:
    """The same report with its own blank nodes named after what they say, not after the hour."""
    own = {
        t.subject for t in said if t.object in (NamedNode(f"{SH}ValidationResult"), NamedNode(f"{SH}ValidationReport"))
    }
    lines: dict[object, list[Triple]] = {node: [] for node in own}
    for t in said:
        if t.subject in own:
            lines[t.subject].append(t)

    def key(node: NamedNode | BlankNode | Literal | Triple) -> str:
        return "|".join(sorted(f"{t.predicate} {key(t.object) if t.object in own else t.object}" for t in lines[node]))

    names: dict[NamedNode | BlankNode | Triple, NamedNode | BlankNode | Triple] = {
        node: BlankNode(f"r{number}") for number, node in enumerate(sorted(own, key=key), 1)
    }
    return tuple(
        Triple(
            names.get(t.subject, t.subject),
            t.predicate,
            t.object if isinstance(t.object, Literal) else names.get(t.object, t.object),
        )
        for t in said
    )


def _gravity(severity: str) -> int:
    return {"Info": 2, "Warning": 1}.get(severity, 0)


def _wrapped(text: str) -> Iterable[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
