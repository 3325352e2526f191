"""What is wrong with a request is said in Danish, with a status and the nearest names."""

from __future__ import annotations

import json

import pytest

from aftalegraf.errors import AftalegrafError, EngineError, UnknownNameError, UsageError
from aftalegraf.faults import fault_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UnknownNameError("thing", "x", ()), 404),
        (UnknownNameError("question", "x", ()), 404),
        (UnknownNameError("ground", "x", ()), 400),
        (UnknownNameError("value of maal", "x", ()), 400),
        (UnknownNameError("parameter of nationale-maal", "x", ()), 400),
        (UsageError("x"), 400),
        (EngineError("x"), 500),
    ],
)
def test_each_error_has_its_status(error: AftalegrafError, status: int) -> None:
    """Not found is 404, a wrong value 400, too much 503, our own fault 500."""
    assert fault_of(error).status == status


def test_the_body_names_what_was_meant() -> None:
    """RFC 9457 with our members."""
    body = json.loads(fault_of(UnknownNameError("question", "nationale-mal", ["nationale-maal"])).body())
    assert body["status"] == 404
    assert body["nearest"] == ["nationale-maal"]
    assert body["detail"] == "Der er intet spørgsmål, der hedder «nationale-mal»."
    assert body["type"].startswith("https://w3id.org/aftalegraf/fejl/")


def test_our_own_fault_tells_nothing_of_the_inside() -> None:
    """The message of the engine is for the log."""
    assert "secret" not in fault_of(EngineError("secret path")).body().decode()


def test_what_does_not_fit_together_is_said_in_danish_where_it_can_be() -> None:
    """A day that is none, and a day on which nothing is in force, are named; else only that it is no use."""
    told = fault_of(UsageError("'x' is no day", "«x» er ingen dag."))
    assert (told.told("da"), told.told("en")) == ("«x» er ingen dag.", "'x' is no day.")
    assert fault_of(UsageError("x")).told("da") == "Adressen kan ikke bruges, som den er."


def test_a_name_that_several_have_leads_to_each() -> None:
    """Who typed a name chooses among the things that bear it."""
    assert fault_of(UsageError("x", names=["adr-praksisplanudvalg", "for-ppu-midt"])).nearest == (
        "adr-praksisplanudvalg",
        "for-ppu-midt",
    )
