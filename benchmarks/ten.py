"""The ten queries that servers are compared by: one of each kind, over the terms of the ontology."""

from __future__ import annotations

from typing import Final

from benchmarks.nation import iri

from aftalegraf.namespaces import PREFIXES

_AGREEMENT: Final = f"<{iri('Sundhedsaftale', 5)}>"
_BELOW: Final = "(aft:harVision|aft:harIndsatsomraade|aft:harMaalsaetning|aft:harIndikator|aft:harMaalepunkt)"
_TEXTS: Final = {
    "q01 point": f"SELECT ?navn {{ {_AGREEMENT} skos:prefLabel ?navn }}",
    "q02 path": f"""SELECT ?maal ?national ?maalsaetning ?maaling {{
  VALUES ?maal {{ <{iri("NationaltMaal", 1)}> <{iri("NationaltMaal", 2)}> <{iri("NationaltMaal", 6)}> }}
  ?plads aft:indplaceretUnder ?maal ; aft:indplaceringAf ?national .
  ?samme aft:sammenfaldMed ?national ; aft:sammenfaldFor ?maaling .
  ?maalsaetning aft:harIndikator|aft:harMaalepunkt ?maaling
}} ORDER BY ?maal ?national ?maalsaetning ?maaling""",
    "q03 gap": """SELECT ?maalsaetning ?navn {
  ?maalsaetning a aft:Maalsaetning ; skos:prefLabel ?navn
  FILTER NOT EXISTS { ?maalsaetning aft:harIndikator ?i } FILTER NOT EXISTS { ?maalsaetning aft:harMaalepunkt ?m }
} ORDER BY ?maalsaetning""",
    "q04 matrix": """SELECT ?aftale ?national (COUNT(DISTINCT ?maaling) AS ?antal) {
  ?aftale aft:harVision|aft:harIndsatsomraade ?omraade . ?omraade aft:harMaalsaetning ?maalsaetning .
  ?maalsaetning aft:harIndikator|aft:harMaalepunkt ?maaling .
  ?samme aft:sammenfaldFor ?maaling ; aft:sammenfaldMed ?national
} GROUP BY ?aftale ?national ORDER BY ?aftale ?national""",
    "q05 series": f"""SELECT ?fra ?vaerdi {{
  ?o aft:maaltIndikator <{iri("Maaleindikator", 3)}> ; aft:maaltOmraade <{iri("Kommune", 41)}> ;
     aft:maaltPeriode ?periode ; aft:maalingsvaerdi ?vaerdi .
  ?periode dcat:startDate ?fra
}} ORDER BY ?fra""",
    "q06 mean": """SELECT ?klynge ?fra (AVG(?vaerdi) AS ?middel) {
  ?klynge aft:omfatterKommune ?kommune . ?periode dcat:startDate ?fra .
  ?o aft:maaltOmraade ?kommune ; aft:maaltPeriode ?periode ; aft:maalingsvaerdi ?vaerdi
} GROUP BY ?klynge ?fra ORDER BY ?klynge ?fra""",
    "q07 hierarchy": f"SELECT ?under {{ {_AGREEMENT} {_BELOW}+ ?under }} ORDER BY ?under",
    "q08 text": """SELECT ?ting ?navn {
  ?ting skos:prefLabel ?navn FILTER(CONTAINS(LCASE(STR(?navn)), "målsætning 12-"))
} ORDER BY ?ting""",
    "q09 subtree": f"CONSTRUCT {{ ?ting ?p ?o }} {{ {_AGREEMENT} {_BELOW}+ ?ting . ?ting ?p ?o }}",
    "q10 page": f"""SELECT ?o ?vaerdi {{
  ?o aft:maaltIndikator <{iri("Maaleindikator", 2)}> ; aft:maalingsvaerdi ?vaerdi
}} ORDER BY ?o LIMIT 50 OFFSET 1000""",
}


def _whole(text: str) -> str:
    """The query with the prefixes that it uses."""
    used = (name for name in ("aft", "dcat", "skos") if f"{name}:" in text)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + text


TEN: Final = {name: _whole(text) for name, text in _TEXTS.items()}
