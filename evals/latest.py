"""Where the newest whole run was written, so that the app finds it."""

import json
from pathlib import Path

from assistant.settings import Settings

FILE = "latest.json"


def point_to(out: Path, settings: Settings) -> None:
    """Leave the folder's name, and nothing of what is in it, in the user's own folder."""
    settings.evals_home.mkdir(parents=True, exist_ok=True)
    (settings.evals_home / FILE).write_text(json.dumps({"folder": str(out.resolve())}) + "\n", encoding="utf-8")
