"""The interface in words: every operation, with an example that can be followed."""

from __future__ import annotations

from aftalegraf.api import create_app
from aftalegraf.api_words import _WORDS, calls
from aftalegraf.world import World
from tests.asking import Client


def test_every_operation_has_words_in_both_languages(world: World) -> None:
    """What it gives, and an example; the same operations in both."""
    described = create_app(world).openapi()
    danish, english = calls(described, "da"), calls(described, "en")
    assert {call.path for call in danish} == set(described["paths"])
    assert {path for path in described["paths"] if path not in _WORDS} == set(), "give the operation its words"
    assert all(call.title and call.text and call.example for call in danish)
    assert not {call.text for call in danish} & {call.text for call in english}


def test_every_example_answers(client: Client) -> None:
    """They are links on the page."""
    examples = [call.example for call in calls(client.app.openapi(), "da")]
    assert len(examples) >= 7
    assert {path: client.get(path).status_code for path in examples} == dict.fromkeys(examples, 200)


def test_the_settings_are_told(world: World) -> None:
    """Those of an operation, with their values."""
    (call,) = (c for c in calls(create_app(world).openapi(), "en") if c.path.endswith("/answer"))
    ground = next(setting for setting in call.settings if setting.name == "grundlag")
    assert (ground.meaning, ground.default) == ("Which statements the answer may rest on.", "udledt")
    assert ground.values == ("fremgaar", "udledt", "redaktionel")
