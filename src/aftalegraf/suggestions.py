"""Offer what a reader may have meant: the address that was asked, with a right name in place of the wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode

from fastapi import Request

from aftalegraf.answers import GROUND_LABELS
from aftalegraf.coupling_words import STATUS
from aftalegraf.crosstab_view import TITLES
from aftalegraf.faults import Fault
from aftalegraf.namespaces import ID
from aftalegraf.pages import language_of, path_of, site_of
from aftalegraf.resources import resource
from aftalegraf.views import address
from aftalegraf.world import World


class Suggestion(NamedTuple):
    """What the reader may have meant: its name and address, "" where it has none; for a thing its IRI and class."""

    name: str
    address: str = ""
    iri: str = ""
    kind: str = ""


def suggestions(request: Request, fault: Fault) -> list[Suggestion]:
    """What the reader may have meant; those without an address only where none has one."""
    found = list(_meant(request, fault))
    return [one for one in found if one.address] or found


def _meant(request: Request, fault: Fault) -> Iterator[Suggestion]:
    site, language = site_of(request), language_of(request)
    for iri in fault.links:
        yield _thing(site.world, iri, language)
    grounds = {name: f"{label[language]} ({name})" for name, label in GROUND_LABELS.items()}
    words = {**TITLES[language], **STATUS[language], **grounds}
    for name in fault.nearest:
        again = _again(request, fault.asked, name)
        if name in site.world.questions:
            yield Suggestion(site.world.questions[name].title(language), again or f"/spoergsmaal/{name}")
        elif iri := site.things.get(name, name if name in site.world.labels else ""):
            thing = _thing(site.world, iri, language)
            yield thing._replace(address=again or thing.address)
        else:
            yield Suggestion(words.get(name, name), again)


def _again(request: Request, asked: str, name: str) -> str:
    """The address asked for with a name in place of what is wrong in it; "" where that is no part of it.

    A ground that there is not is left out, so that the way on does not end at the next fault.
    """
    path, wrong = path_of(request), asked.strip()
    pairs = request.query_params.multi_items()
    if wrong and any(value.strip() == wrong for _, value in pairs):
        return f"{path}?{urlencode([(key, name if value.strip() == wrong else value) for key, value in pairs])}"
    above, _, last = path.rpartition("/")
    if wrong and unquote(last).strip() == wrong:
        kept = [(key, value) for key, value in pairs if key != "grundlag" or value in GROUND_LABELS]
        return f"{above}/{quote(name)}" + (f"?{urlencode(kept)}" if kept else "")
    return ""


def _thing(world: World, iri: str, language: str) -> Suggestion:
    """A thing by its label, with what it is."""
    found = resource(world, iri, language) if iri.startswith(ID) else None
    return Suggestion(world.label(iri, language), address(iri), iri, found.class_label if found else "")
