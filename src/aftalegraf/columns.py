"""Answer questions from columns read once, where the engine would walk through all observations each time."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from typing import Final

from aftalegraf.cells import Cell, Coded, Rows
from aftalegraf.holder import Holder
from aftalegraf.keeping import Keeping
from aftalegraf.namespaces import XSD
from aftalegraf.questions import Question
from aftalegraf.reckoned import Column, How, Reckoned

_DIGITS: Final = 18  # decimals that the engine reckons with; what is beyond them it cuts off
_LARGEST: Final = 10 ** (_DIGITS + 18)  # in the smallest unit; a hundredth of the largest that it can hold
_NUMBER: Final = re.compile(r"(-?)(\d+)(?:\.(\d{1,18}))?")
_Row = tuple[Cell | None, ...]


class Columns:
    """The questions of one store that declare it, answered from columns; all others by the engine.

    Columns take longer to read than one answer takes, so they are read when a question is asked for the second time.
    """

    def __init__(self, store: Holder) -> None:
        self._store = store
        self._kept = Keeping()
        self._asked: set[tuple[str, str]] = set()

    def rows(self, question: Question, values: Mapping[str, str], ground: str) -> Rows:
        """The rows that the question's own SPARQL gives with IRIs bound to parameters at a ground."""
        table = self._table(question, ground)
        return table.rows(values) if table else self._store.select(question.sparql(values, ground))

    def _table(self, question: Question, ground: str) -> Table | None:
        what, key = question.reckoned, (question.id, ground)
        if what is None:
            return None
        if key not in self._asked:
            self._asked.add(key)
            return None
        return self._kept.once(key, lambda: self.read(question, what, ground))

    def read(self, question: Question, what: Reckoned, ground: str) -> Table | None:
        """The columns of a question at a ground; none where the data are not such that they give what SPARQL gives."""
        coded = self._store.columns(question.every(ground))
        numbers, groups = _numbers(coded.terms), _groups([coded.columns[name] for name in what.keys])
        unbound = any(0 in coded.columns[parameter.name] for parameter in question.parameters)
        apart = any(before > after for before, after in pairwise(groups))
        means = [coded.columns[column.of] for column in what.columns if column.how is How.MEAN]
        if unbound or apart or any(_too_large(codes, numbers) for codes in means):
            return None
        return Table(what, coded, numbers, groups, tuple(p.name for p in question.parameters))


class Table:
    """All rows of one question at one ground, in the order of its answer, as columns of codes.

    Code 0 stands for what is unbound; `groups` has the number of each row's group, nothing where it does not group.
    """

    def __init__(
        self, what: Reckoned, coded: Coded, numbers: Mapping[int, int], groups: array[int], parameters: Iterable[str]
    ) -> None:
        self._what, self._terms, self._columns = what, coded.terms, coded.columns
        self._numbers, self._groups = numbers, groups
        self._codes = {term.value: code for code, term in enumerate(coded.terms) if term and term.kind == "iri"}
        self._places = {name: _places(coded.columns[name]) for name in parameters}

    def rows(self, values: Mapping[str, str]) -> Rows:
        """The answer with IRIs bound to parameters."""
        return self._reckon(self._chosen(values)) if values else self._all

    @cached_property
    def _all(self) -> Rows:
        return self._reckon(range(len(next(iter(self._columns.values())))))

    def _chosen(self, values: Mapping[str, str]) -> Sequence[int]:
        """The rows that have these values: of the value that fewest have, those that have the others too."""
        codes = {name: self._codes.get(iri, 0) for name, iri in values.items()}
        fewest = min(codes, key=lambda name: len(self._places[name].get(codes[name], ())))
        found: Sequence[int] = self._places[fewest].get(codes[fewest], ())
        for name in codes.keys() - {fewest}:
            column, code = self._columns[name], codes[name]
            found = [row for row in found if column[row] == code]
        return found

    def _reckon(self, chosen: Sequence[int]) -> Rows:
        names = tuple(column.name for column in self._what.columns)
        if not self._what.keys:
            columns = [self._columns[name] for name in names]
            return Rows(names, tuple(tuple(self._terms[column[row]] for column in columns) for row in chosen))
        groups = (list(rows) for _, rows in groupby(chosen, self._groups.__getitem__))
        return Rows(names, tuple(tuple(self._cell(column, rows) for column in self._what.columns) for rows in groups))

    def _cell(self, column: Column, rows: Sequence[int]) -> Cell | None:
        """What a column says of a group."""
        codes = self._columns[column.of]
        if column.how is How.SAME:
            return self._terms[codes[rows[0]]]
        if column.how is How.MEAN:
            return Cell("literal", _mean(sum(self._numbers[codes[row]] for row in rows), len(rows)), f"{XSD}decimal")
        found = [codes[row] for row in rows]
        number = len(found) - found.count(0) if column.how is How.COUNT else len({*found} - {0})
        return _integer(number)


@lru_cache
def _integer(number: int) -> Cell:
    return Cell("literal", str(number), f"{XSD}integer")


def _mean(total: int, number: int) -> str:
    """A mean to the nearest tenth, halves upwards, of a total in the smallest unit; written as the engine writes it."""
    mean = total // number if total >= 0 else -(-total // number)
    tenths = (mean * 10 + 5 * 10 ** (_DIGITS - 1)) // 10**_DIGITS
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{tenth}' if tenth else ''}"


def _numbers(terms: Sequence[Cell | None]) -> dict[int, int]:
    """The decimal numbers among the terms, in the smallest unit, by their codes."""
    found: dict[int, int] = {}
    for code, term in enumerate(terms):
        number = _NUMBER.fullmatch(term.value) if term and term.datatype == f"{XSD}decimal" else None
        if number:
            found[code] = int(f"{number[1]}{number[2]}{(number[3] or '').ljust(_DIGITS, '0')}")
    return found


def _too_large(codes: Sequence[int], numbers: Mapping[int, int]) -> bool:
    """Whether a column has what is no decimal number, or so large ones that the engine could not add them up."""
    return not numbers.keys() >= set(codes) or sum(abs(numbers[code]) for code in codes) >= _LARGEST


def _groups(keys: Sequence[array[int]]) -> array[int]:
    """The number of each row's group, in the order in which the groups begin."""
    known: dict[tuple[int, ...], int] = {}
    return array("I", (known.setdefault(key, len(known)) for key in zip(*keys, strict=True)))


def _places(column: array[int]) -> dict[int, array[int]]:
    """The rows of each code."""
    found: dict[int, array[int]] = {}
    for row, code in enumerate(column):
        found.setdefault(code, array("I")).append(row)
    return found
