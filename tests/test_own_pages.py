"""A file of one's own is reviewed and forgotten, and what is too big, hostile or not for us is refused with advice."""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from aftalegraf import own_pages
from aftalegraf.api import create_app
from aftalegraf.errors import BusyError, DeadlineError, EngineError
from aftalegraf.own import Own
from aftalegraf.reviewer import Reviewer
from aftalegraf.template import template
from aftalegraf.world import World, open_world
from tests.conftest import CASES
from tests.filled import fill, good
from tests.test_web import Page

PATH = "/gennemgang/egen-fil"
GOOD = [(path.name, path.read_bytes()) for path in sorted((CASES / "rules/good").glob("*.ttl"))]
PREFIXES = b"@prefix aft: <https://w3id.org/aftalegraf/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


@pytest.fixture(scope="module")
def served(kept: Path) -> World:
    """A world as a server has it."""
    return open_world(keep=kept, in_memory=True)


@pytest.fixture(scope="module")
def app(served: World) -> Iterator[FastAPI]:
    """An app with a process that reviews."""
    reviewer = Reviewer(served)
    reviewer.start()
    yield create_app(served, own=reviewer.own)
    reviewer.stop()


def post(app: FastAPI, path: str = PATH, **asked: Any) -> httpx.Response:
    """The answer to a form that a page of ours sends, or as the headers have it."""
    headers = {"accept": "text/html", "sec-fetch-site": "same-origin", **asked.pop("headers", {})}

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://aftalegraf.test", timeout=120) as client:
            return await client.post(path, headers=headers, **asked)

    return asyncio.run(ask())


def send(app: FastAPI, *files: tuple[str, bytes], path: str = PATH, **fields: str) -> httpx.Response:
    """The answer to files."""
    return post(app, path, files=[("fil", file) for file in files], data=fields)


def refused(answer: httpx.Response, status: int, told: str) -> str:
    """The words of the form page that refuses a file: a status, advice, and nothing of the inside."""
    assert answer.status_code == status
    words = Page(answer.text).words
    assert told in words
    assert 'role="alert"' in answer.text
    assert f'action="{PATH}"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text
    assert str(Path.cwd()) not in answer.text
    return words


def test_the_fictitious_good_agreement_gives_its_report(app: FastAPI) -> None:
    """With the names of the files, and the word that nothing is kept."""
    answer = send(app, *GOOD)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    words = Page(answer.text).words
    assert "Gennemgået: aftale.ttl, fora.ttl, proces.ttl, rammer.ttl, samarbejdsaftaler.ttl. 641 oplysninger" in words
    assert "Filen er ikke gemt" in words
    assert "Fiktiv sundhedsaftale, Region Eksempel" in words
    assert "Opfylder alle 9 krav i lov og bekendtgørelse." in words
    assert "example.org" not in answer.text


def test_a_filled_form_gives_its_report_in_english(app: FastAPI, served: World, tmp_path: Path) -> None:
    """With the sheet and row of what each finding is about."""
    empty = tmp_path / "form.xlsx"
    empty.write_bytes(template(served))
    content = fill(empty, tmp_path / "aftale.xlsx", good()).read_bytes()
    answer = send(app, ("C:\\Users\\x\\Min aftale.xlsx", content), path=f"/en{PATH}")
    words = Page(answer.text).words
    assert answer.status_code == 200
    assert "Reviewed: Min aftale.xlsx." in words
    assert "(sheet " in words
    assert "Users" not in answer.text


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv", "json", "md"])
def test_the_report_comes_as_a_file(app: FastAPI, ending: str) -> None:
    """By other dates where they are asked for."""
    answer = send(app, *GOOD, **{"som": ending, "antag-ikraft": "2023-06-01"})
    assert answer.status_code == 200
    assert f'filename="aftalegraf-gennemgang-egen-fil.{ending}"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    if ending == "json":
        assert answer.json()[0]["profile"]["assumed"] == "2023-06-01"
    elif ending == "xlsx":
        assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["Gennemgang", "Kort sagt", "Antal"]
    else:
        assert "Fiktiv sundhedsaftale" in answer.text


def test_every_fault_of_a_form_is_told_with_its_cell(app: FastAPI, served: World, tmp_path: Path) -> None:
    """All at once; a formula is no value."""
    empty = tmp_path / "form.xlsx"
    empty.write_bytes(template(served))
    rows = good()
    rows["Aftale"][0] |= {"Ikrafttrædelse": "i morgen", "Versionsnummer": "=HYPERLINK(1)"}
    answer = send(app, ("aftale.xlsx", fill(empty, tmp_path / "x.xlsx", rows).read_bytes()), ("b.ttl", b"\n\nx"))
    words = refused(answer, 422, "Der er 3 fejl i filen. Intet er gennemgået.")
    assert '<td class="file-name">aftale.xlsx</td><td>Ark Aftale, celle ' in answer.text
    assert "Cellen har en formel; skriv selve værdien." in words
    assert "'i morgen' er ikke en dato" in words
    assert '<td class="file-name">b.ttl</td><td>Linje 3</td><td>Filen kan ikke læses. Ret den dér.' in answer.text


def bomb() -> bytes:
    """A workbook that is small until it is unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<a>" + b" " * 40_000_000 + b"</a>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", b"PNG", "Filen er en slags fil, vi ikke læser (.png)."),
        ("a.docx", b"PK", "Filen er et tekstdokument (.docx), og det læser vi ikke. Skriv aftalen ind i skabelonen"),
        ("a.ttl", b" ", "Filen er tom."),
        ("a.rdf", b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>', "har en dokumenttype (DOCTYPE)"),
        ("a.jsonld", b'{"@context": "http://127.0.0.1:1/c", "@id": "http://example.org/a"}', "en kontekst på nettet"),
        ("a.jsonld", b'{"a":' * 1_000_000, "Filen kan ikke læses."),
        ("a.ttl", b"<a> <b> " + b"(" * 200_000, "Filen kan ikke læses."),
        ("a.ttl", b"<< (" * 101, "har mange tripler inde i tripler"),
        ("a.xlsx", bomb(), "fylder mere end 32 MB, når den pakkes ud"),
        ("a.xlsx", bytes.fromhex("D0CF11E0A1B11AE1"), "har adgangskode eller er en gammel .xls-fil"),
        ("a.xlsx", b"PK\x03\x04 not a zip", "er ikke en .xlsx-fil, eller den er beskadiget"),
        ("a.csv", b"\xff\xfe", "er ikke skrevet i UTF-8"),
        ("a.ttl", b"<http://example.org/a> <http://example.org/b> 1 .", "har ingen sundhedsaftale"),
    ],
)
def test_what_is_unreadable_or_hostile_is_refused_with_advice(
    app: FastAPI, name: str, content: bytes, told: str
) -> None:
    """On the form, 422, and nothing is reviewed."""
    refused(send(app, (name, content)), 422, told)


def test_script_and_links_in_a_file_are_only_text(app: FastAPI) -> None:
    """In names of things, of places and of the file itself."""
    evil = b"""<https://example.org/a> a aft:Sundhedsaftale ; skos:prefLabel "<script>alert(1)</script>"@da .
      <javascript:alert(1)> a aft:Maalsaetning ; skos:prefLabel "<img src=x onerror=alert(1)>"@da .
      <https://example.org/a> aft:harMaalsaetning <javascript:alert(1)> ."""
    answer = send(app, ("<b onclick=x>.ttl", PREFIXES + evil))
    assert answer.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert "<b onclick" not in answer.text
    assert not [link for link in Page(answer.text).links if link.startswith(("javascript:", "https://example.org"))]


def test_a_name_that_is_a_path_is_only_a_name(app: FastAPI) -> None:
    """Nothing of it is opened."""
    words = refused(send(app, ("../../../etc/passwd", b"x")), 422, "har ingen endelse")
    assert "passwd" in words
    assert ".." not in words


def test_too_much_is_refused_before_it_is_read(app: FastAPI) -> None:
    """By what it says of itself, and else while it comes: 413."""
    asked: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="fil"; filename="a.ttl"\r\n\r\n'
        while True:
            asked.append(1)
            yield b"# " * 500_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    refused(post(app, content=endless(), headers=headers), 413, "Vælg højst 10 MB i alt")
    assert len(asked) < 15
    asked.clear()
    refused(post(app, content=endless(), headers={**headers, "content-length": "10000001"}), 413, "Vælg højst 10 MB")
    assert asked == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "", "origin": "https://example.org"}, 403),
        ({"sec-fetch-site": "", "origin": "null"}, 403),
        ({"sec-fetch-site": "", "origin": "http://["}, 403),
        ({"sec-fetch-site": "", "origin": "http://aftalegraf.test"}, 200),
        ({"sec-fetch-site": ""}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"content-encoding": "gzip"}, 415),
        ({"content-encoding": "br"}, 415),
    ],
)
def test_only_our_own_page_may_send_a_file_and_unpacked(app: FastAPI, headers: dict[str, str], status: int) -> None:
    """As browsers tell where a form comes from; a program that tells nothing is let in."""
    answer = post(app, files=[("fil", file) for file in GOOD], headers=headers)
    assert answer.status_code == status
    if status != 200:
        refused(answer, status, "Filen blev ikke gennemgået")


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"fil=a", "application/x-www-form-urlencoded", 415),
        (b"@prefix", "text/turtle", 415),
        (b"", "multipart/form-data", 415),
        (b"nonsense", "multipart/form-data; boundary=x", 400),
        (b'--x\r\nContent-Disposition: form-data; name="fil"; filename=""\r\n\r\n\r\n--x--\r\n',
         "multipart/form-data; boundary=x", 400),
    ],
)  # fmt: skip
def test_what_is_no_form_or_has_no_file_is_refused(app: FastAPI, content: bytes, kind: str, status: int) -> None:
    """With the form to try again."""
    refused(post(app, content=content, headers={"content-type": kind}), status, "Filen blev ikke gennemgået")


def test_dates_that_cannot_be_used_are_told_at_their_fields(app: FastAPI) -> None:
    """400, and nothing is reviewed."""
    answer = send(app, *GOOD, dato="i går")
    refused(answer, 400, "Det er ikke en dato. Skriv den som 2024-01-31.")
    assert 'value="i går"' in answer.text


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (BusyError(1), 503, "Der gennemgås flere filer lige nu."),
        (DeadlineError(60), 422, "Gennemgangen tog for lang tid og blev stoppet."),
        (EngineError("too much"), 422, "Filen er for omfattende til at blive gennemgået her."),
    ],
)
def test_a_review_that_cannot_be_made_says_so(served: World, error: Exception, status: int, told: str) -> None:
    """When to come again, or what else to do."""

    def failing(*_: object, **__: object) -> Own:
        raise error

    answer = send(create_app(served, own=failing), ("a.ttl", b"x"))
    refused(answer, status, told)
    assert answer.headers.get("retry-after") == ("20" if status == 503 else None)


def test_only_a_few_forms_are_taken_in_at_once(served: World) -> None:
    """The fifth is told to come again before it is read, and the places are free again afterwards."""
    app = create_app(served, own=lambda *_: Own())
    app.state.under_way = own_pages.MOST_AT_ONCE
    answer = send(app, ("a.ttl", b"x"))
    refused(answer, 503, "Vent et halvt minut, og prøv igen.")
    assert answer.headers["retry-after"] == "20"
    app.state.under_way = 0
    assert send(app, ("a.ttl", b"x")).status_code == 200
    assert app.state.under_way == 0


def test_a_form_that_comes_too_slowly_is_given_up(served: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """408, and its place is free."""
    monkeypatch.setattr(own_pages, "MOST_SECONDS", 0.1)
    app = create_app(served, own=lambda *_: Own())

    async def slow() -> AsyncIterator[bytes]:
        yield b"--x\r\n"
        await asyncio.sleep(5)

    answer = post(app, content=slow(), headers={"content-type": "multipart/form-data; boundary=x"})
    refused(answer, 408, "Filen var for længe undervejs.")
    assert app.state.under_way == 0


def test_a_server_without_a_process_for_it_reviews_no_file(served: World) -> None:
    """A file of others is never read in the server itself."""
    refused(send(create_app(served), *GOOD), 503, "Denne server gennemgår ikke egne filer.")


def test_nothing_remains_on_the_disk(app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the folder for what is temporary nor elsewhere: a file of 5 MB is held in memory."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    big = PREFIXES + b"# " + b"x" * 5_000_000 + b"\n<https://example.org/a> a aft:Sundhedsaftale ."
    opened: list[Path] = []
    real: Callable[..., Any] = open

    def watching(path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if set(mode) & set("wax+"):
            opened.append(path)
        return real(path, mode, *rest, **more)

    monkeypatch.setattr("builtins.open", watching)
    answer = send(app, ("a.ttl", big))
    assert answer.status_code == 200
    assert re.search(r"1 oplysninger læst", answer.text)
    assert opened == []
    assert list(tmp_path.iterdir()) == []
    assert json.dumps(answer.headers.get("set-cookie")) == "null"
