"""Show which statements rest on a passage that has changed: as text, as data, as rows, and as rows to sign off with."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from aftalegraf.answers import GROUND
from aftalegraf.confirmations import written
from aftalegraf.dated import month
from aftalegraf.difference_words import cut
from aftalegraf.exports import NOTES, cell_json, table_csv
from aftalegraf.namespaces import AFT, shorten
from aftalegraf.sources import CONFIRMED
from aftalegraf.suspects import Resting, Suspect, Suspects
from aftalegraf.world import World

_WIDTH: Final = 100
_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "title": "Kilden er ændret: henvisninger, hvis sted ikke længere er det, der blev læst",
        "counts": (
            "Prøvet: {tested} steder. Ændret: {changed}. Flyttet til andre linjer: {moved}. "
            "Udsagn på ændrede steder, der ikke er bekræftet siden: {open}."
        ),
        "none": "Alle prøvede steder er, som de blev læst.",
        "elsewhere": "Kan ikke afgøres for {} henvisninger til sider på nettet: teksten er ikke i samlingen.",
        "missing": "Kan ikke afgøres for {}: filen er ikke i mappen.",
        "now": "står der nu: «{}»",
        "gone": "dokumentet er kortere end det, der blev læst; der står intet på linjerne",
        "found": "den tekst, der blev læst, står nu på linje {}",
        "moved": "Flyttet: teksten er den samme, men linjerne i data/sources er ikke",
        "lines": "{}: står nu på linje {} ({} udsagn)",
        "line": "teksten er flyttet",
        "kildehenvisning": "hviler på stedet", "stoettesAf": "støttes af stedet", "modsigesAf": "modsiges af stedet",
        "suspect": "kilden er ændret", "confirmed": "bekræftet {} af {}",
        "nothing": "intet udsagn hviler på stedet",
        "how": (
            "--format sign-off giver rækker til data/bekraeftelser/confirmed.csv: skriv rolle og dag, når "
            "stedet er set."
        ),
        "columns": (
            "kilde,kilde (id),nu,teksten står på linje,udsagn,emne (id),egenskab,værdi,forhold,grundlag,status,"
            "udsagn (id)"
        ),
    },
    "en": {
        "title": "The source has changed: references whose place is no longer what was read",
        "counts": (
            "Tested: {tested} places. Changed: {changed}. Moved to other lines: {moved}. "
            "Statements on changed places that were not confirmed since: {open}."
        ),
        "none": "All places tested are as they were read.",
        "elsewhere": "Cannot be decided for {} references to pages on the web: their text is not at hand.",
        "missing": "Cannot be decided for {}: the file is not in the folder.",
        "now": "there stands now: “{}”",
        "gone": "the document is shorter than the one that was read; nothing stands on the lines",
        "found": "the text that was read now stands on lines {}",
        "moved": "Moved: the text is the same, but the lines in data/sources are not",
        "lines": "{}: now stands on lines {} (statements: {})",
        "line": "the text has moved",
        "kildehenvisning": "rests on the place", "stoettesAf": "is supported by the place",
        "modsigesAf": "is contradicted by the place",
        "suspect": "the source has changed", "confirmed": "confirmed on {} by {}",
        "nothing": "no statement rests on the place",
        "how": (
            "--format sign-off gives rows for data/bekraeftelser/confirmed.csv: write role and day when it was seen."
        ),
        "columns": (
            "source,source (id),now,text is on lines,statement,subject (id),property,value,relation,ground,status,"
            "statement (id)"
        ),
    },
}  # fmt: skip


def as_text(world: World, found: Suspects, language: str = "da") -> str:
    """The references that changed, each with the statements on it."""
    texts = _TEXTS[language]
    lines = [texts["title"], "=" * len(texts["title"]), f"{NOTES[language]}."]
    lines += [line for note in _notes(world, found, language) for line in _wrap(note, "")]
    moved = [one for one in found.found if one.reread.moved]
    for one in (one for one in found.found if not one.reread.moved):
        lines += ["", *_wrap(world.label(one.place, language), "")]
        lines += [line for text in _told(one, language) for line in _wrap(text, "  ")]
        for each in one.statements:
            marks = "; ".join(
                (texts[each.how.removeprefix(AFT)], _ground(world, each, language), _status(each, language))
            )
            lines += _wrap(f"{_statement(world, each, language)} [{marks}]", "  - ")
        lines += [] if one.statements else [f"  - {texts['nothing']}"]
    if moved:
        lines += ["", texts["moved"], *(line for one in moved for line in _moved(world, one, language))]
    if found.open:
        lines += ["", *_wrap(texts["how"], "")]
    return "\n".join(lines) + "\n"


def as_data(world: World, found: Suspects, language: str = "da") -> dict[str, Any]:
    """The same as plain data."""
    return {
        "tested": found.proved + len(found.found),
        "changed": found.changed,
        "moved": len(found.found) - found.changed,
        "open": found.open,
        "missing": [{"id": iri, "label": world.label(iri, language)} for iri in found.missing],
        "unread": found.unread,
        "elsewhere": found.elsewhere,
        "references": [
            {
                "id": one.place,
                "label": world.label(one.place, language),
                "document": {"id": one.document, "label": world.label(one.document, language)},
                "first_line": one.reread.first,
                "last_line": one.reread.last,
                "now": {"sha256": one.reread.now, "words": one.reread.words} if one.reread.now else None,
                "text_is_on_lines": [list(pair) for pair in one.reread.found],
                "statements": [_resting(world, each, language) for each in one.statements],
            }
            for one in found.found
        ],
        "note": NOTES[language],
    }


def as_csv(world: World, found: Suspects, language: str = "da", separator: str = ",") -> str:
    """The same as a table, a row for each statement."""
    rows = [
        (
            world.label(one.place, language), one.place, one.reread.words, ", ".join(map(_lines, one.reread.found)),
            *(_cells(world, each, language) if each else ("",) * 8),
        )
        for one in found.found
        for each in one.statements or (None,)
    ]  # fmt: skip
    return table_csv(_TEXTS[language]["columns"].split(","), rows, separator)


def as_rows(found: Suspects) -> str:
    """A row of sign-off for each statement that is suspect; who has seen the place writes role and day."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(CONFIRMED)
    signed: dict[tuple[str, ...], None] = {}
    for one in found.found:
        for each in one.statements if one.reread.now else ():
            if each.suspect:
                ends = (written(each.subject, iri=True), shorten(each.property_iri),
                        written(each.object.value, iri=each.object.kind == "iri"))  # fmt: skip
                signed[(*ends, one.reread.passage, one.reread.now, "", "")] = None
    rows.writerows(signed)
    return text.getvalue()


def _notes(world: World, found: Suspects, language: str) -> Iterator[str]:
    texts = _TEXTS[language]
    yield texts["counts"].format(
        tested=found.proved + len(found.found),
        changed=found.changed,
        moved=len(found.found) - found.changed,
        open=found.open,
    )
    if not found.found and not found.missing:
        yield texts["none"]
    for document in found.missing:
        yield texts["missing"].format(world.label(document, language))
    if found.elsewhere:
        yield texts["elsewhere"].format(found.elsewhere)


def _told(one: Suspect, language: str) -> Iterator[str]:
    texts = _TEXTS[language]
    yield texts["now"].format(one.reread.words) if one.reread.now else texts["gone"]
    if one.reread.found:
        yield texts["found"].format(", ".join(map(_lines, one.reread.found)))


def _moved(world: World, one: Suspect, language: str) -> list[str]:
    where = world.label(one.place, language), _lines(one.reread.found[0]), len(one.statements)
    return _wrap(_TEXTS[language]["lines"].format(*where), "  - ")


def _lines(pair: tuple[int, int]) -> str:
    first, last = pair
    return str(first) if first == last else f"{first}-{last}"


def _statement(world: World, each: Resting, language: str) -> str:
    said = world.label(each.property_iri, language), _value(world, each, language)
    return f"{world.label(each.subject, language)}: {' '.join(said)}"


def _value(world: World, each: Resting, language: str) -> str:
    shown = world.show(each.object, language)
    quoted = shown if each.object.kind == "iri" else cut(shown)
    return f"“{quoted}”" if language == "en" else f"«{quoted}»"


def _ground(world: World, each: Resting, language: str) -> str:
    return world.label(AFT + each.ground, language)


def _status(each: Resting, language: str) -> str:
    texts, known = _TEXTS[language], each.confirmation
    if known:
        return texts["confirmed"].format(month(known.day, language), known.role)
    return texts["suspect" if each.suspect else "line"]


def _cells(world: World, each: Resting, language: str) -> tuple[str, ...]:
    return (
        _statement(world, each, language), each.subject, world.label(each.property_iri, language),
        _value(world, each, language), _TEXTS[language][each.how.removeprefix(AFT)], _ground(world, each, language),
        _status(each, language), each.iri,
    )  # fmt: skip


def _resting(world: World, each: Resting, language: str) -> dict[str, Any]:
    known = each.confirmation
    value = cell_json(world, each.object, language) or {}
    return {
        "id": each.iri,
        "subject": {"id": each.subject, "label": world.label(each.subject, language)},
        "property": {"id": each.property_iri, "label": world.label(each.property_iri, language)},
        "object": value | ({"value": cut(value["value"])} if "value" in value else {}),
        "how": each.how.removeprefix(AFT),
        GROUND: each.ground,
        "suspect": each.suspect,
        "confirmation": {"id": known.iri, "role": known.role, "day": known.day} if known else None,
    }


def _wrap(text: str, first: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * (len(first) + 2 * bool(first)),
        break_long_words=False,
        break_on_hyphens=False,
    )
