"""Run a web server over any RDF file."""

from __future__ import annotations

from pathlib import Path

from aftalegraf.allowance import Allowance
from aftalegraf.file_service import FileService
from aftalegraf.listening import listen, run
from aftalegraf.operation import operated
from aftalegraf.settings import Settings
from aftalegraf.sparql import Endpoint
from aftalegraf.store import Store
from aftalegraf.workers import Workers


def serve_file(path: Path, settings: Settings) -> None:
    """Serve until told to stop. Raises SourceError for a file that cannot be read, PortInUseError for the address."""
    with listen(settings.host, settings.port) as listening:
        store = Store.of_file(path)
        workers = Workers(store, settings.deadline, settings.at_once, settings.waiting, settings.workers)
        workers.start()  # it forks, so it comes before any thread
        try:
            allowance = Allowance(settings.query_time, settings.places)
            endpoint = Endpoint(workers, allowance, settings.base_url, page="/")
            app = FileService(endpoint, path.name)
            with operated(app, endpoint, settings, len(store), path.name):
                run(app, listening)
        finally:
            workers.stop()
