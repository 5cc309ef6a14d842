"""prompts/<name>.yaml -> Prompt: what a language model is told, versioned."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from assistant.yaml_file import Part

HERE = Path(__file__).parent


class Prompt(Part):
    """One prompt file: `system` and `user` are templates with {names}."""

    version: int
    system: str
    user: str
    verdicts: Mapping[str, str] = {}
    earlier: str = ""
    repair: str = ""
    faults: Mapping[str, str] = {}


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt of that name. Raises ValidationError or OSError for a file of ours that is broken."""
    return Prompt.model_validate(yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
