"""Make a picture of the graph, and turn it into a PNG or into a page that needs no host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Final

import resvg_py

from aftalegraf.answers import GROUND_LABELS, slug
from aftalegraf.branches import tree, under
from aftalegraf.chain_words import counted, word
from aftalegraf.drawing import Look, thread_svg
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.namespaces import AFT
from aftalegraf.narrow import areas, covering, narrowed
from aftalegraf.pdf import pdf
from aftalegraf.statements import GROUNDS
from aftalegraf.stills import coverage_svg, tree_svg
from aftalegraf.svg import escape
from aftalegraf.trace import agreements, class_of, lost, thread
from aftalegraf.world import World

VIEWS: Final = ("tree", "thread", "coverage")
FORMATS: Final = ("svg", "png", "pdf", "html")
SUPPORTS: Final = f"{AFT}understoetterNationaltMaal"
FONT: Final = "Source Sans Pro"
SCALE: Final = 2.0

_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ margin: 1.5rem; font-family: sans-serif }} a:hover rect {{ stroke-width: 2.5 }}</style>
</head>
<body>
{svg}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Order:
    """What picture is wanted: of which agreement, at which ground, of which focus area or vision alone, in a language.

    Without an agreement the first one is drawn, without an area the whole of it. `href` gives the address that a thing
    links to.
    """

    ground: str = "udledt"
    agreement: str = ""
    area: str = ""
    language: str = "da"
    href: Callable[[str], str] = str


def picture(world: World, view: str, form: str, order: Order) -> bytes:
    """A view (of VIEWS) in a form (of FORMATS). Raises UnknownNameError for a name that is none of these."""
    if form not in FORMATS:
        raise UnknownNameError("format", form, FORMATS)
    name, svg = draw(world, view, order)
    if form == "png":
        return png(svg)
    if form == "pdf":
        return pdf(svg, order.language)
    return (standalone_html(name, svg, order.language) if form == "html" else svg).encode()


def draw(world: World, view: str, order: Order) -> tuple[str, str]:
    """The name of a view and its SVG."""
    for what, given, known in (("view", view, VIEWS), ("ground", order.ground, GROUNDS)):
        if given not in known:
            raise UnknownNameError(what, given, known)
    order = order if order.agreement else replace(order, agreement=first_agreement(world))
    name, source = world.label(order.agreement), _source(world, order.agreement)
    look, language = Look(order.language, order.href), order.language
    subtitle = _subtitle(world, order)
    if view == "tree":
        branch = tree(world, order.agreement, order.ground, language)
        return name, tree_svg(under(branch, order.area) if order.area else branch, subtitle, source, look)
    whole = thread(world, order.agreement, order.ground, language)
    chain = narrowed(whole, order.area) if order.area else whole
    reason = lost(world, SUPPORTS, order.agreement)
    if view == "coverage":
        return name, coverage_svg(covering(chain, whole, reason), name, subtitle, source, look)
    return name, thread_svg(chain, subtitle, reason, source, look)


def _subtitle(world: World, order: Order) -> str:
    """What the picture rests on, and what part of the agreement it shows."""
    said = word("ground", order.language, GROUND_LABELS[order.ground][order.language])
    if not order.area:
        return said
    kind = counted(class_of(world, order.area), 1, order.language).removeprefix("1 ")
    return f"{said} · {word('within', order.language, kind, world.label(order.area))}"


def ordered(world: World, ground: str, agreement: str, area: str, language: str) -> Order:
    """An order by the ids of an agreement and of one of its focus areas or visions.

    Raises UnknownNameError with the nearest ids for one that is not there.
    """
    known = {slug(node.iri): node.iri for node in agreements(world)}
    if agreement and agreement not in known:
        raise UnknownNameError("agreement", agreement, known)
    chosen = known[agreement] if agreement else first_agreement(world)
    parts = {slug(node.iri): node.iri for node in areas(thread(world, chosen, ground))} if area else {}
    if area and area not in parts:
        raise UnknownNameError("focus area", area, parts)
    return Order(ground, chosen, parts.get(area, ""), language)


def first_agreement(world: World) -> str:
    """The agreement to show when none is chosen. Raises UsageError when the data hold none."""
    found = agreements(world)
    if not found:
        raise UsageError("no sundhedsaftale in the data; give one the class aft:Sundhedsaftale")
    return found[0].iri


def png(svg: str, scale: float = SCALE) -> bytes:
    """SVG as PNG, with the packaged font only: the same picture on every machine."""
    folder = files("font_source_sans_pro") / "files"
    fonts = [str(folder / f"SourceSansPro-{weight}.ttf") for weight in ("Regular", "Semibold", "Bold")]
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=fonts,
        font_family=FONT,
        sans_serif_family=FONT,
    )


def standalone_html(title: str, svg: str, language: str = "da") -> str:
    """One file to keep or to mail: the picture in a page, with nothing to fetch."""
    return _PAGE.format(title=escape(title), svg=svg, language=language)


def _source(world: World, agreement: str) -> str:
    """The documents that an agreement is read in, by their short names."""
    rows = world.store.select(
        f"SELECT DISTINCT ?l WHERE {{ <{agreement}> aft:dokumenteretI/skos:altLabel ?l }} ORDER BY ?l"
    )
    return ", ".join(row[0].value for row in rows.rows if row[0])
