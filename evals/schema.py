"""`python -m evals.schema`: writes cases/schema.json, the case format as JSON Schema, from the model that reads it."""

import json

from evals.load import CASES
from evals.models import Case, Expect

SCHEMA = CASES / "schema.json"


def schema() -> dict[str, object]:
    """JSON Schema of one line of a case file.

    In a file the keys of `expect` stand beside `input`, so a single request has them at the top.
    """
    held = Case.model_json_schema()
    expect = Expect.model_json_schema()
    held["properties"] = {key: value for key, value in held["properties"].items() if key != "expect"} | expect["properties"]
    held["$defs"] = held["$defs"] | expect.get("$defs", {})
    held["anyOf"] = [{"required": ["id", *said]} for said in (["input", "verdict"], ["input", "cite"], ["turns"])]
    held["title"] = "One line of a case file"
    held.pop("required", None)
    # one wording may stand without its list
    vital = held["properties"]["vital"]["items"]
    held["properties"]["vital"]["items"] = {"anyOf": [{"type": "string", "minLength": 1}, vital]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **held}


def text() -> str:
    """The file."""
    return json.dumps(schema(), indent=1) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8", newline="\n")
