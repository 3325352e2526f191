"""A confirmation names a statement, the passage that was seen, its fingerprint, a role and a day; nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftalegraf.assets import Assets
from aftalegraf.confirmations import written
from aftalegraf.errors import SourceErrors
from aftalegraf.graph import Graph, build
from aftalegraf.namespaces import AFT, BASE, ID
from aftalegraf.rdf import Triple
from aftalegraf.validation import findings

SHA = "a" * 64
ROW = f"doc-000,aft:dokumentstatus,aft:hoeringsudkast,000-l5,{SHA},sekretariatet,2026-11-23"
HEAD = "subject,predicate,object,passage,sha256,role,seen\n"


def built(files: Path, *rows: str) -> Graph:
    """The graph with rows of sign-off."""
    path = files / "data/bekraeftelser/confirmed.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return build(Assets(files))


def confirmed(graph: Graph) -> tuple[Triple, ...]:
    """What the evidence says of confirmations."""
    return tuple(t for t in graph.evidence if f"{ID}bekraeftelse/" in str(t.subject))


def test_a_row_is_a_confirmation_beside_its_statement(files: Path) -> None:
    """Six triples, in the graph of the evidence; the shape finds nothing wrong, and each part taken out is missed."""
    graph = built(files, ROW)
    said = confirmed(graph)
    told = {t.predicate.value.removeprefix(AFT): str(t.object) for t in said if t.predicate.value.startswith(AFT)}
    assert told.pop("bekraefter").startswith(f"<{ID}udsagn/")
    assert told == {
        "fingeraftryk": f'"{SHA}"',
        "genlaestAf": '"sekretariatet"',
        "genlaestDen": '"2026-11-23"^^<http://www.w3.org/2001/XMLSchema#date>',
        "genlaestSted": f"<{ID}kildehenvisning/000-l5>",
    }
    ends = {t.object for t in said}
    around = [t for part in (graph.evidence, graph.sources) for t in part if t.subject in ends]
    shape = [t for t in graph.shapes if "shapes#bekraeftelse" in str(t.subject)]
    assert findings((*said, *around), shape) == ()
    for name, missed in (
        ("bekraefter", "udsagn"), ("genlaestSted", "sted"), ("fingeraftryk", "fingeraftryk"), ("genlaestAf", "rolle"),
        ("genlaestDen", "dag"),
    ):  # fmt: skip
        less = [t for t in said if t.predicate.value != AFT + name]
        (one,) = findings((*less, *around), shape)
        assert one.shape == f"{BASE}shapes#bekraeftelse-{missed}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("doc-000", "doc-0000", r"no statement says 'doc-0000 aft:dokumentstatus aft:hoeringsudkast' \(nearest: "),
        ("hoeringsudkast", "vedtaget", "if it was changed, take the row out and look at the passage again"),
        ("000-l5,", "000-l7,", "that statement does not rest on '000-l7'; write the id of a passage it rests on"),
        (SHA, "abc", "sha256 must be the 64 hexadecimal digits of the passage that was seen"),
        ("sekretariatet", "", "the role is empty; write who has seen the passage, as a role and not a name"),
        ("sekretariatet", "a@example.org", "holds a digit or an address; write a role, not a person or a number"),
        ("2026-11-23", "23-11-2026", "'23-11-2026' is no day; write the day the passage was seen like 2024-01-31"),
    ],
)
def test_a_row_that_does_not_hold_is_refused(files: Path, old: str, new: str, message: str) -> None:
    """With file, line and advice; nothing is built."""
    with pytest.raises(SourceErrors, match=rf"data/bekraeftelser/confirmed.csv:2: .*{message}"):
        built(files, ROW.replace(old, new))


def test_the_same_row_twice_is_refused(files: Path) -> None:
    """Another role may confirm the same."""
    with pytest.raises(SourceErrors, match=r"confirmed\.csv:3: the same row stands above; keep one"):
        built(files, ROW, ROW)
    assert len(confirmed(built(files, ROW, ROW.replace("sekretariatet", "forvaltningen")))) == 12


@pytest.mark.parametrize(
    ("value", "iri", "told"),
    [
        (f"{ID}dokument/doc-000", True, "doc-000"), (f"{AFT}hoeringsudkast", True, "aft:hoeringsudkast"),
        ("https://example.org/x", True, "https://example.org/x"), ("a/b", False, "a/b"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_in_the_tables(value: str, *, iri: bool, told: str) -> None:
    """A thing by its id, a term by its prefix."""
    assert written(value, iri=iri) == told
