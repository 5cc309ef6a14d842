"""Starts the labelling desk, or writes out what was labelled."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from assistant.backends.quiet import OFFLINE
from assistant.settings import Settings
from corpus.errors import CorpusError
from corpus.load import as_jsonl
from evals.desk.export import exported
from evals.desk.store import Store
from evals.errors import EvalError
from evals.load import CASES, load_sets

APP = Path(__file__).with_name("app.py")
DONE, WRONG_USE = 0, 2
# the shipped drafts and questions that a published judgement stands behind
DEFAULT = (CASES / "expert.jsonl",)


def label(settings: Settings, cases: Sequence[Path], url: str | None, export: Path | None, port: int, browser: bool) -> int:
    """Serve the desk until it is stopped, or write `export`; the exit code: 0, or 2 with a message."""
    errors = Console(stderr=True, highlight=False)
    try:
        files = tuple(cases) or DEFAULT
        sets = load_sets(files, judged=False)
        store = Store(url or _own(settings))
        if export is not None:
            records = exported([case for case_set in sets for case in case_set.cases], store.all())
            export.write_text(as_jsonl(records), encoding="utf-8", errors="replace", newline="\n")
            errors.print(f"{len(records)} cases written to {export}", markup=False, soft_wrap=True)
            return DONE
    except (EvalError, CorpusError, OSError) as error:
        errors.print(f"canipost: {error}", markup=False, soft_wrap=True)
        return WRONG_USE
    return _serve(url or _own(settings), files, port, browser)


def _own(settings: Settings) -> str:
    """The database in the user's own folder, made where there is none."""
    folder = settings.home / "labels"
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'labels.db'}"


def _serve(url: str, files: Sequence[Path], port: int, browser: bool) -> int:
    command = [
        sys.executable, "-m", "streamlit", "run", str(APP),
        "--server.address=127.0.0.1", f"--server.port={port}", f"--server.headless={'false' if browser else 'true'}",
        "--browser.gatherUsageStats=false", "--server.fileWatcherType=none", "--client.showErrorDetails=none",
        "--client.toolbarMode=minimal", "--", url, *(str(file.resolve()) for file in files),
    ]  # fmt: skip
    try:
        return subprocess.call(command, env=os.environ | OFFLINE)  # noqa: S603 (our own interpreter, no shell)
    except KeyboardInterrupt:
        return DONE
