"""Thirty labels that somebody might store to break the pages, and a graph that is full of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Final

from tests.made_up import PREFIXES

HOSTILE: Final = (
    "<script>window.hit='script';alert(1)</script>",
    "</title><script>window.hit='title';alert(2)</script>",
    "</script><script>window.hit='closing';alert(3)</script>",
    "</textarea></select></option><script>window.hit='form'</script>",
    "<img src=x onerror=\"window.hit='img';alert(4)\">",
    "\"><img src=x onerror=window.hit='quote'>",
    "' onmouseover='window.hit=\"mouse\"' x='",
    '" autofocus onfocus="window.hit=\'focus\'" x="',
    "<svg onload=\"window.hit='svg';alert(5)\"><circle r=9></svg>",
    "</text></svg><script>window.hit='text'</script>",
    "<math><mtext><style><img src=x onerror=\"window.hit='math'\"></style></mtext></math>",
    "<iframe srcdoc=\"<script>parent.hit='frame'</script>\"></iframe>",
    "<a href=\"javascript:window.hit='link'\">klik</a>",
    "javascript:window.hit='iri'//",
    "data:text/html,<script>parent.hit='data'</script>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<base href='https://example.org/'>",
    "<link rel=stylesheet href='https://example.org/x.css'>",
    "<!-- --><!--> <![CDATA[ ]]> --!>",
    "{{7*7}} {% for x in y %} ${7*7} #{7*7} <%= 7*7 %>",
    "%(name)s %s %d {0} {name} {",
    '=HYPERLINK("https://example.org";"klik") +1 -1 @SUM(1)',
    "\u202egnetur\u202c \u2066venstre\u2069 \u200fhøjre",
    "nul\u200bbredde\u200d\u2060 og \ufeff",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 12,
    "x" * 900,
    "æøåÆØÅ ÿ ß İı ﬁ",
    "👩‍👩‍👧‍👦 🏳️‍🌈 ҉ Z̷̢̛̘̫͎a̴l̶g̷o̸",
    "&lt;b&gt; &amp;amp; &#x27; \\u003cscript\\u003e \\\\ \\n",
    "'; DROP TABLE x; -- \" } # ?x ?y ?z . ] )",
)


TEXTS: Final = (
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:editorialNote",
    "aft:forklaring",
    "aft:ikkeProevetForklaring",
)
LINK: Final = "javascript:window.hit='iri'"


def spoil(files: Path) -> int:
    """Put the labels in place of those of a copy of the project's files. Gives how many it changed.

    Names and explanations of things of every kind, reasons, and the headings of documents are changed; ids, grounds and
    dates are not. Thirty terms with such labels come in too, each with a script as the address of its source, which the
    tables refuse.
    """
    terms = "".join(_term(number, label) for number, label in enumerate(HOSTILE))
    (files / "ontology/opdigtet.ttl").write_text(PREFIXES + terms, encoding="utf-8")
    number = 0
    for path in sorted((files / "data").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        if not rows or not {"id", "subject"} & set(rows[0]):
            continue
        for row in rows[1:]:
            for column in _columns(rows[0], row):
                row[column] = f"{HOSTILE[number % len(HOSTILE)]} {number}"
                number += 1
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return number


def _term(number: int, label: str) -> str:
    text = json.dumps(label, ensure_ascii=False)
    words = " ; ".join(f"{name} {text}@{tag}" for name in ("skos:prefLabel", "skos:definition") for tag in ("da", "en"))
    return (
        f"aft:Ond{number} a owl:Class ; rdfs:isDefinedBy <https://w3id.org/aftalegraf/ns> ; {words} ;"
        f" skos:example {text}@da ; <http://purl.org/dc/terms/source> <{LINK}> .\n"
    )


def _columns(head: list[str], row: list[str]) -> list[int]:
    """The columns of a row that hold words for readers."""
    names = {"label", "heading", "reason"} | ({"object"} if set(TEXTS) & set(row) else set())
    return [n for n, name in enumerate(head) if name in names and len(row) > n and row[n]]
