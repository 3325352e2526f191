"""Run a web server over any RDF file."""

from __future__ import annotations

from pathlib import Path

from aftalegraf.file_service import FileService
from aftalegraf.listening import listen, run
from aftalegraf.settings import Settings
from aftalegraf.sparql import Endpoint
from aftalegraf.store import Store
from aftalegraf.workers import Workers


def serve_file(path: Path, settings: Settings) -> None:
    """Serve until told to stop. Raises SourceError for a file that cannot be read, PortInUseError for the address."""
    with listen(settings.host, settings.port) as listening:
        workers = Workers(Store.of_file(path), settings.deadline, settings.at_once, settings.waiting, settings.workers)
        workers.start()  # it forks, so it comes before any thread
        try:
            endpoint = Endpoint(workers, settings.query_time, settings.base_url, page="/")
            run(FileService(endpoint, path.name, settings.cache << 20), listening)
        finally:
            workers.stop()
