"""The analyses for programs: the same as the commands tell, in every format, and one clear message for a mistake."""

from __future__ import annotations

import io
import json
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from aftalegraf.crosstab import NAMES
from tests.asking import Client
from tests.test_cli import run

MIDT, SYD = "agr-midt-2019-2023", "agr-syd-2024-2027"
SAME = [
    (("status", "--aftale", MIDT), f"status?aftale={MIDT}"),
    (("gaps",), "gaps"),
    (("gaps", "--chain", "bestemmelser", "--aftale", SYD), f"gaps?kaede=bestemmelser&aftale={SYD}"),
    (("matrix", NAMES[0], "--grundlag", "redaktionel"), f"matrix/{NAMES[0]}?grundlag=redaktionel"),
    (
        ("matrix", NAMES[0], "--aftale", MIDT, "--omraade", "foc-midt-psykiatri"),
        f"matrix/{NAMES[0]}?aftale={MIDT}&omraade=foc-midt-psykiatri",
    ),
    (("matrix", NAMES[5], "--lang", "en"), f"matrix/{NAMES[5]}?language=en"),
    (("matrix", NAMES[4]), f"matrix/{NAMES[4]}"),
    (("why", "obj-midt-akut", "ng-kvalitet"), "why?fra=obj-midt-akut&til=ng-kvalitet"),
    (("impact", "ds-lup", "ds-sundhedsprofil"), "impact?ting=ds-lup&ting=ds-sundhedsprofil"),
    (("succession", "--date", "2027-01-01"), "succession?dato=2027-01-01"),
    (("compare", MIDT, SYD), f"compare?aftale={MIDT}&aftale={SYD}"),
    (("duties", "--aktoer", "act-sst", "--uden-ejer"), "duties?aktoer=act-sst&uden-ejer=true"),
]


@pytest.mark.parametrize(("command", "address"), SAME)
def test_a_program_gets_what_the_command_tells(client: Client, command: tuple[str, ...], address: str) -> None:
    """The same bytes, as JSON and as CSV."""
    for form in ("json", "csv"):
        told = run("trace", *command, "--format", form)
        found = client.get(f"/api/v1/trace/{address}{'&' if '?' in address else '?'}format={form}")
        assert (found.status_code, told.returncode) == (200, 0)
        assert found.text.splitlines() == told.stdout.splitlines()


def test_two_days_are_compared(client: Client) -> None:
    """As the command compares them, but for the number of triples in both, which days are not told."""
    address = "/api/v1/trace/diff?fra=2026-12-31&til=2027-01-01"
    told = json.loads(run("diff", "2026-12-31", "2027-01-01", "--format", "json").stdout)
    found = client.get(address).json()
    assert {**found, "same": 0} == {**told, "same": 0}
    assert found["counts"] == {"changed": 74, "new": 1, "gone": 2}
    page = client.get(f"{address}&format=html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "attachment" in page.headers["content-disposition"]


def test_a_table_is_to_be_had_in_excel(client: Client) -> None:
    """The grid, the ways behind it, and what it is."""
    found = client.get(f"/api/v1/trace/matrix/{NAMES[1]}?aftale={MIDT}&format=xlsx")
    sheets = load_workbook(io.BytesIO(found.content)).sheetnames
    assert sheets[:2] == ["Tabel", "Veje"]
    refused = client.get(f"/api/v1/trace/matrix/{NAMES[1]}?format=xlsx&raekke=obj-midt-akut")
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("address", "asked", "status", "message"),
    [
        ("status", {"aftale": "agr-mid"}, 404, "unknown agreement 'agr-mid'"),
        ("status", {"dato": "i dag"}, 400, "'i dag' is no day"),
        ("status", {"grundlag": "alt"}, 400, "grundlag"),
        ("gaps", {"kaede": "bestemmelser", "dato": "2024-01-01"}, 400, "dato is of kaede=maal"),
        ("matrix/alt", {}, 400, "unknown table 'alt'"),
        (f"matrix/{NAMES[3]}", {"aftale": MIDT}, 400, "it is not recorded which forums belong to which agreement"),
        ("why", {"fra": "obj-midt-akut", "til": "obj-midt-akut"}, 400, "are one thing"),
        ("why", {"fra": "obj-midt-akut", "til": "nix"}, 404, "unknown thing 'nix'"),
        ("impact", {}, 400, "ting"),
        ("impact", {"ting": "Patientinddragelsesudvalget"}, 400, "names 2 things; write the id of one"),
        (
            "impact",
            {"ting": "ds-lup", "dato": "1999-01-01"},
            400,
            "nothing in the collection is in force on 1999-01-01",
        ),
        ("compare", {"aftale": MIDT}, 400, "give two agreements or more"),
        ("duties", {"aktoer": "nix"}, 404, "unknown actor 'nix'"),
        ("diff", {"fra": "2026-12-31", "til": "2027-02-30"}, 400, "'2027-02-30' is no day"),
    ],
)
def test_a_mistake_is_answered_with_a_problem(
    client: Client, address: str, asked: dict[str, str], status: int, message: str
) -> None:
    """What is wrong in Danish and English, and no trace."""
    found = client.get(f"/api/v1/trace/{address}?{urlencode(asked)}")
    assert found.status_code == status
    assert message in found.json()["detail_en"]
    assert found.json()["detail"] != "Adressen kan ikke bruges, som den er."


def test_more_agreements_than_there_are_are_refused_before_they_are_named(client: Client) -> None:
    """Two hundred times the same."""
    found = client.get(f"/api/v1/trace/compare?{'&'.join(['aftale=' + MIDT] * 200)}")
    assert (found.status_code, "more than there are" in found.json()["detail_en"]) == (400, True)
