"""Fill in the sentence of a question with what its answer holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

ROWS: Final = "*"  # the name that counts rows, not the things in a column
_PIECE: Final = re.compile(r"\{(?P<of>=?)(?P<name>\*|\w+)(?P<forms>(?:\|[^|{}\[\]]+)*)\}|(?P<text>[^{}\[\]]+)")
_GROUP: Final = re.compile(r"\[(?P<group>[^\[\]]*)\]|(?P<plain>[^\[\]]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence: the value chosen for `name`, where that is given, or a number, where it is `counted`."""

    text: str
    name: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence can tell: things counted by column, labels chosen by parameter, numbers of the only row."""

    counts: Mapping[str, int]
    chosen: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, int] = field(default_factory=dict)
    point: str = "."  # what sets thousands apart


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its noun: how it is said of one, of many (# is the number) and of none."""

    name: str
    one: str
    many: str
    none: str
    of_row: bool

    def said(self, facts: Facts) -> str:
        """The number in words; nothing where it is not known."""
        number = (facts.only if self.of_row else facts.counts).get(self.name)
        if number is None:
            return ""
        form = self.none if number == 0 and self.none else self.one if number == 1 else self.many
        return form.replace("#", f"{number:,}".replace(",", facts.point))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place of a value that was chosen."""

    name: str


Piece = str | Count | Chosen


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that are said together. One in brackets is left out where a piece of it has nothing to say."""

    pieces: tuple[Piece, ...]
    needed: bool

    def parts(self, facts: Facts) -> tuple[Part, ...]:
        """What is said; nothing where a bracket has nothing to say."""
        said: list[Part] = []
        for piece in self.pieces:
            part = _part(piece, facts, needed=self.needed)
            if part is None:
                return ()
            said.append(part)
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with places for what was found."""

    groups: tuple[Group, ...]

    @property
    def first(self) -> str:
        """What is counted first: a column, or the rows."""
        return next((piece.name for piece in self._pieces() if isinstance(piece, Count)), ROWS)

    @property
    def names(self) -> frozenset[str]:
        """The columns and parameters that the sentence names."""
        return frozenset(piece.name for piece in self._pieces() if not isinstance(piece, str)) - {ROWS}

    @property
    def chosen(self) -> frozenset[str]:
        """The parameters whose value the sentence says."""
        return frozenset(piece.name for piece in self._pieces() if isinstance(piece, Chosen))

    @property
    def tells_numbers(self) -> bool:
        """Whether the sentence tells the numbers of the only row."""
        return any(isinstance(piece, Count) and piece.of_row for piece in self._pieces())

    def fill(self, facts: Facts) -> tuple[Part, ...]:
        """The sentence, without its full stop."""
        return tuple(part for group in self.groups for part in group.parts(facts))

    def _pieces(self) -> Iterator[Piece]:
        return (piece for group in self.groups for piece in group.pieces)


def read_sentence(text: str) -> Sentence:
    """The sentence that a text describes.

    `{column|one thing|# things|no things}` counts the different things of a column (* counts rows), `{=column|…}` tells
    the number that the only row holds, `{parameter}` is the value chosen. What stands in brackets is said only where
    all in it is known: a count above none of what was not chosen, or a value that was. Raises ValueError.
    """
    groups, end = [], 0
    for match in _GROUP.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        groups.append(Group(tuple(_pieces(match["plain"] or match["group"] or "")), match["plain"] is not None))
    if end != len(text):
        raise ValueError(f"a bracket is not closed, or stands in another: {text[end:]}")
    return Sentence(tuple(groups))


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for match in _PIECE.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        yield match["text"] or _named(match)
    if end != len(text):
        raise ValueError(f"write {{name}} or {{name|one|# many|none}}: {text[end:]}")


def _named(match: re.Match[str]) -> Piece:
    forms = match["forms"].split("|")[1:]
    if not forms:
        return Chosen(match["name"])
    if len(forms) not in (2, 3):
        raise ValueError(f"write {{{match['name']}|one|# many|none}}; the last may be left out")
    one, many, none = [*forms, ""][:3]
    return Count(match["name"], one, many, none, bool(match["of"]))


def _part(piece: Piece, facts: Facts, *, needed: bool) -> Part | None:
    """One piece in words, or nothing where a bracket is to be left out for it."""
    match piece:
        case str():
            return Part(piece)
        case Chosen():
            return Part(facts.chosen[piece.name], piece.name) if piece.name in facts.chosen else None
        case Count():
            untold = not needed and not piece.of_row and (piece.name in facts.chosen or not facts.counts[piece.name])
            said = "" if untold else piece.said(facts)
            return Part(said, counted=True) if said else None
