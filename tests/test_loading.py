"""A server is filled graph by graph: the same state every time, and told exactly where it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aftalegraf import loading
from aftalegraf.access import Access
from aftalegraf.errors import RemoteError, UsageError
from aftalegraf.loading import load
from aftalegraf.namespaces import graph
from aftalegraf.rdf import BlankNode, Literal, NamedNode, Quad
from aftalegraf.remote import EDITION, STANDARD, RemoteStore
from aftalegraf.store import Store
from tests.small_engine import SmallEngine, small_engine

P = NamedNode("urn:p")
ALT = NamedNode(graph("alt"))


@pytest.fixture
def engine() -> Iterator[SmallEngine]:
    """A server of the test's own."""
    with small_engine() as engine:
        yield engine


@pytest.fixture
def here() -> Store:
    """A dataset with blank nodes that lean on each other, in a default graph and a named one."""
    chain = (Quad(BlankNode(f"b{n}"), P, BlankNode(f"b{n + 1}"), ALT) for n in range(20))
    plain = (Quad(NamedNode(f"urn:{n}"), P, Literal(f"tekst {n}", language="da"), ALT) for n in range(200))
    return Store((Quad(NamedNode("urn:x"), P, Literal("1")), *chain, *plain))


def fill(engine: SmallEngine, here: Store, version: str = "v1", *, replace: bool = False) -> loading.Loaded:
    """Load, and say nothing."""
    return load(here, version, Access(engine.query), Access(engine.graphs), lambda _: None, replace=replace)


def held(engine: SmallEngine) -> set[str]:
    """What a server holds, its blank nodes without names."""
    return {str(quad) for quad in engine.store if "_:" not in str(quad)}


def test_large_graphs_go_in_pieces_with_their_blank_nodes_in_one(
    engine: SmallEngine, here: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first piece replaces, the others add, and no chain of blank nodes is torn."""
    monkeypatch.setattr(loading, "PIECE", 500)
    assert fill(engine, here).sizes == ((STANDARD, 1), (ALT.value, 220))
    sent = [(method, body) for method, path, _, body in engine.seen if "graphs" in path and "alt" in path]
    assert [method for method, _ in sent] == ["PUT", *["POST"] * (len(sent) - 1)]
    assert len(sent) > 10
    assert [b"_:" in body for _, body in sent] == [True, *[False] * (len(sent) - 1)]
    links = {quad.object: quad.subject for quad in engine.store if isinstance(quad.object, BlankNode)}
    end = next(quad.object for quad in engine.store if quad.object in links and quad.object not in links.values())
    length = 0
    while end in links:
        end, length = links[end], length + 1
    assert length == 20


def test_a_second_run_gives_the_same_state(engine: SmallEngine, here: Store) -> None:
    """The same version is left as it is; with --replace it is written again, to the same end."""
    fill(engine, here)
    first, count = held(engine), len(engine.store)
    engine.seen.clear()
    assert fill(engine, here).before
    assert {method for method, *_ in engine.seen} == {"GET"}
    assert not fill(engine, here, replace=True).before
    assert (held(engine), len(engine.store)) == (first, count)


def test_another_version_is_not_written_over_unasked(engine: SmallEngine, here: Store) -> None:
    """With --replace it is, and what it had goes with it."""
    fill(engine, here)
    other = Store((Quad(NamedNode("urn:new"), P, Literal("2")), Quad(NamedNode("urn:new"), P, P, ALT)))
    with pytest.raises(UsageError, match="holds the version v1; give --replace"):
        fill(engine, other, "v2")
    fill(engine, other, "v2", replace=True)
    store = RemoteStore(Access(engine.query))
    assert (store.version, len(store)) == ("v2", 2)
    assert "tekst" not in "".join(held(engine))


def test_the_graphs_of_others_are_left_alone(engine: SmallEngine, here: Store) -> None:
    """Loading writes the graphs of ours and no other."""
    others = Quad(NamedNode("urn:a"), P, NamedNode("urn:c"), NamedNode("urn:others"))
    engine.store.add(others)
    fill(engine, here)
    fill(engine, here, replace=True)
    assert others in engine.store


def test_a_load_that_stops_says_what_was_written_and_what_not(engine: SmallEngine, here: Store) -> None:
    """The store is not whole then, and who asks it is told; the next load mends it."""
    engine.spoil = lambda method, path: (507, "text/plain", b"disk full") if "alt" in path and method == "PUT" else None
    with pytest.raises(RemoteError) as caught:
        fill(engine, here)
    assert "answered 507: disk full" in str(caught.value)
    assert f"written: <{STANDARD}>; not, or not to the end: <{ALT.value}>; load again" in str(caught.value)
    with pytest.raises(RemoteError, match="was not filled to the end"):
        RemoteStore(Access(engine.query))
    engine.spoil = lambda _, __: None
    fill(engine, here)
    assert len(RemoteStore(Access(engine.query))) == 221


def test_a_broken_reload_does_not_leave_the_old_version_as_whole(engine: SmallEngine, here: Store) -> None:
    """The edition goes before the first graph is written."""
    fill(engine, here)
    engine.spoil = lambda method, _: (500, "text/plain", b"") if method == "PUT" else None
    with pytest.raises(RemoteError, match="written: nothing"):
        fill(engine, here, replace=True)
    with pytest.raises(RemoteError, match="was not filled to the end"):
        RemoteStore(Access(engine.query))


def test_a_server_that_loses_triples_is_found_out(engine: SmallEngine, here: Store) -> None:
    """Each graph is counted afterwards; what was lost leaves the store without its edition."""
    engine.spoil = lambda method, path: (204, "", b"") if "alt" in path and method == "PUT" else None
    with pytest.raises(RemoteError, match=f"<{ALT.value}> has 0 triples of 220"):
        fill(engine, here)
    assert not [quad for quad in engine.store if quad.graph_name == NamedNode(EDITION)]


def test_a_token_is_sent_to_the_graph_store_too(engine: SmallEngine, here: Store) -> None:
    """Whoever may write says so with each request."""
    access = Access(engine.graphs, token="t0ken")  # noqa: S106
    load(here, "v1", Access(engine.query), access, lambda _: None, replace=False)
    sent = {headers.get("authorization", "") for _, path, headers, _ in engine.seen if path.startswith("/graphs")}
    assert sent == {"Bearer t0ken"}


def test_a_body_is_not_sent_before_the_digest_is_signed(engine: SmallEngine, here: Store) -> None:
    """The challenge is asked for without a body, for a server may hang up on one that is not signed."""
    challenge = 'Digest realm="graf", nonce="n1", qop="auth", algorithm="MD5"'
    engine.challenge = challenge
    access = Access(engine.graphs, "anna", "hemmelig", digest=True)
    load(here, "v1", Access(engine.query), access, lambda _: None, replace=False)
    sent = [
        (method, headers.get("authorization", ""))
        for method, path, headers, _ in engine.seen
        if path.startswith("/graphs")
    ]
    assert [method for method, said in sent if not said] == ["HEAD"] * (len(sent) // 2)
    assert all(said.startswith('Digest username="anna", realm="graf", nonce="n1"') for _, said in sent if said)
    assert len(RemoteStore(Access(engine.query))) == 221
