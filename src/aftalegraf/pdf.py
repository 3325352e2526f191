"""Turn a picture into a PDF of its own size: vectors, words that can be read and searched, the packaged font only."""

from __future__ import annotations

import html
import re
from importlib.resources import files
from typing import Any, Final

FONT: Final = "Source Sans Pro"
_POINTS: Final = 0.75  # a pixel of the picture in points
_NAME: Final = re.compile(r'<title id="billedets-navn">(.*?)</title>', re.DOTALL)
_ALT: Final = re.compile(r'<desc id="billedets-indhold">(.*?)</desc>', re.DOTALL)
_SIZE: Final = re.compile(r'<svg [^>]*?\bwidth="([0-9.]+)" height="([0-9.]+)"')

# The words come in as values, so that nothing in a label is taken for a command. No date: the same bytes every time.
_PAGE: Final = """
#set document(title: sys.inputs.name, date: none)
#set text(lang: sys.inputs.language, font: "{font}")
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.alt, width: 100%)
"""


def pdf(svg: str, language: str = "da") -> bytes:
    """A picture of ours as PDF/UA-1: its title, language and description are those of the SVG."""
    import typst  # noqa: PLC0415 (slow to import, and only those who want a PDF need it)

    size = _SIZE.search(svg)
    width, height = (float(size[1]), float(size[2])) if size else (595.0, 842.0)
    page = _PAGE.format(font=FONT, width=width * _POINTS, height=height * _POINTS)
    folders: Any = [str(files("font_source_sans_pro") / "files")]  # typst's types want bytes here too
    return typst.compile(
        page.encode(),
        format="pdf",
        font_paths=folders,
        ignore_system_fonts=True,
        sys_inputs={"svg": svg, "language": language, "name": _said(_NAME, svg), "alt": _said(_ALT, svg)},
        pdf_standards=["ua-1"],
    )


def _said(pattern: re.Pattern[str], svg: str) -> str:
    found = pattern.search(svg)
    return html.unescape(found[1]) if found else "aftalegraf"
