"""Run the web server: the door to uvicorn."""

from __future__ import annotations

import errno
import socket
import sys
import threading

import uvicorn

from aftalegraf.api import create_app
from aftalegraf.errors import PortInUseError
from aftalegraf.reviewer import Reviewer
from aftalegraf.settings import Settings
from aftalegraf.sparql import Endpoint
from aftalegraf.workers import Workers
from aftalegraf.world import World


def serve(world: World, settings: Settings) -> None:
    """Serve until told to stop. Raises PortInUseError when the address cannot be listened on."""
    listening = _listen(settings.host, settings.port)
    workers = Workers(world.store, settings.deadline, settings.at_once, settings.waiting)
    reviewer = Reviewer(world)
    workers.start()  # both fork, so they come before any thread
    reviewer.start()
    try:
        app = create_app(world, Endpoint(workers), settings.base_url or None, reviewer.review, reviewer.own)
        threading.Thread(target=app.state.site.reports, daemon=True).start()  # so that they are there when asked for
        host, port = listening.getsockname()[:2]
        sys.stderr.write(f"aftalegraf lytter på http://{host}:{port}/ (stop med Ctrl-C)\n")
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        reviewer.stop()
        workers.stop()
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except socket.gaierror as error:
        raise PortInUseError(f"cannot listen on {host}: {error.strerror}; choose another --host") from None
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
        raise PortInUseError(
            f"port {port} on {host} {why}; choose another with --port, or stop the other program"
        ) from None
    return listening
