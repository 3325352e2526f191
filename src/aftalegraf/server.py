"""Run the web server over the project's own world."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from aftalegraf.api import create_app
from aftalegraf.errors import AftalegrafError
from aftalegraf.front_pages import look_ahead, prepare
from aftalegraf.graph_store import GraphStore
from aftalegraf.listening import listen, run
from aftalegraf.passing import Passing
from aftalegraf.rendering import Site
from aftalegraf.reviewer import Reviewer
from aftalegraf.settings import Settings
from aftalegraf.sparql import Endpoint
from aftalegraf.workers import Workers
from aftalegraf.world import World


def serve(open_world: Callable[[], World], settings: Settings) -> None:
    """Serve until told to stop. Raises PortInUseError when the address cannot be listened on.

    The address is listened on before the world is opened: who comes early waits for the answer and is not refused.
    """
    with listen(settings.host, settings.port) as listening:
        _run(open_world(), settings, listening)


def _run(world: World, settings: Settings, listening: socket.socket) -> None:
    kind = Passing if world.held_at else Workers
    workers = kind(world.store, settings.deadline, settings.at_once, settings.waiting)
    reviewer = Reviewer(world)
    workers.start()  # both fork, so they come before any thread
    reviewer.start()
    try:
        endpoint = Endpoint(workers, settings.query_time, settings.base_url)
        app = create_app(
            world, endpoint, settings.base_url or None, reviewer.review, reviewer.own, GraphStore(endpoint)
        )
        prepare(app.state.site)
        threading.Thread(target=_ahead, args=(app.state.site,), daemon=True).start()
        run(app, listening)
    finally:
        reviewer.stop()
        workers.stop()


def _ahead(site: Site) -> None:
    """Make what takes long before anyone asks for it; what stops it is met by the one who asks."""
    with suppress(AftalegrafError):
        look_ahead(site)
