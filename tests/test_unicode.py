"""Every text comes back letter for letter from every format over HTTP, read by other readers than our writer."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

import httpx
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftalegraf.formats import CSV, JSON, N_TRIPLES, RDF_TYPES, RDF_XML, RESULT_TYPES, XML
from tests.test_file_service import made, serving

SHORT: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
NAMESPACE: Final = {"s": "http://www.w3.org/2005/sparql-results#"}
HARD: Final = (
    "",
    " ",
    "\r",
    "\r\n",
    "\n\t ",
    '"',
    '""',
    "'",
    "\\",
    "\\u0041",
    "<&>]]>",
    ",",
    "=1+1",
    "\x85\u2028\u2029",
    "\ufeff",
    "\u00a0",
    "e\u0301\u00e9",
    "\U0001f469\u200d\U0001f52c",
    "\U0010ffff",
    "\u202eabc",
)
LONG: Final = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "\\r": "\r", "\\t": "\t", "\\b": "\b", "\\f": "\f"}
NOT_PLAIN: Final = re.compile(r'\\[\\"nrtbf]')
texts = st.lists(st.text() | st.sampled_from(HARD), min_size=1, max_size=6, unique=True)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client to a server of any file: the texts come in the query."""
    with serving(made(tmp_path_factory.mktemp("served"), "a.nt"), "--query-time", "100000") as one:
        yield one


def asked(client: httpx.Client, head: str, values: list[str], accept: str) -> httpx.Response:
    """The answer to a query that brings texts, each with a language."""
    quoted = " ".join(f'"{text.translate(SHORT)}"@da' for text in values)
    headers = {"content-type": "application/sparql-query", "accept": accept}
    return client.post("/sparql", content=f"{head} {{ VALUES ?o {{ {quoted} }} }}".encode(), headers=headers)


def is_for_xml(values: list[str]) -> bool:
    """Whether XML 1.0 has all characters of some texts."""
    return all(c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") for text in values for c in text)


def refused(answer: httpx.Response) -> bool:
    """Whether an answer says that XML cannot carry it."""
    return answer.status_code == 406 and answer.json()["type"].endswith("/characters")


def values_in(answer: httpx.Response, kind: str) -> list[str]:
    """The texts of the only column."""
    text = answer.content.decode()
    if kind == JSON:
        return [row["o"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if kind == XML:
        return [node.text or "" for node in ET.fromstring(text).iterfind(".//s:literal", NAMESPACE)]  # noqa: S314 - our own
    if kind == CSV:
        return [row[0] if row else "" for row in csv.reader(io.StringIO(text, newline=""))][1:]
    return [NOT_PLAIN.sub(lambda found: LONG[found[0]], line[1:-4]) for line in text.split("\n")[1:-1]]


@pytest.mark.parametrize("kind", RESULT_TYPES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
def test_every_text_comes_back_from_the_formats_of_rows(client: httpx.Client, kind: str, values: list[str]) -> None:
    """What XML cannot carry is refused with what to ask for instead; nothing is answered that cannot be read."""
    answer = asked(client, "SELECT ?o", values, kind)
    if kind == XML and not is_for_xml(values):
        assert refused(answer)
    else:
        assert values_in(answer, kind) == values


@pytest.mark.parametrize("kind", RDF_TYPES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
def test_every_text_comes_back_from_the_formats_of_triples(client: httpx.Client, kind: str, values: list[str]) -> None:
    """Another library reads the same texts."""
    answer = asked(client, "CONSTRUCT { <urn:s> <urn:p> ?o }", values, kind)
    if kind == RDF_XML and not is_for_xml(values):
        assert refused(answer)
    else:
        form = {RDF_XML: "xml", N_TRIPLES: "nt"}.get(kind, kind)
        graph = rdflib.Graph().parse(data=answer.content, format=form)
        assert {str(node) for node in graph.objects()} == set(values)
