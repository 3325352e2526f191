"""Write docs/tal.md: how much there is of what. `python -m tests.tally` makes it anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from aftalegraf.answers import answer
from aftalegraf.dataset import size
from aftalegraf.library import THEMES
from aftalegraf.world import World, open_world

PAGE = Path(__file__).parents[1] / "docs" / "tal.md"


def numbers(world: World) -> str:
    """The page: statements by ground, questions by theme, things by class."""
    found = size(world.store)
    themes = Counter(question.theme for question in world.questions.values())
    classes = answer(world, "antal-pr-klasse", {}).rows.rows
    return "\n".join(
        (
            "# Grafen i tal",
            "",
            "Siden skrives af `make docs`; ret den ikke i hånden.",
            "",
            "| udsagn | tripler |",
            "|---|---|",
            f"| fremgår af kilderne | {found.stated} |",
            f"| fremgår eller er vores læsning | {found.plain} |",
            f"| med redaktionens tilføjelser | {found.everything} |",
            f"| alle grafer, med målinger, belæg, kilder, ontologi og regler | {found.quads} |",
            "",
            "| tema | spørgsmål |",
            "|---|---|",
            *(f"| {theme.id} | {themes[theme.id]} |" for theme in THEMES),
            f"| i alt | {len(world.questions)} |",
            "",
            "| klasse | antal |",
            "|---|---|",
            *(f"| {world.show(kind)} | {world.show(number)} |" for kind, number in classes),
            "",
        )
    )


if __name__ == "__main__":
    PAGE.write_text(numbers(open_world()), encoding="utf-8")
