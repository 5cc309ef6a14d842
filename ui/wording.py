"""wording.yaml -> the sentences on screen that are not advice."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.yaml_file import at

FILE = Path(__file__).with_name("wording.yaml")


class NoSuchWording(KeyError):
    """A page asks for a sentence that wording.yaml does not hold."""

    def __init__(self, key: str) -> None:
        """Name the key and the file to mend."""
        super().__init__(f"No wording {key!r}. Add it to {FILE}.")


def say(key: str, **filled: object) -> str:
    """The sentence at `key` ('page.name'), its {names} filled in."""
    words = _at(key)
    if not isinstance(words, str):
        raise NoSuchWording(key)
    return words.format(**filled) if filled else words


def count(key: str, n: int) -> str:
    """The sentence at `key` for `n` things: '1 reason', '3 reasons'."""
    forms = table(key)
    return forms["one"] if n == 1 else forms["many"].format(n=n)


def table(key: str) -> Mapping[str, str]:
    """The mapping at `key`, in the order of the file."""
    words = _at(key)
    if not isinstance(words, dict):
        raise NoSuchWording(key)
    return words


def entries(key: str) -> list[Any]:
    """The list at `key`, in the order of the file."""
    words = _at(key)
    if not isinstance(words, list):
        raise NoSuchWording(key)
    return words


def _at(key: str) -> object:
    try:
        return at(_read(), key)
    except (KeyError, TypeError) as error:
        raise NoSuchWording(key) from error


@cache
def _read() -> dict[str, Any]:
    data = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return dict(data)
