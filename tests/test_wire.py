"""A review that was carried as plain data is the same review."""

from __future__ import annotations

import json
from dataclasses import replace

from aftalegraf.profiles import profile
from aftalegraf.results import Exemption
from aftalegraf.review import review
from aftalegraf.wire import packed, unpacked
from aftalegraf.world import World


def test_a_review_comes_back_as_it_was(world: World) -> None:
    """With its profile, its exemptions and its rules, through JSON."""
    for held in (profile(), profile("vejledning-2018", "2024-01-01")):
        reports = review(world, None, "en", held)
        first = reports[0].results[0]
        excused = replace(first, exemption=Exemption("V1-2", first.focus, "fordi", "rolle", "2027-01-01", "x"))
        reports = (replace(reports[0], results=(excused, *reports[0].results[1:])), *reports[1:])
        assert unpacked(world, json.loads(json.dumps(packed(reports)))) == reports
