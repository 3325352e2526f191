"""Read what a query groups by and reckons, so that it can be answered without the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

_COLUMN: Final = re.compile(r"\?(?P<plain>\w+)|\((?P<what>.+?) AS \?(?P<name>\w+)\)")
_FORM: Final = re.compile(
    r"SELECT (?P<columns>[^\n{]+)\n(?P<body>.*?\n\})\n(?:GROUP BY (?P<keys>[?\w ]+)\n)?ORDER BY (?P<order>[^\n]+)\n",
    re.DOTALL,
)


class How(Enum):
    """How a column comes from the rows of a group. The values are what a query writes."""

    SAME = "?{}"
    COUNT = "COUNT(?{})"
    DIFFERENT = "COUNT(DISTINCT ?{})"
    MEAN = "FLOOR(AVG(?{}) * 10 + 0.5) / 10"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its name, how it is reckoned, and of which variable."""

    name: str
    how: How
    of: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a query reckons: its columns, the variables it groups by (none: it does not), and the query of all rows.

    `rows` is that query with `variables` as its columns, each row by itself, in the order of the answer.
    """

    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    variables: tuple[str, ...]
    rows: str


def reckoned(text: str, parameters: Iterable[str]) -> Reckoned:
    """What a query with some parameters reckons. Raises ValueError where it has another form."""
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError("write SELECT, WHERE, GROUP BY and ORDER BY at the beginning of a line each, in that order")
    columns = tuple(_columns(form["columns"]))
    keys = tuple(re.findall(r"\?(\w+)", form["keys"] or ""))
    order = re.findall(r"\?(\w+)", form["order"])
    if keys and set(order) != set(keys):
        raise ValueError("ORDER BY must name all that GROUP BY names, and nothing else")
    same = {column.of for column in columns if column.how is How.SAME}
    if not (same <= set(keys) if keys else len(same) == len(columns)):
        raise ValueError("what is neither counted nor a mean must be grouped by, and the other way round")
    variables = tuple(dict.fromkeys((*(column.of for column in columns), *keys, *parameters)))
    every = f"SELECT {' '.join(f'?{name}' for name in variables)}\n{form['body']}\nORDER BY {form['order']}\n"
    return Reckoned(columns, keys, variables, every)


def _columns(text: str) -> Iterable[Column]:
    if _COLUMN.sub("", text).strip():
        raise ValueError(f"'{_COLUMN.sub('', text).strip()}' is no column")
    for found in _COLUMN.finditer(text):
        if found["plain"]:
            yield Column(found["plain"], How.SAME, found["plain"])
        else:
            yield _aggregate(found["name"], found["what"])


def _aggregate(name: str, what: str) -> Column:
    variable = re.search(r"\?(\w+)", what)
    how = next((each for each in How if variable and each.value.format(variable[1]) == what), None)
    if variable is None or how is None:
        forms = ", ".join(each.value.format("x") for each in How if each is not How.SAME)
        raise ValueError(f"'{what}' cannot be reckoned from columns; write one of: {forms}")
    return Column(name, how, variable[1])
