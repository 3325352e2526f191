"""Find the files that the graph is made of: in a checkout or inside the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aftalegraf.errors import SourceError

FOLDERS = ("ontology", "shapes", "data", "queries")


@dataclass(frozen=True, slots=True)
class Assets:
    """The folder that holds `ontology/`, `shapes/`, `data/` and `queries/`."""

    root: Path

    def files(self, folder: str, pattern: str) -> tuple[Path, ...]:
        """The files below one folder whose name matches, sorted."""
        return tuple(sorted((self.root / folder).rglob(pattern)))

    def name(self, path: Path) -> str:
        """A path as users know it: relative to the root, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def assets(root: Path | None = None) -> Assets:
    """The files to use: those in `root`, else the packaged ones, else those of the checkout.

    Raises SourceError when a folder is missing.
    """
    package = Path(__file__).parent
    packaged = package / "assets"
    found = Assets(root or (packaged if packaged.is_dir() else package.parents[1]))
    for folder in FOLDERS:
        if not (found.root / folder).is_dir():
            raise SourceError(
                str(found.root / folder), None, "the folder is missing; it belongs to the project's files"
            )
    return found
