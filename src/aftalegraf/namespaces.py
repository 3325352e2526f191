"""Name things: the prefixes, the graphs, and the only place that makes an IRI."""

from __future__ import annotations

import hashlib
import re
from typing import Final

BASE: Final = "https://w3id.org/aftalegraf/"
ONTOLOGY: Final = f"{BASE}ns"
AFT: Final = f"{BASE}ns#"
ID: Final = f"{BASE}id/"
GRAPH: Final = f"{BASE}graf/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCT: Final = "http://purl.org/dc/terms/"
SH: Final = "http://www.w3.org/ns/shacl#"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
QB: Final = "http://purl.org/linked-data/cube#"
ELI: Final = "http://data.europa.eu/eli/ontology#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCAT_DK: Final = "https://data.gov.dk/model/core/dcat-dk/"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
VOID: Final = "http://rdfs.org/ns/void#"
EARL: Final = "http://www.w3.org/ns/earl#"

PREFIXES: Final[dict[str, str]] = {
    "aft": AFT,
    "shapes": f"{BASE}shapes#",
    "graf": GRAPH,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "sh": SH,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "qb": QB,
    "eli": ELI,
    "vann": "http://purl.org/vocab/vann/",
    "foaf": FOAF,
    "gist": "https://w3id.org/semanticarts/ns/ontology/gist/",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
    "adms": "http://www.w3.org/ns/adms#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": DCAT,
    "mdl": "https://data.gov.dk/model/core/modelling#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "time": "http://www.w3.org/2006/time#",
    "voag": "http://voag.linkedmodel.org/schema/voag#",
    "void": VOID,
    "vcard": VCARD,
    "dcat-dk": DCAT_DK,
}

# Properties of other vocabularies that the data use, with the type of their values: rdfs:Resource is an address on
# the web, "" any thing.
REUSED_RANGES: Final[dict[str, str]] = {
    f"{RDF}type": f"{OWL}Class",
    f"{RDFS}seeAlso": f"{RDFS}Resource",
    f"{DCT}title": f"{RDF}langString",
    f"{DCT}description": f"{RDF}langString",
    f"{DCT}issued": f"{XSD}date",
    f"{DCT}isPartOf": "",
    f"{DCT}isVersionOf": "",
    f"{DCT}references": "",
    f"{DCT}replaces": "",
    f"{SKOS}altLabel": f"{RDF}langString",
    f"{SKOS}hiddenLabel": f"{RDF}langString",
    f"{SKOS}historyNote": f"{RDF}langString",
    f"{SKOS}editorialNote": f"{RDF}langString",
    f"{SKOS}notation": f"{XSD}string",
    f"{SKOS}member": "",
    f"{SKOS}inScheme": "",
    f"{ORG}hasMember": "",
    f"{ORG}subOrganizationOf": "",
    f"{ORG}originalOrganization": "",
    f"{ORG}resultingOrganization": "",
    f"{PROV}wasDerivedFrom": "",
    f"{PROV}wasRevisionOf": "",
    f"{PROV}hadPrimarySource": "",
    f"{ELI}amends": "",
    f"{ELI}based_on": "",
}

_KINDS: Final = {f"{SKOS}Collection": "samling", f"{ELI}LegalResource": "retskilde"}
_SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def graph(name: str) -> str:
    """The IRI of a named graph, for instance `graph('alt')`."""
    return GRAPH + name


def described(name: str) -> str:
    """The IRI of a part of the description of the dataset, which the server gives at /.well-known/void."""
    return f"{BASE}.well-known/void#{name}" if name else f"{BASE}.well-known/void"


def is_slug(text: str) -> bool:
    """Whether `text` can be the last part of an IRI of ours."""
    return _SLUG.fullmatch(text) is not None


def mint(class_iri: str, slug: str) -> str:
    """The IRI of a thing: `.../id/<kind>/<slug>`, the kind after the class it was first entered as."""
    kind = _KINDS.get(class_iri) or re.split(r"[#/]", class_iri)[-1].lower()
    return f"{ID}{kind}/{slug}"


def mint_hashed(kind: str, *parts: str) -> str:
    """The IRI of something known by its content alone, the same for the same parts."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{ID}{kind}/{digest[:20]}"


def expand(curie: str) -> str | None:
    """The IRI behind `prefix:name`, or None if the prefix is not one of ours."""
    prefix, found, name = curie.partition(":")
    return PREFIXES[prefix] + name if found and prefix in PREFIXES else None


def shorten(iri: str) -> str:
    """`prefix:name` where a prefix fits, else the IRI itself."""
    fits = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base) and len(iri) > len(base)]
    if not fits:
        return iri
    length, prefix = max(fits)
    return f"{prefix}:{iri[length:]}"
