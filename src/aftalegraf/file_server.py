"""Run a web server over any RDF file."""

from __future__ import annotations

import socket
from pathlib import Path

from aftalegraf.allowance import Allowance
from aftalegraf.file_service import FileService
from aftalegraf.generations import Generations
from aftalegraf.listening import Serving, listen, run
from aftalegraf.operation import operated
from aftalegraf.settings import Settings
from aftalegraf.sparql import Endpoint
from aftalegraf.store import Store
from aftalegraf.workers import Workers


def serve_file(path: Path, settings: Settings) -> None:
    """Serve until told to stop. NotServedError tells of a file that cannot be read, PortInUseError of the port."""
    with listen(settings.host, settings.port) as listening:

        def live(control: socket.socket) -> None:
            _run(path, settings, listening, control)

        Generations(listening, live, settings.grace).run()


def _run(path: Path, settings: Settings, listening: socket.socket, control: socket.socket) -> None:
    """Serve the file as it is now, until told to stop."""
    store = Store.of_file(path)
    size = len(store)  # counting writes to most of its memory, which the workers would no longer share
    workers = Workers(store, settings.deadline, settings.at_once, settings.waiting, settings.workers, settings.largest)
    workers.start()  # it forks, so it comes before any thread
    try:
        allowance = Allowance(settings.query_time, settings.places)
        endpoint = Endpoint(workers, allowance, settings.base_url, page="/")
        app = FileService(endpoint, path.name, settings.cache << 20)
        with operated(app, endpoint, settings, size, path.name):
            run(app, Serving(listening, control, settings.grace, path.name, workers.alive))
    finally:
        workers.stop()
