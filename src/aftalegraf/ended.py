"""Keep what earlier versions of the data had and this one has not: what it was, why it ended, what replaced it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aftalegraf.errors import EndedError, SourceError, SourceErrors
from aftalegraf.namespaces import AFT, ID, expand, is_slug, mint
from aftalegraf.sources import Row, Tables

TERM = "ns#"


@dataclass(frozen=True, slots=True)
class Ended:
    """A thing or term that was here and is no longer.

    `class_iri` is what it was entered as, `replaced_by` the IRIs that have taken its place, in order (none: ()); `same`
    tells that the only one is the very same thing under another address. `why` is a sentence by language, `day` the
    day from which the data have been without it.
    """

    iri: str
    class_iri: str
    label: str
    replaced_by: tuple[str, ...]
    same: bool
    why: Mapping[str, str]
    day: str

    def error(self) -> EndedError:
        """What to tell somebody who asks for it."""
        return EndedError(self.label, self.day, self.why, self.replaced_by)


def ended_of(rows: Iterable[Row]) -> dict[str, Ended]:
    """What has ended by its IRI, from the rows of the table."""
    found = (_ended(row) for row in rows)
    return {ended.iri: ended for ended in found}


def check_ended(tables: Tables) -> None:
    """Raises SourceErrors with every row of the table that cannot be right, each with its cure."""
    now = set(_now(tables))
    seen: set[str] = set()
    errors: list[SourceError] = []
    for row in tables.ended:
        errors += _wrong(row, now, seen)
        seen.add(row["id"])
    if errors:
        raise SourceErrors(errors)


def _now(tables: Tables) -> Iterator[str]:
    for row in tables.things:
        class_iri = expand(row["class"])
        if class_iri:
            yield mint(class_iri, row["id"])
    yield from (f"{ID}dokument/{row['id']}" for row in tables.documents)
    yield from (f"{ID}kildehenvisning/{row['id']}" for row in tables.passages)


def _wrong(row: Row, now: set[str], seen: set[str]) -> Iterator[SourceError]:
    kind, _, slug = row["id"].partition("/")
    if not row["id"].startswith(TERM) and not (is_slug(kind) and is_slug(slug)):
        yield row.error(f"the id '{row['id']}' must be kind/slug, or ns#name for a term")
    if row["id"] in seen:
        yield row.error(f"'{row['id']}' is there already; keep one of the two")
    if _iri(row["id"]) in now:
        yield row.error(f"'{row['id']}' has not ended: the data have it; take the row out")
    if expand(row["class"]) is None:
        yield row.error(f"unknown class '{row['class']}'; write prefix:Name")
    if not _is_day(row["ended"]):
        yield row.error(f"'{row['ended']}' is no day; write it like 2026-01-31")
    for heading in ("label", "why_da", "why_en"):
        if not row[heading]:
            yield row.error(f"'{heading}' is empty; somebody will ask")
    yield from _wrong_replacement(row, now)


def _wrong_replacement(row: Row, now: set[str]) -> Iterator[SourceError]:
    others = row["replaced_by"].split()
    for other in others:
        if not other.startswith(TERM) and _iri(other) not in now:
            yield row.error(f"'{other}' is not in the data, so it cannot replace anything; name what is there now")
    if row["same"] not in ("", "ja"):
        yield row.error(f"'same' is '{row['same']}'; write ja, or leave it empty")
    elif row["same"] and len(others) != 1:
        yield row.error("what is the same under another id has one replacement; name it in 'replaced_by'")


def _ended(row: Row) -> Ended:
    return Ended(
        iri=_iri(row["id"]),
        class_iri=expand(row["class"]) or "",
        label=row["label"],
        replaced_by=tuple(_iri(name) for name in row["replaced_by"].split()),
        same=row["same"] == "ja",
        why={"da": row["why_da"], "en": row["why_en"]},
        day=row["ended"],
    )


def _iri(name: str) -> str:
    return AFT + name.removeprefix(TERM) if name.startswith(TERM) else ID + name


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
