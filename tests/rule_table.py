"""Write docs/regler.md: each provision and how it is tested. `python -m tests.rule_table` makes it anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from aftalegraf.coverage import STATUSES, Provision, provisions, status_label
from aftalegraf.namespaces import AFT
from aftalegraf.world import World, open_world

PAGE = Path(__file__).parents[1] / "docs" / "regler.md"


def page(world: World) -> str:
    """How many there are of each status, and one line a provision."""
    found = provisions(world)
    counts = Counter(one.status for one in found)
    used = [status for status in STATUSES if counts[status]]
    return "\n".join(
        (
            "# Bestemmelserne, og hvordan de prøves",
            "",
            "Siden skrives af `make docs`; ret den ikke i hånden. `aftalegraf rules` viser det samme.",
            "",
            "| status | antal |",
            "|---|---|",
            *(f"| {status_label(world, status)} | {counts[status]} |" for status in used),
            f"| i alt | {len(found)} |",
            "",
            "| id | bestemmelse | modalitet | retskraft | status | prøves som | forklaring |",
            "|---|---|---|---|---|---|---|",
            *(_line(world, one) for one in found),
            "",
        )
    )


def _line(world: World, one: Provision) -> str:
    codes = (world.label(AFT + code) for code in (one.modality, one.force))
    status = status_label(world, one.status) + (" (tilnærmelse)" if one.approximate else "")
    cells = (one.id, one.label, *codes, status, one.shape, one.explanation)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(open_world()), encoding="utf-8")
