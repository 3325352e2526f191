"""Give the tree and the thread as tables: sheets for Excel, or one table as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aftalegraf.answers import slug
from aftalegraf.branches import Branch
from aftalegraf.chain_words import GROUND_WORDS, kind_name, word
from aftalegraf.exports import table_csv
from aftalegraf.trace import Link, Node, Thread
from aftalegraf.workbook import Page, Value, fitting, write
from aftalegraf.world import World

_NOT_IN_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE: Final = 31


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, its headings and its rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


_HEADINGS: Final = {
    "da": {
        "tree": ("Niveau", "Slags", "Navn", "Hører under", "Grundlag", "Navn (id)"),
        "thread": (
            "Fra (slags)", "Fra", "Til (slags)", "Til", "Grundlag", "Bemærkning", "Kilde", "Begrundelse",
            "Fra (id)", "Til (id)",
        ),
        "missing": ("Slags", "Navn", "Hvad mangler", "Navn (id)"),
        "about": ("Om tabellen", ""),
    },
    "en": {
        "tree": ("Level", "Kind", "Name", "Belongs under", "Ground", "Name (id)"),
        "thread": (
            "From (kind)", "From", "To (kind)", "To", "Ground", "Note", "Source", "Reason", "From (id)", "To (id)",
        ),
        "missing": ("Kind", "Name", "What is missing", "Name (id)"),
        "about": ("About the table", ""),
    },
}  # fmt: skip
_TITLES: Final = {
    "da": {
        "tree": "Mål", "thread": "Led", "missing": "Mangler", "about": "Om tabellen",
    },
    "en": {
        "tree": "Goals", "thread": "Links", "missing": "Missing", "about": "About the table",
    },
}  # fmt: skip


def tree_tables(branch: Branch, language: str = "da") -> tuple[Table, ...]:
    """The tree with a row for each thing."""
    return (_table("tree", tuple(_lines(branch, 1, language)), language),)


def thread_tables(world: World, thread: Thread, language: str = "da") -> tuple[Table, ...]:
    """The links of a thread with ground and source, and what the next link is missing from."""
    nodes = _nodes(thread)
    found = tuple(
        (
            *_named(nodes[link.source], language), *_named(nodes[link.target], language),
            *_rests(world, link, language), slug(link.source), slug(link.target),
        )
        for link in thread.links
        if link.source in nodes and link.target in nodes
    )  # fmt: skip
    gaps = tuple(
        (*_named(nodes[iri], language), reason, slug(iri)) for iri, reason in thread.missing.items() if iri in nodes
    )
    return _table("thread", found, language), _table("missing", gaps, language)


def about(lines: Sequence[tuple[str, str]], language: str = "da") -> Table:
    """What a file says of itself: unofficial, which agreement, which ground, what cannot be decided."""
    head = (word("unofficial", language), "")
    return _table("about", (head, *(line for line in lines if line[1])), language)


def as_csv(table: Table, note: str, language: str = "da") -> bytes:
    """One table as Danish Excel reads it: semicolons and a byte order mark; the last column says what it rests on."""
    heading = _HEADINGS[language]["about"][0]
    rows = [[*(str(value) for value in row), note] for row in table.rows] or [[*("" for _ in table.headings), note]]
    return table_csv([*table.headings, heading], rows, ";").encode()


def as_workbook(tables: Sequence[Table]) -> bytes:
    """The tables as sheets of an Excel file, the same bytes every time."""
    return write([Page(_title(t.title), _clean(t.headings), tuple(_clean(row) for row in t.rows)) for t in tables])


def _table(key: str, rows: tuple[tuple[Value, ...], ...], language: str) -> Table:
    return Table(_TITLES[language][key], _HEADINGS[language][key], rows)


def _lines(branch: Branch, level: int, language: str) -> Iterator[tuple[Value, ...]]:
    for child in branch.children:
        ground = GROUND_WORDS[language].get(child.ground, "")
        yield level, child.relation, child.node.label, branch.node.label, ground, slug(child.node.iri)
        yield from _lines(child, level + 1, language)


def _rests(world: World, link: Link, language: str) -> tuple[str, str, str, str]:
    """Ground, remark, places and reason of a link."""
    places = "; ".join(world.label(iri, language) for iri in link.places)
    return GROUND_WORDS[language][link.ground], link.note, places, link.reason


def _named(node: Node, language: str) -> tuple[str, str]:
    return kind_name(node.class_iri, language), node.label


def _nodes(thread: Thread) -> dict[str, Node]:
    return {node.iri: node for column in thread.columns for node in column}


def _title(text: str) -> str:
    """A name that a sheet can have."""
    return _NOT_IN_TITLE.sub(" ", text)[:_LONGEST_TITLE]


def _clean(row: Sequence[Value]) -> tuple[Any, ...]:
    return tuple(fitting(value) if isinstance(value, str) else value for value in row)
