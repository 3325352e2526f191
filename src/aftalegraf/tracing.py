"""Ask how things hang together, by the names that people write: what the analyses read of a world is read once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from aftalegraf import crosstab, impact, projection, side_by_side, succession, why_not
from aftalegraf.answers import DEFAULT_GROUND
from aftalegraf.chains import Chains, documents
from aftalegraf.coupling import Asked, Coupling, coupling
from aftalegraf.coverage import Provision, provisions
from aftalegraf.crosstab import OF_AGREEMENTS, RULES, Sources, Table
from aftalegraf.crosstab_area import areas_of, of_area
from aftalegraf.dated import month
from aftalegraf.differences import Differences, of_parts
from aftalegraf.duties import duties
from aftalegraf.duty_choice import Shown, bodies, choose
from aftalegraf.duty_sources import Told, told
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.exemptions import stated_links, today
from aftalegraf.impact import Impact, Network
from aftalegraf.keeping import Keeping
from aftalegraf.named import thing_named
from aftalegraf.projection import Link
from aftalegraf.results import Exemption
from aftalegraf.rule_coupling import Tested, binding, tested
from aftalegraf.search import Index
from aftalegraf.side_by_side import SideBySide, agreement_named
from aftalegraf.statements import GROUNDS
from aftalegraf.succession import Succession
from aftalegraf.trace import agreements
from aftalegraf.transitions import changes
from aftalegraf.validity import Dates, dates, day_of
from aftalegraf.versions import Version, between
from aftalegraf.why_not import WhyNot
from aftalegraf.world import World

MOST: Final = 20  # things at once
_DAYS_KEPT: Final = 16  # pairs of days; there are as many as readers write
FORUMS: Final = crosstab.TASKS  # the one table whose rows are not recorded by agreement


class Tracing:
    """The analyses of one world. Things and agreements are named by id, IRI or name, days written like 2027-01-01.

    Every method raises UnknownNameError, with the nearest, for a name that nothing has, EndedError for what was there
    once, and UsageError for what cannot be asked; a ground is fremgaar, udledt or redaktionel.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self._once = Keeping().once
        self._of_two_days = lru_cache(maxsize=_DAYS_KEPT)(self._compared)

    def look_ahead(self) -> None:
        """Read what most questions need, so that the first reader does not wait for it."""
        _ = self.links, self.sources, self.dates, self._network(DEFAULT_GROUND, "")

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link between things."""
        return self._once(("links",), lambda: projection.links(self.world))

    @property
    def sources(self) -> Sources:
        """What the tables are made of, but for the provisions."""
        return self._once(("sources",), lambda: crosstab.sources(self.world))

    @property
    def dates(self) -> Dates:
        """The dates by which things begin and end."""
        return self._once(("dates",), lambda: dates(self.world, changes(self.world)))

    @property
    def chains(self) -> Chains:
        """The chains of all agreements."""
        return self.sources.chains

    @property
    def index(self) -> Index:
        """What names are searched in."""
        return self._once(("index",), lambda: Index(self.world))

    def thing(self, text: str) -> str:
        """The IRI of the one thing that a text names."""
        return thing_named(self.world, text, index=lambda _: self.index)

    def named(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The IRIs of the things that some texts name, each once; at most MOST texts."""
        every = tuple(dict.fromkeys(texts))
        if len(every) > MOST:
            raise UsageError(
                f"{len(every)} things are too many; give at most {MOST}", f"Vælg højst {MOST} ting ad gangen."
            )
        return tuple(dict.fromkeys(self.thing(text) for text in every))

    def agreements(self, named: str = "") -> tuple[str, ...]:
        """The agreement named, or all of which a text is at hand, else all."""
        every = self._once(("agreements",), lambda: tuple(node.iri for node in agreements(self.world)))
        if not every:
            raise UsageError("no sundhedsaftale in the data; give one the class aft:Sundhedsaftale")
        if named:
            return (self.agreement(named),)
        return tuple(iri for iri in every if documents(self.chains, iri)) or every

    def status(
        self,
        agreement: str,
        ground: str,
        day: str = "",
        exemptions: Mapping[str, Exemption] | None = None,
        changed: frozenset[str] = frozenset(),
    ) -> tuple[Coupling, ...]:
        """The status of everything in the chain of the agreement named, or of each.

        `exemptions` are those by the IRI of a thing, before those in the graph; `changed` the statements whose source
        is another than was read.
        """
        _known("ground", ground, GROUNDS)
        excused = {**self._once(("exemptions",), lambda: stated_links(self.world)), **(exemptions or {})}
        asked = Asked(_day(day), changed, excused, day or today())
        return tuple(coupling(self.chains, iri, ground, asked) for iri in self.agreements(agreement))

    def provisions(self, agreement: str = "", language: str = "da") -> tuple[Tested, ...]:
        """The provisions that bind the agreement named, or all, with what their rules test."""
        chosen = self.agreements(agreement)[0] if agreement else ""
        return tested(binding(self.world, self._provisions(language), chosen), self.chains.things)

    def areas(self, agreement: str, ground: str) -> Mapping[str, frozenset[str]]:
        """What the agreement named, or each, gathers its objectives under (IRIs), with all that it leads to."""
        return areas_of(self.chains, self.agreements(agreement), ground)

    def table(self, name: str, agreement: str, ground: str, language: str = "da", area: str = "") -> Table:
        """One table (of crosstab.NAMES), of the agreement named or of all; narrowed to the focus area or vision named.

        Only the table of the national goals is narrowed.
        """
        _known("table", name, crosstab.NAMES)
        _known("ground", ground, GROUNDS)
        if agreement and name == FORUMS:
            raise UsageError(
                "it is not recorded which forums belong to which agreement; leave the agreement out",
                "Vi har ikke registreret, hvilke fora der hører til hvilken aftale. Udelad aftalen.",
            )
        known = replace(self.sources, provisions=self._provisions(language)) if name == RULES else self.sources
        chosen = self.agreements(agreement) if agreement or name in OF_AGREEMENTS else ()
        made = crosstab.crosstab(known, name, chosen, ground)
        return self._narrowed(made, agreement, area) if area else made

    def _narrowed(self, table: Table, agreement: str, area: str) -> Table:
        if table.name != crosstab.GOALS:
            raise UsageError(
                f"only the table {crosstab.GOALS} can be narrowed to a focus area; leave omraade out",
                f"Kun tabellen {crosstab.GOALS} kan afgrænses til et indsatsområde. Udelad området.",
            )
        areas = self.areas(agreement, table.ground)
        return of_area(table, thing_named(self.world, area, areas, "area"), areas)

    def in_table(self, table: Table, row: str = "", column: str = "") -> tuple[str, str]:
        """The IRIs of a row and a column of a table; "" for what is not named."""
        return (
            thing_named(self.world, row, table.rows, "row") if row else "",
            thing_named(self.world, column, table.columns, "column") if column else "",
        )

    def why(self, start: str, end: str, ground: str) -> WhyNot:
        """The way from one thing to another; or the nearest that fails, and the link that is missing."""
        _known("ground", ground, GROUNDS)
        first, last = (thing_named(self.world, text, self.chains.things) for text in (start, end))
        if first == last:
            raise UsageError(
                f"'{start}' and '{end}' are one thing; name two",
                f"«{start}» og «{end}» er den samme ting. Vælg to forskellige.",
            )
        net = self._once(("why",), lambda: why_not.network(self.links, self.chains))
        return why_not.why_not(net, self.chains, first, last, ground)

    def impact(self, things: Sequence[str], ground: str, day: str = "") -> Impact:
        """What it means that things end, or that documents and places in them change; of the graph as of a day."""
        _known("ground", ground, GROUNDS)
        return impact.impact(self._network(ground, _day(day)), self.named(things))

    def succession(self, day: str = "") -> Succession:
        """What happens on a day, without one on that of the reform, and what takes the place of what."""
        return succession.succession(self.world, self.links, _day(day), self.dates)

    @property
    def agreements_known(self) -> tuple[str, ...]:
        """All agreements, also those that only the editors know."""
        return self._once(("agreements known",), lambda: side_by_side.agreements_known(self.world))

    def agreement(self, named: str) -> str:
        """The one of the agreements known that a text names."""
        return agreement_named(self.world, named, self.agreements_known)

    def compare(self, named: Sequence[str], ground: str) -> SideBySide:
        """Agreements side by side."""
        _known("ground", ground, GROUNDS)
        if len(named) > len(self.agreements_known):
            raise UsageError(
                f"{len(named)} agreements are more than there are; give each once",
                "Der er valgt flere aftaler, end der findes. Vælg hver aftale én gang.",
            )
        iris = [self.agreement(text) for text in named]
        found = self._once(("compare",), lambda: projection.links(self.world, side_by_side.KINDS))
        return side_by_side.side_by_side(self.world, found, iris, ground)

    def duties(self, actor: str, agreement: str, ground: str, *, unowned: bool = False) -> Shown:
        """Who owes what to whom and when: of the body and in the agreement named, or of all."""
        _known("ground", ground, GROUNDS)
        iri = self.agreement(agreement) if agreement else ""
        return choose(self.world, self._told, ground, actor, iri, unowned=unowned)

    def diff(self, old: str, new: str, ground: str) -> tuple[Differences, tuple[Version, Version]]:
        """What has changed from one day to another, and the two named; their triples are not kept."""
        _known("ground", ground, GROUNDS)
        if day_of(old) == day_of(new):
            raise UsageError(
                f"{old} is given twice; give two days", f"Den {month(old)} er valgt to gange. Vælg to dage."
            )
        return self._of_two_days(old, new, ground)

    def _compared(self, old: str, new: str, ground: str) -> tuple[Differences, tuple[Version, Version]]:
        parts, versions = between(self.world, self.dates, self.links, (old, new), ground)
        return of_parts(parts), versions

    @property
    def bodies(self) -> frozenset[str]:
        """Those who owe or get something, or are forums without a task, at any ground: the actors of `duties`."""
        return self._once(("bodies",), lambda: frozenset(bodies(duties(self._told, GROUNDS[-1]))))

    @property
    def _told(self) -> Told:
        return self._once(("told",), lambda: told(self.world))

    def _provisions(self, language: str) -> tuple[Provision, ...]:
        return self._once(("provisions", language), lambda: provisions(self.world, language))

    def _network(self, ground: str, day: str) -> Network:
        """The network at a ground; that of a day is made anew, since there are as many days as readers write."""
        known = self._once(("network", ground), lambda: impact.network(self.world, ground))
        return impact.on_day(known, self.dates, day) if day else known


def _known(what: str, name: str, known: Collection[str]) -> None:
    """Raises UnknownNameError for a name that is not among the known."""
    if name not in known:
        raise UnknownNameError(what, name, tuple(known))


def _day(text: str) -> str:
    return day_of(text) if text else ""
