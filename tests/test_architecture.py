"""The floors of the house, and one door for each outside library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import aftalegraf

SOURCE = Path(aftalegraf.__file__).parent
FLOORS = [
    {"errors", "namespaces"},
    {"access", "allowance", "assets", "bounds", "cells", "dated", "faults", "formats", "guard", "inquiry", "keeping"}
    | {"languages", "likeness", "patterns", "reloading"}
    | {"parcel", "rdf", "reckoned", "refusals", "scanner", "sentences", "settings", "spelling", "spool", "ways"},
    {"questions", "rereading", "sources", "turtle", "workbook"},
    {"form", "statements", "values"},
    {"confirmations", "ended", "observations", "registers"},
    {"graph"},
    {"recursion", "store", "validation"},
    {"holder", "sparql_server"},
    {"remote"},
    {"prebound", "query_tree", "shape_model", "value_kinds"},
    {"constraint_query", "query_scopes", "value_tests"},
    {"compiled", "groups", "query_kinds"},
    {"screens", "shape_kinds"},
    {"fast", "reach"},
    {"affected", "incremental"},
    {"carried", "engines"},
    {"dataset", "kept", "loading"},
    {"columns", "forker", "answering", "links", "workers", "passing", "world"},
    {"asked", "choices", "entry", "evidence", "identity", "intake", "ordering", "readings"} | {"reasons"},
    {"actors", "answers", "belonging", "branches", "catalogue", "chains", "completions", "contents"}
    | {"coupling", "deadlines", "dependence", "differences", "documents", "duties", "duty_choice"}
    | {"duty_sources", "figures", "gaps", "geography", "glance", "held", "impact", "library", "moments", "named"}
    | {"narrow", "organisation", "profiles", "projection", "resources", "results", "reuse"}
    | {"rules", "search", "search_names", "service", "shacl", "shape_files", "side_by_side", "succession", "suspects"}
    | {"template", "terms", "trace", "trail", "transitions", "unread", "validity", "versions", "why_not"},
    {"coverage", "crosstab", "crosstab_area", "exemptions", "layout", "measure", "own", "review", "rule_coupling"}
    | {"earlier", "standings", "svg", "tracing", "wire"},
    {"wording"},
    {"conformance", "phrases"},
    {"card", "checklist", "fields", "outline", "selection"},
    {"chain_words", "coupling_advice", "coupling_words", "difference_words", "pdf"},
    {"answer_sheets", "answer_view", "changes", "checklist_text", "comparison", "coupling_rows"}
    | {"coupling_view", "crosstab_view", "difference_data", "difference_story", "difference_text"}
    | {
        "drawing",
        "duty_list",
        "duty_overview",
        "duty_words",
        "exports",
        "figure_chart",
        "figure_choice",
        "figure_files",
    }
    | {"figure_list", "figure_marks", "figure_table", "found", "gaps_view", "impact_text", "link_words"}
    | {"overview", "provision_card", "provision_list", "remedies", "report", "report_data", "report_html"}
    | {"report_rows", "report_shacl", "report_tools", "report_view", "rule_coupling_view", "search_data"}
    | {"side_by_side_list", "stills", "succession_data", "succession_text", "suspect_text", "terminal"}
    | {"why_view"},
    {
        "api_words",
        "crosstab_files",
        "exchange",
        "guide",
        "journal",
        "metrics",
        "pictures",
        "problems",
        "query_answers",
        "query_examples",
    }
    | {"query_faults", "reports", "result_cache", "tables", "tellings", "watch"},
    {"coupling_views", "crosstab_views", "goal_views", "impact_views", "rendering", "views"},
    {"pages", "suggestions"},
    {
        "coupling_pages",
        "developer_pages",
        "duty_pages",
        "figure_pages",
        "impact_pages",
        "forum_pages",
        "front_pages",
        "goal_pages",
        "help_pages",
    }
    | {"own_pages", "provision_pages", "question_pages", "review_pages", "source_pages", "sparql_pages"}
    | {"thing_pages", "trace_api"},
    {"file_service", "graph_store", "listening", "sparql", "web"},
    {"api"},
    {"reviewer"},
    {"generations", "operation"},
    {"file_server", "server"},
    {"commands"},
    {"diff_commands", "load_commands", "review_commands", "rule_commands", "trace_commands"},
    {"cli"},
]
ROOMS = (
    "front", "goal", "question", "review", "figure", "forum",
    "source", "thing", "developer", "help", "provision", "own", "coupling", "impact", "duty",
)  # fmt: skip
DOORS = {
    "pyoxigraph": {"rdf", "store"},
    "rdflib": {"turtle", "validation"},
    "pyshacl": {"validation"},
    "openpyxl": {"workbook"},
    "defusedxml": {"bounds"},
    "typer": {"cli", "commands"}
    | {"diff_commands", "load_commands", "review_commands", "rule_commands", "trace_commands"},
    "rich": {"terminal"},
    "jinja2": {"rendering"},
    "babel": {"languages"},
    "resvg_py": {"pictures"},
    "typst": {"pdf"},
    "uvicorn": {"listening"},
    "fastapi": {"api", "pages", "sparql_pages", "suggestions", "trace_api"} | {f"{room}_pages" for room in ROOMS},
    "rapidfuzz": {"search", "spelling"},
    "python_multipart": {"parcel"},
    "networkx": {"ways"},
    "prometheus_client": {"metrics"},
    "SPARQLWrapper": {"sparql_server"},
}
MODULES = sorted(path for path in SOURCE.glob("*.py") if not path.stem.startswith("__"))


def imports(path: Path) -> set[str]:
    """The dotted names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def floor(module: str) -> int:
    """The number of the floor that a module is on."""
    return next(number for number, rooms in enumerate(FLOORS) if module in rooms)


def test_every_module_has_a_floor() -> None:
    """A new room is given its place in the house."""
    assert {path.stem for path in MODULES} <= set().union(*FLOORS)
    assert len(MODULES) > 25


def test_the_table_of_the_house_names_every_module_once() -> None:
    """Who looks for a room finds its line in docs/architecture.md."""
    text = (Path(__file__).parents[1] / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.partition("| floor |")[2].partition("\n\n")[0]
    assert {path.stem: table.count(f"`{path.stem}`") for path in MODULES} == {path.stem: 1 for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_imports_go_downstairs(path: Path) -> None:
    """A module imports from lower floors, or from its own without a circle."""
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "aftalegraf" and len(parts) > 1 and (SOURCE / f"{parts[1]}.py").is_file():
            assert floor(parts[1]) <= floor(path.stem), f"{path.stem} imports {parts[1]} from above"


def test_no_two_modules_import_each_other() -> None:
    """Following imports from any module never leads back to it."""
    graph = {
        path.stem: {name.split(".")[1] for name in imports(path) if name.startswith("aftalegraf.")} for path in MODULES
    }

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        queue = list(graph[start])
        while queue:
            name = queue.pop()
            if name not in seen:
                seen.add(name)
                queue += graph.get(name, set())
        return seen

    assert [name for name in graph if name in reach(name)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_each_library_has_its_door(path: Path) -> None:
    """An outside library is imported only where the table says."""
    for name in imports(path):
        library = name.split(".")[0]
        assert path.stem in DOORS.get(library, {path.stem}), f"{path.stem} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_says_its_one_job_first(path: Path) -> None:
    """The first line is a docstring of one sentence, and no module grows past 350 lines."""
    text = path.read_text(encoding="utf-8")
    assert (ast.get_docstring(ast.parse(text)) or "").splitlines()[0].endswith(".")
    assert text.count("\n") <= 350


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_error_is_swallowed_wholesale(path: Path) -> None:
    """No bare except, no except Exception."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            names = ast.unparse(node.type) if node.type else ""
            assert names, path.stem
            assert not {"Exception", "BaseException"} & set(names.strip("()").split(", ")), path.stem
