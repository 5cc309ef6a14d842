"""The workflow files: they run commands that exist, and no input of theirs is pasted into a shell."""

import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from assistant.cli.commands import app

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def steps(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_input_is_pasted_into_a_shell(path):
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_option_and_target_exists(path):
    known = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["eval", "--help"]).output
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for step in steps(path):
        for command in re.findall(r"^make (\S+)$", step.get("run", ""), re.MULTILINE):
            assert f"\n{command}:" in makefile or command == ".venv/.ready"
        for option in set(re.findall(r"--[a-z]+", step.get("run", ""))):
            assert option in known, option
