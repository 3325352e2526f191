"""Put a duty into words: what the source says of it, when it is due, what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from aftalegraf.answers import slug
from aftalegraf.deadlines import Deadline
from aftalegraf.duties import Duty
from aftalegraf.namespaces import AFT
from aftalegraf.world import World

_STEP: Final = f"{AFT}tjeklistefrist"  # its text says for itself when
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "da": {
        "title": "Hvem skal hvad hvornår",
        "agreement": "aftale",
        "ground": "grundlag",
        "harOpgave": "opgave",
        "harOpfoelgning": "opfølgning",
        "nobody": "Uden ejer på dette grundlag",
        "unsaid": "kilden siger ikke, hvem",
        "read": "efter vores læsning: {}",
        "may": "Kan, men skal ikke",
        "gets": "Får fra andre",
        "beside": "Står i de samme linjer, men med en anden ejer",
        "idle": "Fora, hvor vi ikke har læst en opgave",
        "idle_told": "Vi har ikke registreret en opgave for disse fora. Det siger ikke, at de ingen har; læs stedet i "
        "kilden.",
        "part_of": "del af {}, der har opgaver",
        "total": "{} pligter og opgaver",
        "one": "1 pligt eller opgave",
        "none": "Der er ingen pligter eller opgaver at vise.",
        "read_as": "læst som «{}»; kilden skriver «{}»",
        "says": "kilden skriver «{}»",
        "to": "til",
        "when": "hvornår",
        "basis": "hviler på",
        "law": "hjemmel",
        "repeats": "gentager",
        "also": "også {}, efter vores læsning",
        "against": "omstridt; siges imod af",
        "contested": "heraf {} omstridt",
        "due": "frist efter udkastet til vejledning: {}",
        "our_day": "dagen er vores beregning",
        "responsible": "ansvarlig efter udkastet: {} ({}: {})",
        "counted": "{}, hvis aftalen {} {}; {}, hvis den dag ikke regnes med",
        "begins": "gælder fra",
        "ends": "gælder til og med",
        "uncounted": "kan ikke regnes ud: aftalens periode kendes ikke",
        "year": "kilderne angiver kun året {}, så dagen er ikke givet",
        "told": "Opgaver, opfølgninger og bestemmelser står hver for sig, også når de er læst af den samme sætning. "
        "Ingen kilde siger, hvilket forum en adressat er; ens navne er derfor ikke lagt sammen.",
        "informing": "{} bestemmelser oplyser eller definerer kun og er ikke med.",
        "weightless": "For opgaver og opfølgninger har vi ikke registreret, om kilden siger skal, bør eller kan. Den "
        "kan godt sige det; se stedet.",
        "weaker": "Hvor en bestemmelse ikke selv skriver skal, bør eller kan, er vægten vores læsning; den er ikke med "
        "på dette grundlag.",
        "namesake": "Under «{1}» ({2}), der har samme navn, men ikke er lagt sammen med den, står pligter og opgaver: "
        "{0}.",
        "draft": "Vejledningen er et udateret udkast.",
        "word": "«Skal» er kildens eget ord, hvor der ikke står «læst som».",
        "general": "Vejledningens bestemmelser gælder alle aftaler; de vises, når ingen aftale er valgt.",
        "ended": "Sundhedsaftaler ophæves den {} ({}). En frist efter den dag kan bortfalde.",
    },
    "en": {
        "title": "Who has to do what, and when",
        "agreement": "agreement",
        "ground": "ground",
        "harOpgave": "task",
        "harOpfoelgning": "follow-up",
        "nobody": "Without an owner on this ground",
        "unsaid": "the source does not say who",
        "read": "by our reading: {}",
        "may": "May, but need not",
        "gets": "Gets from others",
        "beside": "Stands in the same lines, but with another owner",
        "idle": "Forums where we have not read a task",
        "idle_told": "We have not recorded a task for these forums. That does not mean that they have none; read the "
        "place in the source.",
        "part_of": "part of {}, which has tasks",
        "total": "{} duties and tasks",
        "one": "1 duty or task",
        "none": "There are no duties or tasks to show.",
        "read_as": "read as “{}”; the source writes “{}”",
        "says": "the source writes “{}”",
        "to": "to",
        "when": "when",
        "basis": "rests on",
        "law": "legal basis",
        "repeats": "repeats",
        "also": "also {}, by our reading",
        "against": "contested; contradicted by",
        "contested": "{} of them contested",
        "due": "deadline by the draft guidance: {}",
        "our_day": "the day is our count",
        "responsible": "responsible by the draft: {} ({}: {})",
        "counted": "{} if the agreement {} {}; {} if that day is not counted",
        "begins": "applies from",
        "ends": "applies until and including",
        "uncounted": "cannot be counted: the term of the agreement is not known",
        "year": "the sources give only the year {}, so the day is not given",
        "told": "Tasks, follow-ups and provisions are listed each for itself, also when they are read in the same "
        "sentence. No source says which forum an addressee is; so names that are alike are not put together.",
        "informing": "{} provisions only inform or define and are left out.",
        "weightless": "For tasks and follow-ups we have not recorded whether the source says must, should or may. It "
        "may well say so; see the place.",
        "weaker": "Where a provision does not itself write must, should or may, its weight is our reading, which is "
        "left out on this ground.",
        "namesake": "Under “{1}” ({2}), which has the same name, but is not put together with it, stand duties and "
        "tasks: {0}.",
        "draft": "The guidance is an undated draft.",
        "word": "“Must” is the source's own word where “read as” is not said.",
        "general": "The provisions of the guidance apply to all agreements; they are shown if no agreement is chosen.",
        "ended": "Health agreements are abolished on {} ({}). A deadline after that day may lapse.",
    },
}


@dataclass(frozen=True, slots=True)
class Receivers:
    """Those (IRIs) who get a thing, and by what this is known, which is empty where it is the duty's own ground."""

    iris: tuple[str, ...]
    ground: str
    places: tuple[str, ...]
    reason: str


def receivers(world: World, duty: Duty) -> tuple[Receivers, ...]:
    """Those who get what a duty is about, together where they are known by the same ground and places."""
    own = {world.places.get(place) for place in duty.places}
    found: dict[tuple[str, tuple[str, ...], str], list[str]] = {}
    for link in duty.to:
        same = link.ground == duty.ground and {world.places.get(place) for place in link.places} <= own
        found.setdefault(("", (), "") if same else (link.ground, link.places, link.reason), []).append(link.target)
    return tuple(Receivers(tuple(iris), *known) for known, iris in found.items())


def cells(world: World, duty: Duty, language: str) -> dict[str, str]:
    """What is told of a duty, as text by column."""
    also = labels(world, duty.further, language)
    return {
        "who": world.label(duty.owner, language) if duty.owner else "",
        "who_id": duty.owner,
        "by": TEXTS[language].get(duty.by.removeprefix(AFT), "") or world.label(duty.by, language),
        "what": world.label(duty.what, language),
        "what_id": duty.what,
        "says": _says(world, duty, language),
        "to": "; ".join(_to(world, each, language) for each in receivers(world, duty)),
        "when": "; ".join(_when(world, duty, language)),
        "basis": labels(world, duty.basis, language),
        "law": "; ".join(text for text in (labels(world, duty.legal, language), duty.caveat) if text),
        "repeats": ", ".join(map(slug, duty.repeats)),
        "agreement": labels(world, duty.agreements, language),
        "ground": world.label(AFT + duty.ground, language),
        "reason": duty.reason,
        "places": "; ".join(
            text for text in (labels(world, duty.places, language), also and TEXTS[language]["also"].format(also))
            if text
        ),
        "places_id": "; ".join(duty.places),
        "against": labels(world, duty.against, language),
    }  # fmt: skip


def _says(world: World, duty: Duty, language: str) -> str:
    """The modality in words: the source's own, or what it is read as."""
    if not duty.modality:
        return TEXTS[language]["says"].format(duty.word) if duty.word else ""
    name = world.label(AFT + duty.modality, language)
    read = duty.modality_ground != "fremgaar" and duty.word
    return TEXTS[language]["read_as"].format(name, duty.word) if read else name


def _to(world: World, those: Receivers, language: str) -> str:
    names = labels(world, those.iris, language)
    if not those.ground:
        return names
    return f"{names} [{world.label(AFT + those.ground, language)}: {labels(world, those.places, language)}]"


def _when(world: World, duty: Duty, language: str) -> Iterator[str]:
    yield from (world.label(link.target, language) for link in duty.often)
    for value in duty.dates:
        weak = "" if value.ground == "fremgaar" else f" [{world.label(AFT + value.ground, language)}]"
        name = "" if value.property_iri == _STEP else f"{world.label(value.property_iri, language)} "
        yield f"{name}{value.text}{weak}"
    yield from (_due(world, deadline, language) for deadline in duty.deadlines)


def _due(world: World, deadline: Deadline, language: str) -> str:
    texts, rule = TEXTS[language], deadline.rule
    told = texts["due"].format(world.label(rule.iri, language))
    ground = f"{world.label(AFT + rule.ground, language)}: {labels(world, rule.places, language)}"
    more = [texts["our_day"]] if deadline.days else []
    more += [
        texts["responsible"].format(
            world.label(one.iri, language), world.label(AFT + one.ground, language), labels(world, one.places, language)
        )
        for one in rule.responsible
    ]
    return "; ".join((f"{told} [{ground}]{': ' if deadline.days else ', '}{counted(deadline, language)}", *more))


def counted(deadline: Deadline, language: str, written: Callable[[str], str] = str) -> str:
    """The last day to be in time by both ways of counting, and what is assumed; or why it cannot be counted.

    `written` writes a day.
    """
    texts = TEXTS[language]
    if not deadline.days:
        return texts["uncounted"]
    verb, rest = ("begins", "-01-01") if deadline.rule.after else ("ends", "-12-31")
    first, last = map(written, deadline.days)
    day = written(deadline.counted_from + (rest if deadline.assumed else ""))
    told = texts["counted"].format(first, texts[verb], day, last)
    return told + (f" ({texts['year'].format(deadline.counted_from)})" if deadline.assumed else "")


def labels(world: World, iris: Iterable[str], language: str) -> str:
    """The names of things, each once."""
    return "; ".join(dict.fromkeys(world.label(iri, language) for iri in iris))
