"""Run the web server over the project's own world."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from aftalegraf.allowance import Allowance
from aftalegraf.api import create_app
from aftalegraf.errors import AftalegrafError
from aftalegraf.front_pages import look_ahead, prepare
from aftalegraf.generations import Generations
from aftalegraf.graph_store import GraphStore
from aftalegraf.listening import Serving, listen, run
from aftalegraf.operation import operated
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

        def live(control: socket.socket) -> None:
            _run(open_world(), settings, listening, control)

        Generations(listening, live, settings.grace).run()


def _run(world: World, settings: Settings, listening: socket.socket, control: socket.socket) -> None:
    kind = Passing if world.held_at else Workers
    workers = kind(
        world.store, settings.deadline, settings.at_once, settings.waiting, settings.workers, settings.largest
    )
    reviewer = Reviewer(world)
    workers.start()  # both fork, so they come before any thread
    reviewer.start()
    try:
        endpoint = Endpoint(workers, Allowance(settings.query_time, settings.places), settings.base_url)
        app = create_app(
            world,
            endpoint,
            settings.base_url or None,
            reviewer.review,
            reviewer.own,
            GraphStore(endpoint),
            settings.cache << 20,
        )
        prepare(app.state.site)
        threading.Thread(target=_ahead, args=(app.state.site,), daemon=True).start()
        with operated(app, endpoint, settings, app.state.site.triples, world.version):
            run(app, Serving(listening, control, settings.grace, world.version, workers.alive))
    finally:
        reviewer.stop()
        workers.stop()


def _ahead(site: Site) -> None:
    """Make what takes long before anyone asks for it; what stops it is met by the one who asks."""
    with suppress(AftalegrafError):
        look_ahead(site)
