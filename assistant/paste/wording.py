"""wording.yaml -> the few sentences that sum up a conversation or a long text; what is advised on each part is the playbook's."""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.models import Light, Verdict
from assistant.paste.models import Because, DocumentReview, LeftOut, ThreadReview
from assistant.yaml_file import sentence_at


def because(what: Because) -> str:
    """Why a message stands out, in a sentence; '' where its own words say it."""
    return _say(f"because.{what.value}")


def left_out_words(what: LeftOut, n: int) -> str:
    """That so many lines of the doctor's own could not be judged."""
    return _say(f"left_out.{what.value}", n=n)


def not_judged(n: int) -> str:
    """That so many older messages were left."""
    return _say("not_judged", n=n)


def too_long() -> str:
    """That only the beginning of the whole was read as one."""
    return _say("too_long")


def thread_summary(made: ThreadReview) -> str:
    """How many of the doctor's messages should not stand, in a sentence or two."""
    total, troubled = len(made.messages), len(made.troubled)
    messages = _count("messages", total)
    if not troubled:
        return _count("thread.calm", total, messages=messages)
    red = sum(m.verdict is Verdict.DO_NOT_POST for m in made.troubled)
    told = [_count("thread.troubled", troubled, messages=messages)]
    return " ".join([*told, _count("thread.gravest", red)] if red else told)


def document_summary(made: DocumentReview) -> str:
    """How the paragraphs fare, in a sentence, and the whole where it is worse than any of them."""
    total, troubled = len(made.parts), len(made.troubled)
    told = _count("document.troubled", troubled, of=total) if troubled else _say("document.calm", of=total)
    if made.whole.light in (Light.AMBER, Light.RED) and not troubled:
        return f"{told} {_say('document.together')}"
    return told


def _count(key: str, n: int, **filled: object) -> str:
    """The sentence at `key` for one, or for any other number."""
    return _say(f"{key}.{'one' if n == 1 else 'many'}", n=n, **filled)


def _say(key: str, **filled: object) -> str:
    """The sentence at `key` ('thread.calm.one'), its {names} filled in."""
    return sentence_at(_read(), key, **filled)


@cache
def _read() -> Any:
    return yaml.safe_load(resources.files("assistant.paste").joinpath("wording.yaml").read_text(encoding="utf-8"))
