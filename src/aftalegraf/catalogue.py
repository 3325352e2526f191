"""Describe the dataset and its endpoint as triples: VoID for its contents, DCAT-AP-DK for catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final, TypeAlias

from aftalegraf import __version__
from aftalegraf.contents import DUMPS, Counts
from aftalegraf.namespaces import ID, ONTOLOGY, XSD, described, expand, shorten
from aftalegraf.rdf import Literal, NamedNode, Triple
from aftalegraf.reuse import namespace

Value: TypeAlias = NamedNode | Literal
Values: TypeAlias = Value | tuple[Value, ...]

WELL_KNOWN: Final = "/.well-known/void"
PROJECT: Final = f"{ID}agent/aftalegraf"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_FEATURE: Final = "http://www.w3.org/ns/formats/"
_ACTS: Final = ("https://www.retsinformation.dk/eli/lta/2025/275", "https://www.retsinformation.dk/eli/lta/2022/1248")
_CC0: Final = "http://creativecommons.org/publicdomain/zero/1.0/"


def catalogue(found: Counts, base: str, *, sparql: bool = True) -> tuple[Triple, ...]:
    """The description, sorted. `base` is where the public finds the server, `sparql` whether it answers SPARQL."""
    parts = (
        *(_page(base), _catalog(found, base, sparql=sparql), _dataset(base), _terms_of_use(found), _nodes(found, base)),
        *(_void(found, base, sparql=sparql), _partitions(found), _subsets(found), _linksets(found)),
        *(_distributions(base), _agent(base)),
    )
    service = _service(base) if sparql else ()
    return tuple(sorted(set(chain(*parts, service)), key=str))


def _say(subject: str, **said: Values) -> Iterator[Triple]:
    """Triples of one subject: a part of the description by name, or an IRI. `dct_title` stands for dct:title."""
    me = NamedNode(subject if ":" in subject else described(subject))
    for name, values in said.items():
        prefix, _, local = name.partition("__")
        predicate = NamedNode(expand(f"{prefix.replace('_', '-')}:{local}") or "")
        for value in values if isinstance(values, tuple) else (values,):
            yield Triple(me, predicate, value)


def _a(*curies: str) -> tuple[NamedNode, ...]:
    return tuple(NamedNode(expand(curie) or curie) for curie in curies)


def _iri(iri: str) -> NamedNode:
    return NamedNode(iri)


def _here(name: str) -> NamedNode:
    return NamedNode(described(name))


def _both(da: str, en: str) -> tuple[Literal, Literal]:
    return Literal(da, language="da"), Literal(en, language="en")


def _typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


def _size(value: int) -> Literal:
    return _typed(str(value), "integer")


_TITLE: Final = _both(
    "aftalegraf: sundhedsaftaler med kilder", "aftalegraf: Danish health agreements with their sources"
)
_ABOUT: Final = _both(
    "Uofficielt værktøj, som ingen myndighed har udgivet eller godkendt. Sundhedsaftaler, deres mål, indikatorer, "
    "fora, frister og kilder som udsagn, der hver har grundlag og kilde. Vejledningen foreligger kun som udateret "
    "udkast.",
    "Unofficial tool, neither published nor approved by any authority. Danish health agreements, their aims, "
    "indicators, forums, deadlines and sources as statements, each with its ground and source. The guidance is at "
    "hand only as an undated draft.",
)
_RIGHTS: Final = _both(
    "Vores udsagn er CC0. Citater er på højst 12 ord og tilhører dokumenternes udgivere; se hvert dokument.",
    "Our statements are CC0. Quotations are of at most 12 words and belong to the publishers; see each document.",
)
_LANGUAGES: Final = (_iri(f"{_EU}language/DAN"), _iri(f"{_EU}language/ENG"))


def _page(base: str) -> Iterator[Triple]:
    yield from _say("", rdf__type=_a("void:DatasetDescription", "foaf:Document"), dct__title=_TITLE,
                    foaf__primaryTopic=_here("dataset"), dct__creator=_iri(PROJECT))  # fmt: skip
    for path in ("/", "/om", "/docs", WELL_KNOWN):
        yield from _say(f"{base}{path}", rdf__type=_a("foaf:Document"))


def _catalog(found: Counts, base: str, *, sparql: bool) -> Iterator[Triple]:
    dates = {"dct__issued": _typed(found.issued, "date"), "dct__modified": _typed(found.modified, "date")}
    yield from _say(
        "catalog",
        rdf__type=_a("dcat:Catalog"),
        dct__title=_both("aftalegrafs katalog", "The catalogue of aftalegraf"),
        dct__description=_ABOUT,
        dct__publisher=_iri(PROJECT),
        dcat__dataset=_here("dataset"),
        dcat__service=(_here("sparql"),) if sparql else (),
        dcat__record=_here("record"),
        dcat__themeTaxonomy=_iri(f"{_EU}data-theme"),
        foaf__homepage=_iri(f"{base}/"),
        dct__language=_LANGUAGES,
        dct__spatial=_iri(f"{_EU}country/DNK"),
        dct__license=_iri(_CC0),
        **dates,
    )
    yield from _say("record", rdf__type=_a("dcat:CatalogRecord"), foaf__primaryTopic=_here("dataset"), **dates)


def _dataset(base: str) -> Iterator[Triple]:
    yield from _say(
        "dataset",
        rdf__type=_a("dcat:Dataset", "void:Dataset"),
        dct__identifier=Literal(described("dataset")),
        dct__title=_TITLE,
        dct__description=_ABOUT,
        dct__publisher=_iri(PROJECT),
        dct__creator=_iri(PROJECT),
        dcat_dk__datasetResponsibleOrganisation=_iri(PROJECT),
        dcat__contactPoint=_here("contact"),
        dcat__distribution=tuple(_here(d.ending) for d in DUMPS),
        dcat__landingPage=_iri(f"{base}/"),
        foaf__page=(_iri(f"{base}/om"), _iri(f"{base}/docs")),
        dct__conformsTo=_iri(ONTOLOGY),
        dcat__theme=_iri(f"{_EU}data-theme/HEAL"),
        dcat__keyword=(*_both("sundhedsaftale", "health agreement"), *_both("nationale mål", "national goals")),
        dct__relation=tuple(_iri(act) for act in _ACTS),
        dct__language=_LANGUAGES,
        owl__versionInfo=Literal(__version__),
    )


def _terms_of_use(found: Counts) -> Iterator[Triple]:
    """What the dataset covers, where it comes from and what may be done with it."""
    yield from _say(
        "dataset",
        dct__accessRights=_iri(f"{_EU}access-right/PUBLIC"),
        dct__license=_iri(_CC0),
        dct__rights=_here("rights"),
        dcat_dk__paymentImposedContents=_typed("false", "boolean"),
        dct__spatial=_iri(f"{_EU}country/DNK"),
        dct__temporal=_here("period") if found.first and found.last else (),
        dct__accrualPeriodicity=_iri(f"{_EU}frequency/IRREG"),
        dct__issued=_typed(found.issued, "date"),
        dct__modified=_typed(found.modified, "date"),
        dct__provenance=_here("provenance"),
    )


def _nodes(found: Counts, base: str) -> Iterator[Triple]:
    """What the dataset points to and no catalogue of others describes."""
    name = _both("projektet aftalegraf", "the aftalegraf project")
    yield from _say("contact", rdf__type=_a("vcard:Kind"), vcard__fn=name, vcard__hasURL=_iri(f"{base}/om"))
    if found.first and found.last:
        start, end = _typed(f"{found.first}-01-01", "date"), _typed(f"{found.last}-12-31", "date")
        yield from _say("period", rdf__type=_a("dct:PeriodOfTime"), dcat__startDate=start, dcat__endDate=end)
    yield from _say("rights", rdf__type=_a("dct:RightsStatement"), rdfs__label=_RIGHTS)
    made = _both(
        f"Læst af {found.documents} dokumenter; hvert udsagn har grundlag, kilde og sted. Vores læsning og "
        "redaktionens tilføjelser er mærket. Vejledningen er et udateret udkast.",
        f"Read from {found.documents} documents; each statement has its ground, source and place. Our reading and "
        "what the editors added are marked. The guidance is an undated draft.",
    )
    yield from _say("provenance", rdf__type=_a("dct:ProvenanceStatement"), rdfs__label=made)
    public = _iri("http://purl.org/adms/licencetype/PublicDomain")
    yield from _say(_CC0, rdf__type=_a("dct:LicenseDocument"), dct__type=public)
    yield from _say(ONTOLOGY, rdf__type=_a("dct:Standard"), dct__title=_both("ontologi", "ontology"))


def _void(found: Counts, base: str, *, sparql: bool) -> Iterator[Triple]:
    spaces = sorted({namespace(iri) for iri in (*found.classes, *found.properties)})
    yield from _say(
        "dataset",
        void__triples=_size(found.triples),
        void__distinctSubjects=_size(found.subjects),
        void__distinctObjects=_size(found.objects),
        void__entities=_size(found.entities),
        void__classes=_size(len(found.classes)),
        void__properties=_size(len(found.properties)),
        void__uriSpace=Literal(ID),
        void__vocabulary=tuple(_iri(space) for space in spaces),
        void__exampleResource=tuple(_iri(iri) for iri in found.examples),
        void__rootResource=tuple(_iri(iri) for iri in found.examples[:1]),
        void__dataDump=tuple(_iri(f"{base}{d.path}") for d in DUMPS),
        void__feature=tuple(_iri(f"{_FEATURE}{d.feature}") for d in DUMPS),
        void__sparqlEndpoint=(_iri(f"{base}/sparql"),) if sparql else (),
    )


def _partitions(found: Counts) -> Iterator[Triple]:
    """Each class with its things, each property with its triples."""
    for kind, sizes in (("class", found.classes), ("property", found.properties)):
        for iri, size in sizes.items():
            name = f"{kind}-{shorten(iri).replace(':', '-')}"
            if kind == "class":
                yield from _say("dataset", void__classPartition=_here(name))
                yield from _say(name, void__class=_iri(iri), void__entities=_size(size))
            else:
                yield from _say("dataset", void__propertyPartition=_here(name))
                yield from _say(name, void__property=_iri(iri), void__triples=_size(size))


def _subsets(found: Counts) -> Iterator[Triple]:
    """Each named graph."""
    for subset in found.subsets:
        license_ = (_iri(_CC0),) if subset.free else ()
        texts = tuple(Literal(text, language=language) for language, text in sorted(subset.description.items()))
        yield from _say("dataset", void__subset=_iri(subset.iri))
        yield from _say(subset.iri, rdf__type=_a("void:Dataset"), void__triples=_size(subset.triples),
                        dct__description=texts, dct__license=license_)  # fmt: skip


def _linksets(found: Counts) -> Iterator[Triple]:
    """The alignments of our terms with those of others."""
    for (predicate, target), size in found.links.items():
        name = f"links-{shorten(predicate).replace(':', '-')}-{shorten(f'{target}x').partition(':')[0]}"
        yield from _say("dataset", void__subset=_here(name))
        yield from _say(
            name,
            rdf__type=_a("void:Linkset"),
            void__linkPredicate=_iri(predicate),
            void__triples=_size(size),
            void__subjectsTarget=_here("dataset"),
            void__objectsTarget=_iri(target),
        )
        yield from _say(target, rdf__type=_a("void:Dataset"))


def _distributions(base: str) -> Iterator[Triple]:
    for found in DUMPS:
        yield from _say(
            found.ending,
            rdf__type=_a("dcat:Distribution"),
            dct__title=_both(found.title_da, found.title_en),
            dcat__accessURL=_iri(f"{base}{found.path}"),
            dcat__downloadURL=_iri(f"{base}{found.path}"),
            dcat__mediaType=_iri(f"{_MEDIA}{found.media_type}"),
            dct__format=_iri(f"{_EU}file-type/{found.file_type}"),
            dct__license=_iri(_CC0),
            dct__rights=_here("rights"),
            dct__conformsTo=_iri(ONTOLOGY),
            dct__language=_LANGUAGES,
        )


def _service(base: str) -> Iterator[Triple]:
    yield from _say(
        "sparql",
        rdf__type=_a("dcat:DataService"),
        dct__title=_both("aftalegrafs SPARQL-endepunkt", "The SPARQL endpoint of aftalegraf"),
        dct__description=_both("Læsning med SPARQL 1.1, uden nøgle.", "Read-only SPARQL 1.1, without a key."),
        dct__publisher=_iri(PROJECT),
        dcat__endpointURL=_iri(f"{base}/sparql"),
        dcat__endpointDescription=_iri(f"{base}/docs"),
        dcat__servesDataset=_here("dataset"),
        dct__accessRights=_iri(f"{_EU}access-right/PUBLIC"),
    )


def _agent(base: str) -> Iterator[Triple]:
    yield from _say(
        PROJECT,
        rdf__type=_a("foaf:Agent"),
        foaf__name=_both("aftalegraf (uofficielt projekt)", "aftalegraf (unofficial project)"),
        foaf__homepage=_iri(f"{base}/"),
    )
