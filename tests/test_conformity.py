"""The page on the W3C's tests says what a run came to, and a run that is worse is told."""

from __future__ import annotations

import json

import pytest

from tests import conformity
from tests.conformity import FAILS, GROUPS, LEFT_OUT, PAGE, Outcome, page, read


def outcome(failed: set[str], left_out: set[str]) -> Outcome:
    """A run with those tests failing and left out."""
    return Outcome(dict.fromkeys(GROUPS, (1, 0, 0)), frozenset(failed), frozenset(left_out))


def test_the_page_lists_every_test_that_fails_with_its_cause() -> None:
    """The counts are those of the last run; the lists are those that a run is held to."""
    text = PAGE.read_text(encoding="utf-8")
    lists = page(dict.fromkeys(GROUPS, (0, 0, 0))).partition("## Fail")[2]
    assert text.partition("## Fail")[2] == lists, "run make conform"
    failed = [int(line.split("|")[3]) for line in text.splitlines() if line.startswith("| ") and "%" in line]
    assert (sum(failed), len(failed)) == (len(FAILS), len(GROUPS))
    assert "| SPARQL 1.1 Query | 316 | 11 | 1 | 96.6 % |" in text
    assert "| Service Description | 3 | 0 | 0 | 100.0 % |" in text


def test_only_the_engine_and_refusals_have_failures() -> None:
    """No other cause is taken; the protocol has no failure at all."""
    assert {cause.partition(":")[0] for cause in (*FAILS.values(), *LEFT_OUT.values())} == {"engine", "ours"}
    assert {name for name, cause in FAILS.items() if cause.startswith("ours")} == {"fed-syntax service7"}
    assert not [name for name in FAILS if "protocol" in name]


def test_a_list_that_grows_or_shrinks_is_told() -> None:
    """A new failure, a new test that is left out, and one that passes now; else nothing."""
    assert outcome(set(FAILS), set(LEFT_OUT)).surprises() == ()
    worse = outcome({*FAILS, "protocol query_get"}, {*LEFT_OUT, "query11 x"} - {"query11 test_42"})
    assert worse.surprises() == (
        "protocol query_get fails, and no cause is given",
        "query11 x is left out, and no cause is given",
        "query11 test_42 is left out no longer",
    )


def test_an_outcome_is_read_as_the_runner_writes_it() -> None:
    """Errors count as failures; names go without their explanation."""
    states = (("a (A)", "pass"), ("b (B)", "fail"), ("c", "error"), ("d", "skip"))
    tests = [{"group": "query11", "name": name, "status": state} for name, state in states]
    found = read(json.dumps({"tests": tests}))
    assert found.counts["query11"] == (1, 2, 1)
    assert found.failed == {"query11 b", "query11 c"}
    assert found.left_out == {"query11 d"}


def test_without_the_tests_beside_the_checkout_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written that was not run."""
    monkeypatch.setattr(conformity, "SHARED", PAGE)
    with pytest.raises(SystemExit, match="nothing was run"):
        conformity.run()
