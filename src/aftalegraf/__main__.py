"""Run the command line as `python -m aftalegraf`."""

from aftalegraf.cli import main

main()
