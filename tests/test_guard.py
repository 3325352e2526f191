"""What must not reach the engine does not, however it is written; what is innocent passes."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyparsing import ParseException, ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from aftalegraf.errors import EngineError, QueryError, RefusedError
from aftalegraf.guard import MOST_BYTES, USUAL, check, graphs, passed
from aftalegraf.namespaces import BASE
from aftalegraf.namespaces import PREFIXES as PREFIXED
from aftalegraf.patterns import sizes
from aftalegraf.rdf import Literal, NamedNode, Quad
from aftalegraf.scanner import tokens
from aftalegraf.store import Store

SUITE: Final = Path(__file__).parents[2] / "shared" / "w3c" / "rdf-tests"
QT: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
MF: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
PREFIXES: Final = "".join(f"PREFIX {name}: <http://127.0.0.1:1/> " for name in ("ex", "service", ""))


@pytest.mark.parametrize("more", [0, USUAL])
def test_a_verdict_is_the_same_each_time(more: int) -> None:
    """Of a text that is remembered and of one that is too long for it; a refusal is never taken for a pass."""
    for name in ("urn:a", "urn:b"):
        query = f"SELECT * FROM <{name}> {{ ?s ?p ?o }}{' ' * more}"
        told = tuple(graphs(check(query)))
        assert [iri for iri, _ in told] == [name]
        assert [passed(query) for _ in range(3)] == [told] * 3
    for _ in range(3):
        with pytest.raises(RefusedError):
            passed(f"SELECT * {{ SERVICE <urn:a> {{ ?s ?p ?o }} }}{' ' * more}")


def refusal(query: str) -> str:
    """Why a query is refused: the reason, or `syntax`."""
    with pytest.raises(QueryError) as caught:
        check(query)
    return caught.value.reason if isinstance(caught.value, RefusedError) else "syntax"


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://a.example/> {} }",
        "ASK{SERVICE<http://a.example/>{}}",
        "ASK { sErViCe SILENT <http://a.example/> {} }",
        "ASK { SERVICE # why\n <http://a.example/> {} }",
        "ASK { SERVICE ?where {} }",
        "ASK { SERVICE ex:a {} }",
        "ASK { FILTER EXISTS { SERVICE ex:a {} } }",
        "SELECT * { { SELECT * { SERVICE ex:a {} } } }",
        "ASK { ?s ?p ?o SERVICE ex:a {} }",
        "ASK { ?s ?p 'SERVICE' . SERVICE ex:a {} }",
    ],
)
def test_service_is_refused(query: str) -> None:
    """SERVICE makes the engine ask other servers."""
    assert refusal(query) == "service"


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE:a{}",
        "SERVICEex:a{}",
        "SERVICESILENT<http://127.0.0.1:1/>{}",
        "?s ?p trueSERVICE<http://127.0.0.1:1/>{}",
        "?s ?p trueSERVICEex:a{}",
        "?s ?p 1.SERVICE<http://127.0.0.1:1/>{}",
        "?s ?p 1.e5SERVICE<http://127.0.0.1:1/>{}",
        "?s ?p ex:.SERVICE<http://127.0.0.1:1/>{}",
        'BIND(1 AS ?b) FILTER(1<?b#>"""\n) SERVICE <http://127.0.0.1:1/> {} #"""\n',
        "BIND(1 AS ?b) FILTER(1<?b#>'''\n) SERVICE <http://127.0.0.1:1/> {} #'''\n",
        'VALUES ?x { """ a" } SERVICE<http://127.0.0.1:1/>{} #\\q """\n',
        'VALUES ?x { """ a" } SERVICE<http://127.0.0.1:1/>{} #\\uD800 """\n',
        'VALUES ?x { """ a" } SERVICE<http://127.0.0.1:1/>{} #\\U00110000 """\n',
    ],
)
def test_service_is_refused_where_only_the_engine_sees_it(pattern: str) -> None:
    """The engine needs no space after a keyword and reads on where a token does not fit."""
    assert refusal(f"{PREFIXES} ASK {{ {pattern} }}") in ("service", "syntax")


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?service ?p ex:service }",
        "SELECT ?service { ?s ?p ?service }",
        "PREFIX service: <http://service.example/> ASK { service:a service:b service:c . { } }",
        'ASK { ?s <http://service> \'SERVICE\' , "SERVICE <x>" , \'\'\'SERVICE\n{\'\'\' , """a "SERVICE" """ }',
        "ASK { } # SERVICE <http://a.example/> {}",
        "ASK { GRAPH service:a { } GRAPH ?service { } }",
        "ASK FROM service:a { }",
        "ASK { ?s ?p 'it\\'s \\\\' , 'SERVICE \\u00e6' }",
        "ASK { _:SERVICE ?p 'x'@service }",
    ],
)
def test_the_word_service_elsewhere_passes(query: str) -> None:
    """Names, variables, IRIs, texts and comments may say it."""
    check(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(?a<?b && ?b>?c) }",
        "ASK { FILTER(?a<?b&&?b>?c) }",
        "ASK { FILTER(?a < 'it''s' && 2>1) }",
        "ASK { FILTER(?a<5 && '#'>?c) }",
        "ASK { FILTER(?a IN (<http://a.example/#x>, <http://a.example/#y>)) }",
        "SELECT * { VALUES (?a ?b) { (<http://a.example/#it's> <http://a.example/#y>) } }",
        "ASK { ?s <urn:a#b> <urn:it's> . }",
        "ASK { ?s (<urn:a#b>|<urn:c#d>)/<urn:e> ( <urn:f#1> ) }",
    ],
)
def test_less_than_and_iris_are_told_apart(query: str) -> None:
    """After an operand in brackets `<` may mean less than; elsewhere it begins an IRI."""
    check(query)


def test_an_iri_that_could_hide_a_comment_is_refused_with_advice() -> None:
    """Where `<` can be read in two ways and the rest would differ, the author is asked to be plain."""
    with pytest.raises(QueryError, match="line 2, column 12: <urn:a#b> can be read in two ways; put a space after '<'"):
        check("ASK {\n FILTER(?x <urn:a#b>)}")


@pytest.mark.parametrize("query", ["ASK { ?s ?p 'a }", 'ASK { ?s ?p "a\n" }', "ASK { ?s ?p 'a\\q' }"])
def test_a_string_that_does_not_end_or_parse_is_refused(query: str) -> None:
    """The engine would read the text inside it as query."""
    assert refusal(query) == "syntax"


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://a.example/>",
        "clear all",
        "DROP ALL",
        "CREATE GRAPH <urn:g>",
        "ADD <urn:a> TO <urn:b>",
        "MOVE <urn:a> TO <urn:b>",
        "COPY <urn:a> TO <urn:b>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "PREFIX insert: <urn:x> BASE <urn:y>\n# SELECT\nINSERT DATA { }",
    ],
)
def test_an_update_is_refused(query: str) -> None:
    """The first word after the prologue says what it is."""
    assert refusal(query) == "update"


def test_a_query_that_names_updates_passes() -> None:
    """Update words count only where an update would begin."""
    check("PREFIX load: <urn:x> SELECT ?insert { ?insert load:delete 'DROP ALL' } # CLEAR ALL")


@pytest.mark.parametrize(
    ("opening", "closing"), [("{", "}"), ("(", ")"), ("[", "]"), ("STR(", ")"), ("OPTIONAL{", "}")]
)
def test_brackets_stand_at_most_100_deep(opening: str, closing: str) -> None:
    """The engine's parser calls itself for each and ends the process when its stack is full."""
    check("ASK" + opening * 100 + closing * 100)
    with pytest.raises(RefusedError, match="line 1, column") as caught:
        check("ASK" + opening * 101 + closing * 101)
    assert (caught.value.reason, caught.value.column) == ("depth", 3 + len(opening) * 101)


def test_very_deep_nesting_is_refused_without_recursion() -> None:
    """The guard itself does not call itself."""
    assert refusal("ASK " + "{" * 200_000) == "depth"


def test_brackets_in_texts_do_not_count() -> None:
    """Only tokens nest."""
    check("ASK { ?s ?p '" + "{" * 1000 + "' } # " + "{" * 1000)


def test_a_query_is_at_most_256_kb() -> None:
    """Counted in bytes of UTF-8."""
    check("ASK {} #" + "x" * (MOST_BYTES - 8))
    assert refusal("ASK {} #" + "x" * (MOST_BYTES - 7)) == "size"
    assert refusal("ASK {} #" + "å" * (MOST_BYTES // 2 - 3)) == "size"


@pytest.mark.parametrize("pattern", ["?s ?p ?o .", "?s ?p ?o ; ", "?s ?p ?o , "])
def test_a_group_has_at_most_100_patterns(pattern: str) -> None:
    """Two hundred in one group keep the engine planning for ever."""
    check("ASK {" + pattern * 100 + "}")
    assert refusal("ASK {" + pattern * 101 + "}") == "patterns"
    check("ASK {" + ("{" + pattern * 60 + "}") * 3 + "}")


@pytest.mark.parametrize("group", ["OPTIONAL { ?s ?p ?o }", "{ ?s ?p ?o } UNION", "MINUS{?s ?p ?o}", "{}"])
def test_a_group_has_at_most_100_groups(group: str) -> None:
    """Two hundred OPTIONAL keep the engine planning as well."""
    check("ASK {" + group * 100 + "}")
    assert refusal("ASK {" + group * 101 + "}") == "patterns"
    check("ASK {" + ("{" + group * 60 + "}") * 3 + "}")


@pytest.mark.parametrize(
    ("start", "piece", "end", "most"),
    [
        ("?s ?p (", "1 ", ")", 50),
        ("?s ?p (", "[] ", ")", 33),
        ("?s ?p (", "'x'@da ", ")", 50),
        ("(", "?x ", ") ?p ?o", 50),
        ("?s ?p 1, (", "ex:a ", ") .", 49),
        ("?s ex:a", "/ex:a", " ?o", 100),
        ("?s (ex:a", "/^ex:a", ")* ?o", 98),
        ("?s ?p ", "[ ?p 1 ] , ", "1", 50),
        ("[ ?p 1", " ; ?p ?o", " ]", 99),
        ("", "?s ?p ?o FILTER(?o > 1) ", "", 100),
        ("", "?s ?p ?o FILTER ex:f(?o, 1) ", "", 100),
        ("", "?s ?p 1.", "", 100),
        ("?s ?p ?o ", "{| ?p ?o |} ", "", 50),
        ("", "<< ?s ?p ?o >> ?p ?o . ", "", 33),
    ],
)
def test_what_the_engine_makes_of_a_group_is_counted(start: str, piece: str, end: str, most: int) -> None:
    """However it is written: lists, paths, properties in brackets, patterns with only a filter between."""
    check("ASK {" + start + piece * most + end + "}")
    assert refusal("ASK {" + start + piece * (most + 1) + end + "}") in ("patterns", "depth")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT " + "(?a + 1 AS ?b) " * 90 + "{ { SELECT " + "(COUNT(?a) AS ?b) " * 200 + " { } GROUP BY (?a + 1) } }",
        "ASK { BIND(COALESCE(" + ",".join(["?x"] * 500) + ") AS ?y) FILTER EXISTS { ?s (<urn:a>|<urn:b>) ?o } }",
        "ASK { VALUES (?a ?b) {" + "(1 'x'@da) " * 500 + "} }",
        "ASK { ?s ?p " + '"1"^^<urn:d> , ' * 100 + " 1 }",
        "ASK { ?s " + "|".join(["<urn:p>"] * 300) + " ?o }",
    ],
)
def test_what_makes_no_pattern_is_not_counted(query: str) -> None:
    """Expressions, rows, types of literals, other ways of a path."""
    check(query)


NODE: Final = st.recursive(
    st.sampled_from(("?x", "<urn:x>", "1", "'y'", '"z"@da', '"1"^^<urn:d>', "()", "[]")),
    lambda inner: st.one_of(
        st.builds("({})".format, st.lists(inner, min_size=1, max_size=6).map(" ".join)),
        st.builds("[ {} {} ]".format, st.sampled_from(("<urn:p>", "?p", "a")), inner),
        st.builds("[ <urn:p> {} ; ^<urn:q> {} , {} ]".format, inner, inner, inner),
    ),
    max_leaves=12,
)
STEPS: Final = st.lists(st.sampled_from(("<urn:p>", "^<urn:q>", "a")), min_size=1, max_size=9)
PATH: Final = st.one_of(st.sampled_from(("?p", "a", "<urn:p>*")), STEPS.map("/".join))


def _made(query: str) -> int:
    """How many patterns rdflib's parser makes of the one group of a query, a path of n steps counted as n."""
    blocks = [block for part in _parts(parseQuery(query)) for block in part.get("triples") or ()]
    predicates = [predicate for block in blocks for predicate in list(block)[1::3]]
    steps = [predicate.part[0].part if isinstance(predicate, CompValue) else (predicate,) for predicate in predicates]
    return sum(map(len, steps))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds("{} {} {} .".format, NODE, PATH, NODE), min_size=1, max_size=4))
def test_no_fewer_patterns_are_counted_than_another_parser_makes(triples: list[str]) -> None:
    """Else a group could pass that holds more than it may."""
    query = f"ASK {{ {' '.join(triples)} }}"
    counted = max(size for _, size in sizes(list(tokens(query))))
    assert counted >= _made(query)


def test_long_lists_are_no_patterns() -> None:
    """VALUES and IN may be long."""
    check("ASK { VALUES ?x {" + " <urn:x>" * 3000 + "} FILTER(?x IN (" + ",".join(["<urn:x>"] * 3000) + ")) }")


def test_a_place_counts_from_one() -> None:
    """A message points at line and column as editors count them."""
    with pytest.raises(RefusedError, match="line 2, column 3: SERVICE asks other servers"):
        check("ASK {\n  SERVICE <http://a.example/> {} }")


def test_nothing_that_passes_makes_the_engine_ask_others() -> None:
    """Ten thousand mixtures of awkward pieces with SERVICE: those the engine would follow are all refused."""
    rows: list[Literal | NamedNode] = [Literal(value=True), Literal(1), Literal("a"), NamedNode("urn:o")]
    store = Store(Quad(NamedNode("urn:s"), NamedNode("http://127.0.0.1:1/p"), row) for row in rows)
    chance = random.Random(7)  # noqa: S311 - the same mixtures every time
    followed = 0
    for _ in range(10_000):
        query = _mixture(chance)
        try:
            store.answer(query, "text/csv", "text/turtle", io.BytesIO())
        except (EngineError, RefusedError):  # it tried, and had no such address or no address at all
            followed += 1
            assert refusal(query) in ("service", "syntax")
        except QueryError:
            continue
    assert followed > 100


def _mixture(chance: random.Random) -> str:
    services = ("SERVICE<http://127.0.0.1:1/>{}", "SERVICE:x{}", "SERVICEex:x{}", "sErViCe?e{}", "SERVICE ex:x{}")
    awkward = (
        *(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ".",
            ";",
            ",",
            " ",
            "\n",
            "#",
            '"',
            '"""',
            "'",
            "'''",
            "\\q",
            "\\uD800",
            "<",
            ">",
        ),
        *("<urn:a>", "<http://a#b>", "<?b#>", "<?b'>", "?o", "ex:p", "1", "1.", "1.e5", "true", "a", '"x"', '"x"@en'),
        *(
            "FILTER(",
            "BIND(1 AS ?b)",
            "?o<?b",
            "&&",
            "EXISTS{",
            "VALUES ?x {",
            "?s ex:p ?o",
            "?s ex:p ",
            "?s ex:p true",
        ),
    )
    frames = (
        "BIND(1 AS ?b) ?s ex:p ?o FILTER(?o<?b#>{}\n) {} #{}\n",
        "VALUES ?x {{{}}} {} #{}\n",
        "?s ex:p {}{}{}",
        "FILTER({}){} {}",
        "{}{}{}",
    )

    def pieces() -> str:
        return "".join(chance.choice(awkward) for _ in range(chance.randrange(4)))

    body = chance.choice(frames).format(pieces(), pieces() + chance.choice(services), pieces())
    return f"{PREFIXES} ASK {{ {body} " + "}" * (1 + max(0, body.count("{") - body.count("}")))


def _service(query: str) -> bool | None:
    """Whether rdflib's parser sees SERVICE in a query; None where it cannot read it."""
    try:
        parsed = parseQuery(query)
    except (ParseException, ValueError, RecursionError):
        return None
    return any(part.name == "ServiceGraphPattern" for part in _parts(parsed))


def _parts(parsed: object) -> Iterator[CompValue]:
    """Every named part of what rdflib parsed, at any depth."""
    if isinstance(parsed, CompValue):
        yield parsed
        for value in parsed.values():
            yield from _parts(value)
    elif isinstance(parsed, ParseResults | list):
        for value in parsed:
            yield from _parts(value)


def _from(query: str) -> list[str]:
    """The graphs of FROM and FROM NAMED as rdflib's parser resolves them."""
    parsed = parseQuery(query)
    clauses = next((part.datasetClause for part in _parts(parsed) if "datasetClause" in part), ())
    prologue = translateQuery(parsed, base=BASE, initNs=PREFIXED).prologue
    return [str(prologue.absolutize(clause.default or clause.named)) for clause in clauses]


TEXTS: Final = (
    "'SERVICE <urn:x> {}'",
    '"FROM <urn:x>"',
    "'''SERVICE\n{'''",
    '"""a "SERVICE" # """',
    "'it\\'s # {'",
    '"x"@service',
)
IRIS: Final = ("<http://service/#SERVICE>", "<urn:x#from>", "ex:SERVICE", "service:a", "?SERVICE", ":")
COMMENTS: Final = ("", " ", "\n", " # SERVICE <urn:x> {}\n", "#'\n", "#<\n")
COMMENT: Final = st.sampled_from(COMMENTS)
TRIPLE: Final = st.builds(
    "?s{} {} {}{} .".format, COMMENT, st.sampled_from(IRIS), COMMENT, st.sampled_from((*TEXTS, *IRIS))
)
PATTERN: Final = st.recursive(
    TRIPLE,
    lambda inner: st.one_of(
        st.builds("OPTIONAL {}{{ {} }}".format, COMMENT, inner),
        st.builds("{{ {} }} UNION {{ {}{} }}".format, inner, COMMENT, inner),
        st.builds("SERVICE{}<http://127.0.0.1:1/>{{ {} }}".format, COMMENT, inner),
        st.builds("sErViCe SILENT {}{{ {} }}".format, st.sampled_from(("?x", "ex:a", ":")), inner),
        st.builds("{} FILTER EXISTS {{ {} }}".format, inner, inner),
        st.builds("GRAPH {}{{ {} }}".format, st.sampled_from(("service:a", "?service ")), inner),
        st.builds("FILTER(?a{}< 1 && {} != ?b) {}".format, COMMENT, st.sampled_from(TEXTS), inner),
    ),
    max_leaves=5,
)
CLAUSES: Final = ("FROM", "from NAMED", "FROM#x\nNAMED")
GRAPHS: Final = ("<urn:g>", "<g#a>", "ex:g", ":g", "service:", "<urn:\\u0067>")


@settings(max_examples=300, deadline=None)
@given(PATTERN)
def test_what_another_parser_reads_is_read_alike(pattern: str) -> None:
    """SERVICE where rdflib sees it, and only there: not in texts, IRIs, names, variables and comments.

    Only SERVICE within SERVICE does rdflib not read.
    """
    query = f"{PREFIXES} ASK {{ {pattern} }}"
    if _service(query) is not False:
        assert refusal(query) == "service"
    else:
        check(query)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_passes_or_is_refused(text: str) -> None:
    """The guard itself never breaks, and what it passes has no SERVICE that rdflib sees."""
    try:
        check(text)
    except QueryError:
        return
    assert not _service(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("FROM", "from NAMED", "FROM#x\nNAMED")), st.sampled_from(GRAPHS)), max_size=4)
)
def test_the_graphs_of_from_are_those_that_another_parser_sees(clauses: list[tuple[str, str]]) -> None:
    """With prefixes, relative IRIs and escapes resolved alike, in the same order."""
    asked = " ".join(f"{word} {name}" for word, name in clauses)
    prefixes = "PREFIX ex: <http://a.example/> PREFIX : <http://b.example/#> PREFIX service: <http://c.example/>"
    start = f"{prefixes} BASE <http://base.example/x/> SELECT * {asked}"
    query = f"{start} {{ ?s ?p 'FROM <urn:no>' . ?from ?named <urn:no> }}"
    assert [iri for iri, _ in graphs(check(query))] == _from(query)


GLUED: Final = ("", " ", "\n", "#x\n")


@settings(max_examples=1500, deadline=None)
@given(
    st.tuples(*[st.sampled_from(GLUED)] * 6),
    st.sampled_from(("ASK", "SELECT*", "SELECT ?s", "DESCRIBE ?s ex:a", "DESCRIBE?s<urn:a>", "CONSTRUCT{?s ?p ?o}")),
    st.sampled_from(("FROM", "from", "FrOm")),
    st.sampled_from(("", "NAMED", "named")),
    st.sampled_from(("ex:nix", "FROMex:nix", "<urn:nix>", "<nix>", ":nix", "graf:nix")),
)
def test_what_the_engine_reads_as_from_is_seen_or_refused(
    spaces: tuple[str, ...], form: str, word: str, named: str, graph: str
) -> None:
    """With words, names and IRIs written together in every way: the graph is named, or the query is not passed."""
    one, two, three, four, five, six = spaces
    prologue = f"PREFIX{one}ex:{two}<urn:g/>PREFIX FROMex:<urn:h/>PREFIX : <urn:i/> PREFIX{six}graf:<urn:j/>BASE<http://b.example/>"
    query = f"{prologue}{form}{three}{word}{four}{named}{five}{graph}{{?s ?p ?o}}"
    here, answer = NamedNode("urn:here"), io.BytesIO()
    try:
        Store([Quad(here, here, here)]).answer(query, "text/csv", "text/turtle", answer)
        seen = [iri for iri, _ in graphs(check(query))]
    except (QueryError, EngineError):
        return
    everything = b"urn:here" in answer.getvalue() or answer.getvalue().startswith(b"true")
    assert len(seen) == (0 if everything else 1)


@pytest.mark.parametrize(
    "clause",
    ["FROMgraf:nix", "FROM NAMEDgraf:nix", "FROMNAMED<urn:x>", "FROM graf:alt FROMgraf:nix", "FROM<urn:a>FROMgraf:nix"],
)
def test_from_written_together_with_a_name_is_refused(clause: str) -> None:
    """The engine reads two words where the author wrote one."""
    with pytest.raises(QueryError, match="can be read in two ways; put a space on both sides of FROM"):
        check(f"SELECT * {clause} {{ ?s ?p ?o }}")


@pytest.mark.parametrize("query", ["ASKFROM<urn:x>{}", "PREFIXgraf:<urn:x>ASK{}", "ASKFROMgraf:nix{}"])
def test_a_keyword_before_from_stands_alone_too(query: str) -> None:
    """ASKFROM is ASK FROM to the engine, and PREFIXgraf: gives our prefix another meaning."""
    assert refusal(query) == "syntax"


def test_an_escape_in_the_name_of_a_graph_is_resolved() -> None:
    """As the engine does; rdflib leaves it in."""
    assert [*graphs(check("PREFIX e: <http://a.example/> ASK FROM e:a\\-b {}"))] == [("http://a.example/a-b", 39)]


def _well_formed() -> list[Path]:
    """The query files that the W3C's SPARQL 1.1 manifests test for something else than being refused."""
    found = set()
    for path in sorted(SUITE.glob("sparql/sparql11/**/manifest.ttl")):
        manifest = rdflib.Graph().parse(path, format="turtle", publicID=path.as_uri())
        for test, action in manifest.subject_objects(MF.action):
            file = manifest.value(action, QT.query) or action
            if "Negative" not in str(manifest.value(test, rdflib.RDF.type)) and str(file).endswith(".rq"):
                found.add(Path(str(file).removeprefix("file://")))
    return sorted(found)


def test_the_w3c_queries_pass_unless_they_use_service() -> None:
    """Every well-formed query of the SPARQL 1.1 suite passes, the ten with SERVICE apart."""
    if not SUITE.is_dir():
        pytest.skip("the W3C suite is not beside the checkout (../shared/w3c); its queries were not tried")
    refused = set()
    unread = named = 0
    paths = _well_formed()
    for path in paths:
        query = path.read_text(encoding="utf-8")
        seen = _service(query)
        unread += seen is None
        try:
            found = check(query)
        except RefusedError as error:
            refused.add(f"{error.reason} {path.stem}")
            assert seen is not False, path
            continue
        assert not seen, path
        if seen is not None and "FROM" in query.upper():
            assert [iri for iri, _ in graphs(found)] == _from(query), path
            named += 1
    assert (len(paths), unread, named) == (363, 2, 13)
    names = [f"service{number}" for number in ("01", "02", "03", "04a", "05", "06", "07")]
    names += [f"syntax-service-{number}" for number in ("01", "02", "03")]
    assert refused == {f"service {name}" for name in names}
