"""The one thing that a text names: found at once among all names, the same as by looking at each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftalegraf.errors import EndedError, UnknownNameError, UsageError
from aftalegraf.named import thing_named
from aftalegraf.namespaces import ID
from aftalegraf.search import Index
from aftalegraf.world import World


@pytest.fixture(scope="module")
def index(world: World) -> Index:
    """The names of the world, made once."""
    return Index(world)


def at_once(world: World, index: Index, text: str) -> str | int:
    """The thing that a text names; how many, where it is not one."""
    try:
        return thing_named(world, text, index=lambda _: index)
    except (UnknownNameError, EndedError):
        return 0
    except UsageError as error:
        return int(str(error).partition(" names ")[2].split()[0])


def one_by_one(world: World, text: str) -> str | int:
    """The same by looking at each thing: at its address, else at its id, else at its labels."""
    wanted = text.strip()
    things = [iri for iri in world.labels if iri.startswith(ID)]
    given, folded = wanted.rsplit("/", 1)[-1].casefold(), wanted.casefold()
    found = (
        [iri for iri in things if iri == wanted]
        or [iri for iri in things if iri.rsplit("/", 1)[-1].casefold() == given]
        or [iri for iri in things if folded in {label.casefold() for label in world.labels[iri].values()}]
    )
    return found[0] if len(found) == 1 else len(found)


def test_every_thing_is_found_by_its_names_as_one_by_one(world: World, index: Index) -> None:
    """By address, id and label in both languages, in capitals, with space around; those that share a name are told."""
    things = sorted(iri for iri in world.labels if iri.startswith(ID))[::40]
    texts = [text for iri in things for text in (iri, iri.rsplit("/", 1)[-1].upper(), *world.labels[iri].values())]
    texts += [f" {text.upper()} " for text in texts if "://" not in text]
    found = [at_once(world, index, text) for text in texts]
    assert found == [one_by_one(world, text) for text in texts]
    assert len(texts) > 200
    assert 0 not in found
    assert any(isinstance(each, int) for each in found)


@settings(max_examples=25, deadline=None)
@given(
    data=st.data(),
    odd=st.sampled_from(("", "%", "_", "'", '"', "*", "å", "aa", "Æ", "ø", "ß", "\N{COMBINING RING ABOVE}", "/", "#")),
)
def test_any_writing_is_found_as_one_by_one(world: World, index: Index, data: st.DataObject, odd: str) -> None:
    """Pieces of names with signs that mean something to a search engine mean only themselves."""
    labels = sorted(label for known in world.labels.values() for label in known.values())
    label = data.draw(st.sampled_from(labels))
    text = label[data.draw(st.integers(0, 2)) :] + odd
    assert at_once(world, index, text) == one_by_one(world, text)
