"""Bad rows: every problem at once, each with file, line and cure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from aftalegraf.assets import Assets
from aftalegraf.errors import SourceErrors
from aftalegraf.graph import build

THINGS = "data/midtjylland-2019-2023/things.csv"
STATEMENTS = "data/midtjylland-2019-2023/statements.csv"
DOCUMENTS = "data/sources/documents.csv"
PASSAGES = "data/sources/doc-000.csv"

BAD_ROWS = [
    (
        THINGS,
        "vis-midt-lighed,aft:Vision,En anden,fremgaar,000-l5,,,,",
        "the id 'vis-midt-lighed' is there already; give",
    ),
    (THINGS, "ny ting,aft:Vision,Ny,fremgaar,000-l5,,,,", "the id 'ny ting' may hold letters a-z"),
    (THINGS, "ny,aft:Visoin,Ny,fremgaar,000-l5,,,,", "unknown class 'aft:Visoin'.*nearest: aft:Vision"),
    (THINGS, "ny,aft:Vision,,fremgaar,000-l5,,,,", "the label is empty"),
    (STATEMENTS, "agr-mit,aft:harVision,vis-midt-lighed,fremgaar,000-l5,,,,,,,", "unknown subject 'agr-mit'"),
    (
        STATEMENTS,
        "agr-midt-2019-2023,aft:harVisoin,x,fremgaar,000-l5,,,,,,,",
        "unknown property 'aft:harVisoin'.*aft:harVision",
    ),
    (STATEMENTS, "agr-midt-2019-2023,aft:harVision,vis-nix,fremgaar,000-l5,,,,,,,", "unknown object 'vis-nix'; add it"),
    (STATEMENTS, "agr-midt-2019-2023,aft:udloebsdato,2023-02-30,fremgaar,000-l5,,,,,,,", "'2023-02-30' is not a date"),
    (STATEMENTS, "doc-000,aft:dateret,januar 2019,fremgaar,000-l5,,,,,,,", "'januar 2019' is not a date.*like 2024-01"),
    (STATEMENTS, "act-kommuner-midt,aft:antalMedlemmer,mange,fremgaar,000-l5,,,,,,,", "'mange' is not a integer"),
    (STATEMENTS, "agr-midt-2019-2023,aft:horisont,,fremgaar,000-l5,,,,,,,", "the value is empty"),
    (STATEMENTS, "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,sikkert,000-l5,,,,,,,", "unknown ground 'sikkert'"),
    (
        STATEMENTS,
        "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,fremgaar,,,,,,,,",
        "a statement from a source needs its passage",
    ),
    (
        STATEMENTS,
        "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,fremgaar,000-l9999,,,,,,,",
        "unknown passage '000-l9999'",
    ),
    (STATEMENTS, "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,udledt,000-l5,,,,,,,", "say in 'reason' why"),
    (
        STATEMENTS,
        "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,redaktionel,,fordi,,,,,,",
        "needs the date it was entered",
    ),
    (
        STATEMENTS,
        "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,fremgaar,000-l5,,ord,,,,,",
        "a corrected word cannot be stated",
    ),
    (
        STATEMENTS,
        "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,fremgaar,000-l5,,,,,,2024-13,",
        "'2024-13' is no year, month or day",
    ),
    (
        STATEMENTS,
        "agr-midt-2019-2023,aft:harVision,vis-midt-lighed,fremgaar,000-l5,,,,,,2024,2023-12-31",
        "valid_from 2024 comes after valid_to 2023-12-31",
    ),
    (DOCUMENTS, "doc-9,Ny,ny,nogen,,ny.txt,,ingen,none", "needs file and sha256"),
    (DOCUMENTS, "doc-9,Ny,ny,nogen,,,,ingen,none", "needs the url where it stands"),
    (STATEMENTS, "agr-midt-2019-2023,aft:harVision", "has 2 cells, the headings are 12"),
    (PASSAGES, f"000-l1,doc-000,Titelside,1,1,ord,{'x' * 64}", "sha256 must be 64 hexadecimal digits"),
    (PASSAGES, f"000-ny,doc-999,Titelside,1,1,ord,{'a' * 64}", "unknown document 'doc-999'"),
    (PASSAGES, f"000-ny,doc-000,Titelside,9,1,ord,{'a' * 64}", "first_line 9 comes after last_line 1"),
    (PASSAGES, f"000-ny,doc-000,Titelside,nul,1,ord,{'a' * 64}", "must be whole numbers from 1"),
    (PASSAGES, f"000-ny,doc-000,Titelside,1,1,{'ord ' * 13},{'a' * 64}", "the quotation must have 1 to 12 words"),
]


def append(files: Path, name: str, row: str) -> int:
    """Add a row to a table and tell its line."""
    path = files / name
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    return text.count("\n") + 1


@pytest.mark.parametrize(("name", "row", "message"), BAD_ROWS)
def test_a_bad_row_is_refused_with_file_line_and_cure(files: Path, name: str, row: str, message: str) -> None:
    """The message names the file, the line of the row and what to do."""
    line = append(files, name, row)
    with pytest.raises(SourceErrors) as caught:
        build(Assets(files))
    assert re.search(rf"{re.escape(name)}:{line}: .*{message}", str(caught.value)), str(caught.value)


def test_all_problems_come_at_once(files: Path) -> None:
    """Three bad rows in three files are three messages, in the order of the files."""
    for name, row, _ in (BAD_ROWS[0], BAD_ROWS[4], BAD_ROWS[-1]):
        append(files, name, row)
    with pytest.raises(SourceErrors) as caught:
        build(Assets(files))
    assert [error.path for error in caught.value.errors] == [STATEMENTS, THINGS, PASSAGES]


def test_other_headings_are_refused(edit: Callable[[str, str, str], Path]) -> None:
    """A table whose first line is not the known one is not guessed at."""
    folder = edit(THINGS, "id,class,label,", "id,klasse,navn,")
    with pytest.raises(SourceErrors, match=r"things.csv:1: the headings are id,klasse,navn"):
        build(Assets(folder))


def test_a_file_in_another_encoding_is_refused(files: Path) -> None:
    """A table saved as Latin-1 is named, not read wrongly."""
    path = files / THINGS
    path.write_bytes(path.read_text(encoding="utf-8").replace("–", "-").encode("latin-1"))
    with pytest.raises(SourceErrors, match=r"things.csv: is not UTF-8 .*save it as UTF-8"):
        build(Assets(files))
