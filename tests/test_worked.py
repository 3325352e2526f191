"""The worked cases show what the commands say now."""

from __future__ import annotations

from tests.worked import CASES, PAGE, page


def test_the_worked_cases_are_those_of_the_commands() -> None:
    """Written by `make docs`; each analysis has one."""
    told = PAGE.read_text(encoding="utf-8")
    assert told == page()
    used = {case.command.split()[1] if case.command.startswith("trace") else "diff" for case in CASES}
    assert used == {"gaps", "status", "matrix", "why", "impact", "diff", "compare", "duties", "succession", "suspects"}
