"""List the files of shapes: what each is about and how many rules and shapes it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aftalegraf.errors import UnknownNameError
from aftalegraf.namespaces import AFT, RDF, SH
from aftalegraf.rdf import NamedNode, read
from aftalegraf.world import World

_SHAPE: Final = NamedNode(f"{SH}NodeShape")
_ABOUT: Final[dict[str, tuple[str, str]]] = {
    "kapitel-1": ("Kapitel 1: indledning", "Chapter 1: introduction"),
    "kapitel-2": ("Kapitel 2: sundhedssamarbejdsudvalg og klynger", "Chapter 2: cooperation committee and clusters"),
    "kapitel-2-2": ("Kapitel 2.2: sundhedssamarbejdsudvalget", "Chapter 2.2: the cooperation committee"),
    "kapitel-3": ("Kapitel 3: sundhedsaftalen", "Chapter 3: the health agreement"),
    "kapitel-4": ("Kapitel 4: samarbejdsaftaler", "Chapter 4: cooperation agreements"),
    "kapitel-5": ("Kapitel 5: godkendelse af sundhedsaftalen", "Chapter 5: approval of the health agreement"),
    "kapitel-6": (
        "Kapitel 6: opfølgning, midtvejsstatus og slutstatus",
        "Chapter 6: follow-up and status",
    ),
    "kapitel-7": ("Kapitel 7: sundhedsaftalens parter", "Chapter 7: the parties of the agreement"),
    "midtjylland": ("Midtjyllands egne forpligtelser", "What Midtjylland commits itself to"),
    "syddanmark": ("Syddanmarks egne forpligtelser", "What Syddanmark commits itself to"),
    "bestemmelser": ("At hver bestemmelse er fuldt beskrevet", "That each provision is described in full"),
    "ontologi": ("Husreglerne for vores egne begreber", "The house rules for our own terms"),
    "bekraeftelser": ("Bekræftelser af udsagn på ændrede steder", "Confirmations of statements on changed places"),
    "undtagelser": ("Begrundede undtagelser", "Reasoned exemptions"),
    "registre": ("Registre over kommuner, regioner og klynger", "Registries of municipalities, regions and clusters"),
    "maalinger": ("Tal og målinger", "Figures and measurements"),
    "data": ("At hvert udsagn og hver kildehenvisning er hel", "That each statement and source reference is whole"),
}


@dataclass(frozen=True, slots=True)
class ShapeFile:
    """A file of shapes: its name without ending, what it is about, its rules and its named node shapes."""

    name: str
    about: str
    rules: int
    shapes: int

    @property
    def path(self) -> str:
        """Where on this server it is."""
        return f"/data/shapes/{self.name}.ttl"


def shape_files(world: World, language: str) -> tuple[ShapeFile, ...]:
    """The files of shapes, those of the guidance first. A rule is a shape that enforces a provision."""
    found = []
    for path in world.assets.files("shapes", "*.ttl"):
        said = tuple(read(path, world.assets.name(path)))
        shapes = {t.subject for t in said if (t.predicate.value, t.object) == (f"{RDF}type", _SHAPE)}
        rules = {t.subject for t in said if t.predicate.value == f"{AFT}haandhaever"}
        about = _ABOUT.get(path.stem, (path.stem, path.stem))[language == "en"]
        found.append(ShapeFile(path.stem, about, len(rules), sum(isinstance(one, NamedNode) for one in shapes)))
    order = {name: number for number, name in enumerate(_ABOUT)}
    return tuple(sorted(found, key=lambda file: (order.get(file.name, len(order)), file.name)))


def shape_file(world: World, name: str) -> bytes:
    """The bytes of a file of shapes. Raises UnknownNameError, with the nearest names, when there is none of that."""
    paths = {path.stem: path for path in world.assets.files("shapes", "*.ttl")}
    if name not in paths:
        raise UnknownNameError("thing", f"{name}.ttl", paths)
    return paths[name].read_bytes()
