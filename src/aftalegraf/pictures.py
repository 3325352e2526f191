"""Make a picture of the graph, and turn it into a PNG or into a page that needs no host."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Final

import resvg_py

from aftalegraf.answers import GROUND_LABELS
from aftalegraf.drawing import thread_svg
from aftalegraf.errors import UnknownNameError, UsageError
from aftalegraf.statements import GROUNDS
from aftalegraf.stills import coverage_svg, tree_svg
from aftalegraf.svg import escape
from aftalegraf.trace import agreements, coverage, thread, tree
from aftalegraf.world import World

VIEWS: Final = ("tree", "thread", "coverage")
FORMATS: Final = ("svg", "png", "html")
FONT: Final = "Source Sans Pro"
SCALE: Final = 2.0

_PAGE: Final = """<!doctype html>
<html lang="da">
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


def picture(
    world: World, view: str, form: str, ground: str, agreement: str = "", href: Callable[[str], str] = str
) -> bytes:
    """A view (of VIEWS) of an agreement in a form (of FORMATS), at a ground.

    Without an agreement the first one is drawn. Raises UnknownNameError for a name that is none of these.
    """
    if form not in FORMATS:
        raise UnknownNameError("format", form, FORMATS)
    name, svg = draw(world, view, ground, agreement, href)
    if form == "png":
        return png(svg)
    return (standalone_html(name, svg) if form == "html" else svg).encode()


def draw(
    world: World, view: str, ground: str, agreement: str = "", href: Callable[[str], str] = str
) -> tuple[str, str]:
    """The name of a view and its SVG; `href` gives the address that a thing links to."""
    for what, given, known in (("view", view, VIEWS), ("ground", ground, GROUNDS)):
        if given not in known:
            raise UnknownNameError(what, given, known)
    agreement = agreement or first_agreement(world)
    name, source = world.label(agreement), _source(world, agreement)
    subtitle = f"Grundlag: {GROUND_LABELS[ground]['da']}"
    if view == "tree":
        return name, tree_svg(tree(world, agreement), f"Grundlag: {GROUND_LABELS['udledt']['da']}", source, href)
    covered = coverage(world, agreement, ground)
    if view == "coverage":
        return name, coverage_svg(covered, name, subtitle, source, href)
    reason = f"Kan ikke afgøres: {covered.reason}." if covered.reason else ""
    return name, thread_svg(thread(world, agreement, ground), subtitle, reason, source, href)


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


def standalone_html(title: str, svg: str) -> str:
    """One file to keep or to mail: the picture in a page, with nothing to fetch."""
    return _PAGE.format(title=escape(title), svg=svg)


def _source(world: World, agreement: str) -> str:
    """The documents that an agreement is read in, by their short names."""
    rows = world.store.select(
        f"SELECT DISTINCT ?l WHERE {{ <{agreement}> aft:dokumenteretI/skos:altLabel ?l }} ORDER BY ?l"
    )
    return ", ".join(row[0].value for row in rows.rows if row[0])
