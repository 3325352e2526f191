"""Lay out answers for a terminal: the door to rich."""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from aftalegraf.answers import GROUND_LABELS, Answered
from aftalegraf.coverage import Provision, status_label
from aftalegraf.evidence import Support, evidence
from aftalegraf.namespaces import AFT
from aftalegraf.world import World

_READABLE: Final = 18  # columns narrower than this break long Danish words


def answer_text(
    world: World, answered: Answered, language: str = "da", width: int = 120, *, with_evidence: bool = False
) -> str:
    """An answer: the question, the values and ground, the rows by label, and why there are none.

    With evidence, each row also has what it rests on.
    """
    question, danish = answered.question, language == "da"
    lines = [question.title(language)]
    for parameter in question.parameters:
        if parameter.name in answered.values:
            label = parameter.label_da if danish else parameter.label_en
            lines.append(f"{label}: {answered.values[parameter.name].label}")
    lines.append(f"{'grundlag' if danish else 'ground'}: {GROUND_LABELS[answered.ground][language]}")
    columns = [question.column(name, language) for name in answered.rows.columns]
    rows = [[world.show(cell, language) for cell in row] for row in answered.rows.rows]
    count = _count(len(rows), danish=danish)
    narrow = (len(columns) + 2 * with_evidence) * _READABLE > width
    if with_evidence:
        columns.append("hviler på" if danish else "rests on")
        for row, found in zip(rows, evidence(world, answered), strict=True):
            row.append(("; " if narrow else "\n").join(_supports(world, found, language)))
    body = [(cards if narrow else table)(columns, rows, width)] if rows else []
    notes = ["\n".join(textwrap.wrap(f"! {note}", width, subsequent_indent="  ")) for note in _notes(answered)]
    return "\n".join((*lines, "", *body, count, *notes)) + "\n"


def questions_text(world: World, language: str = "da", width: int = 120) -> str:
    """The questions by theme, with their ids and parameters."""
    themes: dict[str, list[list[str]]] = {}
    for question in sorted(world.questions.values(), key=lambda q: (q.theme, q.id)):
        parameters = ", ".join(p.name if p.required else f"[{p.name}]" for p in question.parameters)
        themes.setdefault(question.theme, []).append([question.id, question.title(language), parameters])
    headings = ("id", "spørgsmål", "parametre") if language == "da" else ("id", "question", "parameters")
    parts = [f"{theme.upper()}\n{table(headings, rows, width, whole=1)}" for theme, rows in themes.items()]
    return "\n".join(parts)


def provisions_text(
    world: World, found: Iterable[Provision], engines: Mapping[str, str], language: str = "da", width: int = 120
) -> str:
    """The provisions with weight, force and how each is tested; how many there are of each status.

    `engines` tells by the id of a rule which engine holds it.
    """
    danish = language == "da"
    names = ("id", "bestemmelse", "modalitet", "retskraft", "status", "prøves som", "motor")
    columns = names if danish else ("id", "provision", "modality", "force", "status", "tested as", "engine")
    chosen = list(found)
    rows = [
        [one.id, one.label, *(world.label(AFT + code, language) for code in (one.modality, one.force)),
         status_label(world, one.status, language), one.shape, engines.get(one.shape, "")]
        for one in chosen
    ]  # fmt: skip
    counts = Counter(status_label(world, one.status, language) for one in chosen)
    told = ", ".join(f"{number} {label}" for label, number in counts.most_common())
    total = f"{len(chosen)} bestemmelser" if danish else f"{len(chosen)} provisions"
    return f"{table(columns, rows, width, whole=1)}{total}: {told}\n" if chosen else f"{total}\n"


def cards(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    """Each row as a block of named lines, for answers with more columns than a terminal is wide."""
    blocks = []
    for row in rows:
        named = [f"{column}: {cell}" for column, cell in zip(columns, row, strict=True) if cell]
        blocks.append(
            "\n".join(line for text in named for line in textwrap.wrap(text, width, subsequent_indent="    "))
        )
    return "\n\n".join(blocks) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], width: int, whole: int = 0) -> str:
    """Columns of text, long cells wrapped but in the first `whole` columns."""
    laid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for number, column in enumerate(columns):
        laid.add_column(Text(column), overflow="fold", no_wrap=number < whole, min_width=min(len(column), 14))
    for row in rows:
        laid.add_row(*(Text(cell) for cell in row))
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False, force_terminal=False)
    console.print(laid)
    file = console.file
    return (
        "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"
        if isinstance(file, io.StringIO)
        else ""
    )


def _count(number: int, *, danish: bool) -> str:
    if danish:
        return "1 række" if number == 1 else f"{number} rækker"
    return "1 row" if number == 1 else f"{number} rows"


def _supports(world: World, found: Iterable[Support], language: str) -> tuple[str, ...]:
    """What a row rests on, each ground and place once."""
    lines = (
        f"{world.label(AFT + s.ground, language)}: {world.label(s.place)}"
        if s.place
        else world.label(AFT + s.ground, language)
        for s in found
    )
    return tuple(dict.fromkeys(lines))


def _notes(answered: Answered) -> tuple[str, ...]:
    return tuple(reason.text for reason in answered.reasons or answered.caveats)
