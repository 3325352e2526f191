"""Write a review as one HTML file that needs no host, no script and no network, and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from aftalegraf.card import card
from aftalegraf.outline import DONE, OPEN, Group, Item, Line, Outline, Section, outline
from aftalegraf.review import Report
from aftalegraf.wording import TEXTS
from aftalegraf.world import World

_MORE: Final = {"da": "Mere om bestemmelsen", "en": "More about the provision"}
_CONTENTS: Final = {"da": "Aftaler", "en": "Agreements"}
_STYLE: Final = """
body { margin: 0 auto; padding: 1rem 1.25rem 3rem; max-width: 54rem; color: #1b1b1b; background: #fff;
  font: 1rem/1.5 "Source Sans 3", "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 1.6em 0 0.4em; }
h5, .finding h4 { font-size: 1rem; margin: 0 0 0.3em; }
p, ul, dl { margin: 0 0 0.8em; }
a { color: #0b4f82; }
.notice { border-left: 5px solid #0b4f82; background: #eaf2f8; padding: 0.5em 1em; }
.notice p { margin: 0.2em 0; }
.finding { border: 1px solid #c9d0d6; border-left: 5px solid #8a4b00; padding: 0.7em 1em 0.1em; margin: 0 0 0.8em; }
.open .finding { border-left: 5px dashed #4d5560; }
.departures .finding { border-left-color: #0b4f82; }
.marks { color: #4d5560; font-size: 0.92rem; }
dl > div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 1rem; margin-bottom: 0.25em; }
dt { font-weight: 600; }
dd { margin: 0; }
details { margin-bottom: 0.6em; }
summary { cursor: pointer; color: #0b4f82; }
@media print { body { font-size: 10.5pt; max-width: none; padding: 0; } section.agreement { break-before: page; }
  section.agreement:first-of-type { break-before: auto; } .finding, li { break-inside: avoid; } nav { display: none; } }
@media (max-width: 40rem) { dl > div { display: block; } }
"""


def as_html(world: World, reports: Sequence[Report], language: str = "da") -> str:
    """The reviews as one page: the same content in the same order as the text, with the card of each finding's rule."""
    told = [outline(world, report, language) for report in reports]
    title = escape(told[0].title if len(told) == 1 else TEXTS[language]["title"])
    body = "\n".join(line for number, one in enumerate(told) for line in _agreement(world, one, number, language))
    return page(language, title, f"<h1>{escape(TEXTS[language]['title'])}</h1>\n{_contents(told, language)}{body}")


def page(language: str, title: str, body: str) -> str:
    """A file of its own with a title and a body in HTML."""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _contents(told: Sequence[Outline], language: str) -> str:
    if len(told) == 1:
        return ""
    links = "".join(f'<li><a href="#a{n}">{escape(one.agreement)}</a></li>\n' for n, one in enumerate(told))
    return f"<nav>\n<h2>{_CONTENTS[language]}</h2>\n<ul>\n{links}</ul>\n</nav>\n"


def _agreement(world: World, told: Outline, number: int, language: str) -> Iterator[str]:
    yield f'<section class="agreement" id="a{number}">'
    yield f"<h2>{escape(told.agreement)}</h2>"
    yield '<div class="notice">' + "".join(f"<p>{escape(notice)}</p>" for notice in told.notices) + "</div>"
    yield f"<h3>{TEXTS[language]['short']}</h3>"
    for subject, said in told.sentences:
        yield f"<h4>{escape(subject)}</h4>"
        yield _list(said)
    for section in told.sections:
        yield from _section(world, section, language)
    yield "</section>"


def _section(world: World, section: Section, language: str) -> Iterator[str]:
    yield f'<section class="{section.key}">'
    yield f"<h3>{escape(section.heading)}</h3>"
    if section.lead:
        yield f"<p>{escape(section.lead)}</p>"
    for group in section.groups:
        if section.key == OPEN:
            yield from _reason(group)
            continue
        yield f"<h4>{escape(group.heading)}</h4>"
        if section.key == DONE:
            yield _list(_named(item) for item in group.items)
        else:
            for item in group.items:
                yield from _finding(world, item, language)
    yield "</section>"


def _reason(group: Group) -> Iterator[str]:
    yield f'<article class="finding"><h4>{escape(group.heading)}</h4>'
    yield _lines(group.lines)
    for subject, items in group.by_subject if group.items else ():
        if subject:
            yield f"<p><strong>{escape(subject)}</strong></p>"
        yield _list(_named(item) for item in items)
    yield "</article>"


def _finding(world: World, item: Item, language: str) -> Iterator[str]:
    told = card(world, item.results[0].rule, language)
    yield f'<article class="finding"><h5>{escape(item.title)}</h5>'
    yield f'<p class="marks">{escape(", ".join(item.marks))}</p>'
    yield _lines(item.lines)
    yield f"<details><summary>{_MORE[language]}</summary>"
    yield _lines(Line("", name, text) for name, text in told.lines)
    yield "</details></article>"


def _named(item: Item) -> str:
    return f"{item.title}{f' ({item.things})' if item.things else ''} [{', '.join(item.marks)}]"


def _lines(lines: Iterable[Line]) -> str:
    pairs = (f"<div><dt>{escape(line.name)}</dt><dd>{escape(line.text)}</dd></div>" for line in lines)
    return "<dl>" + "\n".join(pairs) + "</dl>"


def _list(texts: Iterable[str]) -> str:
    return "<ul>" + "\n".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"
