"""Read the library of questions and put values into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aftalegraf.assets import Assets
from aftalegraf.errors import SourceError, SourceErrors
from aftalegraf.namespaces import expand, graph, is_slug
from aftalegraf.reckoned import Reckoned, reckoned
from aftalegraf.sentences import Sentence, read_sentence

HEADINGS: Final = ("titel", "title", "tema", "formål", "purpose")
_SENTENCES: Final = {"da": "svar", "en": "answer"}
GROUND_MARK: Final = "#GRUNDLAG"
VALUES_MARK: Final = "#VALUES"
GROUNDS_MARK: Final = "#GRUNDE"
_GROUNDS: Final = ("fremgaar", "udledt", "redaktionel")
_HEADER: Final = re.compile(r"# ([\wåæøÅÆØ ]+?): (.+)")
_COLUMN: Final = re.compile(r"(?P<name>\w+) \| (?P<da>[^|]+) \| (?P<en>[^|]+)")
_PARAMETER: Final = re.compile(
    r"(?P<name>\w+) (?P<cls>[\w:-]+) (?P<need>påkrævet|valgfri) \| (?P<da>[^|]+) \| (?P<en>[^|]+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A place in a question for one thing. `class_iri` tells which things can be chosen."""

    name: str
    class_iri: str
    required: bool
    label_da: str
    label_en: str

    def label(self, language: str) -> str:
        """What is to be chosen."""
        return self.label_da if language == "da" else self.label_en


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library: its texts, its parameters, the properties it rests on and its SPARQL.

    `columns` maps a variable to its heading by language; `by_source` asks for rows in the order of the documents;
    `sentences` says by language what was found, where the file has a sentence for it; `reckoned` what it reckons,
    where it is answered from columns.
    """

    id: str
    title_da: str
    title_en: str
    theme: str
    purpose_da: str
    purpose_en: str
    parameters: tuple[Parameter, ...]
    rests_on: tuple[str, ...]
    columns: Mapping[str, Mapping[str, str]]
    text: str
    path: str
    by_source: bool = False
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    reckoned: Reckoned | None = None

    def title(self, language: str) -> str:
        """The question itself."""
        return self.title_da if language == "da" else self.title_en

    def purpose(self, language: str) -> str:
        """What the question is for."""
        return self.purpose_da if language == "da" else self.purpose_en

    def column(self, variable: str, language: str) -> str:
        """The heading of a column, or the name of the variable."""
        return self.columns.get(variable, {}).get(language, variable)

    def sparql(self, values: Mapping[str, str], ground: str) -> str:
        """The query with IRIs bound to parameters and the ground chosen.

        `ground` is fremgaar, udledt (what is stated and our reading: the default graph) or redaktionel (with the
        editors' additions). A parameter without a value is left open. Where a question reads statements, their
        ?grundlag is bound to the grounds chosen.
        """
        bound = (f"VALUES ?{p.name} {{ <{values[p.name]}> }}" for p in self.parameters if p.name in values)
        row = " ".join(bound)  # one by one: Virtuoso takes no row of several
        text = self.text.replace(GROUND_MARK, _from(ground)).replace(VALUES_MARK, row)
        return text.replace(GROUNDS_MARK, _grounds(ground))

    def every(self, ground: str) -> str:
        """The query for all that is reckoned at a ground, row by row, of a question that is answered from columns."""
        if self.reckoned is None:
            raise ValueError(f"{self.id} is not answered from columns")
        return self.reckoned.rows.replace(GROUND_MARK, _from(ground)).replace(VALUES_MARK, "")


def _from(ground: str) -> str:
    name = {"fremgaar": "fremgaar", "udledt": "", "redaktionel": "alt"}[ground]
    if not name:
        return ""
    return "\n".join(f"FROM <{graph(part)}>" for part in (name, "observationer", "udsagn", "kilder", "ontologi"))


def _grounds(ground: str) -> str:
    names = _GROUNDS[: _GROUNDS.index(ground) + 1]
    return f"VALUES ?grundlag {{ {' '.join(f'aft:{name}' for name in names)} }}"


def read_questions(assets: Assets) -> tuple[Question, ...]:
    """The questions of queries/library, by id. Raises SourceErrors with every header that does not hold."""
    found: list[Question] = []
    errors: list[SourceError] = []
    for path in assets.files("queries/library", "*.rq"):
        try:
            found.append(_question(path, assets.name(path)))
        except SourceError as error:
            errors.append(error)
    if errors:
        raise SourceErrors(errors)
    return tuple(found)


def _question(path: Path, name: str) -> Question:
    if not is_slug(path.stem):
        raise SourceError(name, None, "the file name is the question's id: use a-z, digits and hyphens")
    lines = path.read_text(encoding="utf-8").splitlines()
    header, parameters, columns = _read_header(lines, name)
    missing = [heading for heading in HEADINGS if heading not in header]
    if missing:
        raise SourceError(name, 1, f"the header lacks {', '.join(missing)}; write '# {missing[0]}: ...'")
    text = "\n".join(line for line in lines if not line.startswith("# ")).strip() + "\n"
    if "ORDER BY" not in text:
        raise SourceError(name, None, "has no ORDER BY; an answer must come in the same order every time")
    if parameters and VALUES_MARK not in text:
        raise SourceError(name, None, f"has parameters but no {VALUES_MARK} line to put them in")
    return Question(
        id=path.stem,
        title_da=header["titel"],
        title_en=header["title"],
        theme=header["tema"],
        purpose_da=header["formål"],
        purpose_en=header["purpose"],
        parameters=parameters,
        rests_on=_rests_on(header.get("hviler på", ""), name),
        columns=columns,
        text=text,
        path=name,
        by_source=_by_source(header.get("orden", ""), name),
        sentences=_sentences(header, name),
        reckoned=_reckoned(header.get("kolonner", ""), text, parameters, name),
    )


_Header = tuple[dict[str, str], tuple[Parameter, ...], dict[str, dict[str, str]]]


def _read_header(lines: list[str], name: str) -> _Header:
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: dict[str, dict[str, str]] = {}
    for number, line in enumerate(lines, 1):
        match = _HEADER.fullmatch(line)
        if not match:
            continue
        key, value = match[1], match[2].strip()
        if key == "parameter":
            parameters.append(_parameter(value, name, number))
        elif key == "kolonne":
            found = _COLUMN.fullmatch(value)
            if found is None:
                raise SourceError(name, number, "write '# kolonne: VARIABLE | dansk | English'")
            columns[found["name"]] = {"da": found["da"].strip(), "en": found["en"].strip()}
        else:
            header[key] = value
    return header, tuple(parameters), columns


def _parameter(value: str, name: str, line: int) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    class_iri = expand(match["cls"]) if match else None
    if match is None or class_iri is None:
        raise SourceError(name, line, "write '# parameter: NAME CLASS påkrævet|valgfri | dansk | English'")
    return Parameter(match["name"], class_iri, match["need"] == "påkrævet", match["da"].strip(), match["en"].strip())


def _by_source(value: str, name: str) -> bool:
    if value not in ("", "kilde"):
        raise SourceError(name, None, f"'orden' is '{value}'; write '# orden: kilde' or leave the line out")
    return bool(value)


def _reckoned(value: str, text: str, parameters: Iterable[Parameter], name: str) -> Reckoned | None:
    if not value:
        return None
    if value != "ja":
        raise SourceError(name, None, f"'kolonner' is '{value}'; write '# kolonner: ja' or leave the line out")
    try:
        return reckoned(text, [parameter.name for parameter in parameters])
    except ValueError as error:
        raise SourceError(name, None, f"cannot be answered from columns: {error}") from None


def _sentences(header: Mapping[str, str], name: str) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    for language, heading in _SENTENCES.items():
        if heading in header:
            try:
                found[language] = read_sentence(header[heading])
            except ValueError as error:
                raise SourceError(name, None, f"'{heading}' does not hold: {error}") from None
    return found


def _rests_on(value: str, name: str) -> tuple[str, ...]:
    iris: list[str] = []
    for curie in value.split():
        iri = expand(curie)
        if iri is None:
            raise SourceError(name, None, f"'hviler på' names {curie}, whose prefix is unknown")
        iris.append(iri)
    return tuple(iris)
