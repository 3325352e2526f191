"""Put the questions of the library under their themes, and find those with some words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from aftalegraf.likeness import alike, fold, holds
from aftalegraf.ordering import danish
from aftalegraf.questions import Question


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of questions: its name in the files, and its title and what it is about by language."""

    id: str
    titles: tuple[str, str]
    leads: tuple[str, str]

    @property
    def slug(self) -> str:
        """The theme as a part of an address."""
        return fold(self.id).replace(" ", "-")

    def title(self, language: str) -> str:
        """The heading."""
        return self.titles[language != "da"]

    def lead(self, language: str) -> str:
        """What the questions are about."""
        return self.leads[language != "da"]


THEMES: Final = (
    Theme(
        "mål",
        ("Mål", "Goals"),
        (
            "Visioner, indsatsområder, målsætninger og målgrupper i sundhedsaftalerne.",
            "Visions, focus areas, objectives and target groups of the health agreements.",
        ),
    ),
    Theme(
        "måling",
        ("Måling", "Measurement"),
        (
            "Indikatorer, målepunkter, datakilder og tal for kommuner og regioner.",
            "Indicators, measuring points, data sources, and figures for municipalities and regions.",
        ),
    ),
    Theme(
        "nationale mål",
        ("Nationale mål", "National goals"),
        (
            "De nationale mål, deres årgange og indikatorer, og hvad der er koblet til dem.",
            "The national goals, their vintages and indicators, and what is linked to them.",
        ),
    ),
    Theme(
        "fora og aktører",
        ("Fora og aktører", "Forums and actors"),
        (
            "Hvem sidder hvor, hvem har hvilke opgaver, og hvor hører kommunerne til?",
            "Who sits where, who has which tasks, and where do the municipalities belong?",
        ),
    ),
    Theme(
        "proces og frister",
        ("Proces og frister", "Process and deadlines"),
        (
            "Faser, frister, opfølgning og reformens trin.",
            "Phases, deadlines, follow-up and the steps of the reform.",
        ),
    ),
    Theme(
        "regler",
        ("Bestemmelser og forpligtelser", "Provisions and commitments"),
        (
            "Vejledningens bestemmelser, hjemmel og aftalernes egne forpligtelser. Vejledningen er et udateret udkast.",
            "The provisions of the guidance (an undated draft), their legal basis, and what the agreements commit to.",
        ),
    ),
    Theme(
        "kilder",
        ("Kilder", "Sources"),
        (
            "Hvad dokumenterne siger om en ting, hvad de er uenige om, og hvad der mangler.",
            "What the documents say about a thing, what they disagree on, and what is missing.",
        ),
    ),
    Theme(
        "kvalitet",
        ("Kvalitet", "Quality"),
        (
            "Huller og varianter i kilderne.",
            "Gaps and variants in the sources.",
        ),
    ),
)


def by_theme(questions: Iterable[Question], language: str) -> tuple[tuple[Theme, tuple[Question, ...]], ...]:
    """The questions under their themes, each by title; themes without questions are left out."""
    found: dict[str, list[Question]] = {}
    for question in sorted(questions, key=lambda q: danish(q.title(language))):
        found.setdefault(question.theme, []).append(question)
    known = {theme.id: theme for theme in THEMES}
    themes = [*(theme for theme in THEMES if theme.id in found), *(_own(id_) for id_ in found if id_ not in known)]
    return tuple((theme, tuple(found[theme.id])) for theme in themes)


def theme_of(question: Question) -> Theme:
    """The theme of a question."""
    return next((theme for theme in THEMES if theme.id == question.theme), _own(question.theme))


def with_words(questions: Iterable[Question], words: str) -> tuple[Question, ...]:
    """The questions whose texts hold all the words; where there are none, those that nearly do."""
    every = [(question, _texts(question)) for question in questions]
    exact = tuple(question for question, text in every if holds(text, words))
    return exact or tuple(question for question, text in every if alike(text, words))


def _own(name: str) -> Theme:
    title = name[:1].upper() + name[1:]
    return Theme(name, (title, title), ("", ""))


def _texts(question: Question) -> str:
    theme = theme_of(question)
    columns = (label for labels in question.columns.values() for label in labels.values())
    parameters = (label for p in question.parameters for label in (p.label_da, p.label_en))
    texts = (question.title_da, question.title_en, question.purpose_da, question.purpose_en)
    return " ".join((question.id, *theme.titles, *texts, *parameters, *columns))
