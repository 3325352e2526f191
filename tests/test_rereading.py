"""A passage is read again by its lines: the same, another, moved, or not there."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.assets import Assets, assets
from aftalegraf.errors import SourceError
from aftalegraf.rereading import Reread, reread
from aftalegraf.sources import DOCUMENTS, PASSAGES, fingerprint

TEXT = "Forord\nVi vil have flere i bevægelse\nog færre rygere\n\nSlut\n"


def placed(folder: Path, text: str, passages: dict[str, tuple[int, int]]) -> Assets:
    """Tables of one document as it was read, with passages by their lines."""
    lines = text.split("\n")
    rows = [
        {"id": name, "document": "doc-x", "first_line": str(first), "last_line": str(last),
         "sha256": fingerprint("\n".join(lines[first - 1 : last]))}
        for name, (first, last) in passages.items()
    ]  # fmt: skip
    sources = folder / "data/sources"
    sources.mkdir(parents=True, exist_ok=True)
    document = [{"id": "doc-x", "file": "x.txt"}, {"id": "doc-web", "url": "https://example.org/"}]
    web = [{"id": "web-1", "document": "doc-web"}]
    for name, headings, cells in (
        ("documents.csv", DOCUMENTS, document), ("doc-x.csv", PASSAGES, rows), ("doc-web.csv", PASSAGES, web),
    ):  # fmt: skip
        with (sources / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headings, restval="")
            writer.writeheader()
            writer.writerows(cells)
    return Assets(folder)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (TEXT, None),
        (TEXT.replace("flere i", "  flere\ti"), None),
        (TEXT.replace("flere", "mange"), ("Vi vil have mange i bevægelse og færre rygere", False, ())),
        (f"Ny linje\n{TEXT}", ("Forord Vi vil have flere i bevægelse", True, ((3, 4),))),
        ("Forord", ("", False, ())),
        (f"Nu\n{TEXT}{TEXT}", ("Forord Vi vil have flere i bevægelse", False, ((3, 4), (8, 9)))),
    ],
)
def test_a_passage_is_the_same_another_or_moved(
    tmp_path: Path, now: str, state: tuple[str, bool, tuple[tuple[int, int], ...]] | None
) -> None:
    """White space is no change; the same text in one other place has moved, in two nobody knows."""
    files = placed(tmp_path, TEXT, {"x-l2-3": (2, 3)})
    (tmp_path / "x.txt").write_text(now, encoding="utf-8")
    found = reread(files, tmp_path)
    assert [(one.words, one.moved, one.found) for one in found.changed] == ([state] if state else [])
    assert (found.proved, found.missing, found.unread, found.elsewhere) == (0 if state else 1, (), 0, 1)


def test_at_most_twelve_words_are_told(tmp_path: Path) -> None:
    """The rest stays with who holds the document."""
    files = placed(tmp_path, "a", {"x": (1, 1)})
    (tmp_path / "x.txt").write_text(" ".join(f"ord{n}" for n in range(30)), encoding="utf-8")
    (one,) = reread(files, tmp_path).changed
    assert one.words.split() == [f"ord{n}" for n in range(12)] + ["…"]


def test_a_document_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    """One finding, not one for each of its passages."""
    found = reread(placed(tmp_path, TEXT, {"a": (1, 1), "b": (2, 2)}), tmp_path)
    assert (found.changed, found.proved, found.missing, found.unread) == ((), 0, ("doc-x",), 2)
    with pytest.raises(SourceError, match="no such folder; give the one that holds the documents"):
        reread(assets(), tmp_path / "nix")


_LINES = st.lists(st.sampled_from(["alfa", "beta", "gamma", "", "delta"]), min_size=1, max_size=8)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(_LINES, _LINES, st.data())
def test_what_is_told_is_what_comparing_line_by_line_finds(
    tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str], data: st.DataObject
) -> None:
    """Changed where the folded text differs, found wherever as many lines fold to the old text."""
    first = data.draw(st.integers(1, len(old)))
    last = data.draw(st.integers(first, len(old)))
    folder = tmp_path_factory.mktemp("x")
    files = placed(folder, "\n".join(old), {"x": (first, last)})
    (folder / "x.txt").write_text("\n".join(new), encoding="utf-8")

    def folded(lines: list[str], start: int) -> str:
        return " ".join(" ".join(lines[start - 1 : start + last - first]).split())

    told = reread(files, folder).changed
    then, now = folded(old, first), folded(new, first)
    where = [n for n in range(1, len(new) - (last - first) + 1) if folded(new, n) == then]
    expected = Reread("x", "doc-x", first, last, fingerprint(now) if now else "", now,
                      tuple((n, n + last - first) for n in where))  # fmt: skip
    assert told == (() if then == now else (expected,))
