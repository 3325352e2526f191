"""No dead links: what the pages link to answers, and an anchor is there."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from urllib.parse import urljoin

import pytest
from fastapi import FastAPI

from aftalegraf.api import create_app
from aftalegraf.graph_store import GraphStore
from aftalegraf.sparql import Endpoint
from aftalegraf.world import World
from tests.asking import Client, Here
from tests.pages import ALL, LANGUAGES, VIEWS, Page

_HREF = re.compile(r'<a[^>]* href="([^"]*)"')
_ID = re.compile(r' id="([^"]+)"')


@pytest.fixture(scope="module")
def app(world: World) -> FastAPI:
    """An app that answers queries too, as the pages with errors in them ask for."""
    endpoint = Endpoint(Here(world))
    return create_app(world, endpoint, graphs=GraphStore(endpoint))


@cache
def answered(app: FastAPI, path: str) -> tuple[int, frozenset[str]]:
    """The status of an address, followed to its end, and the ids on its page; asked once in a run."""
    client = Client(app)
    answer = client.get(path)
    while answer.is_redirect:
        answer = client.get(answer.headers["location"])
    is_page = answer.headers["content-type"].startswith("text/html")
    return answer.status_code, frozenset(_ID.findall(answer.text)) if is_page else frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [page for page in (*ALL, *VIEWS) if not page.refused], ids=lambda page: page.path)
def test_every_link_of_a_page_leads_somewhere(app: FastAPI, page: Page, language: str) -> None:
    """Also from pages that tell of an error; only the same page in the other language tells of the same.

    The many links to things are followed from the Danish pages: what answers is one for both languages.
    """
    here = page.at(language)
    answer = Client(app).get(here)
    assert answer.status_code == page.status
    links = {urljoin(here, unescape(link)) for link in _HREF.findall(answer.text)}
    ours = {link for link in links if link.startswith("/") and not link.startswith("/en/id/")}
    assert len(ours) > 10  # the menu
    dead = {}
    for link in sorted(ours):
        path, _, anchor = link.partition("#")
        status, ids = answered(app, path)
        same = path.removeprefix("/en") == page.path
        if status != (page.status if same else 200) or (anchor and anchor not in ids):
            dead[link] = status
    assert dead == {}
