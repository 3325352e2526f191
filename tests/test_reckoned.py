"""What a query groups by and reckons, read from its text; other forms are told of."""

from __future__ import annotations

import pytest

from aftalegraf.reckoned import Column, How, reckoned

TEXT = """SELECT ?a (COUNT(?b) AS ?n) (COUNT(DISTINCT ?b) AS ?m) (FLOOR(AVG(?v) * 10 + 0.5) / 10 AS ?mean)
#GRUNDLAG
WHERE {
  #VALUES
  ?a ?b ?v .
}
GROUP BY ?a ?d
ORDER BY ?d DESC(?a)
"""


def test_a_query_is_read_as_its_columns_keys_and_rows() -> None:
    """The query of the rows has each variable once, in the order of the answer, and does not group."""
    found = reckoned(TEXT, ["p"])
    assert found.columns == (
        Column("a", How.SAME, "a"),
        Column("n", How.COUNT, "b"),
        Column("m", How.DIFFERENT, "b"),
        Column("mean", How.MEAN, "v"),
    )
    assert (found.keys, found.variables) == (("a", "d"), ("a", "b", "v", "d", "p"))
    assert found.rows == (
        "SELECT ?a ?b ?v ?d ?p\n#GRUNDLAG\nWHERE {\n  #VALUES\n  ?a ?b ?v .\n}\nORDER BY ?d DESC(?a)\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\nWHERE {", "\n  WHERE {", None),
        ("SELECT ?a", " SELECT ?a", "at the beginning of a line"),
        ("ORDER BY ?d DESC(?a)", "ORDER BY ?d", "ORDER BY must name all that GROUP BY names"),
        ("ORDER BY ?d DESC(?a)", "ORDER BY ?d ?a ?n", "and nothing else"),
        ("GROUP BY ?a ?d\n", "", "must be grouped by"),
        ("SELECT ?a", "SELECT ?b", "must be grouped by"),
        ("COUNT(?b)", "SUM(?b)", r"'SUM\(\?b\)' cannot be reckoned from columns; write one of: COUNT"),
        ("COUNT(?b)", "COUNT(*)", r"'COUNT\(\*\)' cannot be reckoned"),
        ("SELECT ?a", "SELECT DISTINCT ?a", "'DISTINCT' is no column"),
    ],
)
def test_another_form_is_told_of(old: str, new: str, told: str | None) -> None:
    """Each is a query that columns would answer otherwise than SPARQL does; how WHERE is set in makes no difference."""
    text = TEXT.replace(old, new)
    assert text != TEXT
    if told is None:
        assert reckoned(text, []).keys == ("a", "d")
        return
    with pytest.raises(ValueError, match=told):
        reckoned(text, [])
