"""Type the command that fills a store on another machine."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from aftalegraf.access import access
from aftalegraf.commands import Files, open_files, say
from aftalegraf.errors import UsageError


def load(
    store: Annotated[
        str, typer.Option("--store", envvar="AFTALEGRAF_STORE_URL", help="Address that queries are sent to.")
    ] = "",
    graph_store: Annotated[
        str,
        typer.Option(
            "--graph-store",
            envvar="AFTALEGRAF_GRAPH_STORE",
            help="Address that graphs are written to; docs/motorer.md has that of each server.",
        ),
    ] = "",
    files: Files = None,
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Put ours in the place of another version.")] = False,
) -> None:
    """Fill a SPARQL server with the graph, by the Graph Store Protocol; ask it afterwards with --store."""
    from aftalegraf.loading import load as fill  # noqa: PLC0415 (SPARQLWrapper is slow to import)

    for option, address in (("--store", store), ("--graph-store", graph_store)):
        if not address:
            raise UsageError(
                f"give {option} URL; for Fuseki for instance --store http://localhost:3030/ds/sparql "
                "--graph-store http://localhost:3030/ds/data; docs/motorer.md has other servers"
            )
    queries, graphs = access(store, os.environ), access(graph_store, os.environ)
    world = open_files(files)
    loaded = fill(world.store, world.version, queries, graphs, say, replace=replace)
    if loaded.before:
        typer.echo(f"{store} har allerede denne version ({loaded.version[:8]}); intet er skrevet")
        return
    triples = sum(size for _, size in loaded.sizes)
    typer.echo(f"{triples} tripler i {len(loaded.sizes)} grafer er skrevet til {store} (version {loaded.version[:8]})")
