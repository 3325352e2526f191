"""Make up the agreements of a whole nation: the same each time, of the form and in the proportions of the real ones."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.stated import A, Said, lines, other, ref, text

from aftalegraf.assets import assets
from aftalegraf.graph import SHAPES
from aftalegraf.namespaces import AFT, ID, ORG, PREFIXES, RDFS, SH, SKOS, XSD
from aftalegraf.rdf import Triple, read
from aftalegraf.store import Lines, Store
from aftalegraf.world import World

SEED: Final = 2027
GOALS, NATIONAL, COLLECTIONS, SOURCES, ADDRESSED, LAWS, MUNICIPALITIES, GUIDANCE = 24, 60, 5, 25, 36, 30, 98, 60
PLACES: Final = 90  # passages that each agreement is read in
_CODES: Final = ("skal", "skal", "boer", "kan")


def iri(kind: str, name: str | int) -> str:
    """The IRI of a made-up thing."""
    return f"{ID}{kind.lower()}/{name}"


def world(triples: int, folder: Path) -> tuple[World, int]:
    """A nation in memory, and how many triples its default graph has; the folder is for its lines on the way."""
    (folder / "blank.nq").touch()
    count = 0
    with (folder / "named.nq").open("w", encoding="utf-8") as file:
        for default, named in _lines(triples, 0):
            count += len(default)
            file.writelines(default + named)
    return World(assets(), Store.load(Lines(folder / "named.nq", folder / "blank.nq")), {}, None, "opdigtet"), count


def default_graph(triples: int, changed: int = 0) -> tuple[Triple, ...]:
    """The default graph of a nation; one statement of so many is `changed`, none for 0."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nation.nt"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(default_lines(triples, changed))
        return tuple(dict.fromkeys(quad.triple for quad in read(path, path.name)))


def default_lines(triples: int, changed: int = 0) -> Iterator[str]:
    """The lines of the default graph of a nation, some of them twice; one statement of so many is `changed`."""
    for default, _ in _lines(triples, changed):
        yield from default


def _lines(triples: int, changed: int) -> Iterator[tuple[list[str], list[str]]]:
    """The lines of each statement, to the end of the agreement that fills the default graph."""
    made, count, number = _Nation(), 0, 0
    made.national()
    while made.said:
        told, made.said = made.said, []
        for one in told:
            count += len(lines(one)[0])
        for one in other(told, changed) if changed else told:
            yield lines(one)
        if count < triples:
            made.agreement(number)
            number += 1


class _Nation:
    """What is said, gathered part by part; all chance comes from one seed."""

    def __init__(self) -> None:
        self.chance = Random(SEED)  # noqa: S311 (no secret: the same each time is what is wanted)
        self.said: list[Said] = []
        self.places: Sequence[str] = ()

    def say(self, subject: str, name: str, value: str, ground: str = "fremgaar", contested: str = "") -> None:
        """A statement at one of the places that are read."""
        predicate = name if ":" in name else AFT + name
        self.said.append(Said(subject, predicate, value, ground, self.chance.choice(self.places), contested))

    def thing(self, kind: str, name: str | int, label: str, class_iri: str = "") -> str:
        """A thing with its class and its name."""
        me = iri(kind, name)
        self.say(me, A, ref(class_iri or AFT + kind))
        self.say(me, f"{SKOS}prefLabel", text(label))
        return me

    def link(self, source: str, name: str, target: str, ground: str = "") -> None:
        """A link, mostly stated; one of a hundred is contested."""
        found = ground or self.chance.choices(("fremgaar", "udledt", "redaktionel"), (82, 13, 5))[0]
        contested = self.chance.choice(self.places) if self.chance.random() < 0.01 else ""
        self.say(source, name, ref(target), found, contested)

    def document(self, name: str) -> str:
        """A document with the places that all is read in from now on."""
        me = iri("dokument", name)
        self.said += [Said(me, A, ref(f"{AFT}Dokument")), Said(me, f"{SKOS}prefLabel", text(f"dokument {name}"))]
        self.places = [f"{ID}kildehenvisning/{name}-l{n}" for n in range(PLACES)]
        for n, place in enumerate(self.places):
            number = f'"{n * 3 + 1}"^^<{XSD}integer>'
            self.said += [
                Said(place, A, ref(f"{AFT}Kildehenvisning")), Said(place, f"{AFT}iDokument", ref(me)),
                Said(place, f"{SKOS}prefLabel", text(f"dokument {name}, linje {n * 3 + 1}")),
                Said(place, f"{AFT}foersteLinje", number), Said(place, f"{AFT}sidsteLinje", number),
                Said(place, f"{AFT}fingeraftryk", text(f"{n:064x}", "")),
            ]  # fmt: skip
        return me

    def national(self) -> None:
        """What all agreements share: goals of three vintages, indicators, data sources, laws, the guidance."""
        self.document("nationalt")
        vintages = [self.thing("Maalaargang", n, f"årgang {n}") for n in range(3)]
        for n in range(GOALS):
            goal = self.thing("NationaltMaal", n, f"nationalt mål {n}")
            self.link(goal, f"{SKOS}inScheme", vintages[n % 3], "fremgaar")
        for n in range(NATIONAL):
            one = self.thing("NationalIndikator", n, f"national indikator {n}")
            for k in range(1 + n % 2 if n % 10 else 0):
                placed = self.thing("Indplacering", f"{n}-{k}", f"indplacering {k} af indikator {n}")
                ground = "fremgaar" if n % 4 == 1 else "udledt" if n % 4 == 2 else "redaktionel"
                self.link(placed, "indplaceringAf", one, ground)
                self.link(placed, "indplaceretUnder", iri("NationaltMaal", (n + 5 * k) % GOALS), ground)
        for n in range(COLLECTIONS):
            several = self.thing("Samling", n, f"samling {n}", f"{SKOS}Collection")
            for k in range(n, NATIONAL, 4):
                self.link(several, f"{SKOS}member", iri("NationalIndikator", k), "fremgaar")
        for kind, number in (("Datakilde", SOURCES), ("Adressat", ADDRESSED), ("Kommune", MUNICIPALITIES)):
            for n in range(number):
                self.thing(kind, n, f"{kind.lower()} {n}")
        for n in range(LAWS):
            self.thing("Retskilde", n, f"lov {n}", "http://data.europa.eu/eli/ontology#LegalResource")
        for n in range(GUIDANCE):
            self.provision(f"V{n // 20 + 1}-{n % 20}", "vejledningUdkast")

    def provision(self, name: str, force: str) -> str:
        """A provision, two of five with a rule."""
        me = self.thing("Bestemmelse", name, f"bestemmelse {name}")
        modality, tested = self.chance.choice(_CODES), self.chance.random() < 0.4
        self.say(me, f"{SKOS}notation", text(name, ""))
        self.say(me, "kapitel", text("Opdigtet kapitel"))
        for predicate, code in (("modalitet", modality), ("retskraft", force), ("bemaerkningOm", "omAftalen")):
            self.say(me, predicate, ref(AFT + code))
        self.say(me, "modalitetsord", text(modality))
        self.say(me, "gaelderFor", ref(f"{AFT}Sundhedsaftale"))
        for n in {self.chance.randrange(ADDRESSED) for _ in range(2)}:
            self.link(me, "adressat", iri("Adressat", n))
        self.link(me, "hjemmel", iri("Retskilde", self.chance.randrange(LAWS)))
        if tested:
            self.rule(me, name)
        else:
            self.say(me, "ikkeProevetFordi", ref(f"{AFT}udenForGrafen"), "udledt")
        return me

    def rule(self, provision: str, name: str) -> None:
        """The shape that tests a provision, every tenth only a part of it."""
        shape = PREFIXES["shapes"] + name
        texts = (f"{SKOS}prefLabel", f"{RDFS}comment", f"{SH}message", "raad", "eksempelOpfyldt", "eksempelIkkeOpfyldt")
        part = self.chance.random() < 0.1
        for predicate, value in (
            (A, ref(f"{SH}NodeShape")), ("haandhaever", ref(provision)), (f"{SH}severity", ref(f"{SH}Violation")),
            ("tilnaermelse", f'"{str(part).lower()}"^^<{XSD}boolean>'),
            *((each, text(f"opdigtet {name}", language)) for each in texts for language in ("da", "en")),
        ):  # fmt: skip
            named = predicate if ":" in predicate else AFT + predicate
            self.said.append(Said(shape, named, value, graph=SHAPES))

    def agreement(self, n: int) -> None:
        """One agreement with its document: chain, data sources, forums with tasks, commitments, what was not read."""
        document = self.document(f"d{n}")
        me = self.thing("Sundhedsaftale", n, f"Opdigtet sundhedsaftale {n}")
        if n % 12:  # the text of one in twelve is not at hand
            self.link(me, "dokumenteretI", document, "fremgaar")
        else:
            self.unread(n, 0, me, "dokumenteretI")
        self.say(me, "aftaleperiodeTil", f'"{2023 + n % 5}"^^<{XSD}gYear>')
        self.link(me, "foelgerIndikatorsamling", iri("Samling", n % COLLECTIONS), "fremgaar")
        for k in range(6):
            self.link(me, "harAftalepart", iri("Kommune", (n * 5 + k) % MUNICIPALITIES))
        for k in range(8 if n % 3 == 0 else 0):
            self.link(me, "harRamme", iri("NationaltMaal", k * 3 + n % 3), "fremgaar")
        if n % 2:
            self.unread(n, 1, me, "understoetterNationaltMaal")
        for k in range(5):
            self.thing("Datakilde", f"{n}-{k}", f"datakilde {k} i aftale {n}")
        self.areas(n, me)
        self.forums(n, me)
        for k in range(40):
            commitment = self.provision(f"M{n}.{k // 10 + 1}-{k % 10}", "aftaleHoeringsversion")
            self.link(commitment, "binder", me)

    def unread(self, n: int, k: str | int, thing: str, name: str) -> None:
        """That a property of a thing could not be read."""
        me = self.thing("Laesning", f"{n}-{k}", f"læsning {k} i aftale {n}")
        self.link(me, "laesningAf", thing, "fremgaar")
        self.say(me, "omEgenskab", ref(AFT + name))
        self.say(me, "laesningsresultat", ref(f"{AFT}ufuldstaendig"))
        self.say(me, "forklaring", text(f"billedet i aftale {n} mangler"))

    def areas(self, n: int, agreement: str) -> None:
        """The areas, or visions, of an agreement, each with two to four objectives; one in ten has a part."""
        kind, has = ("Vision", "harVision") if n % 2 else ("Indsatsomraade", "harIndsatsomraade")
        for a in range(5):
            area = self.thing(kind, f"{n}-{a}", f"område {a} i aftale {n}")
            self.link(agreement, has, area)
            for k in range(self.chance.randint(2, 4)):
                objective = self.objective(n, f"{n}-{a}-{k}", area)
                if self.chance.random() < 0.1:
                    self.objective(n, f"{n}-{a}-{k}-led", objective)

    def objective(self, n: int, name: str, above: str) -> str:
        """An objective, most with indicators or measuring points and a data source, some with a goal or a target."""
        me = self.thing("Maalsaetning", name, f"målsætning {name}")
        self.link(above, "harMaalsaetning", me)
        if self.chance.random() < 0.05:
            self.link(me, "understoetterNationaltMaal", iri("NationaltMaal", self.chance.randrange(GOALS)))
        if self.chance.random() < 0.15:
            self.link(me, "harOpfoelgning", self.thing("KvalitativOpfoelgning", name, f"opfølgning på {name}"))
        use = self.thing("Datakildeanvendelse", name, f"anvendelse til {name}")
        self.link(use, "anvendelseTil", me, "fremgaar")
        self.link(use, "anvendelseAf", self.data_source(n), "fremgaar")
        self.say(use, "anvendelsesrolle", ref(f"{AFT}{'kanSupplere' if self.chance.random() < 0.3 else 'indgaar'}"))
        for k in range(self.chance.choice((0, 1, 2, 2, 3, 4, 5))):
            self.measure(n, f"{name}-{k}", me)
        return me

    def measure(self, n: int, name: str, objective: str) -> None:
        """An indicator or measuring point; a third coincide with a national one, some are over, some tell not why."""
        kind, has = ("Maalepunkt", "harMaalepunkt") if n % 2 else ("Indikator", "harIndikator")
        me = self.thing(kind, name, f"{kind.lower()} {name}")
        self.link(objective, has, me)
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            self.link(me, "harDatakilde", self.data_source(n))
        told = self.chance.random()
        if told < 0.35:
            same = self.thing("Sammenfald", name, f"sammenfald for {name}")
            self.link(same, "sammenfaldFor", me, "fremgaar")
            self.link(same, "sammenfaldMed", iri("NationalIndikator", self.chance.randrange(NATIONAL)))
        elif told < 0.45:
            self.say(me, "harAsterisk", f'"true"^^<{XSD}boolean>')
        elif told < 0.5:
            self.unread(n, name, me, "sammenfaldMed")
        if self.chance.random() < 0.05:
            self.say(me, "gyldigTil", f'"2025-12-31"^^<{XSD}date>')

    def data_source(self, n: int) -> str:
        """A data source, every third time the one that all use, else a national one or one of the agreement."""
        turn = self.chance.randrange(6)
        name = 0 if turn < 2 else self.chance.randrange(SOURCES) if turn < 5 else f"{n}-{self.chance.randrange(5)}"
        return iri("Datakilde", name)

    def forums(self, n: int, agreement: str) -> None:
        """Twelve forums, one below another, each with a composition and two to five tasks, some for the agreement."""
        for k in range(12):
            kind = "Sundhedsklynge" if k > 8 else "Forum"
            forum = self.thing(kind, f"{n}-{k}", f"forum {k} i aftale {n}")
            if k:
                self.link(forum, f"{ORG}subOrganizationOf", iri("Forum", f"{n}-{k // 3}"))
            else:
                self.link(forum, "udarbejder", agreement)
            members = self.thing("Sammensaetning", f"{n}-{k}", f"sammensætning {k} i aftale {n}")
            self.link(forum, "harSammensaetning", members)
            self.link(members, "udpegetAf", iri("Kommune", (n + k) % MUNICIPALITIES))
            for t in range(self.chance.randint(2, 5)):
                task = self.thing("Opgave", f"{n}-{k}-{t}", f"opgave {t} for forum {k} i aftale {n}")
                self.link(forum, "harOpgave", task)
