"""Type a command about traceability: what hangs together, what hangs in the air, what depends on what."""

from __future__ import annotations

import typer

trace_app = typer.Typer(help="What hangs together, what hangs in the air, what depends on what.", no_args_is_help=True)
