"""Turn rows of sign-off into confirmations: a role has seen the changed passage on a day, and the statement holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from aftalegraf.errors import SourceError, SourceErrors, nearest
from aftalegraf.namespaces import AFT, ID, RDF, XSD, mint_hashed, shorten
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.sources import Row, Tables
from aftalegraf.statements import Statement, passage_iri

_KEY: Final = ("subject", "predicate", "object")
_ADDRESS: Final = re.compile(r"[@\d]")


def confirmations(tables: Tables, found: Iterable[Statement]) -> tuple[Triple, ...]:
    """The confirmations of all rows. Raises SourceErrors with every row that does not hold, each with its cure."""
    if not tables.confirmed:
        return ()
    known: dict[tuple[str, ...], list[Statement]] = {}
    for statement in found:
        known.setdefault(_key(statement), []).append(statement)
    errors: list[SourceError] = []
    made: dict[Triple, None] = {}
    seen: set[tuple[str, ...]] = set()
    for row in tables.confirmed:
        cells = tuple(row.cells.values())
        wrong = [*_wrong(row, known), *(["the same row stands above; keep one"] if cells in seen else [])]
        seen.add(cells)
        errors += [row.error(message) for message in wrong]
        if not wrong:
            made |= dict.fromkeys(t for each in _meant(row, known) for t in _confirmation(row, each))
    if errors:
        raise SourceErrors(errors)
    return tuple(made)


def written(value: str, *, iri: bool) -> str:
    """A value as the tables write it: the id of a thing, a term by its prefix, or the text itself."""
    if not iri:
        return value
    return value.rpartition("/")[2] if value.startswith(ID) else shorten(value)


def _key(statement: Statement) -> tuple[str, ...]:
    ends = (statement.triple.subject, statement.triple.predicate, statement.triple.object)
    return tuple(
        written(end.value, iri=isinstance(end, NamedNode)) for end in ends if isinstance(end, NamedNode | Literal)
    )


def _meant(row: Row, known: Mapping[tuple[str, ...], list[Statement]]) -> list[Statement]:
    """The statements that a row confirms."""
    several = known.get(tuple(row[name] for name in _KEY), ())
    return [each for each in several if row["passage"] in (each.passage, *each.supported_by, *each.contested_by)]


def _wrong(row: Row, known: Mapping[tuple[str, ...], list[Statement]]) -> Iterator[str]:
    if not known.get(tuple(row[name] for name in _KEY)):
        near = nearest(row["subject"], {key[0] for key in known})
        hint = f" (nearest: {', '.join(near)})" if near and row["subject"] not in near else ""
        yield (
            f"no statement says '{row['subject']} {row['predicate']} {row['object']}'{hint}; "
            "if it was changed, take the row out and look at the passage again"
        )
    elif not _meant(row, known):
        yield f"that statement does not rest on '{row['passage']}'; write the id of a passage it rests on"
    if not re.fullmatch(r"[0-9a-f]{64}", row["sha256"]):
        yield "sha256 must be the 64 hexadecimal digits of the passage that was seen (trace suspects --format sign-off)"
    if not row["role"]:
        yield "the role is empty; write who has seen the passage, as a role and not a name"
    elif _ADDRESS.search(row["role"]):
        yield f"the role '{row['role']}' holds a digit or an address; write a role, not a person or a number"
    if not _is_day(row["seen"]):
        yield f"'{row['seen']}' is no day; write the day the passage was seen like 2024-01-31"


def _confirmation(row: Row, statement: Statement) -> Iterator[Triple]:
    me = NamedNode(mint_hashed("bekraeftelse", statement.iri, *(row[name] for name in row.cells)))
    said: tuple[tuple[str, NamedNode | Literal], ...] = (
        (f"{RDF}type", NamedNode(f"{AFT}Bekraeftelse")),
        (f"{AFT}bekraefter", NamedNode(statement.iri)),
        (f"{AFT}genlaestSted", NamedNode(passage_iri(row["passage"]))),
        (f"{AFT}fingeraftryk", Literal(row["sha256"])),
        (f"{AFT}genlaestAf", Literal(row["role"])),
        (f"{AFT}genlaestDen", Literal(row["seen"], datatype=NamedNode(f"{XSD}date"))),
    )
    yield from (Triple(me, NamedNode(name), value) for name, value in said)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
