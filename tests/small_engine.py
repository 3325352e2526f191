"""A small SPARQL server of a test's own: queries by the SPARQL protocol, graphs by the Graph Store Protocol."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

Reply = tuple[int, str, bytes]
ROWS: Final = "application/sparql-results+json"


@dataclass(slots=True)
class SmallEngine:
    """What a server holds, and what it was sent: method, path with parameters, headers in small letters, and body.

    `spoil` may answer a request instead, or return None; with a `challenge` nobody writes graphs who does not sign.
    """

    address: str = ""
    store: Store = field(default_factory=Store)
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    challenge: str = ""
    spoil: Callable[[str, str], Reply | None] = lambda _, __: None

    @property
    def query(self) -> str:
        """Where queries are sent."""
        return f"{self.address}/sparql"

    @property
    def graphs(self) -> str:
        """Where graphs are written."""
        return f"{self.address}/graphs"

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        """The reply to a request: status, media type and body."""
        self.seen.append((method, path, headers, body))
        parts = urlsplit(path)
        said = self.spoil(method, path)
        if said:
            return said
        sent = [*parse_qsl(parts.query), *(parse_qsl(body.decode()) if method == "POST" and "sparql" in path else [])]
        if self.challenge and parts.path == "/graphs" and not headers.get("authorization", "").startswith("Digest "):
            return 401, "text/plain", b""
        if parts.path == "/graphs":
            return self._write(method, dict(sent)["graph"], body)
        return self._ask(sent)

    def _write(self, method: str, graph: str, body: bytes) -> Reply:
        place = NamedNode(graph)
        if method in ("PUT", "DELETE"):
            self.store.clear_graph(place)
        if method != "DELETE":
            self.store.load(body, format=RdfFormat.TURTLE, to_graph=place)
        return 204, "", b""

    def _ask(self, sent: list[tuple[str, str]]) -> Reply:
        default = [NamedNode(value) for name, value in sent if name == "default-graph-uri"]
        named = [NamedNode(value) for name, value in sent if name == "named-graph-uri"]
        chosen = {"default_graph": default, "named_graphs": named} if default or named else {}
        try:
            found = self.store.query(dict(sent)["query"], **chosen)  # type: ignore[arg-type]
        except SyntaxError as error:
            return 400, "text/plain", str(error).encode()
        if isinstance(found, QueryTriples):
            return 200, "application/n-triples", found.serialize(format=RdfFormat.N_TRIPLES) or b""
        return 200, ROWS, found.serialize(format=QueryResultsFormat.JSON) or b""


@contextmanager
def small_engine() -> Iterator[SmallEngine]:
    """A server on 127.0.0.1 until the block ends."""
    engine = SmallEngine()

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, kind, body = engine.answer(self.command, self.path, headers, self.rfile.read(size))
            self.send_response(status)
            if status == 401 and engine.challenge:
                self.send_header("WWW-Authenticate", engine.challenge)
            if kind:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _reply  # noqa: N815 (the names that the library asks for)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    engine.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield engine
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
