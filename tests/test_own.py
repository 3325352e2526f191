"""Files of one's own are reviewed as the command does it, or all that is wrong with them is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aftalegraf.intake import take_in
from aftalegraf.own import MOST_AGREEMENTS, Own, as_plain, from_plain, review_own
from aftalegraf.parcel import File
from aftalegraf.profiles import STANDARD, profile
from aftalegraf.refusals import Refusal
from aftalegraf.review import located, review
from aftalegraf.template import template
from aftalegraf.world import World
from tests.conftest import CASES
from tests.filled import fill, good

GOOD = tuple(File(path.name, path.read_bytes()) for path in sorted((CASES / "rules/good").glob("*.ttl")))
NO_FILE = "Filen har ingen sundhedsaftale. Brug skabelonen, eller giv aftalen klassen aft:Sundhedsaftale."
PREFIXES = "@prefix aft: <https://w3id.org/aftalegraf/ns#> . @prefix ex: <https://example.org/> . "


def own(world: World, *files: File, language: str = "da") -> Own:
    """What comes of files today."""
    return review_own(world, files, language, STANDARD, "2026-11-23")


def test_the_fictitious_good_agreement_gives_its_review(world: World) -> None:
    """The same as the command gives."""
    found = own(world, *GOOD)
    paths = sorted((CASES / "rules/good").glob("*.ttl"))
    assert len(paths) == 5
    assert found.faults == ()
    assert found.reports == review(world, take_in(lambda: world, paths).triples)
    assert [(report.label, len(report.results)) for report in found.reports] == [
        ("Fiktiv sundhedsaftale, Region Eksempel", 115)
    ]


def test_a_filled_form_gives_its_review_with_cells(world: World, tmp_path: Path) -> None:
    """Each finding tells in which row its thing stands, as the command does it."""
    empty = tmp_path / "form.xlsx"
    empty.write_bytes(template(world))
    path = fill(empty, tmp_path / "aftale.xlsx", good())
    taken = take_in(lambda: world, [path])
    found = own(world, File("aftale.xlsx", path.read_bytes()))
    assert found.reports == located(review(world, taken.triples), taken.places)
    assert found.triples == len(taken.triples) > 100
    assert any("(ark " in result.label for result in found.reports[0].results)


def test_a_review_by_another_day_says_so(world: World) -> None:
    """The profile goes along."""
    held = profile(assumed="2023-01-01")
    assert review_own(world, GOOD, "da", held, "2026-11-23").reports[0].profile == held


def test_all_that_is_wrong_is_told_at_once(world: World) -> None:
    """Every file that cannot be read, whatever is wrong with it, and nothing of the others."""
    found = own(world, File("a.png", b"PNG"), File("b.ttl", b" \n"), File("c.nt", b"\n<a>"), *GOOD)
    assert found.reports == ()
    assert found.faults == (
        Refusal("a.png", "", "Filen er en slags fil, vi ikke læser (.png). Brug en af: .ttl .trig .nt .nq .jsonld "
                ".rdf .xlsx .csv."),
        Refusal("b.ttl", "", "Filen er tom. Udfyld den, eller lad den være."),
        Refusal("c.nt", "linje 2", "Filen kan ikke læses. Ret den dér.", found.faults[-1].raw),
    )  # fmt: skip
    found = own(world, File("a.ttl", b"ex:a"), File("b.nt", b"\n\n<a>"))
    assert [(fault.file, fault.place) for fault in found.faults] == [("a.ttl", "linje 1"), ("b.nt", "linje 3")]


def test_every_cell_that_is_wrong_is_told(world: World, tmp_path: Path) -> None:
    """With sheet and cell, in the language asked for; a formula is no value."""
    empty = tmp_path / "form.xlsx"
    empty.write_bytes(template(world))
    rows = good()
    rows["Aftale"][0] |= {"Ikrafttrædelse": "i morgen", "Versionsnummer": "=1+1"}
    content = fill(empty, tmp_path / "aftale.xlsx", rows).read_bytes()
    for language, formula in (
        ("da", "Cellen har en formel; skriv selve værdien."),
        ("en", "The cell has a formula; write the value itself."),
    ):
        found = own(world, File("aftale.xlsx", content), language=language)
        sheet = "ark Aftale, celle" if language == "da" else "sheet Aftale, cell"
        assert [fault.file for fault in found.faults] == ["aftale.xlsx", "aftale.xlsx"]
        assert {fault.place.rpartition(" ")[0] for fault in found.faults} == {sheet}
        assert formula in {fault.text for fault in found.faults}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.ttl", b"<https://example.org/a> <https://example.org/b> 1 .", NO_FILE),
        ("a.rdf", b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>',
         "Filen har en dokumenttype (DOCTYPE), og den læses ikke. Fjern den linje."),
        ("a.jsonld", b'{"@context": "https://example.org/c.jsonld", "@id": "https://example.org/a"}',
         "Filen henviser til en kontekst på nettet, og intet hentes. Skriv den ind i filen, eller gem den som Turtle."),
        ("a.jsonld", b"[" * 200_000, "Filen kan ikke læses. Ret den dér."),
        ("a.rdf", b"<a>" * 200, "Filen har elementer mere end 100 lag inde i hinanden. Gør den fladere."),
        ("a.ttl", b"<< (" * 101, "Filen har mange tripler inde i tripler, og de læses ikke. Lad dem ude."),
        ("a.xlsx", b"PK\x03\x04", "Filen er ikke en .xlsx-fil, eller den er beskadiget. Gem den igen som .xlsx."),
        ("a.xls", b"x", "Filen er en slags regneark, vi ikke læser. Gem den som .xlsx."),
        ("aftale", b"x", "Filen har ingen endelse. Giv den en af: .ttl .trig .nt .nq .jsonld .rdf .xlsx .csv."),
    ],
)  # fmt: skip
def test_what_is_hostile_or_unreadable_is_refused_with_advice(
    world: World, name: str, content: bytes, told: str
) -> None:
    """And raises nothing."""
    found = own(world, File(name, content))
    assert found.reports == ()
    assert [fault.text for fault in found.faults] == [told]


def test_too_many_agreements_are_refused(world: World) -> None:
    """A page has room for a few."""
    many = PREFIXES + " ".join(f"ex:a{n} a aft:Sundhedsaftale ." for n in range(MOST_AGREEMENTS + 1))
    found = own(world, File("a.ttl", many.encode()))
    assert [fault.text for fault in found.faults] == ["Filen har 11 sundhedsaftaler. Giv højst 10 ad gangen."]


def test_a_file_names_its_own_places(world: World) -> None:
    """A place that the graph does not know is called what the file calls it."""
    said = (
        PREFIXES
        + """
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      ex:a a aft:Sundhedsaftale . ex:r aft:laesningAf ex:a ; aft:omEgenskab aft:harAftalepart ;
        aft:laesningsresultat aft:ikkeAngivet ; aft:forklaring "siges ikke"@da .
      ex:u rdf:subject ex:r ; rdf:predicate aft:forklaring ; aft:kildehenvisning ex:sted .
      ex:sted skos:prefLabel "side 7 <script>"@da . ex:andet skos:prefLabel "ikke brugt"@da ."""
    )
    found = own(world, File("a.ttl", said.encode()))
    assert dict(found.names) == {"https://example.org/sted": "side 7 <script>"}


def test_it_comes_back_from_another_process_as_it_was(world: World) -> None:
    """As plain data."""
    for found in (own(world, *GOOD), own(world, File("a.ttl", b"x"))):
        assert from_plain(world, json.loads(json.dumps(as_plain(found)))) == found
