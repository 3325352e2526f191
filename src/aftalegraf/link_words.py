"""Put links and things into words and plain data: what they are called, their ground and their places."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aftalegraf.dated import month
from aftalegraf.namespaces import AFT
from aftalegraf.projection import Link, noted
from aftalegraf.search_names import end, kinds
from aftalegraf.statements import GROUNDS
from aftalegraf.validity import Bound
from aftalegraf.world import World

# A link by a thing of its own is read as the plain one that says the same.
_READ_AS: Final = {f"{AFT}anvendelseAf": f"{AFT}harDatakilde"}
_TEXTS: Final = {
    "da": {"more": "og {} flere", "vague": "dagen er ikke angivet"},
    "en": {"more": "and {} more", "vague": "the day is not given"},
}
_MANY: Final = 3  # places that a line tells before it counts the rest


@dataclass(frozen=True, slots=True)
class Words:
    """The words for the things and links of a world in one language."""

    world: World
    language: str
    classes: Mapping[str, str]

    def label(self, iri: str) -> str:
        """The name of a thing, a term or a passage."""
        return self.world.label(iri, self.language)

    def kind(self, iri: str) -> str:
        """The class of a thing by name, "" where it is none of ours."""
        return self.label(self.classes[iri]) if iri in self.classes else ""

    def named(self, iri: str) -> str:
        """A thing by name, class and id."""
        return f"{self.label(iri)} [{', '.join(word for word in (self.kind(iri), end(iri)) if word)}]"

    def marks(self, ground: str, places: Sequence[str], reason: str = "") -> str:
        """Ground, source places and reason, as they stand behind what is told."""
        first, more = self.few(places)
        told = (*map(self.label, first), *((more,) if more else ()))
        return "; ".join((self.label(AFT + ground), *told, *((reason,) if reason else ())))

    def few(self, places: Sequence[str]) -> tuple[tuple[str, ...], str]:
        """The first places, each name once, and how many more there are, "" for none."""
        first = {self.label(place): place for place in reversed(places)}
        found = tuple(dict.fromkeys(first[self.label(place)] for place in places))
        more = _TEXTS[self.language]["more"].format(len(found) - _MANY) if len(found) > _MANY else ""
        return found[:_MANY], more

    def link_marks(self, link: Link) -> str:
        """What a link rests on, and what more is said of it."""
        return "; ".join(filter(None, (self.noted(link), self.marks(link.ground, link.places, link.reason))))

    def noted(self, link: Link) -> str:
        """What more is said of a link, "" for nothing."""
        return noted(self.world, link, self.language)

    def bound(self, bound: Bound, *, marked: bool = False) -> str:
        """A date by what it tells, or the change that it is of; marked also with what it rests on."""
        day = month(bound.value, self.language)
        what = self.label(bound.change) if bound.change else f"{self.label(bound.property_iri)} {day}"
        vague = "" if bound.first == bound.last else f"; {_TEXTS[self.language]['vague']}"
        return f"{what}{vague} ({self.marks(bound.ground, bound.places, bound.reason)})" if marked else what + vague

    def property(self, link: Link) -> str:
        """What a link says, by name."""
        return self.label(_READ_AS.get(link.kind, link.kind))

    def sentences(self, way: Iterable[Link]) -> tuple[str, ...]:
        """Each link of a way from where it begins to where it leads, with its ground and places."""
        return tuple(
            f"{self.label(link.source)} – {self.property(link)} – {self.label(link.target)} ({self.link_marks(link)})"
            for link in way
        )

    def thing(self, iri: str) -> dict[str, Any]:
        """A thing as plain data."""
        return {"id": iri, "slug": end(iri), "label": self.label(iri), "class": self.kind(iri)}

    def places(self, places: Iterable[str]) -> list[dict[str, str]]:
        """Source places as plain data."""
        return [{"id": place, "label": self.label(place)} for place in places]

    def link(self, link: Link) -> dict[str, Any]:
        """A link as plain data."""
        return {
            "source": {"id": link.source, "label": self.label(link.source)},
            "property": {"id": link.kind, "label": self.property(link)},
            "target": {"id": link.target, "label": self.label(link.target)},
            "grundlag": link.ground,
            "sources": self.places(link.places),
            "statements": list(link.statements),
            "reason": link.reason,
            "note": self.noted(link),
        }


def words(world: World, language: str = "da") -> Words:
    """The words of a world in a language."""
    return Words(world, language, kinds(world))


def weakest(way: Iterable[Link]) -> str:
    """The weakest ground of a way, "" for none."""
    return max((link.ground for link in way), key=GROUNDS.index, default="")


def before(iri: str, link: Link) -> str:
    """The other end of the link that a thing was reached by."""
    return link.target if link.source == iri else link.source


def wrapped(text: str, width: int, indent: int = 0, hanging: int = 4) -> list[str]:
    """A text in lines of a width; the second and later ones stand further in."""
    first = " " * indent
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def headed(title: str) -> list[str]:
    """A heading with a line under it."""
    return ["", title, "-" * len(title)]
