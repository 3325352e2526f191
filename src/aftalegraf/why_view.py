"""Show why one thing does not lead to another: how far the way goes, what is missing, and what cannot be told."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from aftalegraf.answers import GROUND_LABELS, slug
from aftalegraf.chain_words import GROUND_WORDS
from aftalegraf.coupling import LEFT_OUT
from aftalegraf.coupling_rows import extent_data, link_data
from aftalegraf.coupling_view import reason
from aftalegraf.coupling_words import cause
from aftalegraf.crosstab_view import step_text
from aftalegraf.exports import NOTES, table_csv
from aftalegraf.projection import Link
from aftalegraf.why_not import Missing, WhyNot
from aftalegraf.world import World

LINKED, UNLINKED, UNDECIDED, FOREIGN = "koblet", "ikkeKoblet", "kanIkkeAfgoeres", "ingenSlags"
SAID: Final = {
    "da": {
        LINKED: "Der er en vej fra {} til {}.",
        UNLINKED: "Der er ingen vej fra {} til {}.",
        UNDECIDED: "Om der er en vej fra {} til {}, kan ikke afgøres.",
        FOREIGN: "Ingen slags kobling fører fra {} til {}, heller ikke over andre ting.",
        "ground": "Grundlag: {}. {}.",
        "around": "Vejen er fulgt fra den anden ende.",
        "way": "Så langt når den nærmeste vej",
        "whole": "Vejen",
        "start": "Den nærmeste vej standser med det samme ved {}.",
        "missing": "Det led, der mangler",
        "more": "De led, der mangler",
        "any": "en ting af slagsen {}",
        "onward": "{} af den slags fører videre",
        "nobody": "ingen af den slags fører videre",
        "weak": "leddet er der kun, når grundlaget også er «{}»",
        "left": "Kun når grundlaget også er «{}»",
        "why": "Hvorfor",
    },
    "en": {
        LINKED: "There is a way from {} to {}.",
        UNLINKED: "There is no way from {} to {}.",
        UNDECIDED: "Whether there is a way from {} to {} cannot be decided.",
        FOREIGN: "No kind of link leads from {} to {}, not by way of other things either.",
        "ground": "Ground: {}. {}.",
        "around": "The way was followed from the other end.",
        "way": "So far the nearest way leads",
        "whole": "The way",
        "start": "The nearest way ends at once at {}.",
        "missing": "The link that is missing",
        "more": "The links that are missing",
        "any": "a thing of the kind {}",
        "onward": "{} of that kind lead on",
        "nobody": "none of that kind leads on",
        "weak": "the link is there only when the ground is also “{}”",
        "left": "Only when the ground is also “{}”",
        "why": "Why",
    },
}


def outcome(found: WhyNot) -> str:
    """What was found: koblet, ikkeKoblet, kanIkkeAfgoeres, or ingenSlags where no kind of link leads there."""
    if found.linked:
        return LINKED
    if not found.missing:
        return FOREIGN
    return UNDECIDED if found.undecided else UNLINKED


def why_text(world: World, found: WhyNot, language: str = "da", width: int = 120) -> str:
    """The outcome in a sentence, the way as far as it goes, the missing links, and the reasons."""
    said = SAID[language]
    lines = [sentence(world, found, language)]
    lines.append(said["ground"].format(GROUND_LABELS[found.ground][language], NOTES[language]))
    if found.around:
        lines.append(said["around"])
    if found.way:
        lines += ["", said["whole" if found.linked else "way"]]
        lines += [f"  {n}. {step_text(world, one, language)}" for n, one in enumerate(found.way, 1)]
    elif found.missing:
        lines += ["", said["start"].format(_name(world, found.missing[0].source, language))]
    if found.missing:
        lines += ["", said["missing" if len(found.missing) == 1 else "more"]]
        lines += [f"  - {missing_text(world, one, language)}" for one in found.missing]
    if reasons := list(_reasons(world, found, language)):
        lines += ["", said["why"], *(f"  - {each}" for each in reasons)]
    return "\n".join(part for line in lines for part in _wrapped(line, width)) + "\n"


def sentence(world: World, found: WhyNot, language: str) -> str:
    """The outcome in a sentence."""
    ends = (_name(world, found.start, language), _name(world, found.end, language))
    return SAID[language][outcome(found)].format(*ends)


def missing_text(world: World, one: Missing, language: str) -> str:
    """A missing link in words; an end that is not known is told by its class alone."""
    said = SAID[language]
    ends = [
        _name(world, iri, language) if iri else said["any"].format(f"«{world.label(kind, language)}»")
        for iri, kind in ((one.source, one.source_class), (one.target, one.target_class))
    ]
    text = f"{' → '.join(ends)} · {world.label(one.kind, language)}"
    if one.link:
        return f"{text} · {said['weak'].format(GROUND_WORDS[language][one.link.ground])}"
    if not one.target:
        return f"{text} · {said['onward'].format(one.onward) if one.onward else said['nobody']}"
    return text


def _reasons(world: World, found: WhyNot, language: str) -> Iterator[str]:
    if told := why_stopped(found, language):
        yield f"{_name(world, found.missing[0].source, language)} {told}"
    for link in left_out(found):
        ground = SAID[language]["left"].format(GROUND_WORDS[language][link.ground])
        yield f"{ground}: {step_text(world, link, language)}"
    yield from (reason(world, one, language) for one in found.unread)


def why_stopped(found: WhyNot, language: str) -> str:
    """What the graph tells of the thing at which the way ends, "" for nothing."""
    return cause(found.step, language) if found.step and found.step.cause != LEFT_OUT else ""


def left_out(found: WhyNot) -> tuple[Link, ...]:
    """The links that only a weaker ground has, and that are not told as missing."""
    shown = {one.link for one in found.missing}
    links = found.step.left_out if found.step and found.step.cause == LEFT_OUT else ()
    return tuple(one for one in links if one not in shown)


def _name(world: World, iri: str, language: str) -> str:
    return f"«{world.label(iri, language)}» [{slug(iri)}]"


def _wrapped(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(line, width, subsequent_indent=indent if line.startswith(" ") else "") if line else [""]


def why_data(world: World, found: WhyNot, language: str = "da") -> dict[str, Any]:
    """The answer as plain data."""
    return {
        "from": {"id": found.start, "label": world.label(found.start, language)},
        "to": {"id": found.end, "label": world.label(found.end, language)},
        "grundlag": found.ground,
        "outcome": outcome(found),
        "sentence": sentence(world, found, language),
        "around": found.around,
        "way": [link_data(world, one, language) for one in found.way],
        "missing": [_missing_data(world, one, language) for one in found.missing],
        "why": list(_reasons(world, found, language)),
        "unread": [extent_data(world, one, language) for one in found.unread],
        "note": NOTES[language],
    }


def _missing_data(world: World, one: Missing, language: str) -> dict[str, Any]:
    def end(iri: str, kind: str) -> dict[str, Any]:
        told = {"id": iri, "label": world.label(iri, language)} if iri else {"id": "", "label": ""}
        return {**told, "class": kind.rpartition("#")[2]}

    return {
        "property": {"id": one.kind, "label": world.label(one.kind, language)},
        "from": end(one.source, one.source_class),
        "to": end(one.target, one.target_class),
        "onward": one.onward,
        "left_out": link_data(world, one.link, language) if one.link else None,
        "text": missing_text(world, one, language),
    }


_HEADINGS: Final = {
    "da": (
        "trin", "der er", "fra", "til", "egenskab", "grundlag", "kilder", "fra (id)", "til (id)", "udfald", "hvorfor",
    ),
    "en": (
        "step", "is there", "from", "to", "property", "ground", "sources", "from (id)", "to (id)", "outcome", "why",
    ),
}  # fmt: skip


def why_csv(world: World, found: WhyNot, language: str = "da", separator: str = ",") -> str:
    """The links of the way and the missing ones, a row each."""
    yes, no = ("ja", "nej") if language == "da" else ("yes", "no")
    about = [sentence(world, found, language), "; ".join(_reasons(world, found, language))]
    rows = [_row(world, yes, one.kind, (one.source, one.target), one, language) for one in found.way]
    for one in found.missing:
        ends = (one.source or one.source_class, one.target or one.target_class)
        rows.append(_row(world, no, one.kind, ends, one.link, language))
    lines = [[str(n), *row, *about] for n, row in enumerate(rows, 1)] or [[*[""] * 9, *about]]
    return table_csv(_HEADINGS[language], lines, separator)


def _row(world: World, there: str, kind: str, ends: tuple[str, str], link: Link | None, language: str) -> list[str]:
    """A link of the way, or a missing one; an end that is not known is its class."""
    names = (world.label(iri, language) for iri in (*ends, kind))
    ground = GROUND_WORDS[language][link.ground] if link else ""
    places = "; ".join(world.label(place, language) for place in link.places) if link else ""
    return [there, *names, ground, places, *ends]
