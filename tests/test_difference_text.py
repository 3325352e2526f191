"""From draft to adopted, as a planner reads it: as text, as a page and as data."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from aftalegraf.difference_data import as_data
from aftalegraf.difference_story import Story, story
from aftalegraf.difference_text import as_html, as_text
from aftalegraf.differences import differences
from aftalegraf.template import template
from aftalegraf.versions import Version, version
from aftalegraf.world import World
from tests.conftest import CASES
from tests.filled import Rows, fill, good

FOLDER = CASES / "diff"
Two = tuple[Version, Version]


def told(world: World, versions: Two, language: str = "da") -> Story:
    """What changed, in words."""
    return story(world, differences(versions[0].triples, versions[1].triples), versions, language)


@pytest.fixture
def versions(world: World, monkeypatch: pytest.MonkeyPatch) -> Two:
    """The draft and the adopted text, by the names of their files."""
    monkeypatch.chdir(FOLDER)
    one, other = (version(name, None, lambda: world) for name in ("udkast.ttl", "vedtaget.ttl"))
    return one, other


@pytest.mark.parametrize("language", ["da", "en"])
def test_from_draft_to_adopted(world: World, versions: Two, language: str) -> None:
    """Every line of the expected text."""
    expected = (FOLDER / f"expected.{language}.txt").read_text(encoding="utf-8")
    assert as_text(told(world, versions, language)) == expected


def _texts(page: str) -> Iterator[str]:
    return (unescape(text).strip() for text in re.split(r"<[^>]*>", page.partition("</style>")[2]) if text.strip())


def test_the_page_says_the_same_as_the_text(world: World, versions: Two) -> None:
    """In the same order; what people wrote is no markup."""
    one = told(world, versions)
    page = " ".join(" ".join(_texts(as_html(one))).split())
    for line in " ".join(as_text(one).replace("  - ", "").split()).split("["):
        assert line.strip().casefold()[-20:].rstrip() in page.casefold()
    assert "<script" not in as_html(one)
    hostile = Story("da", "<b>", ("<i>",), ())
    assert "<b>" not in as_html(hostile)
    assert "<i>" not in as_html(hostile)


def test_the_data_carry_both_versions(world: World, versions: Two) -> None:
    """Counts, the clauses of a thing and the values with what they rest on."""
    found = differences(versions[0].triples, versions[1].triples)
    data: dict[str, Any] = json.loads(json.dumps(as_data(world, found, versions, "en")))
    assert (data["old"], data["new"], data["same"]) == ("udkast.ttl", "vedtaget.ttl", found.same)
    assert data["counts"] == {"changed": 10, "new": 4, "gone": 2}
    (vote,) = [one for one in data["things"] if one["label"] == "sundhedssamarbejdsudvalget"]
    assert vote["class"] == "health cooperation committee"
    assert (
        vote["clauses"][1]
        == "now contested: draws up “Fiktiv sundhedsaftale” (contradicted by fiktivt dokument, linje 12)"
    )
    (lost,) = [change["before"][0] for change in vote["changes"] if change["before"]]
    assert lost["contested_by"][0]["label"] == "fiktivt dokument, linje 12"
    assert lost["evidence"][0]["grundlag"] == "fremgaar"
    assert lost["evidence"][0]["source"]["label"] == "fiktivt dokument, linje 9"


def test_no_difference_is_said(world: World, versions: Two) -> None:
    """One sentence instead of parts."""
    text = as_text(told(world, (versions[0], versions[0])))
    assert text.endswith("Uofficielt værktøj.\nDer er ingen forskel.\n")


def forms(world: World, tmp_path: Path, *rows: Rows) -> list[Version]:
    """Filled forms, read."""
    empty = tmp_path / "form.xlsx"
    empty.write_bytes(template(world))
    paths = [fill(empty, tmp_path / f"{number}.xlsx", each) for number, each in enumerate(rows)]
    return [version(str(path), None, lambda: world) for path in paths]


def test_two_filled_forms_tell_where_a_thing_stands_and_what_may_be_renamed(world: World, tmp_path: Path) -> None:
    """A name makes the identity of a row: another name is another row, and perhaps the same thing."""
    after = copy.deepcopy(good())
    after["Aftale"][0]["Udløb"] = "2027-06-30"
    after["Opfølgning"][0]["Indsendes den"] = "2026-03-31"
    after["Målsætninger"][0]["Målsætning"] = after["Indikatorer"][0]["Målsætning"] = "flere bevæger sig hver dag"
    after["Opfølgning"][1]["Vedrører"] = after["Opfølgning"][1]["Vedrører"].replace(
        "flere bevæger sig", "flere bevæger sig hver dag"
    )
    after["Indikatorer"].append({"Indikator": "andel ensomme", "Målsætning": "flere unge trives"})
    one, other = forms(world, tmp_path, good(), after)
    text = as_text(told(world, (one, other)))
    for part in (
        (
            "Sundhedsaftale «Fiktiv sundhedsaftale» (ark Aftale, række 3)\n"
            "  - udløbsdatoen er flyttet fra 31. december 2027 til 30. juni 2027\n"
        ),
        "Målsætning «flere unge trives» (ark Målsætninger, række 4)\n  - har fået indikator «andel ensomme» (ny)\n",
        "  - indsendelsesdatoen er flyttet fra 31. december 2025 til 31. marts 2026\n",
        "Målsætning: «flere bevæger sig» og nu «flere bevæger sig hver dag»\n",
        "Filerne har ingen kildehenvisninger; der står kun, hvad de siger.\n",
    ):
        assert part in text


def test_two_days_tell_what_begins_and_ends(world: World) -> None:
    """The reform of 2027: the municipalities lie in another region, told of together; councils get full effect.

    That the health clusters end that day was added by the editors, and is told where that is asked for.
    """
    texts = []
    for ground in ("udledt", "redaktionel"):
        one, other = (
            version(day, world.assets.root, lambda: world, ground=ground) for day in ("2025-12-31", "2027-01-01")
        )
        texts.append(" ".join(as_text(told(world, (one, other))).split()))
    assert texts[0].startswith("Hvad gælder 1. januar 2027, der ikke gjaldt 31. december 2025, og omvendt")
    assert "«Vordingborg Kommune» - ligger nu i region «Region Østdanmark» (ny)" in texts[0]
    assert "Kommet til: 1." in texts[0]  # the region
    assert "Sundhedsråd «Sundhedsråd Fyn», «Sundhedsråd Horsens» - får fuld virkning 1. januar 2027 [" in texts[0]
    assert "folketal: " not in texts[0]  # a figure of 2026 is what it was
    assert "Kun det, der har en dato i grafen, begynder eller ophører" in texts[0]
    assert ["Sundhedsklynge «Randersklyngen»" in text for text in texts] == [False, True]
    assert ["Redaktionens tilføjelser er ikke med" in text for text in texts] == [True, False]
