"""The command line: `canipost`."""

from assistant.cli.commands import main

__all__ = ["main"]
