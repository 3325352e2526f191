"""Make up reviews, so that what is written of them does not hang on the rules and data of the day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aftalegraf.review import MET, NOT_MET, UNDECIDED, Report, Result
from aftalegraf.rules import Rule

EXAMPLE = "https://example.org/fiktion/"
AGREEMENT = f"{EXAMPLE}aftale"
NAME = "Fiktiv sundhedsaftale"
HOSTILE = (
    "<script>alert(1)</script>",
    "a ]]> b",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "to\nlinjer",
    'Søm & "Skrue" <b>',
    "# *ikke* [en](http://example.org/x) `overskrift`",
    "bjælde\x07",
)
_RULE = Rule(
    id="V9-1",
    iri=f"{EXAMPLE}V9-1",
    shape=f"{EXAMPLE}form/V9-1",
    target="https://w3id.org/aftalegraf/ns#Sundhedsaftale",
    title={"da": "parterne fremgår", "en": "the parties are stated"},
    why={"da": "Uden parter er der ingen aftale.", "en": "Without parties there is no agreement."},
    message={"da": "Parterne fremgår ikke.", "en": "The parties are not stated."},
    advice={"da": "Skriv parterne.", "en": "State the parties."},
    meets={"da": "Region og kommuner er nævnt.", "en": "Region and municipalities are named."},
    fails={"da": "Kun regionen er nævnt.", "en": "Only the region is named."},
    also=(),
    modality="skal",
    level="skal",
    severity="Violation",
    force="lov",
    about="omAftalen",
    binds=(),
    approximate=False,
    defeasible=False,
    chapter="9",
    addressees=(),
    basis=(),
    source="",
    valid_from="",
    decided_by=(),
    parts=(),
    needs=(),
)
WEIGHTS = {"skal": ("skal", "Violation"), "boer": ("boer", "Warning"), "kan": ("kan", "Info")}


def rule(name: str = "V9-1", level: str = "skal", force: str = "lov", **changes: Any) -> Rule:
    """A made-up rule."""
    modality, severity = WEIGHTS[level]
    own = {"iri": EXAMPLE + name, "shape": f"{EXAMPLE}form/{name}", "modality": modality, "severity": severity}
    return replace(_RULE, id=name, level=level, force=force, **{**own, **changes})


def result(of: Rule, outcome: str = MET, label: str = NAME, focus: str = AGREEMENT, **changes: Any) -> Result:
    """What a made-up rule says of a thing; where it is not met or not decided, with a reason."""
    standing = "udkast" if of.force == "vejledningUdkast" else "gaelder"
    reasons = {MET: (), NOT_MET: ("Parterne fremgår ikke.",), UNDECIDED: ("Dokumentet er ikke i samlingen.",)}[outcome]
    return replace(Result(of, focus, label, outcome, standing, (), reasons, ()), **changes)


def report(*results: Result, dated: str = "2024-01-01") -> Report:
    """A made-up review of a made-up agreement."""
    return Report(AGREEMENT, NAME, dated, results)


def several(level: str, force: str, **numbers: int) -> tuple[Result, ...]:
    """So many results of different rules: met, missing, undecided, departing."""
    outcomes = {"met": MET, "missing": NOT_MET, "undecided": UNDECIDED, "departing": NOT_MET}
    return tuple(
        result(rule(f"V9-{level}-{force}-{kind}-{n}", level, force, defeasible=kind == "departing"), outcomes[kind])
        for kind, number in numbers.items()
        for n in range(number)
    )


def hostile() -> Report:
    """A review of things with names that try to be something other than text, one of each outcome a name."""
    found = []
    for number, name in enumerate(HOSTILE, 1):
        texts: dict[str, Any] = {"label": name, "focus": f"{EXAMPLE}ting/{number}", "found": (name,)}
        found += [
            result(rule("V9-1"), NOT_MET, reasons=(name,), **texts),
            result(rule("V9-2", "boer"), UNDECIDED, reasons=(name,), **texts),
            result(rule("V9-3", "kan", defeasible=True), NOT_MET, reasons=(name,), **texts),
            result(rule("V9-4"), MET, **texts),
        ]
    return report(*found)
