"""The library by theme, and found by words."""

from __future__ import annotations

import dataclasses

from aftalegraf.library import THEMES, by_theme, theme_of, with_words
from aftalegraf.world import World


def test_every_question_stands_under_a_theme_with_a_name_in_both_languages(world: World) -> None:
    """Eight themes, in the order of the work; none made up on the way."""
    for language in ("da", "en"):
        found = by_theme(world.questions.values(), language)
        assert [theme for theme, _ in found] == list(THEMES)
        assert sum(len(items) for _, items in found) == 105
        assert all(theme.title(language) and theme.lead(language) for theme, _ in found)
    assert len({theme.slug for theme in THEMES}) == 8


def test_questions_stand_by_title_in_the_language(world: World) -> None:
    """Alphabetically."""
    titles = [q.title("en") for q in by_theme(world.questions.values(), "en")[0][1]]
    assert titles == sorted(titles, key=str.casefold)


def test_every_question_has_texts_in_both_languages(world: World) -> None:
    """Questions end in a question mark, purposes in a full stop; none is the same in both."""
    for question in world.questions.values():
        for language in ("da", "en"):
            assert question.title(language).endswith("?"), question.id
            assert question.purpose(language).endswith("."), question.id
            assert not question.purpose(language).startswith(("Giver", "Gives")), question.id
        assert question.title("da") != question.title("en")


def test_questions_are_found_by_words_of_any_of_their_texts(world: World) -> None:
    """In either language, as parts of words; nearly so where no text has them; none for nonsense."""
    every = list(world.questions.values())
    assert {q.id for q in with_words(every, "klynge hospital")} == {"klynger-i-region", "kommuner-i-klynge"}
    assert "klynger-i-region" in {q.id for q in with_words(every, "health cluster")}
    assert {q.id for q in with_words(every, "sundhedsraad kommune")} == {
        q.id for q in with_words(every, "sundhedsråd kommune")
    }
    assert with_words(every, "sekretariatt") == with_words(every, "sekretariat")
    assert with_words(every, "qwertyuiop") == ()


def test_a_theme_of_ones_own_is_shown_by_its_name(world: World) -> None:
    """A question added later need not fit the eight."""
    own = dataclasses.replace(world.questions["visioner-i-aftale"], theme="økonomi")
    assert (theme_of(own).title("da"), theme_of(own).slug) == ("Økonomi", "oekonomi")
