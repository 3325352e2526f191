"""Join the commands about traceability: what hangs together, what hangs in the air, what depends on what."""

from __future__ import annotations

import typer

from aftalegraf.diff_commands import suspects
from aftalegraf.duty_commands import compare, duties
from aftalegraf.impact_commands import impact, succession
from aftalegraf.status_commands import gaps, matrix, status, why

trace_app = typer.Typer(help="What hangs together, what hangs in the air, what depends on what.", no_args_is_help=True)
for command in (status, gaps, matrix, why, impact, succession, compare, duties, suspects):
    trace_app.command()(command)
