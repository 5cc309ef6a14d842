"""The command line: `canipost`."""

from assistant.cli.main import main

__all__ = ["main"]
