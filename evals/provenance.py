"""What a report says about the run that made it."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Any

from assistant.pipeline import Assistant
from evals.models import CaseSet
from evals.results import Provenance

# what could change a verdict, a retrieval or an interval
LIBRARIES = (
    "canipost", "sentence-transformers", "torch", "onnxruntime", "tokenizers", "chromadb", "bm25s", "scikit-learn",
    "presidio-analyzer", "spacy", "langchain-core", "numpy", "scipy",
)  # fmt: skip
CREDENTIALS = re.compile(r"(?<=//)[^/@\s]+@")


def provenance(assistant: Assistant, sets: Sequence[CaseSet], when: datetime) -> Provenance:
    """What was run, on what. Nothing in it names the user or holds a credential."""
    return Provenance(
        when=when.isoformat(timespec="seconds"),
        corpus_edition=assistant.corpus.edition,
        index=assistant.index.fingerprint,
        commit=commit(Path(__file__)),
        versions={"python": python_version()} | {name: found for name in LIBRARIES if (found := _version(name))},
        settings={name: shown(value) for name, value in assistant.settings.model_dump(mode="json").items()},
        case_files={case_set.name: case_set.sha256 for case_set in sets},
        partial=any(case_set.partial for case_set in sets),
    )


def commit(file: Path) -> str | None:
    """The commit checked out where `file` stands, '-changed' where the copy differs; None where it is not tracked.

    Asked of git only where it tracks this very file: an install inside another project's copy has no commit.
    """
    git = shutil.which("git")
    if git is None or not _git(git, file, "ls-files", "--error-unmatch", file.name):
        return None
    return _git(git, file, "describe", "--always", "--exclude=*", "--abbrev=40", "--dirty=-changed") or None


def shown(value: Any) -> Any:
    """A setting as it may be shown: no user's folder, no credentials in an address."""
    return CREDENTIALS.sub("", value).replace(str(Path.home()), "~") if isinstance(value, str) else value


def _git(git: str, file: Path, *arguments: str) -> str:
    """What git prints, or nothing where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command, no shell)
            [git, *arguments], cwd=file.parent, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
