"""Write the form for an agreement: an Excel workbook with headings, value lists, help and examples."""

from __future__ import annotations

import datetime as dt
from typing import Final

from aftalegraf.choices import Choices
from aftalegraf.form import DECLARED, EXAMPLE, YES_NO, Column, Sheet, form
from aftalegraf.intake import HELP
from aftalegraf.workbook import Choice, Page, Value, write
from aftalegraf.world import World

_ABOUT: Final = {
    "da": (
        "Formular til en sundhedsaftale. Uofficielt værktøj; gennemgangen er ingen godkendelse.",
        "Udfyld arkene, gem filen, og kør: aftalegraf validate aftale.xlsx. Intet sendes eller gemmes.",
        f"Rækker, der begynder med «{EXAMPLE}», viser kun hvordan; de læses ikke og kan slettes.",
        "Lad overskrifterne stå. Flere værdier i en celle adskilles med semikolon. Skriv værdier, ikke formler.",
        "Skriv det, der står i aftalen og sagens akter. Skriv poster og organisationer, ikke navne på personer.",
        "En tom celle betyder, at det ikke er oplyst. Skriv i arket Oplyst, hvilke ark der er udfyldt fuldstændigt.",
    ),
    "en": (
        "Form for a health agreement. Unofficial tool; the review is no approval.",
        "Fill in the sheets, save the file, and run: aftalegraf validate aftale.xlsx. Nothing is sent or kept.",
        f"Rows that begin with “{EXAMPLE}” only show how; they are not read and can be deleted.",
        "Leave the headings. Several values in a cell are separated by semicolons. Write values, not formulas.",
        "Write what stands in the agreement and its papers. Write posts and organisations, not names of persons.",
        "An empty cell means that it is not known. Say in the sheet Oplyst which sheets are filled in completely.",
    ),
}
_KINDS: Final = {
    "name": ("tekst", "text"),
    "text": ("tekst", "text"),
    "date": ("dato", "date"),
    "whole number": ("helt tal", "whole number"),
    "times": ("tal", "number"),
    "yes or no": ("ja eller nej", "ja or nej"),
    "yes to agreement": ("ja eller nej", "ja or nej"),
    "thing": ("værdi fra listen", "value from the list"),
    "class": ("værdi fra listen", "value from the list"),
    "sheet": ("navn på et ark", "name of a sheet"),
}


def template(world: World) -> bytes:
    """The workbook, the same bytes every time for the same graph."""
    choices = Choices(world)
    return write([_help(), *(_page(sheet, choices) for sheet in form())])


def _page(sheet: Sheet, choices: Choices) -> Page:
    offers = {number: _offer(column, choices) for number, column in enumerate(sheet.columns, 1)}
    rows: list[tuple[Value, ...]] = [_example(sheet)]
    if sheet.name == DECLARED:
        rows += [(other.name, "") for other in form() if other.name != DECLARED]
    return Page(
        title=sheet.name,
        headings=sheet.headings,
        rows=tuple(rows),
        notes=tuple(f"{column.help['da']}\n\n{column.heading_en}: {column.help['en']}" for column in sheet.columns),
        choices={number: offer for number, offer in offers.items() if offer},
        dates=frozenset(number for number, column in enumerate(sheet.columns, 1) if column.kind == "date"),
        examples=1,
    )


def _example(sheet: Sheet) -> tuple[Value, ...]:
    values: list[Value] = [_value(column) for column in sheet.columns]
    values[0] = f"{EXAMPLE} {values[0]}"
    return tuple(values)


def _value(column: Column) -> Value:
    if column.example and column.kind == "date":
        return dt.date.fromisoformat(column.example)
    return int(column.example) if column.kind in ("whole number", "times") and column.example else column.example


def _offer(column: Column, choices: Choices) -> Choice | None:
    """What a column offers in Excel; where several values may stand in a cell, others are let through."""
    if column.kind in ("yes or no", "yes to agreement"):
        return Choice(tuple(YES_NO))
    if column.kind == "sheet":
        return Choice(tuple(sheet.name for sheet in form() if sheet.name != DECLARED))
    sources = choices.of(column)
    values = tuple(name for source in sources for name in source.values)
    free = column.many or any(source.makes for source in sources)
    if values:
        return Choice(values, strict=not (free or any(source.sheet for source in sources)))
    other = next((sheet for sheet in form() for source in sources[:1] if sheet.name == source.sheet), None)
    if other is None:
        return None
    at = next(number for number, each in enumerate(other.columns, 1) if each.kind == "name")
    return Choice(sheet=other.name, column=at, strict=not (free or len(sources) > 1))


def _help() -> Page:
    rows: list[tuple[Value, ...]] = [(text, "", "", "", "") for text in _ABOUT["da"]]
    rows += [("", "", "", "", ""), *((text, "", "", "", "") for text in _ABOUT["en"]), ("", "", "", "", "")]
    rows.append(("Ark", "Kolonne", "Skal udfyldes", "Slags", "Hjælp"))
    for sheet in form():
        rows.append((sheet.name, "", "", "", sheet.help["da"]))
        rows.append((sheet.name_en, "", "", "", sheet.help["en"]))
        for column in sheet.columns:
            needed, kind = "ja" if column.required else "", _KINDS[column.kind][0]
            rows.append((sheet.name, column.heading, needed, kind, column.help["da"]))
            rows.append(
                (sheet.name_en, column.heading_en, "yes" if needed else "", _KINDS[column.kind][1], column.help["en"])
            )
    return Page(HELP, ("Sådan udfyldes formularen", "", "", "", ""), tuple(rows))
