"""A query that goes wrong is answered in plain words, with the place marked."""

from __future__ import annotations

import pytest

from aftalegraf.errors import QueryError
from aftalegraf.guard import check
from aftalegraf.problems import _KINDS, problem, problem_of
from aftalegraf.query_faults import _WORDS, Mistake, mistake
from aftalegraf.world import World


def wrong(world: World, query: str, language: str = "da") -> Mistake:
    """What is said of a query that cannot be answered."""
    try:
        check(query)
        world.store.select(query)
    except QueryError as error:
        return mistake(problem_of(error), query, language)
    raise AssertionError(f"{query} is answered")


@pytest.mark.parametrize(
    ("query", "line", "before", "marked", "after"),
    [
        ("SELECT ?x WHERE {\n  ?x a aft:Indikator \n  ?y }", 3, "  ?y ", "}", ""),
        ("SELECT ?x WHERE {\n ?x a aft:Indikator", 2, " ?x a ", "aft:Indikator", ""),
        ("SELECT ?x WHERE { ?x a nope:B }", 1, "SELECT ?x WHERE { ?x a ", "nope:B", " }"),
        ('SELECT ?x\r\nWHERE { ?x a "åben }', 2, "WHERE { ?x a ", '"', "åben }"),
        ("SELECT ?x WHERE {\n  SERVICE ex:a { ?x a ?y } }", 2, "  ", "SERVICE", " ex:a { ?x a ?y } }"),
    ],
)
def test_the_place_is_marked_in_its_line(
    world: World, query: str, line: int, before: str, marked: str, after: str
) -> None:
    """The piece where the engine gave up, or the last one before it."""
    found = wrong(world, query)
    assert (found.line, found.before, found.marked, found.after) == (line, before, marked, after)


@pytest.mark.parametrize(
    ("query", "cause"),
    [
        ("SELECT ?x WHERE { ?x a nope:B }", "Et præfiks kendes ikke."),
        ("SELECT (COUNT(?x) AS ?n) ?y WHERE { ?x ?y ?z }", "SELECT nævner en variabel"),
        ("SELECT * WHERE { ?x <a b> ?y }", "En IRI er skrevet forkert"),
        ("SELECT * WHERE { ?x ?y 'z }", "En tekst begynder her og slutter ikke."),
        (r"SELECT * WHERE { ?x ?y '\z' }", "En omvendt skråstreg"),
        ("SELECT * WHERE { FILTER (1 <#>) }", "Stedet kan læses på to måder."),
    ],
)
def test_known_causes_are_told(world: World, query: str, cause: str) -> None:
    """The engine's English is for those who know it; the cause stands in the reader's language."""
    assert wrong(world, query).cause.startswith(cause)
    assert wrong(world, query, "en").cause.isascii()
    assert wrong(world, query, "en").cause


def test_what_could_stand_there_is_told_without_the_engines_grammar(world: World) -> None:
    """Signs and keywords only; one alone is no list."""
    assert wrong(world, "SELECT ?x WHERE {\n ?x a aft:Indikator").expected == (",", ".", ";", "{", "{|", "}", "~")
    assert wrong(world, "SELEKT").expected == ("PREFIX", "SELECT")
    assert wrong(world, "SELECT ?x WHERE {\n  ?x a aft:Indikator \n  ?y }").expected == ()


def test_every_kind_of_problem_has_words_in_both_languages() -> None:
    """A page in English says nothing in Danish."""
    assert set(_WORDS["en"]) == set(_KINDS)
    for kind in _KINDS:
        danish, english = (mistake(problem(kind, "x"), "", language) for language in ("da", "en"))
        assert danish.title != english.title
        assert danish.advice != english.advice
