"""Fill in the form as a planner would, in Excel or as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from aftalegraf.form import form
from tests.conftest import CASES

Rows = dict[str, list[dict[str, Any]]]
FIRST = 3  # below the headings and the example


def good() -> Rows:
    """The rows of a fictitious agreement, by sheet."""
    rows: Rows = json.loads((CASES / "form/rows.json").read_text(encoding="utf-8"))
    return rows


def fill(template: Path, out: Path, rows: Rows) -> Path:
    """A copy of the form with rows in its sheets, below those that show how."""
    book = load_workbook(template)
    for sheet in form():
        page = book[sheet.name]
        page.delete_rows(FIRST, page.max_row)
        for number, row in enumerate(rows.get(sheet.name, ()), FIRST):
            for heading, value in row.items():
                page.cell(number, sheet.headings.index(heading) + 1, value)
    book.save(out)
    return out


def as_csv(folder: Path, rows: Rows, separator: str = ",") -> list[Path]:
    """The same rows as one CSV file for each sheet."""
    paths: list[Path] = []
    for number, sheet in enumerate(form()):
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator)
        writer.writerow(sheet.headings)
        writer.writerows([row.get(heading, "") for heading in sheet.headings] for row in rows.get(sheet.name, ()))
        paths.append(folder / f"{number:02}.csv")
        paths[-1].write_text(text.getvalue(), encoding="utf-8")
    return paths
