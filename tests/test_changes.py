"""What changed since the guidance of 2018, as text, JSON and CSV."""

from __future__ import annotations

import csv
import io

from aftalegraf.changes import as_csv, as_data, as_text
from aftalegraf.world import World


def test_the_counts_are_exact_and_add_up(world: World) -> None:
    """Ten carried over, nine changed, fifteen new; of all other provisions chapter 1.1 says nothing."""
    data = as_data(world)
    assert data["counts"] == {"viderefoert": 10, "aendret": 9, "nyBestemmelse": 15, "ukendt": 255}
    assert sum(data["counts"].values()) == len(data["provisions"]) == 289


def test_the_text_says_that_it_is_partial_and_what_is_unknown(world: World) -> None:
    """The guidance of 2018 is not at hand; whether anything was abolished is unknown."""
    text = " ".join(as_text(world).split())
    assert "Vejledningen fra 2018 er ikke i samlingen." in text
    for heading in ("Videreført (10)", "Ændret (9)", "Ny (15)", "Ukendt (255)"):
        assert heading in text
    assert "Om der er nogen, er ukendt." in text
    assert "V3.2-1 aftalen opstiller fælles, forpligtende målsætninger [samme som V1.1-9; vores læsning;" in text
    assert "Carried over (10)" in as_text(world, "en")


def test_json_and_csv_hold_every_provision_in_the_same_order(world: World) -> None:
    """Each with its relation; a source only where something is said."""
    provisions = as_data(world)["provisions"]
    rows = list(csv.DictReader(io.StringIO(as_csv(world).removeprefix("\ufeff"))))
    assert [row["bestemmelse"] for row in rows] == [one["id"] for one in provisions]
    assert all((one["source"] is None) == (one["relation"] == "ukendt") for one in provisions)
    (first,) = [row for row in rows if row["bestemmelse"] == "V1.1-9"]
    assert (first["forhold til 2018"], first["grundlag"]) == ("Videreført", "fremgår af kilden")
    assert first["kilde"].endswith("linje 90")
