"""Follow links from thing to thing, the door to networkx: what can be reached, each way there, and what goes round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from networkx import DiGraph

Links: TypeAlias = "DiGraph[str]"  # from a thing to those that it leads to


def linked(pairs: Iterable[tuple[str, str]]) -> Links:
    """The links, each from where it begins to where it leads; those of a thing are followed in the order given."""
    import networkx as nx  # noqa: PLC0415 (slow to import, and most commands follow no link)

    found: Links = nx.DiGraph()
    found.add_edges_from(pairs)
    return found


def turned(links: Links) -> Links:
    """The same links, each from where it led to where it began."""
    return links.reverse(copy=False)


def without(links: Links, gone: Iterable[str], cut: Iterable[tuple[str, str]] = ()) -> Links:
    """The links as they are when some things are gone, and some links are cut."""
    lost, broken = set(gone), set(cut)
    left = linked(pair for pair in links.edges if lost.isdisjoint(pair) and pair not in broken)
    left.add_nodes_from(thing for thing in links if thing not in lost)
    return left


def within(links: Links, things: Iterable[str]) -> Links:
    """The links among some things, in the order of their names; a view by networkx has another order each time."""
    kept = {thing for thing in things if thing in links}
    found = linked((start, end) for start in sorted(kept) for end in sorted(links.successors(start)) if end in kept)
    found.add_nodes_from(sorted(kept))
    return found


def reach(links: Links, starts: Iterable[str]) -> frozenset[str]:
    """The starts and all that they lead to."""
    import networkx as nx  # noqa: PLC0415

    seen = frozenset(starts)
    return seen.union(*nx.bfs_layers(links, [start for start in seen if start in links]))


def shortest(links: Links, starts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The shortest way from the nearest start to each thing that is reached, the starts left out."""
    import networkx as nx  # noqa: PLC0415

    known = sorted(start for start in set(starts) if start in links)
    if len(known) == 1:  # the same ways, found faster
        found = nx.single_source_shortest_path(links, known[0])
    else:
        found = nx.multi_source_dijkstra_path(links, known) if known else {}
    return {thing: tuple(way) for thing, way in found.items() if len(way) > 1}


def ways(links: Links, start: str, end: str) -> Iterator[tuple[str, ...]]:
    """Each way from one thing to another that passes nothing twice."""
    import networkx as nx  # noqa: PLC0415

    if start == end:
        yield (start,)
    elif start in links and end in links:
        yield from map(tuple, nx.all_simple_paths(links, start, end))


def going_round(links: Links) -> frozenset[str]:
    """All things that lead back to themselves."""
    import networkx as nx  # noqa: PLC0415

    parts = nx.strongly_connected_components(links)
    return frozenset(thing for part in parts for thing in part if len(part) > 1 or links.has_edge(thing, thing))


def rounds(links: Links) -> tuple[tuple[str, ...], ...]:
    """For each part of the links that goes round, one way around it, from its first thing and back; sorted."""
    import networkx as nx  # noqa: PLC0415

    found = []
    for part in nx.strongly_connected_components(links):
        start = min(part)
        if len(part) > 1 or links.has_edge(start, start):
            inside = within(links, part)
            back = {before: nx.shortest_path(inside, start, before) for before in inside.predecessors(start)}
            way = min(back.values(), key=lambda each: (len(each), each))
            found.append((*way, start))
    return tuple(sorted(found))
