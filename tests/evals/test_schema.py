"""cases/schema.json says what the loader takes."""

import json

import pytest
from jsonschema import Draft202012Validator

from evals.load import shipped
from evals.schema import SCHEMA, schema, text


def test_the_shipped_schema_is_that_of_the_models():
    assert SCHEMA.read_text(encoding="utf-8") == text(), "run python -m evals.schema"


@pytest.mark.parametrize("path", shipped(full=True), ids=lambda path: path.stem)
def test_every_shipped_line_is_valid(path):
    reader = Draft202012Validator(schema())
    for line in path.read_text(encoding="utf-8").splitlines():
        assert not list(reader.iter_errors(json.loads(line))), line[:80]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"id": "a", "input": "x", "verdict": "fine"}, id="unknown-verdict"),
        pytest.param({"input": "x", "verdict": "ok"}, id="no-id"),
        pytest.param({"id": "a", "verdict": "ok"}, id="no-request"),
        pytest.param({"id": "a", "input": "x"}, id="nobody-said-what-is-right"),
        pytest.param({"id": "a", "input": "x", "verdict": "ok", "vital": [""]}, id="an-empty-point"),
    ],
)
def test_a_bad_line_is_not(record):
    assert list(Draft202012Validator(schema()).iter_errors(record))
