"""Starts the Streamlit app, reachable from this machine only."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from assistant.backends.quiet import OFFLINE
from assistant.errors import AssistantError


def run(port: int, browser: bool) -> int:
    """Serve until stopped; the exit code of the app."""
    spec = find_spec("ui")
    if spec is None or not spec.submodule_search_locations:
        raise AssistantError("The app's files are missing. Install the project again ('pip install -e .').")
    folder = Path(next(iter(spec.submodule_search_locations)))
    command = [
        sys.executable, "-m", "streamlit", "run", str(folder / "app.py"),
        "--server.address=127.0.0.1", f"--server.port={port}", f"--server.headless={'false' if browser else 'true'}",
        "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    # the rest of the settings lie in ui/.streamlit, which Streamlit reads because it stands beside app.py
    try:
        return subprocess.call(command, cwd=folder.parent, env=os.environ | OFFLINE)
    except KeyboardInterrupt:
        return 0
