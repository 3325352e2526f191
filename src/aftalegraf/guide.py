"""Lead a newcomer through the pages: the steps of the tour, and where each task begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aftalegraf.world import World

# The terms that the help explains, in the order of the chain and then of the evidence.
WORDS: Final = (
    "Sundhedsaftale", "Vision", "Indsatsomraade", "Maalsaetning", "Indikator", "Maalepunkt", "Maaltal",
    "Udviklingsomraade", "NationaltMaal", "NationalIndikator", "Maalaargang", "Sammenfald", "Indplacering", "Forum",
    "Sammensaetning", "Sundhedsklynge", "Sundhedsraad", "Bestemmelse", "Udsagn", "Kildehenvisning",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the tour: a page, what to look at there and what it shows. `number` counts from 1."""

    number: int
    title: str
    page: str
    path: str
    look: str
    shows: str


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody wants to do, and the page where it begins."""

    wish: str
    place: str
    path: str


_Words = tuple[str, str]

# Each step: the address, and title, page, what to look at and what it shows in Danish and English.
_STEPS: Final[tuple[tuple[str, _Words, _Words, _Words, _Words], ...]] = (
    (
        "/",
        ("Aftalerne i kort form", "The agreements at a glance"),
        ("forsiden", "the front page"),
        (
            "Find aftalen for Region Midtjylland, og se dens kæde, det, der ikke er koblet, og de næste datoer.",
            "Find the agreement of Region Midtjylland; see its chain, what is not linked, and the next dates.",
        ),
        (
            "Hvor langt dokumenterne rækker, og hvor de slipper. Søgefeltet finder alt ved navn, også med stavefejl.",
            "How far the documents reach, and where they stop. The search finds all by name, even if misspelt.",
        ),
    ),
    (
        "/maal?aftale=agr-midt-2019-2023&vis=obj-midt-rygning",
        ("En målsætning i træet", "An objective in the tree"),
        ("målene", "the goals"),
        (
            "Målsætningen om færre dagligrygere, dens indikator og mærket ved hvert udsagn.",
            "The objective of fewer daily smokers, its indicator and the mark at each statement.",
        ),
        (
            "At hvert udsagn har et grundlag: «fremgår af kilden», «vores læsning» eller «tilføjet af redaktionen».",
            "That each statement has a ground: stated in the source, our reading, or added by the editors.",
        ),
    ),
    (
        "/id/kildehenvisning/000-l241",
        ("Stedet i kilden", "The place in the source"),
        ("kildehenvisningen", "the source reference"),
        (
            "Dokumentet, overskriften, linjen og de få ord, der gør, at du kan finde stedet.",
            "The document, the heading, the line and the few words that let you find the place.",
        ),
        (
            "At målsætningen og indikatoren kan følges helt ned til linjen, og hvad der ellers hviler på samme sted.",
            "That objective and indicator can be followed down to the line, and what else rests on the same place.",
        ),
    ),
    (
        "/roed-traad?aftale=agr-midt-2019-2023",
        ("Den røde tråd", "The red thread"),
        ("den røde tråd", "the red thread"),
        (
            "Klik på en kasse: hele dens vej lyser op. Skraverede kasser har ingen forbindelse videre.",
            "Click a box: its whole path lights up. Hatched boxes have no link onwards.",
        ),
        (
            "At dokumenterne fører fra indsatsområde til indikator, men ikke til et bestemt nationalt mål.",
            "That the documents lead from focus area to indicator, but not to a particular national goal.",
        ),
    ),
    (
        "/spoergsmaal/indikatorer-for-nationalt-maal?maal=ng-forloeb",
        ("Et svar, der er tomt", "An answer that is empty"),
        ("spørgsmålet", "the question"),
        (
            "Forklaringen over den tomme tabel, og knappen, der også viser det, redaktionen har tilføjet.",
            "The explanation above the empty table, and the button that also shows what the editors added.",
        ),
        (
            "«Kan ikke afgøres» betyder, at kilden er tabt eller mangler. Det er ikke en fejl i aftalen.",
            "Undecided means that the source is lost or missing. It is no fault of the agreement.",
        ),
    ),
    (
        "/gennemgang",
        ("Gennemgang mod vejledningen", "Review against the guidance"),
        ("gennemgangen", "the review"),
        (
            "Sætningerne øverst, og en bestemmelse, der ikke kan afgøres: hvilket dokument ville afgøre den?",
            "The sentences at the top, and a provision that is undecided: which document would decide it?",
        ),
        (
            "Opfyldt, ikke opfyldt og kan ikke afgøres er tre forskellige ting, og vejledningen er kun et udkast.",
            "Met, not met and undecided are three different things, and the guidance is only a draft.",
        ),
    ),
    (
        "/id/sundhedsaftale/agr-midt-2019-2023",
        ("Når kilderne er uenige", "When the sources disagree"),
        ("siden om aftalen", "the page of the agreement"),
        (
            "Udsagnet om, at almen praksis er part. Det er mærket omstridt, med de to steder, der siger noget andet.",
            "The statement that general practice is a party. It is marked contested, with the places that disagree.",
        ),
        (
            "At begge sider vises, og at et omstridt udsagn ikke tælles med i svarene.",
            "That both sides are shown, and that a contested statement does not count in the answers.",
        ),
    ),
    (
        "/spoergsmaal/hvad-sker-1-januar-2027",
        ("Hvad sker 1. januar 2027?", "What happens on 1 January 2027?"),
        ("spørgsmålet", "the question"),
        (
            "Hvad der ophører, hvad der begynder, og hvad det bygger på. Hent svaret til Excel under tabellen.",
            "What ends, what begins, and what each statement rests on. Download the answer to Excel below the table.",
        ),
        (
            "At ethvert svar har sin egen adresse, kan hentes, og siger, hvor det kommer fra.",
            "That every answer has an address of its own, can be downloaded, and says where it comes from.",
        ),
    ),
)  # fmt: skip

_TASKS: Final[tuple[tuple[str, _Words, _Words], ...]] = (
    (
        "/spoergsmaal/indikatorer-for-nationalt-maal",
        ("se indikatorerne bag et nationalt mål", "see the indicators behind a national goal"),
        ("Spørgsmålet om nationale mål", "The question about national goals"),
    ),
    (
        "/sammenhaeng",
        ("finde det, der ikke er koblet i en aftale", "find what is not linked in an agreement"),
        ("Sammenhæng", "Coherence"),
    ),
    (
        "/gennemgang",
        ("holde en aftale eller egen fil op mod vejledningen", "hold an agreement or a file against the guidance"),
        ("Gennemgang", "Review"),
    ),
    (
        "/tal",
        ("se tallene for en kommune eller et sundhedsråd", "see the figures of a municipality or a health council"),
        ("Tal", "Figures"),
    ),
    (
        "/fora",
        ("se, hvem der sidder i et forum", "see who sits in a forum"),
        ("Fora og aktører", "Forums and actors"),
    ),
    (
        "/kilder",
        ("finde stedet i kilden, eller se, hvad der mangler", "find the place in the source, or see what is missing"),
        ("Kilder", "Sources"),
    ),
    (
        "/spoergsmaal/hvad-sker-1-januar-2027",
        ("vide, hvad der sker 1. januar 2027", "know what happens on 1 January 2027"),
        ("Spørgsmålet om 1. januar 2027", "The question about 1 January 2027"),
    ),
    (
        "/spoergsmaal",
        ("spørge om noget andet", "ask something else"),
        ("Alle spørgsmål", "All questions"),
    ),
)  # fmt: skip


def documents(world: World) -> tuple[str, ...]:
    """The IRIs of the documents that were read, by their number."""
    rows = world.store.select("SELECT ?d WHERE { ?d aft:iSamlingen true } ORDER BY ?d").rows
    return tuple(row[0].value for row in rows if row[0])


def tour(language: str) -> tuple[Step, ...]:
    """The steps of the tour in their order."""
    which = int(language == "en")
    return tuple(
        Step(number, title[which], page[which], path, look[which], shows[which])
        for number, (path, title, page, look, shows) in enumerate(_STEPS, 1)
    )


def tasks(language: str) -> tuple[Task, ...]:
    """What people come for, the commonest first."""
    which = int(language == "en")
    return tuple(Task(wish[which], place[which], path) for path, wish, place in _TASKS)
