"""Duties and comparisons as they are read: text, tables and data, and the commands that write them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from aftalegraf import projection
from aftalegraf.duty_choice import choose
from aftalegraf.duty_list import as_csv, as_data, as_text
from aftalegraf.duty_sources import told
from aftalegraf.exports import BOM
from aftalegraf.side_by_side import KINDS, agreement_named, side_by_side
from aftalegraf.side_by_side_list import as_csv as compared_csv
from aftalegraf.side_by_side_list import as_data as compared_data
from aftalegraf.side_by_side_list import as_text as compared_text
from aftalegraf.world import World
from tests.test_cli import refused, run


def rows(text: str) -> list[dict[str, str]]:
    """A table as it is read again."""
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def midt(world: World) -> str:
    """The agreement that is read in the draft of 2019."""
    return agreement_named(world, "agr-midt-2019-2023")


def test_a_body_is_shown_with_what_it_owes_and_by_when(world: World) -> None:
    """The lines of one follow-up: who, what, to whom, when, where it stands."""
    text = as_text(world, choose(world, told(world), "udledt", "for-sku-midt"))
    assert text.startswith("Hvem skal hvad hvornår\ngrundlag: det, der fremgår, og vores læsning\n")
    assert (
        "  - midtvejsstatus pr. 1. juli 2021 [udarbejder]\n      til: Sundhedsstyrelsen\n"
        "      hvornår: opgørelsesdato 2021-07-01\n"
        "      fremgår af kilden: høringsversionen af Sundhedsaftalen 2019-2023, linje 316\n"
    ) in text
    assert "Den kan godt sige det; se stedet." in " ".join(text.split())
    assert "aftalen angiver, hvornår statusserne gøres op, men ikke hvornår de sendes" in text


def test_a_name_shows_all_that_have_it_each_for_itself(world: World) -> None:
    """The committee of the documents, and the addressee of the provisions: no source says that they are one."""
    text = as_text(world, choose(world, told(world), "udledt", "sundhedskoordinationsudvalget"))
    assert "Sundhedskoordinationsudvalget (for-sku-midt)\n" in text
    assert "Sundhedskoordinationsudvalget (adr-sundhedskoordinationsudvalg)\n" in text
    assert "[læst som «skal»; kilden skriver «følger op»]" in " ".join(text.split())
    assert "ens navne er derfor ikke lagt sammen" in " ".join(text.split())


def test_a_receiver_by_our_reading_is_marked_in_the_table(world: World) -> None:
    """002 L80 approves; that the agreement was laid before them is ours, and not in the sources."""
    shown = choose(world, told(world), "udledt", "for-ssu-syd")
    (to,) = {row["til"] for row in rows(as_csv(world, shown)) if "kommunalbestyrelser" in row["til"]}
    assert to.replace("\xa0", " ").endswith("[vores læsning: administrativt tillæg, Syddanmark 2024, linje 80]")
    assert "kommunalbestyrelser" not in as_csv(world, choose(world, told(world), "fremgaar", "for-ssu-syd"))
    (data,) = [d["to"] for d in as_data(world, shown)["duties"] if any("kommunal" in to["id"] for to in d["to"])]
    assert {to["grundlag"] for to in data} == {"udledt"}


def test_a_deadline_shows_both_readings_and_that_agreements_end_before_it(world: World) -> None:
    """Half a year before the end of 2027, by the draft, is after the day of the reform."""
    shown = choose(world, told(world), "udledt", "for-koordination-syd")
    text = " ".join(as_text(world, shown).split())
    assert "2027-06-30, hvis aftalen gælder til og med 2027-12-31; 2027-07-01, hvis den dag ikke regnes med" in text
    assert "kilderne angiver kun året 2027, så dagen er ikke givet" in text
    assert (
        "dagen er vores beregning; ansvarlig efter udkastet: sundhedssamarbejdsudvalg (fremgår af kilden: udkast"
        in text
    )
    assert "Sundhedsaftaler ophæves den 2027-01-01 (tilføjet af redaktionen)" in text
    assert "Vejledningen er et udateret udkast." in text


def test_what_nobody_has_tells_whom_we_read_it_as(world: World) -> None:
    """By the sources alone, or by our reading too."""
    stated = " ".join(
        as_text(world, choose(world, told(world), "fremgaar", agreement=midt(world), unowned=True)).split()
    )
    assert "tager" not in stated.partition("STÅR I")[0]  # 000 L157 says we: its owner is stated
    assert "[kilden skriver «sendes»] efter vores læsning: Sundhedskoordinationsudvalget" in stated
    read = as_text(world, choose(world, told(world), "udledt", agreement=midt(world), unowned=True))
    assert "  - halvårlig afrapportering [opfølgning]\n      kilden siger ikke, hvem\n" in read
    assert "1 pligt eller opgave" in read


def test_a_forum_of_which_no_task_was_read_is_not_said_to_have_none(world: World) -> None:
    """001 L78 tells what the steering group of a cluster works with."""
    text = " ".join(as_text(world, choose(world, told(world), "fremgaar")).split())
    assert "FORA, HVOR VI IKKE HAR LÆST EN OPGAVE" in text
    assert "Vi har ikke registreret en opgave for disse fora. Det siger ikke, at de ingen har" in text
    assert "er vægten vores læsning; den er ikke med på dette grundlag" in text


def test_an_agreement_that_was_not_read_has_one_reason_and_no_list(world: World) -> None:
    """Missing is not empty."""
    text = as_text(world, choose(world, told(world), "udledt", agreement=agreement_named(world, "agr-nord-2024-2027")))
    assert "Der er ingen pligter eller opgaver at vise." in text
    assert text.count("er ikke i samlingen") == 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_table_has_a_row_for_each_duty_with_ground_and_place(world: World, language: str) -> None:
    """Every row has a ground, and a place or none of the documents at hand; the headings are of the language."""
    shown = choose(world, told(world), "udledt")
    found = rows(as_csv(world, shown, language))
    assert len(found) == len(shown.found.told) == 435
    heads = ("hvem (id)", "grundlag", "sted (id)") if language == "da" else ("who (id)", "ground", "place (id)")
    assert {head: sum(not row[head] for row in found) for head in heads} == dict(zip(heads, (9, 0, 0), strict=True))


def test_the_data_have_codes_and_ids(world: World) -> None:
    """What the table has, for programs; what an authority gets stands by itself."""
    data: dict[str, Any] = json.loads(json.dumps(as_data(world, choose(world, told(world), "udledt", "act-sst"), "en")))
    assert (data["duties"], len(data["gets"])) == ([], 4)
    (syd,) = [duty for duty in data["gets"] if duty["what"]["id"].endswith("fu-syd-slut")]
    assert syd["deadlines"][0]["days"] == ["2027-06-30", "2027-07-01"]
    assert syd["deadlines"][0]["grundlag"] == "fremgaar"
    (one,) = syd["deadlines"][0]["responsible"]
    assert (one["id"].endswith("#Sundhedssamarbejdsudvalg"), one["grundlag"]) == (True, "fremgaar")
    assert any("“Sundhedsstyrelsen” (adr-sundhedsstyrelsen)" in note and "12" in note for note in data["notes"])
    assert (syd["grundlag"], syd["sources"][0]["id"].endswith("/002-l243.2")) == ("fremgaar", True)
    assert len(rows(as_csv(world, choose(world, told(world), "udledt", "act-sst")))) == 4


def test_the_comparison_tells_what_shared_means_and_leaves_the_unknown_out(world: World) -> None:
    """No line of Syddanmark where its text is not at hand; one of Midtjylland where its draft has none."""
    iris = [agreement_named(world, name) for name in ("agr-midt-2019-2023", "agr-syd-2024-2027")]
    found = side_by_side(world, projection.links(world, KINDS), iris, "udledt")
    text = compared_text(world, found, "udledt", "da", 200)
    assert "DATAKILDER (A 4, B 13)\n  fælles for A + B: LUP\n" in text
    targets = text.partition("MÅLTAL\n")[2].partition("\n\n")[0]
    assert targets.startswith("  A: ingen fundet i ")
    assert "B:" not in targets
    assert "Navne, der ligner hinanden, tæller ikke" in text
    assert "høringsversion; den vedtagne aftale er ikke i samlingen B:" in " ".join(text.split())
    assert "B: kan ikke afgøres: aftalens egen tekst er ikke i samlingen; tillægget er læst fra ende til anden" in text
    assert text.count("selve Sundhedsaftalen 2024-2027 for Region Syddanmark er ikke i samlingen") == 1
    table = rows(compared_csv(world, found))
    assert [row["aftale (id)"].rpartition("/")[2] for row in table if row["stilling"] == "fælles"] == [
        "agr-midt-2019-2023", "agr-syd-2024-2027",
    ]  # fmt: skip
    assert len(table) == sum(len(side.items) for side in found.sides) == 105
    data = compared_data(world, found, "udledt", "en")
    (part,) = [part for part in data["parts"] if part["id"] == "targets"]
    assert part["has"] == {"agr-midt-2019-2023": []}
    first, second = data["agreements"]
    assert (first["draft_only"], second["draft_only"], second["read_to_the_end"]) == (True, False, {})
    assert set(second["supplement_read_to_the_end"]) == {"areas", "national"}


def test_the_commands_write_what_is_asked_for() -> None:
    """Each format, both languages."""
    assert json.loads(run("trace", "duties", "--aftale", "agr-midt-2019-2023", "--format", "json").stdout)["duties"]
    assert run("trace", "duties", "--uden-ejer", "--lang", "en").stdout.startswith("Who has to do what, and when")
    both = ("trace", "compare", "agr-midt-2019-2023", "agr-syd-2024-2027")
    assert len(json.loads(run(*both, "--format", "json").stdout)["agreements"]) == 2
    assert "Agreements side by side" in run(*both, "--lang", "en").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["duties", "--aktoer", "Sundhedsstyregrupen"], "unknown actor 'Sundhedsstyregrupen'. Nearest: Sundhedsstyre"),
        (["duties", "--aftale", "agr-syd"], "unknown agreement 'agr-syd'. Nearest: agr-syd-20"),
        (["duties", "--grundlag", "rygte"], "unknown ground 'rygte'. Use one of: fremgaar, udledt, redaktionel."),
        (["duties", "--format", "pdf"], "unknown format 'pdf'. Use one of: text, json, csv."),
        (["compare", "agr-midt-2019-2023"], "give two agreements or more, each once"),
        (["compare", "agr-midt-2019-2023", "x"], "unknown agreement 'x'."),
    ],
)
def test_a_mistake_gets_one_clear_message(arguments: list[str], message: str) -> None:
    """Exit code 2, no trace, nothing on standard output."""
    assert message in refused(run("trace", *arguments))
