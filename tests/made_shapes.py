"""What chance makes up of graphs and shapes: few nodes and properties, so that they meet, and values of all kinds."""

from __future__ import annotations

from hypothesis import strategies as st

NODES = ("ex:a", "ex:b", "ex:c", "_:d", "ex:C")
PROPERTIES = ("ex:p", "ex:q", "ex:r")
LITERALS = (
    "1", "2", "3.5", "1.0", "2e0", "true", '"x"', '"xy"', '"x"@da', '"x"@DA', '"y"@en-GB', '"2024-01-01"^^xsd:date',
    '"2024-02-30"^^xsd:date', '"2025-01-01T00:00:00"^^xsd:dateTime', '"2025-01-01T00:00:00Z"^^xsd:dateTime',
    '"abc"^^xsd:integer', '"x"^^ex:own', '"2025"^^xsd:gYear', '"2025-02"^^xsd:gYearMonth', '"2024"', "false", "2.5",
    "-1", '"NaN"^^xsd:double', '"1.5"^^xsd:float', '"2024-06-01"^^xsd:date', '"2024-01-01Z"^^xsd:date', '"x\\n"', '"1"',
    '"P1D"^^xsd:dayTimeDuration', '"3"^^xsd:nonNegativeInteger',
)  # fmt: skip
KINDS = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
BOUNDS = (
    "2", "2.0", "-1.5e0", '"2024-06-01"^^xsd:date', '"2025-01-01T00:00:00"^^xsd:dateTime',
    '"2025-01-01T00:00:00Z"^^xsd:dateTime', '"x"', "true", '"2025"^^xsd:gYear',
)  # fmt: skip
PATHS = (
    "ex:p", "ex:q", "[ sh:inversePath ex:p ]", "( ex:p ex:q )", "[ sh:alternativePath ( ex:p ex:q ) ]",
    "[ sh:zeroOrMorePath ex:p ]", "[ sh:oneOrMorePath ex:p ]", "[ sh:zeroOrOnePath ex:q ]",
    "( ex:p [ sh:zeroOrOnePath ex:q ] ex:r )", "( [ sh:zeroOrMorePath ex:p ] ex:q )",
    "[ sh:inversePath ( ex:p ex:q ) ]",
)  # fmt: skip
STATEMENTS = st.one_of(
    st.builds("{} a {} .".format, st.sampled_from(NODES), st.sampled_from(("ex:C", "ex:D"))),
    st.builds(
        "{} {} {} .".format, st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from((*NODES, *LITERALS))
    ),
    st.just("ex:D rdfs:subClassOf ex:C ."),
)
GRAPHS = st.one_of(*(st.lists(STATEMENTS, min_size=least, max_size=60) for least in (3, 20)))


def constraints(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A constraint that may stand on any shape; `inner` makes node shapes."""
    listed = st.lists(inner, min_size=1, max_size=3).map(" ".join)
    return st.one_of(
        st.builds("sh:class {}".format, st.sampled_from(("ex:C", "ex:D"))),
        st.builds("sh:nodeKind sh:{}".format, st.sampled_from(KINDS)),
        st.builds("sh:datatype {}".format, st.sampled_from(("xsd:integer", "xsd:date", "xsd:string", "ex:own"))),
        st.builds("sh:hasValue {}".format, st.sampled_from((*NODES[:3], "1", '"x"', '"x"@da'))),
        st.lists(st.sampled_from((*NODES[:3], *LITERALS[:6])), max_size=4).map(" ".join).map("sh:in ( {} )".format),
        st.builds("sh:{}{}clusive {}".format, st.sampled_from(("min", "max")), st.sampled_from(("In", "Ex")),
                  st.sampled_from(BOUNDS)),
        st.builds("sh:{} {}".format, st.sampled_from(("minLength", "maxLength")), st.integers(0, 3)),
        st.builds("sh:pattern {}".format, st.sampled_from(('"^x"', '"y$"', '"[0-9]{2}"'))),
        st.just('sh:languageIn ( "da" "en" )'),
        st.builds("sh:{} ex:q".format, st.sampled_from(("equals", "disjoint"))),
        st.builds("sh:not {}".format, inner),
        st.builds("sh:node {}".format, inner),
        st.builds("sh:{} ( {} )".format, st.sampled_from(("and", "or", "xone")), listed),
    )  # fmt: skip


def of_paths(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A constraint for property shapes only."""
    return st.one_of(
        st.builds("sh:{} {}".format, st.sampled_from(("minCount", "maxCount")), st.integers(0, 3)),
        st.just("sh:uniqueLang true"),
        st.builds("sh:{} ex:r".format, st.sampled_from(("lessThan", "lessThanOrEquals"))),
        st.builds(
            "sh:qualifiedValueShape {} ; sh:qualified{}Count {}".format,
            inner, st.sampled_from(("Min", "Max")), st.integers(0, 2),
        ),
    )  # fmt: skip


def property_shapes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Property shapes with one or two constraints."""
    parts = st.lists(
        st.one_of(constraints(inner), of_paths(inner)), min_size=1, max_size=2, unique_by=lambda t: t.split()[0]
    )
    return st.builds("[ sh:path {} ; {} ]".format, st.sampled_from(PATHS), parts.map(" ; ".join))  # fmt: skip


LEAVES = st.sampled_from(("[ sh:class ex:C ]", "[ sh:nodeKind sh:IRI ]", "[ sh:datatype xsd:integer ]"))
INNER = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("[ sh:property {} ]".format, property_shapes(inner)),
        st.builds("[ {} ]".format, constraints(inner)),
    ),
    max_leaves=3,
)
NAMES = ("$this", "?value", "?x", "?y")
VARIABLES = st.sampled_from(NAMES)
STEPS = st.sampled_from((*PROPERTIES * 3, "a", "ex:p/ex:q", "^ex:p", "ex:p*", "ex:q?/ex:r", "(ex:p|ex:q)", "ex:r+"))
CONSTANTS = st.sampled_from(
    ("1", "2.5", "'x'", "ex:a", "'2024-06-01'^^xsd:date", "true", "'x'@da", "'2025-01-01T00:00:00'^^xsd:dateTime")
)
OPERANDS = st.one_of(
    VARIABLES, VARIABLES, CONSTANTS,
    st.builds(
        "{}({})".format,
        st.sampled_from(("STR", "LANG", "DATATYPE", "STRLEN", "YEAR", "LCASE", "xsd:integer")), VARIABLES,
    ),
    st.builds("({} {} {})".format, VARIABLES, st.sampled_from("+-*"), st.sampled_from(("1", "?x"))),
    st.builds("COALESCE({}, {})".format, VARIABLES, CONSTANTS),
    st.builds("xsd:integer(STR({}))".format, VARIABLES),
    st.builds("({} - '-P1D'^^xsd:dayTimeDuration)".format, VARIABLES),
)  # fmt: skip
PATTERNS = st.lists(
    st.builds("{} {} {} .".format, VARIABLES, STEPS, st.sampled_from((*NAMES * 2, "1", "ex:a", "'x'"))),
    min_size=1, max_size=2,
).map(" ".join)  # fmt: skip


def conditions(groups: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Conditions of a filter."""
    plain = st.one_of(
        st.builds("{} {} {}".format, OPERANDS, st.sampled_from(("=", "!=", "<", ">", "<=", ">=")), OPERANDS),
        st.builds("{}({})".format, st.sampled_from(("BOUND", "!BOUND", "isIRI", "isLiteral", "isNumeric")), VARIABLES),
        st.builds("DATATYPE({0}) = xsd:date && {0} > {1}".format, VARIABLES, OPERANDS),
        st.builds("{}(STR({}), '{}')".format, st.sampled_from(("STRSTARTS", "REGEX", "CONTAINS")), VARIABLES,
                  st.sampled_from(("x", "https://e", "1"))),
        st.builds("{} IN ({}, {})".format, VARIABLES, CONSTANTS, CONSTANTS),
        st.builds("{} {{ {} }}".format, st.sampled_from(("EXISTS", "NOT EXISTS")), groups),
        OPERANDS,
    )  # fmt: skip
    return st.recursive(
        plain,
        lambda one: st.one_of(
            st.builds("!({})".format, one), st.builds("({} {} {})".format, one, st.sampled_from(("||", "&&")), one),
            st.builds("COALESCE({}, false)".format, one),
        ),
        max_leaves=2,
    )  # fmt: skip


def larger(groups: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Groups of patterns with something more in them."""
    return st.one_of(
        st.builds("{} FILTER ({})".format, groups, conditions(groups)),
        st.builds("{} OPTIONAL {{ {} }}".format, groups, groups),
        st.builds("{} {{ {} }} UNION {{ {} }}".format, st.one_of(groups, st.just("")), groups, groups),
        st.builds("{} {{ {} }}".format, groups, groups),
        st.builds("{} BIND ({} AS ?made)".format, groups, OPERANDS),
        st.builds(
            "{} {{ SELECT $this ({}(?x) AS ?n) WHERE {{ {} }} GROUP BY $this {} }} FILTER (?n {} {})".format,
            groups, st.sampled_from(("COUNT", "SUM")), groups, HAVINGS, st.sampled_from(("=", "<", ">")), OPERANDS,
        ),
    )  # fmt: skip


HAVINGS = st.sampled_from(
    ("", "HAVING (COUNT(?x) > 0)", "HAVING (SUM(?x) != 1)", "HAVING (COUNT(?x) >= 1 && SUM(?x) < 4)")
)
GROUPS = st.recursive(PATTERNS, larger, max_leaves=4)
QUERIES = st.one_of(
    st.builds("SELECT $this ?value WHERE {{ $this {} ?value . {} }}".format, STEPS, GROUPS),
    st.builds(
        "SELECT $this ?value WHERE {{ $this {} ?value . $this {} ?x . FILTER ({}) }}".format,
        STEPS, STEPS, conditions(GROUPS),
    ),
    st.builds("SELECT $this ?value WHERE {{ {} }}".format, GROUPS),
    st.builds(
        "SELECT DISTINCT $this (?x AS ?value) WHERE {{ $this ex:p ?x . {} }}".format,
        GROUPS.map(lambda text: text.replace("?value", "?y")),
    ),
    st.builds(
        "SELECT $this ({}(?x) AS ?value) WHERE {{ {} }} GROUP BY $this {}".format,
        st.sampled_from(("COUNT", "SUM")), GROUPS.map(lambda text: text.replace("?value", "?y")), HAVINGS,
    ),
)  # fmt: skip
SPARQL = st.builds('sh:sparql [ sh:message "{{?value}}" ; sh:prefixes ex:pre ; sh:select "{}" ]'.format, QUERIES)
ONCE = st.builds(
    "[ sh:path {} ; sh:minCount 1 ; sh:maxCount {} ; {} ]".format,
    st.sampled_from(PROPERTIES), st.sampled_from((1, 1, 2)), constraints(INNER),
)  # fmt: skip
WHOLE = st.lists(ONCE, min_size=1, max_size=3).map(" , ".join).map("sh:property {}".format)  # what one pass may screen
TOPS = st.one_of(
    st.builds("sh:property {}".format, property_shapes(INNER)), constraints(INNER), SPARQL, SPARQL, WHOLE,
    st.just("sh:closed true ; sh:ignoredProperties ( ex:p )"),
)  # fmt: skip
AIMS = st.sampled_from(
    ("sh:targetClass ex:C", "sh:targetSubjectsOf ex:p", "sh:targetObjectsOf ex:p", "sh:targetNode ex:a , 1")
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str]:
    """A graph, and the target and constraints of a shape, as Turtle."""
    return "\n".join(draw(GRAPHS)), f"{draw(AIMS)} ; {draw(TOPS)}"
