"""Fill in the form as a planner would, in Excel or as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import load_workbook

from aftalegraf.form import form

Rows = Mapping[str, Iterable[Mapping[str, str | int | dt.date]]]


def fill(template: Path, out: Path, rows: Rows) -> Path:
    """A copy of the form with rows in its sheets, below those that show how; in Oplyst beside the names there."""
    book = load_workbook(template)
    for sheet in form():
        page = book[sheet.name]
        number = 3
        if sheet.name == "Oplyst":
            page.delete_rows(3, page.max_row)
        for row in rows.get(sheet.name, ()):
            for column, heading in enumerate(sheet.headings, 1):
                if heading in row:
                    page.cell(number, column, row[heading])
            number += 1
    book.save(out)
    return out


def as_csv(folder: Path, rows: Rows, separator: str = ",") -> list[Path]:
    """The same rows as one CSV file for each sheet."""
    paths: list[Path] = []
    for number, sheet in enumerate(form()):
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator)
        writer.writerow(sheet.headings)
        for row in rows.get(sheet.name, ()):
            writer.writerow([row.get(heading, "") for heading in sheet.headings])
        paths.append(folder / f"{number}.csv")
        paths[-1].write_text(text.getvalue(), encoding="utf-8")
    return paths
