"""Which things a text speaks of, so that no sentence of the playbook supposes what is not there; things.yaml has the words."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from assistant.errors import PlaybookError
from assistant.models import Question, Request
from assistant.typed import as_typed_plainly

FILE = Path(__file__).with_name("things.yaml")


def spoken_of(request: Request) -> frozenset[str]:
    """The things of things.yaml that the request speaks of: in its words, in the turns before them, or in where it goes."""
    turns = request.turns if isinstance(request, Question) else ()
    where = (request.context.platform or "", request.context.audience or "")
    text = as_typed_plainly("\n".join((*turns, request.text, *where)))
    return frozenset(thing for thing, pattern in patterns().items() if pattern.search(text))


@cache
def patterns(path: Path = FILE) -> Mapping[str, re.Pattern[str]]:
    """Thing -> the words that speak of it. Raises PlaybookError for a pattern that cannot be read."""
    held: Mapping[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return {thing: re.compile("|".join(f"(?:{one})" for one in any_of), re.IGNORECASE | re.DOTALL) for thing, any_of in held.items()}
    except (re.error, TypeError, AttributeError) as error:
        raise PlaybookError(path, f"a pattern cannot be read ({error})") from error
